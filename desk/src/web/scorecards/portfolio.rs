//! Health across accounts by their newest scorecards.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use workflow::scorecard::{AccountRow, DimensionCounts, LevelCounts, Portfolio};

use super::score::ScoreView;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::visitor::Visitor;

/// The route of the portfolio.
pub(super) fn routes() -> Routes {
    Routes::new().get("/scorecards/portfolio", show)
}

#[derive(Template)]
#[template(path = "web/scorecards/portfolio.html")]
struct PortfolioPage {
    frame: Frame,
    portfolios: Vec<PortfolioView>,
}

/// The accounts that were scored by one template.
struct PortfolioView {
    template: String,
    title: String,
    /// The mean of the totals; empty where there is none.
    mean: String,
    levels: LevelCounts,
    rows: Vec<RowView>,
    dimensions: Vec<DimensionCounts>,
    /// The accounts without an approved scorecard.
    without: Vec<String>,
}

/// An account.
struct RowView {
    account_id: String,
    name: String,
    scorecard: String,
    total: ScoreView,
    customer: ScoreView,
    internal: ScoreView,
    /// The titles of the dimensions that are red.
    red: String,
    approved_on: String,
    again_on: String,
    overdue: bool,
}

async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Fault> {
    let portfolios = visitor.service(&app).portfolio().await?;
    page(&PortfolioPage {
        frame: Frame::new(&app, &visitor, Place::Scorecards, "Health across accounts"),
        portfolios: portfolios.into_iter().map(PortfolioView::from).collect(),
    })
}

impl From<Portfolio> for PortfolioView {
    fn from(portfolio: Portfolio) -> Self {
        Self {
            template: portfolio.template,
            title: portfolio.title,
            mean: portfolio.mean.map(|mean| mean.to_string()).unwrap_or_default(),
            levels: portfolio.levels,
            rows: portfolio.accounts.into_iter().map(RowView::from).collect(),
            dimensions: portfolio.dimensions,
            without: portfolio.without,
        }
    }
}

impl From<AccountRow> for RowView {
    fn from(row: AccountRow) -> Self {
        let newest = row.newest;
        let (customer, internal) = (newest.customer, newest.internal);
        Self {
            account_id: row.account_id,
            name: row.name,
            scorecard: newest.scorecard,
            total: ScoreView::changed(newest.total, newest.level, newest.change),
            customer: ScoreView::changed(customer.score, customer.level, customer.change),
            internal: ScoreView::changed(internal.score, internal.level, internal.change),
            red: row.red.join(", "),
            approved_on: newest.approved_on.to_string(),
            again_on: row.reassess_on.map(|date: Date| date.to_string()).unwrap_or_default(),
            overdue: row.overdue,
        }
    }
}
