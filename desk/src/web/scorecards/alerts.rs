//! What business functions were alerted to, before the customer sees a problem.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::service::scorecards::AlertLine;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::visitor::Visitor;
use crate::web::words::level;
use crate::web::words::{sentence, titled};

/// The route of the alerts.
pub(super) fn routes() -> Routes {
    Routes::new().get("/scorecards/alerts", show)
}

/// Of which account.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Filter {
    /// As it is named; empty for every one.
    account: String,
}

#[derive(Template)]
#[template(path = "web/scorecards/alerts.html")]
struct AlertsPage {
    frame: Frame,
    filter: Filter,
    rows: Vec<AlertRow>,
}

/// An alert.
struct AlertRow {
    when: String,
    account_id: String,
    scorecard: String,
    function: String,
    told: String,
    word: &'static str,
    class: &'static str,
    sign: &'static str,
}

async fn show(State(app): State<Arc<App>>, visitor: Visitor, Query(filter): Query<Filter>) -> Result<Response, Fault> {
    let account = Some(filter.account.trim()).filter(|account| !account.is_empty());
    let lines = visitor.service(&app).scorecard_alerts(account).await?;
    page(&AlertsPage {
        frame: Frame::new(&app, &visitor, Place::Scorecards, "Alerts"),
        rows: lines.into_iter().rev().map(AlertRow::from).collect(),
        filter,
    })
}

impl From<AlertLine> for AlertRow {
    fn from(line: AlertLine) -> Self {
        let (word, class, sign) = level(line.alert.level);
        Self {
            when: line.day.to_string(),
            account_id: line.account_id,
            scorecard: line.scorecard,
            function: titled(&line.alert.function.replace('_', " ")),
            told: sentence(&line.text),
            word,
            class,
            sign,
        }
    }
}
