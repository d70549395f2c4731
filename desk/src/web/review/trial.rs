//! Words that somebody tries for a claim, judged as they type.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Form;
use grounding::Verdict;
use serde::Deserialize;

use super::claims::{FindingView, tried};
use super::marks::MarkView;
use super::pieces::Piece;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::page;
use crate::web::routes::Routes;
use crate::web::visitor::Visitor;

/// The route of words that are tried.
pub(super) fn routes() -> Routes {
    Routes::new().post("/runs/{run}/claims/{claim}/check", check)
}

#[derive(Debug, Deserialize)]
struct Words {
    #[serde(default)]
    text: String,
}

/// What words would come to.
#[derive(Template)]
#[template(path = "web/review/trial.html")]
struct TrialView {
    mark: MarkView,
    pieces: Vec<Piece>,
    findings: Vec<FindingView>,
    routes: String,
    rejected: bool,
}

async fn check(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path((run, claim)): Path<(String, String)>,
    Form(words): Form<Words>,
) -> Result<Response, Fault> {
    let trial = visitor.service(&app).try_edit(&run, &claim, &words.text).await?;
    let (mark, pieces, findings, routes) = tried(&trial);
    page(&TrialView {
        rejected: trial.claim.verdict == Verdict::Rejected,
        mark,
        pieces,
        findings,
        routes,
    })
}
