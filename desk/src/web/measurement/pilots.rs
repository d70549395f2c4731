//! The pilots, and what each has come to.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use workflow::measure::{Evidence, PilotReport};
use workflow::people::Act;

use super::pilot::{Compared, ReturnView, advice, compared, days, returns, test};
use super::{course, numbers};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::said::{Done, JustDone, back};
use crate::web::visitor::Visitor;

/// The routes of looking at pilots, and of attaching evidence to them.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/pilots", list)
        .get("/pilots/{name}", show)
        .post("/pilots/{name}/evidence", attach)
}

/// A pilot in the list.
struct Line {
    report: PilotReport,
    days: String,
    verdict: (&'static str, &'static str, String),
}

#[derive(Template)]
#[template(path = "web/measurement/pilots.html")]
struct PilotsPage {
    frame: Frame,
    pilots: Vec<Line>,
    may_run: bool,
}

async fn list(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let mut pilots = Vec::new();
    for name in service.pilots().await? {
        let report = service.pilot_report(&name).await?;
        pilots.push(Line {
            days: days(&report),
            verdict: verdict(&report),
            report,
        });
    }
    page(&PilotsPage {
        frame: Frame::new(&app, &visitor, Place::Measurement, "Pilots"),
        pilots,
        may_run: visitor.session.can(Act::RunPilot, None),
    })
}

/// Whether the pilot's share is what is wanted: the class, the sign and the words.
fn verdict(report: &PilotReport) -> (&'static str, &'static str, String) {
    let row = numbers::threshold("", &report.threshold, "");
    row.verdict.unwrap_or(("plain", "", String::new()))
}

#[derive(Template)]
#[template(path = "web/measurement/pilot.html")]
struct PilotPage {
    frame: Frame,
    report: PilotReport,
    days: String,
    test: &'static str,
    percent: String,
    verdict: (&'static str, &'static str, String),
    advice: String,
    compared: Compared,
    returns: Vec<ReturnView>,
    may_run: bool,
}

async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(just): Query<JustDone>,
) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let report = service.pilot_report(&name).await?;
    let baseline = service.pilot_baseline(&name).await?;
    let mut frame = Frame::new(&app, &visitor, Place::Measurement, format!("Pilot {name}"));
    frame.said = just.sentence();
    page(&PilotPage {
        frame,
        days: days(&report),
        test: test(&report.kind),
        percent: course::percent(&report.threshold.share),
        verdict: verdict(&report),
        advice: advice(&report),
        compared: compared(&report.kind, &baseline),
        returns: returns(&report),
        may_run: visitor.session.can(Act::RunPilot, None),
        report,
    })
}

#[derive(Debug, Deserialize)]
struct Attached {
    #[serde(default)]
    file: String,
    #[serde(default)]
    digest: String,
    #[serde(default)]
    note: String,
}

async fn attach(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(name): Path<String>,
    Form(asked): Form<Attached>,
) -> Result<Redirect, Fault> {
    let evidence = Evidence {
        file: asked.file.trim().to_owned(),
        digest: asked.digest,
        note: asked.note.trim().to_owned(),
    };
    visitor.service(&app).attach_to_pilot_by_digest(&name, evidence).await?;
    Ok(back(&format!("{}#evidence", address(&name)), Done::Recorded))
}

/// The address of a pilot.
pub(crate) fn address(name: &str) -> String {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    // In a path a blank is written in full.
    format!("/pilots/{}", name.replace('+', "%20"))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn the_name_of_a_pilot_may_hold_anything() {
        assert_eq!(
            address("q1 2026/EMEA + ü?"),
            "/pilots/q1%202026%2FEMEA%20%2B%20%C3%BC%3F"
        );
    }
}
