//! Whether the set-up is in order.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::Tabs;
use crate::doctor::{Check, CheckState};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::rules::inline::{Piece, pieces};
use crate::web::visitor::Visitor;

/// The routes of the set-up.
pub(super) fn routes() -> Routes {
    Routes::new().get("/settings/set-up", show)
}

/// Something that was looked at.
struct CheckView {
    name: &'static str,
    mark: (&'static str, &'static str, &'static str),
    found: Vec<Piece>,
    /// What to do; nothing where nothing is to be done.
    to_do: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "web/settings/set_up.html")]
struct SetUpPage {
    frame: Frame,
    tabs: Tabs,
    checks: Vec<CheckView>,
    /// How many of them ask for somebody to do something.
    findings: usize,
}

async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Fault> {
    let checks = visitor.service(&app).set_up(&app.data).await?;
    page(&SetUpPage {
        frame: Frame::new(&app, &visitor, Place::Settings, "Set-up"),
        tabs: Tabs::of(&visitor, "set-up"),
        findings: checks.iter().filter(|check| check.is_finding()).count(),
        checks: checks.iter().map(view).collect(),
    })
}

fn view(check: &Check) -> CheckView {
    let mark = match check.state {
        CheckState::Ok => ("proven", "\u{2714}", "in order"),
        CheckState::Warning => ("review", "!", "look at it"),
        CheckState::Failed => ("rejected", "\u{2717}", "does not work"),
        CheckState::Unused => ("plain", "\u{2013}", "not used"),
    };
    CheckView {
        name: check.name,
        mark,
        found: pieces(&check.found),
        to_do: check.to_do.as_deref().map(pieces).unwrap_or_default(),
    }
}
