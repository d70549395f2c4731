//! Scorecards: which there are, one in full, begun, and taken out.

mod fill;
mod look;
mod review;

use std::sync::Arc;

use axum::extract::State;
use axum::response::IntoResponse as _;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa_axum::routes;
use workflow::scorecard::{Scorecard, ScorecardLine, ScorecardView};

use super::Operation;
use super::answer::{Answer, told};
use super::document::Keyed;
use super::extract::{Asked, Named, Sent};
use super::kinds::Readers;
use super::once::{Created, SentOnce};
use super::paging::{After, Limit, Page};
use super::schemas;
use crate::service::scorecards::ScorecardFormat;
use crate::web::app::App;
use crate::web::exports::Attached;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    let own = vec![routes!(list), routes!(begin), routes!(show), routes!(export)];
    let all = [own, fill::operations(), review::operations(), look::operations()];
    all.into_iter().flatten().collect()
}

/// Answers with a scorecard in full.
fn in_full(app: &App, card: &Scorecard) -> Answer {
    told(&card.view(app.today()))
}

/// Of which account.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct OfAccount {
    /// Only of this account, by any of its names.
    account: Option<String>,
    limit: Limit,
    after: Option<After>,
}

/// The scorecards.
#[utoipa::path(get, path = "/api/v1/scorecards", operation_id = "listScorecards", tag = "scorecards",
    params(Asked<OfAccount>), responses((status = 200, body = ref(schemas::of::<Page<ScorecardLine>>()))))]
async fn list(State(app): State<Arc<App>>, visitor: Visitor, Asked(wanted): Asked<OfAccount>) -> Answer {
    let cards = visitor.service(&app).scorecards(wanted.account.as_deref()).await?;
    let lines: Vec<ScorecardLine> = cards.iter().map(|card| card.line(app.today())).collect();
    let place = |line: &ScorecardLine| (line.account_id.clone(), line.template.clone(), line.number);
    told(&Page::cut(lines, (wanted.limit, wanted.after.as_ref()), place)?)
}

/// A scorecard to be begun.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewScorecard {
    /// The account, by any of its names.
    account: String,
    /// The template; without one, the usual one.
    #[serde(default)]
    template: Option<String>,
    /// The day it is due; without one, as the template says.
    #[serde(default)]
    due: Option<Date>,
    /// Whether it takes the place of one that is open.
    #[serde(default)]
    supersede: bool,
}

/// Begin a scorecard.
///
/// What the records answer is filled in, with what it rests on.
#[utoipa::path(post, path = "/api/v1/scorecards", operation_id = "beginScorecard", tag = "scorecards",
    params(Keyed), request_body(content = ref(schemas::sent::<NewScorecard>())),
    responses((status = 201, body = ref(schemas::of::<ScorecardView>()))))]
async fn begin(State(app): State<Arc<App>>, visitor: Visitor, SentOnce(once, new): SentOnce<NewScorecard>) -> Answer {
    let (desk, login) = (Arc::clone(&app), visitor.person.login.clone());
    let beginning = async move {
        let service = visitor.service(&desk);
        let beginning = service.begin_scorecard(&new.account, new.template.as_deref(), new.due, new.supersede);
        let card = beginning.await?;
        Ok(Created::at("/api/v1/scorecards", &card.id, &card.view(desk.today()))?)
    };
    once.answer(&app, &login, beginning).await
}

/// A scorecard in full.
///
/// In the form `vouch.scorecard/1`.
#[utoipa::path(get, path = "/api/v1/scorecards/{card}", operation_id = "showScorecard", tag = "scorecards",
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn show(State(app): State<Arc<App>>, visitor: Visitor, Named(card): Named<String>) -> Answer {
    let card = visitor.service(&app).scorecard(&card).await?;
    in_full(&app, &card)
}

/// A document that is to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewScorecardExport")]
struct NewExport {
    format: ScorecardFormat,
    #[serde(default)]
    audience: Readers,
}

/// Take a document of a scorecard out.
///
/// The answer is the file. The customer gets the customer's half of an approved scorecard only.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/exports", operation_id = "exportScorecard", tag = "scorecards",
    request_body(content = ref(schemas::sent::<NewExport>())),
    responses((status = 200, description = "The file.",
        content(("text/markdown"), ("text/html"), ("application/json")))))]
async fn export(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(card): Named<String>,
    Sent(new): Sent<NewExport>,
) -> Answer {
    let service = visitor.service(&app);
    let exported = service.export_scorecard(&card, new.format, new.audience.into()).await?;
    Ok(Attached(exported).into_response())
}
