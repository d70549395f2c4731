//! The first page of the desk: the accounts in a table, the most telling of each in one line.

mod days;
mod filters;
mod health;
mod line;

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use grounding::AccountId;
use workflow::people::Act;

use super::app::App;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::routes::Routes;
use super::visitor::Visitor;
use crate::portfolio::Query;
use filters::{FormView, HeadView, LevelView, LinkView};
use line::LineView;

pub(crate) use days::DayView;
pub(crate) use health::HealthView;

/// The route of the first page.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/", show)
}

/// The accounts in a table.
#[derive(Template)]
#[template(path = "web/portfolio/portfolio.html")]
struct PortfolioPage {
    frame: Frame,
    ready: Vec<LinkView>,
    form: FormView,
    levels: Vec<LevelView>,
    heads: Vec<HeadView>,
    lines: Vec<LineView>,
    total: usize,
    /// The number of the first account on the page, and of the last.
    first: usize,
    last: usize,
    number: usize,
    pages: usize,
    /// The addresses of the pages before and after; empty where there is none.
    before: String,
    after: String,
    /// Whether anything was ingested.
    is_fresh: bool,
    /// Whether whoever looks may see any account.
    sees_any: bool,
    /// Questions that more accounts answer to.
    wider: Vec<LinkView>,
}

async fn show(State(app): State<Arc<App>>, visitor: Visitor, RawQuery(asked): RawQuery) -> Result<Response, Fault> {
    let query = Query::read(asked.as_deref().unwrap_or_default())?;
    let service = visitor.service(&app);
    service.session.allow(Act::Read, None)?;
    let today = app.today();
    let snapshot = app.portfolio.current(&app.workspace.store, today).await?;
    let sees = |account: &AccountId| service.session.can(Act::Read, Some(account));
    let seen = snapshot.seen_by(&visitor.person, sees, |run| service.is_for(run));
    let found = seen.page(&query);
    let first = (found.number - 1) * query.per_page;
    let other = |number: usize| {
        let is_there = (1..=found.pages).contains(&number);
        let query = Query {
            page: number,
            ..query.clone()
        };
        if is_there {
            filters::address(&query)
        } else {
            String::new()
        }
    };
    page(&PortfolioPage {
        frame: Frame::new(&app, &visitor, Place::Accounts, "Accounts"),
        ready: filters::ready(&query, found.waiting),
        form: FormView::of(&query, seen.owners()),
        levels: filters::levels(&query, &found),
        heads: filters::heads(&query),
        lines: found.lines.iter().map(|line| LineView::of(line, today)).collect(),
        total: found.total,
        first: first + 1,
        last: first + found.lines.len(),
        number: found.number,
        pages: found.pages,
        before: other(found.number - 1),
        after: other(found.number + 1),
        is_fresh: snapshot.rows().is_empty(),
        sees_any: seen.is_any(),
        wider: filters::wider(&query),
    })
}
