//! Documents of a run.

use std::sync::Arc;

use axum::extract::State;
use axum::response::IntoResponse as _;
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa_axum::routes;

use super::super::Operation;
use super::super::answer::Answer;
use super::super::extract::{Named, Sent};
use super::super::kinds::Readers;
use super::super::schemas;
use crate::service::export::As;
use crate::web::app::App;
use crate::web::exports::Attached;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![routes!(export)]
}

/// A document that is to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewExport {
    format: As,
    #[serde(default)]
    audience: Readers,
    /// Why the customer's copy leaves although an issue of the customer is open, which only the
    /// account's owner may say.
    #[serde(default)]
    despite: Option<String>,
}

/// Take a document of a run out.
///
/// The answer is the file. That it was taken out is noted. The customer's copy leaves only once it is
/// approved, and while the evidence bears it out.
#[utoipa::path(post, path = "/api/v1/runs/{run}/exports", operation_id = "exportRun", tag = "runs",
    request_body(content = ref(schemas::sent::<NewExport>())),
    responses((status = 200, description = "The file.", content(
        ("text/markdown"), ("text/html"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("application/pdf"), ("application/json")))))]
async fn export(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Sent(new): Sent<NewExport>,
) -> Answer {
    let service = visitor.service(&app);
    let (form, audience) = (new.format, new.audience.into());
    let exported = service.document(&run, form, audience, new.despite.as_deref()).await?;
    Ok(Attached(exported).into_response())
}
