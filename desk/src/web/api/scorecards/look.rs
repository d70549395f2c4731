//! Scores over time and across accounts, the alerts, and the templates.

use std::sync::Arc;

use axum::extract::State;
use utoipa_axum::routes;
use workflow::scorecard::{Portfolio, Series};

use super::super::Operation;
use super::super::answer::{Answer, told};
use super::super::extract::{Asked, Named};
use super::super::paging::Page;
use super::super::schemas;
use super::OfAccount;
use crate::service::scorecards::{AlertLine, TemplateLine, templates};
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        routes!(history),
        routes!(portfolio),
        routes!(alerts),
        routes!(list_templates),
    ]
}

/// How an account's scores have gone.
///
/// From one scorecard to the next, by template.
#[utoipa::path(get, path = "/api/v1/accounts/{account}/scorecards/history", operation_id = "showScorecardHistory",
    tag = "scorecards", responses((status = 200, body = ref(schemas::of::<Page<Series>>()))))]
async fn history(State(app): State<Arc<App>>, visitor: Visitor, Named(account): Named<String>) -> Answer {
    let (_, series) = visitor.service(&app).scorecard_history(&account).await?;
    told(&Page::whole(series))
}

/// Health across accounts.
///
/// By the newest scorecard of each, for each template.
#[utoipa::path(get, path = "/api/v1/scorecards/portfolio", operation_id = "showScorecardPortfolio",
    tag = "scorecards", responses((status = 200, body = ref(schemas::of::<Page<Portfolio>>()))))]
async fn portfolio(State(app): State<Arc<App>>, visitor: Visitor) -> Answer {
    told(&Page::whole(visitor.service(&app).portfolio().await?))
}

/// What business functions were alerted to.
///
/// The oldest first.
#[utoipa::path(get, path = "/api/v1/scorecards/alerts", operation_id = "listScorecardAlerts", tag = "scorecards",
    params(Asked<OfAccount>), responses((status = 200, body = ref(schemas::of::<Page<AlertLine>>()))))]
async fn alerts(State(app): State<Arc<App>>, visitor: Visitor, Asked(wanted): Asked<OfAccount>) -> Answer {
    let service = visitor.service(&app);
    let alerts = service.scorecard_alerts(wanted.account.as_deref()).await?;
    // Several may come from one approval; nothing comes before those that there are.
    let numbered: Vec<(usize, AlertLine)> = alerts.into_iter().enumerate().collect();
    let page = Page::cut(numbered, (wanted.limit, wanted.after.as_ref()), |(at, _)| *at)?;
    told(&page.map(|(_, alert)| alert))
}

/// The templates that a scorecard can be begun by.
#[utoipa::path(get, path = "/api/v1/scorecards/templates", operation_id = "listScorecardTemplates",
    tag = "scorecards", responses((status = 200, body = ref(schemas::of::<Page<TemplateLine>>()))))]
async fn list_templates(State(app): State<Arc<App>>, _: Visitor) -> Answer {
    told(&Page::whole(templates(&app.settings)?))
}
