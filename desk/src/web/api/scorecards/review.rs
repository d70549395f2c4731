//! The tasks of a scorecard, and its review.

use std::sync::Arc;

use axum::extract::State;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa_axum::routes;
use workflow::scorecard::{Part, ScorecardView};

use super::super::Operation;
use super::super::answer::Answer;
use super::super::extract::{Named, Sent};
use super::super::schemas;
use super::in_full;
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        routes!(finish),
        routes!(move_date),
        routes!(assign),
        routes!(submit),
        routes!(approve),
        routes!(reject),
    ]
}

/// What is to be remembered of a task.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "FinishedScorecardTask")]
struct Finished {
    /// In words.
    #[serde(default)]
    note: String,
}

/// Say that a task is done.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/tasks/{task}/done", operation_id = "finishScorecardTask",
    tag = "scorecards", request_body(content = ref(schemas::sent::<Finished>())),
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn finish(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named((card, task)): Named<(String, String)>,
    Sent(sent): Sent<Finished>,
) -> Answer {
    let service = visitor.service(&app);
    let card = service.finish_scorecard_task(&card, &task, &sent.note).await?;
    in_full(&app, &card)
}

/// A date that is another one now.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "MovedScorecardDate")]
struct Moved {
    /// A date field of the template, or `due`.
    field: String,
    /// The new date.
    to: Date,
}

/// Move a date that tasks are counted from.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/move", operation_id = "moveScorecardDate", tag = "scorecards",
    request_body(content = ref(schemas::sent::<Moved>())),
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn move_date(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(card): Named<String>,
    Sent(sent): Sent<Moved>,
) -> Answer {
    let card = visitor
        .service(&app)
        .move_scorecard_date(&card, &sent.field, sent.to)
        .await?;
    in_full(&app, &card)
}

/// Who plays a part.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Cast {
    part: Part,
    /// The login of whoever gets it.
    to: String,
}

/// Give a part to somebody.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/assign", operation_id = "assignScorecard", tag = "scorecards",
    request_body(content = ref(schemas::sent::<Cast>())),
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn assign(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(card): Named<String>,
    Sent(sent): Sent<Cast>,
) -> Answer {
    let card = visitor
        .service(&app)
        .assign_scorecard(&card, sent.part, &sent.to)
        .await?;
    in_full(&app, &card)
}

/// Send a scorecard to the supervisor's review.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/submit", operation_id = "submitScorecard", tag = "scorecards",
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn submit(State(app): State<Arc<App>>, visitor: Visitor, Named(card): Named<String>) -> Answer {
    let card = visitor.service(&app).submit_scorecard(&card).await?;
    in_full(&app, &card)
}

/// What is said of a scorecard.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Remark {
    /// In words.
    #[serde(default)]
    comment: Option<String>,
}

/// What is approved of a scorecard.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Approval {
    /// The digest that was seen; where the scorecard has another one by now, nothing is approved.
    #[serde(default)]
    digest: Option<String>,
    /// In words.
    #[serde(default)]
    comment: Option<String>,
}

/// Accept a scorecard as its supervisor.
///
/// Whom its scores are to alert is alerted.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/approve", operation_id = "approveScorecard", tag = "scorecards",
    request_body(content = ref(schemas::sent::<Approval>())),
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn approve(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(card): Named<String>,
    Sent(asked): Sent<Approval>,
) -> Answer {
    let (digest, comment) = (asked.digest.as_deref(), asked.comment.unwrap_or_default());
    let card = visitor.service(&app).approve_scorecard(&card, digest, &comment).await?;
    in_full(&app, &card)
}

/// Reject a scorecard.
///
/// With or without a comment; its tasks are open again.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/reject", operation_id = "rejectScorecard", tag = "scorecards",
    request_body(content = ref(schemas::sent::<Remark>())),
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn reject(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(card): Named<String>,
    Sent(remark): Sent<Remark>,
) -> Answer {
    let service = visitor.service(&app);
    let card = service.reject_scorecard(&card, remark.comment.as_deref()).await?;
    in_full(&app, &card)
}
