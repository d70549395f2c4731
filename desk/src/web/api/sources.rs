//! Sources.

use std::sync::Arc;

use axum::extract::State;
use grounding::SourceId;
use utoipa_axum::routes;

use super::Operation;
use super::answer::{Answer, told};
use super::extract::Named;
use super::schemas;
use crate::service::accounts::SourceView;
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![routes!(show)]
}

/// One source.
///
/// Its text, its fields and where it was read from, as `vouch source ID --format json` prints it.
#[utoipa::path(get, path = "/api/v1/sources/{source}", operation_id = "showSource", tag = "sources",
    responses((status = 200, body = ref(schemas::of::<SourceView>()))))]
async fn show(State(app): State<Arc<App>>, visitor: Visitor, Named(source): Named<String>) -> Answer {
    let shown = visitor.service(&app).source(&SourceId::raw(source)).await?;
    told(&shown.view())
}
