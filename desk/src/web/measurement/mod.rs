//! What can be shown in numbers: the metrics, and pilots.

mod course;
mod numbers;
mod pilot;
mod pilots;
mod plan;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use workflow::measure::{Period, render_prometheus};

use super::app::App;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::routes::Routes;
use super::visitor::Visitor;
use crate::failure::Hinted;
use crate::service::measure::period;
use course::Course;
use numbers::Group;

pub(crate) use pilots::address as address_of_pilot;

/// The routes of the metrics and of pilots.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/metrics", show)
        .get("/metrics/prometheus", for_prometheus)
        .and(pilots::routes())
        .and(plan::routes())
}

/// Which days are asked for, as a form sends them: what was left blank is empty.
#[derive(Debug, Default, Deserialize)]
struct Days {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

impl Days {
    /// The period; none where no day is named. Where only the first day is, it goes on to today.
    fn period(&self, today: Date) -> anyhow::Result<Option<Period>> {
        match (day(&self.from)?, day(&self.to)?) {
            (None, None) => Ok(None),
            (Some(from), to) => period(from, to.unwrap_or(today)).map(Some),
            (None, Some(_)) => {
                let hint = "name the first day as well, or leave both blank for all days".to_owned();
                Err(Hinted::new("the period has a last day and no first", [hint]).into())
            }
        }
    }
}

/// A day as a form sends it; none where it was left blank.
pub(crate) fn day(text: &str) -> anyhow::Result<Option<Date>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let hint = || "write it as `2026-06-30`".to_owned();
    let date = text.parse();
    date.map(Some)
        .map_err(|_| Hinted::new(format!("`{text}` is no day"), [hint()]).into())
}

/// A link to a period that is often asked for.
struct Preset {
    name: &'static str,
    address: String,
}

#[derive(Template)]
#[template(path = "web/measurement/metrics.html")]
struct MetricsPage {
    frame: Frame,
    from: String,
    to: String,
    presets: Vec<Preset>,
    /// Which days are counted, as a sentence.
    counted: String,
    groups: Vec<Group>,
    course: Course,
    /// What the address of the same numbers for Prometheus ends with.
    query: String,
}

async fn show(State(app): State<Arc<App>>, visitor: Visitor, Query(days): Query<Days>) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let period = days.period(app.today())?;
    let metrics = service.metrics(period).await?;
    let months = service.metrics_by_month(period).await?;
    let accounts = service.readable().await?.len();
    let (from, to) = period.map_or_else(Default::default, |it| (it.from.to_string(), it.to.to_string()));
    page(&MetricsPage {
        frame: Frame::new(&app, &visitor, Place::Measurement, "Metrics"),
        presets: presets(app.today()),
        counted: counted(period, accounts),
        groups: numbers::groups(&metrics),
        course: Course::of(&months),
        query: period.map_or_else(String::new, |it| format!("?from={}&to={}", it.from, it.to)),
        from,
        to,
    })
}

async fn for_prometheus(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Query(days): Query<Days>,
) -> Result<Response, Fault> {
    let metrics = visitor.service(&app).metrics(days.period(app.today())?).await?;
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], render_prometheus(&metrics)).into_response())
}

fn counted(period: Option<Period>, accounts: usize) -> String {
    let days = period.map_or_else(
        || "Everything on record".to_owned(),
        |it| format!("From {} to {}, both days included", it.from, it.to),
    );
    let noun = if accounts == 1 { "account" } else { "accounts" };
    format!("{days}, for the {accounts} {noun} that you may read.")
}

fn presets(today: Date) -> Vec<Preset> {
    let since = |name: &'static str, from: Date| Preset {
        name,
        address: format!("/metrics?from={from}&to={today}"),
    };
    let back = |days: i64| today.checked_sub(days.days()).unwrap_or(today);
    let quarter = today
        .first_of_month()
        .checked_sub(i64::from((today.month() - 1) % 3).months());
    vec![
        since("Last 30 days", back(29)),
        since("This quarter", quarter.unwrap_or(today)),
        since("This year", today.first_of_year()),
        Preset {
            name: "All days",
            address: "/metrics".to_owned(),
        },
    ]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn told(from: &str, to: &str) -> String {
        let days = Days {
            from: from.to_owned(),
            to: to.to_owned(),
        };
        match days.period(date(2026, 6, 30)) {
            Ok(None) => "all".to_owned(),
            Ok(Some(it)) => format!("{} to {}", it.from, it.to),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_period_may_be_left_open() {
        let all = [
            told("", " "),
            told("2026-06-01", ""),
            told("2026-06-01", "2026-06-07"),
            told("", "2026-06-07"),
            told("2026-06-07", "2026-06-01"),
            told("June", ""),
        ];
        insta::assert_snapshot!(all.join("\n"), @"
        all
        2026-06-01 to 2026-06-30
        2026-06-01 to 2026-06-07
        the period has a last day and no first
        the period would end on 2026-06-01, before it starts on 2026-06-07
        `June` is no day
        ");
    }

    #[test]
    fn a_quarter_begins_with_its_first_month() {
        let addresses: Vec<String> = presets(date(2026, 5, 12)).into_iter().map(|it| it.address).collect();
        insta::assert_snapshot!(addresses.join("\n"), @"
        /metrics?from=2026-04-13&to=2026-05-12
        /metrics?from=2026-04-01&to=2026-05-12
        /metrics?from=2026-01-01&to=2026-05-12
        /metrics
        ");
    }
}
