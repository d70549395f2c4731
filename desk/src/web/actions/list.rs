//! The list of actions.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use workflow::action::{Action, ActionState};
use workflow::people::{Act, Person};

use super::state;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::listing::{Filter, Pager};
use crate::web::routes::Routes;
use crate::web::said::JustDone;
use crate::web::visitor::Visitor;
use crate::web::words::{beginning, titled};

/// The route of the list.
pub(super) fn routes() -> Routes {
    Routes::new().get("/actions", show)
}

#[derive(Template)]
#[template(path = "web/actions/list.html")]
struct ListPage {
    frame: Frame,
    filter: Filter,
    rows: Vec<Row>,
    pager: Pager,
    may_propose: bool,
}

/// An action in the list.
struct Row {
    id: String,
    account_id: String,
    kind: String,
    words: String,
    state: &'static str,
    class: &'static str,
    sign: &'static str,
    proposed_by: String,
    proposed_on: String,
    /// How many stop rules hold it up.
    stops: usize,
    /// Whether it waits for the account's owner.
    waits: bool,
}

async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
    Query(just): Query<JustDone>,
) -> Result<Response, Fault> {
    let mut found = visitor.service(&app).actions().await?;
    found.retain(|action| fits(&filter, action, &visitor.person));
    // What waits comes first, in the order in which it was proposed; then the newest.
    found.reverse();
    let (mut waiting, rest): (Vec<Action>, Vec<Action>) = found.into_iter().partition(waits);
    waiting.reverse();
    let pager = Pager::of(waiting.len() + rest.len(), "/actions", &filter);
    let mut frame = Frame::new(&app, &visitor, Place::Actions, "Actions");
    frame.said = just.sentence();
    let all = waiting.iter().chain(&rest);
    page(&ListPage {
        rows: pager.cut(all).map(row).collect(),
        pager,
        may_propose: may_propose(&visitor.person),
        filter,
        frame,
    })
}

/// Whether somebody may propose an action at any account.
fn may_propose(person: &Person) -> bool {
    Act::ProposeAction.roles().iter().any(|role| person.holds(*role, None))
}

fn waits(action: &Action) -> bool {
    matches!(action.state, ActionState::Proposed)
}

fn fits(filter: &Filter, action: &Action, person: &Person) -> bool {
    let wanted = filter.account.trim().to_lowercase().replace(' ', "-");
    let stands = filter.state.is_empty() || filter.state == action.state.word();
    let is_theirs = action.began.by.as_ref() == Some(&person.login);
    action.account().as_str().contains(&wanted) && stands && (!filter.mine || is_theirs)
}

fn row(action: &Action) -> Row {
    let (state, class, sign) = state(action);
    Row {
        id: action.id.clone(),
        account_id: action.account().to_string(),
        kind: titled(action.proposed.kind.noun()),
        words: beginning(&action.proposed.text),
        state,
        class,
        sign,
        proposed_by: action.began.name.clone(),
        proposed_on: action.began.day.to_string(),
        stops: action.proposed.stops.len(),
        waits: waits(action),
    }
}
