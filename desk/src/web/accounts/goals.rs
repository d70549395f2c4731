//! The account's goals: where each stands, and how far its KPIs have come.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use grounding::{Goal, GoalStatus, Kpi, Ledger, SourceId};
use jiff::civil::Date;

use super::{Head, Tab, opened, records};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, page};
use crate::web::portfolio::DayView;
use crate::web::visitor::Visitor;
use crate::web::words::sentence;

#[derive(Template)]
#[template(path = "web/accounts/goals.html")]
struct GoalsPage {
    frame: Frame,
    head: Head,
    goals: Vec<GoalView>,
}

/// A goal, and what measures it.
struct GoalView {
    id: String,
    name: String,
    description: String,
    status: StatusView,
    due: Option<DayView>,
    /// Whether it is due and not reached.
    is_late: bool,
    /// Empty where nobody is on record.
    owner: String,
    /// What it lacks to be measured, in words; empty where it lacks nothing.
    lacks: String,
    kpis: Vec<KpiView>,
}

/// Where a goal or a KPI stands, as the success plan has it.
struct StatusView {
    class: &'static str,
    sign: &'static str,
    word: &'static str,
}

/// How far a KPI has come.
struct KpiView {
    id: String,
    metric: String,
    baseline: String,
    current: String,
    /// When it was last measured; empty where nobody says.
    measured: String,
    target: String,
    /// In per cent; empty where it has not come nearer to its target.
    progress: String,
    /// The same as a bar has it, from 0 to 100.
    bar: String,
    status: StatusView,
    due: String,
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let opened = opened(&app, &visitor, &name, Tab::Goals).await?;
    let ledger = visitor.service(&app).ledger(&opened.account).await?;
    page(&GoalsPage {
        goals: goals(&ledger, app.today()),
        head: opened.head,
        frame: opened.frame,
    })
}

/// The goals, those that need somebody first and those that are over last.
fn goals(ledger: &Ledger, today: Date) -> Vec<GoalView> {
    let moved = records::moved(ledger).into_iter();
    let progress: BTreeMap<SourceId, String> = moved
        .filter_map(|row| Some((SourceId::raw(row.kpi_id), row.progress_percent?)))
        .collect();
    let mut goals: Vec<&Goal> = ledger.goals().iter().collect();
    goals.sort_by_key(|goal| (order(goal.record.status), goal.due().unwrap_or(Date::MAX)));
    goals
        .into_iter()
        .map(|goal| goal_view(goal, ledger, &progress, today))
        .collect()
}

fn order(status: GoalStatus) -> u8 {
    match status {
        GoalStatus::Blocked | GoalStatus::OffTrack => 0,
        GoalStatus::OnTrack | GoalStatus::Other => 1,
        GoalStatus::NotStarted => 2,
        GoalStatus::Completed => 3,
        GoalStatus::Closed => 4,
    }
}

fn goal_view(goal: &Goal, ledger: &Ledger, progress: &BTreeMap<SourceId, String>, today: Date) -> GoalView {
    let missing: Vec<String> = goal.missing().iter().map(|it| format!("a {}", it.noun())).collect();
    let is_over = matches!(goal.record.status, GoalStatus::Completed | GoalStatus::Closed);
    let due = goal.due();
    let description = goal.record.description.trim();
    GoalView {
        id: goal.id.to_string(),
        name: goal.record.name.clone(),
        description: if description == goal.record.name.trim() {
            String::new()
        } else {
            description.to_owned()
        },
        status: StatusView::of(goal.record.status),
        is_late: !is_over && due.is_some_and(|day| day < today),
        due: due.map(|day| DayView::of(day, today)),
        owner: goal
            .record
            .owner
            .as_deref()
            .map(|it| ledger.person(it))
            .unwrap_or_default(),
        lacks: missing.join(" and "),
        kpis: goal
            .kpis
            .iter()
            .map(|(id, kpi)| KpiView::of(id, kpi, progress.get(id).map(String::as_str)))
            .collect(),
    }
}

impl StatusView {
    fn of(status: GoalStatus) -> Self {
        let (class, sign) = match status {
            GoalStatus::OffTrack | GoalStatus::Blocked => ("amber", "!"),
            GoalStatus::Completed => ("plain", "\u{2714}"),
            GoalStatus::OnTrack => ("plain", "\u{2192}"),
            GoalStatus::Closed => ("plain", "\u{2717}"),
            GoalStatus::NotStarted | GoalStatus::Other => ("plain", "\u{b7}"),
        };
        Self {
            class,
            sign,
            word: status.noun(),
        }
    }
}

impl KpiView {
    fn of(id: &SourceId, kpi: &Kpi, progress: Option<&str>) -> Self {
        let told = |number: Option<String>| number.map(|it| with_unit(&it, &kpi.unit)).unwrap_or_default();
        Self {
            id: id.to_string(),
            metric: if kpi.metric.trim().is_empty() {
                "nobody says what is measured".to_owned()
            } else {
                sentence(&kpi.metric).trim_end_matches('.').to_owned()
            },
            baseline: told(kpi.baseline.map(|it| it.normalize().to_string())),
            current: told(kpi.current.map(|it| it.normalize().to_string())),
            measured: kpi.current_date.map(|day| day.to_string()).unwrap_or_default(),
            target: told(kpi.target.map(|it| it.normalize().to_string())),
            progress: progress.unwrap_or_default().to_owned(),
            bar: progress.map(bar).unwrap_or_default(),
            status: StatusView::of(kpi.status),
            due: kpi.due.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

/// How long a bar is: never less than nothing, never more than all of it.
fn bar(percent: &str) -> String {
    let percent: f64 = percent.parse().unwrap_or_default();
    percent.clamp(0.0, 100.0).to_string()
}

fn with_unit(number: &str, unit: &str) -> String {
    match unit.trim() {
        "" => number.to_owned(),
        "%" => format!("{number}%"),
        unit => format!("{number} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_never_runs_over_its_ends() {
        assert_eq!(["-3", "0", "62.50", "140"].map(bar), ["0", "0", "62.5", "100"]);
    }

    #[test]
    fn a_number_has_its_unit() {
        let told = ["", "%", " users "].map(|unit| with_unit("52", unit));
        assert_eq!(told, ["52", "52%", "52 users"]);
    }

    #[test]
    fn what_needs_somebody_comes_first() {
        let mut all = [
            GoalStatus::Closed,
            GoalStatus::OnTrack,
            GoalStatus::Blocked,
            GoalStatus::Completed,
        ];
        all.sort_by_key(|status| order(*status));
        assert_eq!(
            all.map(GoalStatus::noun),
            ["blocked", "on track", "completed", "closed"]
        );
    }
}
