//! Accounts: one at a glance, its evidence, and what it says.

use std::sync::Arc;

use axum::extract::State;
use grounding::{SourceId, SourceKind};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa_axum::routes;
use workflow::Overview;

use super::Operation;
use super::answer::{Answer, told};
use super::extract::{Asked, Named};
use super::kinds::SourceKinds;
use super::paging::{After, Limit, Page};
use super::schemas;
use crate::service::accounts::{HitView, Search, TimelineEntry};
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![routes!(show), routes!(evidence), routes!(search)]
}

/// An account at a glance.
///
/// Whose it is, when it renews, its goals and its people, and what a handoff of it would lack.
#[utoipa::path(get, path = "/api/v1/accounts/{account}", operation_id = "showAccount", tag = "accounts",
    responses((status = 200, body = ref(schemas::of::<Overview>()))))]
async fn show(State(app): State<Arc<App>>, visitor: Visitor, Named(account): Named<String>) -> Answer {
    let service = visitor.service(&app);
    let account = service.account(&account).await?;
    told(&service.overview(&account).await?)
}

/// Which evidence.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct OfKinds {
    /// Only sources of these kinds.
    kind: Option<SourceKinds>,
    limit: Limit,
    after: Option<After>,
}

/// An account's evidence.
///
/// In the order in which it happened, the newest first.
#[utoipa::path(get, path = "/api/v1/accounts/{account}/evidence", operation_id = "listEvidence", tag = "accounts",
    params(Asked<OfKinds>), responses((status = 200, body = ref(schemas::of::<Page<TimelineEntry>>()))))]
async fn evidence(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(account): Named<String>,
    Asked(wanted): Asked<OfKinds>,
) -> Answer {
    let service = visitor.service(&app);
    let account = service.account(&account).await?;
    let before: Option<(Date, SourceId)> = wanted.after.as_ref().map(After::read).transpose()?;
    let kinds: Vec<SourceKind> = wanted.kind.map(|kinds| kinds.0).unwrap_or_default();
    let most = wanted.limit.count();
    let mut items = service.timeline(&account, &kinds, before, most + 1).await?;
    let is_last = items.len() <= most;
    items.truncate(most);
    let last = items.last().filter(|_| !is_last);
    let next = last.map(|it| After::of(&(it.occurred_at, &it.source_id)));
    told(&Page { items, next })
}

/// What to look for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Words {
    /// What to look for, in plain words.
    #[serde(rename = "q")]
    asked: String,
    /// Only sources of these kinds.
    #[serde(default)]
    kind: Option<SourceKinds>,
    /// Only what is dated on that day or later.
    #[serde(default)]
    since: Option<Date>,
    /// Only what is dated on that day or earlier.
    #[serde(default)]
    until: Option<Date>,
    #[serde(default)]
    limit: Limit,
}

/// The passages of an account that answer best.
///
/// The best come first; there are no more pages, and a higher `limit` gives more.
#[utoipa::path(get, path = "/api/v1/accounts/{account}/search", operation_id = "searchAccount", tag = "accounts",
    params(Asked<Words>), responses((status = 200, body = ref(schemas::of::<Page<HitView>>()))))]
async fn search(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(account): Named<String>,
    Asked(asked): Asked<Words>,
) -> Answer {
    let service = visitor.service(&app);
    let account = service.account(&account).await?;
    let search = Search {
        words: asked.asked,
        limit: asked.limit.count(),
        kinds: asked.kind.map(|kinds| kinds.0).unwrap_or_default(),
        since: asked.since,
        until: asked.until,
        explained_within: None,
    };
    told(&Page::whole(service.search(&account, search).await?))
}
