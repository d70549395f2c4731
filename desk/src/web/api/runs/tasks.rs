//! The tasks of a run, their dates, and its end.

use std::sync::Arc;

use axum::extract::State;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa_axum::routes;

use super::super::Operation;
use super::super::answer::{Answer, told};
use super::super::extract::{Named, Sent};
use super::super::schemas;
use super::act::Why;
use crate::service::review::standing::Standing;
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        routes!(assign),
        routes!(finish),
        routes!(reopen),
        routes!(move_date),
        routes!(complete),
    ]
}

/// Who is to do something.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Assignment {
    /// A task or a role.
    what: String,
    /// The login of whoever gets it.
    to: String,
}

/// Give a task or a role to somebody.
#[utoipa::path(post, path = "/api/v1/runs/{run}/assign", operation_id = "assignRun", tag = "runs",
    request_body(content = ref(schemas::sent::<Assignment>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn assign(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Sent(assignment): Sent<Assignment>,
) -> Answer {
    let service = visitor.service(&app);
    let (run, _) = service.assign(&run, &assignment.what, &assignment.to).await?;
    told(&service.standing(&run))
}

/// What is to be remembered of a task.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Finished {
    /// In words.
    #[serde(default)]
    note: String,
}

/// Say that a task is done.
#[utoipa::path(post, path = "/api/v1/runs/{run}/tasks/{task}/done", operation_id = "finishTask", tag = "runs",
    request_body(content = ref(schemas::sent::<Finished>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn finish(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named((run, task)): Named<(String, String)>,
    Sent(finished): Sent<Finished>,
) -> Answer {
    let service = visitor.service(&app);
    let run = service.finish_task(&run, &task, &finished.note).await?;
    told(&service.standing(&run))
}

/// Open a task again.
#[utoipa::path(post, path = "/api/v1/runs/{run}/tasks/{task}/reopen", operation_id = "reopenTask", tag = "runs",
    request_body(content = ref(schemas::sent::<Why>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn reopen(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named((run, task)): Named<(String, String)>,
    Sent(why): Sent<Why>,
) -> Answer {
    let service = visitor.service(&app);
    let run = service.reopen_task(&run, &task, &why.reason).await?;
    told(&service.standing(&run))
}

/// A date that is another one now.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Moved {
    /// The date's name, such as `kickoff`.
    field: String,
    /// The new date.
    to: Date,
}

/// Move a date that tasks are counted from.
#[utoipa::path(post, path = "/api/v1/runs/{run}/move", operation_id = "moveDate", tag = "runs",
    request_body(content = ref(schemas::sent::<Moved>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn move_date(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Sent(moved): Sent<Moved>,
) -> Answer {
    let service = visitor.service(&app);
    let run = service.move_date(&run, &moved.field, moved.to).await?;
    told(&service.standing(&run))
}

/// Bring the workflow to its end.
///
/// Once every gate is passed.
#[utoipa::path(post, path = "/api/v1/runs/{run}/complete", operation_id = "completeRun", tag = "runs",
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn complete(State(app): State<Arc<App>>, visitor: Visitor, Named(run): Named<String>) -> Answer {
    let service = visitor.service(&app);
    let run = service.complete(&run).await?;
    told(&service.standing(&run))
}
