//! The rules by which claims are judged, and judging a draft by them.

use std::sync::Arc;

use axum::extract::State;
use utoipa_axum::routes;

use super::Operation;
use super::answer::{Answer, told};
use super::extract::{Asked, Named, Sent};
use super::paging::{Page, Paging};
use super::schemas;
use crate::service::rules::{Manual, RuleView, explained, rules};
use crate::service::verify::{DraftAnswer, DraftFile};
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![routes!(list), routes!(explain), routes!(verify)]
}

/// The rules.
#[utoipa::path(get, path = "/api/v1/rules", operation_id = "listRules", tag = "rules",
    params(Asked<Paging>), responses((status = 200, body = ref(schemas::of::<Page<RuleView>>()))))]
async fn list(State(app): State<Arc<App>>, _: Visitor, Asked(paging): Asked<Paging>) -> Answer {
    let code = |rule: &RuleView| rule.code.clone();
    told(&Page::cut(
        rules(&app.settings),
        (paging.limit, paging.after.as_ref()),
        code,
    )?)
}

/// A rule with its page of the manual.
#[utoipa::path(get, path = "/api/v1/rules/{code}", operation_id = "explainRule", tag = "rules",
    responses((status = 200, body = ref(schemas::of::<Manual>()))))]
async fn explain(State(app): State<Arc<App>>, _: Visitor, Named(code): Named<String>) -> Answer {
    told(&explained(&app.settings, &code)?)
}

/// Judge a draft.
///
/// Against the account's evidence of today, as `vouch verify FILE --format json` does. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/verify", operation_id = "verifyDraft", tag = "rules",
    request_body(content = ref(schemas::sent::<DraftFile>())),
    responses((status = 200, body = ref(schemas::of::<DraftAnswer>()))))]
async fn verify(State(app): State<Arc<App>>, visitor: Visitor, Sent(draft): Sent<DraftFile>) -> Answer {
    told(&visitor.service(&app).verify_draft(draft).await?.answer())
}
