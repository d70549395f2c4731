//! Setting a pilot up: the form, a look at the accounts that would be picked, and the beginning.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use workflow::people::Act;

use super::pilots::address;
use crate::failure::Hinted;
use crate::service::measure::{BriefKind, NewPilot, Picking, PlannedPilot};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::said::{Done, back};
use crate::web::visitor::Visitor;

/// The routes of setting a pilot up.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/new-pilot", form)
        .get("/new-pilot/plan", look)
        .post("/pilots", begin)
}

/// A pilot as a form asks for it: what was left blank is empty.
#[derive(Debug, Clone, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    name: String,
    #[serde(default)]
    owner: String,
    /// How the accounts are picked, which tells the kind of brief as well.
    #[serde(default)]
    picking: String,
    #[serde(default)]
    segment: String,
    #[serde(default)]
    top: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    threshold: String,
}

impl Asked {
    fn pilot(&self) -> anyhow::Result<NewPilot> {
        let segment = self.segment.trim();
        let (kind, picking) = match self.picking.as_str() {
            "segment" if segment.is_empty() => {
                let hint = "name the segment as the CRM has it".to_owned();
                return Err(Hinted::new("a pilot of handoffs is of one segment", [hint]).into());
            }
            "segment" => (BriefKind::Handoff, Picking::Segment(segment.to_owned())),
            "top" => (
                BriefKind::Recap,
                Picking::Top(number("how many accounts", &self.top)?.unwrap_or(20)),
            ),
            "renewals" => (BriefKind::Recap, Picking::Renewals),
            other => {
                let hint = "choose one of those that the form offers".to_owned();
                return Err(Hinted::new(format!("`{other}` is no way to pick accounts"), [hint]).into());
            }
        };
        if self.name.trim().is_empty() {
            return Err(Hinted::new("a pilot has a name", ["give it one".to_owned()]).into());
        }
        let threshold = self.threshold.trim();
        Ok(NewPilot {
            name: self.name.trim().to_owned(),
            kind,
            owner: self.owner.trim().to_owned(),
            picking: Some(picking),
            start: super::day(&self.start)?,
            days: number("how many days", &self.days)?,
            threshold: if threshold.is_empty() { "0.9" } else { threshold }.to_owned(),
        })
    }
}

/// A number as a form sends it; none where it was left blank.
fn number<T: std::str::FromStr>(what: &str, text: &str) -> anyhow::Result<Option<T>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse().ok();
    number.map(Some).ok_or_else(|| {
        let hint = "write a whole number".to_owned();
        Hinted::new(format!("`{text}` does not say {what}"), [hint]).into()
    })
}

#[derive(Template)]
#[template(path = "web/measurement/new_pilot.html")]
struct FormPage {
    frame: Frame,
    owner: String,
    today: String,
}

async fn form(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Fault> {
    visitor.session.allow(Act::RunPilot, None)?;
    page(&FormPage {
        frame: Frame::new(&app, &visitor, Place::Measurement, "Set up a pilot"),
        owner: visitor.person.name.clone(),
        today: app.today().to_string(),
    })
}

#[derive(Template)]
#[template(path = "web/measurement/plan.html")]
struct PlanPage {
    frame: Frame,
    asked: Asked,
    planned: PlannedPilot,
    wanted: String,
}

/// The accounts that would be picked. Nothing is set up by looking.
async fn look(State(app): State<Arc<App>>, visitor: Visitor, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let planned = visitor.service(&app).plan_pilot(asked.pilot()?).await?;
    let unusable =
        |error: workflow::measure::BadPilot| Fault::from(anyhow::Error::new(Hinted::new(error.to_string(), [])));
    planned.plan.check().map_err(unusable)?;
    page(&PlanPage {
        frame: Frame::new(
            &app,
            &visitor,
            Place::Measurement,
            format!("Pilot {}", asked.name.trim()),
        ),
        wanted: planned.plan.threshold.clone(),
        asked,
        planned,
    })
}

async fn begin(State(app): State<Arc<App>>, visitor: Visitor, Form(asked): Form<Asked>) -> Result<Redirect, Fault> {
    let service = visitor.service(&app);
    let pilot = asked.pilot()?;
    let name = pilot.name.clone();
    let planned = service.plan_pilot(pilot).await?;
    service.begin_pilot(&name, planned.plan).await?;
    Ok(back(&address(&name), Done::Created))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(asked: &Asked) -> String {
        match asked.pilot() {
            Ok(it) => format!("{:?} of {} {:?}, {}", it.picking, it.name, it.days, it.threshold),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn what_was_left_blank_is_as_the_documents_ask() {
        let of = |picking: &str| Asked {
            name: " q3 ".to_owned(),
            picking: picking.to_owned(),
            segment: "mid-market".to_owned(),
            ..Asked::default()
        };
        let all = [
            of("segment"),
            of("top"),
            Asked {
                top: "five".to_owned(),
                ..of("top")
            },
            Asked {
                days: "30".to_owned(),
                threshold: "0.8".to_owned(),
                ..of("renewals")
            },
            Asked {
                segment: String::new(),
                ..of("segment")
            },
            of("luck"),
            Asked {
                name: String::new(),
                ..of("top")
            },
        ];
        let told: Vec<String> = all.iter().map(told).collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        Some(Segment("mid-market")) of q3 None, 0.9
        Some(Top(20)) of q3 None, 0.9
        `five` does not say how many accounts
        Some(Renewals) of q3 Some(30), 0.8
        a pilot of handoffs is of one segment
        `luck` is no way to pick accounts
        a pilot has a name
        "#);
    }
}
