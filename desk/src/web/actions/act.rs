//! What people do to an action.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Redirect;
use axum_extra::extract::Form;
use serde::Deserialize;

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::routes::Routes;
use crate::web::said::{Done, back};
use crate::web::visitor::Visitor;

/// The routes of what people do.
pub(super) fn routes() -> Routes {
    Routes::new()
        .post("/actions/{id}/approve", approve)
        .post("/actions/{id}/reject", reject)
        .post("/actions/{id}/execute", execute)
}

type Answer = Result<Redirect, Fault>;
type Desk = State<Arc<App>>;

#[derive(Debug, Deserialize)]
struct Approval {
    /// The digest of what was shown, which is what is approved.
    digest: String,
    #[serde(default)]
    check: Vec<String>,
    #[serde(default)]
    comment: String,
}

async fn approve(State(app): Desk, visitor: Visitor, Path(id): Path<String>, Form(asked): Form<Approval>) -> Answer {
    let service = visitor.service(&app);
    let action = service
        .approve_action(&id, &asked.digest, &asked.check, &asked.comment)
        .await?;
    Ok(back(&format!("/actions/{}", action.id), Done::Approved))
}

#[derive(Debug, Deserialize)]
struct Rejection {
    #[serde(default)]
    reason: String,
}

async fn reject(State(app): Desk, visitor: Visitor, Path(id): Path<String>, Form(asked): Form<Rejection>) -> Answer {
    let action = visitor.service(&app).reject_action(&id, &asked.reason).await?;
    Ok(back(&format!("/actions/{}", action.id), Done::Rejected))
}

async fn execute(State(app): Desk, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let action = visitor.service(&app).execute_action(&id).await?;
    Ok(back(&format!("/actions/{}", action.id), Done::Executed))
}
