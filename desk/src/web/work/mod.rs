//! What waits for whoever looks: runs, their tasks, scorecards and actions, the most pressing first;
//! and the briefs that were saved.

mod actions;
mod cards;
mod runs;
mod saved;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use grounding::AccountId;
use jiff::civil::Date;
use workflow::people::Act;

use super::app::App;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::routes::Routes;
use super::said::JustDone;
use super::visitor::Visitor;

/// The routes of what waits.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/work", show).and(saved::routes())
}

/// Something that waits for whoever looks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Waiting {
    /// When it is due; none where no day was set.
    due: Option<Date>,
    account: AccountId,
    /// What it belongs to: a brief, a scorecard, an action.
    what: String,
    /// What is to be done, in one line.
    to_do: String,
    /// Where that is done.
    address: String,
}

#[derive(Template)]
#[template(path = "web/work/work.html")]
struct WorkPage {
    frame: Frame,
    rows: Vec<Row>,
    overdue: usize,
}

/// Something that waits, as it is shown.
struct Row {
    due: String,
    overdue: bool,
    account_id: String,
    account: String,
    what: String,
    to_do: String,
    address: String,
}

async fn show(State(app): State<Arc<App>>, visitor: Visitor, Query(just): Query<JustDone>) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    service.session.allow(Act::Read, None)?;
    let signer = service.session.signer(Act::Read)?;
    let today = app.today();
    // The runs that wait for anybody are held in memory; the pages follow the log before they show them.
    let snapshot = app.portfolio.current(service.store(), today).await?;
    let readable = |account: &AccountId| service.session.can(Act::Read, Some(account));
    let rows = snapshot.rows().iter().filter(|row| readable(&row.glance.account.id));
    let mut names: BTreeMap<&AccountId, &str> = BTreeMap::new();
    let mut found: Vec<Waiting> = Vec::new();
    for row in rows {
        names.insert(&row.glance.account.id, &row.glance.account.name);
        found.extend(row.runs.iter().flat_map(|run| runs::waiting(run, &signer)));
    }
    for card in &service.scorecards(None).await? {
        found.extend(cards::waiting(card, &signer));
    }
    for action in &service.actions().await? {
        found.extend(actions::waiting(action, &signer));
    }
    found.sort_by(|one, other| order(one).cmp(&order(other)));
    let rows: Vec<Row> = found.into_iter().map(|it| row(it, &names, today)).collect();
    let mut frame = Frame::new(&app, &visitor, Place::Work, "My work");
    frame.said = just.sentence();
    page(&WorkPage {
        frame,
        overdue: rows.iter().filter(|row| row.overdue).count(),
        rows,
    })
}

/// By the day it is due, what has none last.
fn order(waiting: &Waiting) -> (Date, &AccountId, &str) {
    (waiting.due.unwrap_or(Date::MAX), &waiting.account, &waiting.address)
}

fn row(waiting: Waiting, names: &BTreeMap<&AccountId, &str>, today: Date) -> Row {
    let name = names.get(&waiting.account).copied().unwrap_or(waiting.account.as_str());
    Row {
        due: waiting.due.map(|date| date.to_string()).unwrap_or_default(),
        overdue: waiting.due.is_some_and(|date| date < today),
        account: name.to_owned(),
        account_id: waiting.account.to_string(),
        what: waiting.what,
        to_do: waiting.to_do,
        address: waiting.address,
    }
}
