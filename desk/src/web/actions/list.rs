//! The list of actions.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use workflow::action::{Action, ActionState};
use workflow::people::{Act, Person};

use super::state;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::said::JustDone;
use crate::web::visitor::Visitor;
use crate::web::words::{beginning, titled};

/// So many actions stand on one page.
const ON_A_PAGE: usize = 100;

/// The route of the list.
pub(super) fn routes() -> Routes {
    Routes::new().get("/actions", show)
}

/// Which actions to list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Filter {
    /// A part of the account's id.
    account: String,
    /// The word of where they stand; empty for wherever.
    state: String,
    /// Only those that whoever looks proposed.
    mine: bool,
    /// From 1.
    page: Option<usize>,
}

#[derive(Template)]
#[template(path = "web/actions/list.html")]
struct ListPage {
    frame: Frame,
    filter: Filter,
    rows: Vec<Row>,
    total: usize,
    /// The addresses of the pages before and after; empty where there is none.
    before: String,
    after: String,
    number: usize,
    pages: usize,
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
    found.retain(|action| filter.fits(action, &visitor.person));
    // What waits comes first, in the order in which it was proposed; then the newest.
    found.reverse();
    let (mut waiting, rest): (Vec<Action>, Vec<Action>) = found.into_iter().partition(waits);
    waiting.reverse();
    let pages = (waiting.len() + rest.len()).div_ceil(ON_A_PAGE).max(1);
    let number = filter.page.unwrap_or(1).clamp(1, pages);
    let mut frame = Frame::new(&app, &visitor, Place::Actions, "Actions");
    frame.said = just.sentence();
    let all = waiting.iter().chain(&rest);
    page(&ListPage {
        rows: all.skip((number - 1) * ON_A_PAGE).take(ON_A_PAGE).map(row).collect(),
        total: waiting.len() + rest.len(),
        before: if number > 1 {
            filter.address(number - 1)
        } else {
            String::new()
        },
        after: if number < pages {
            filter.address(number + 1)
        } else {
            String::new()
        },
        number,
        pages,
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

impl Filter {
    fn fits(&self, action: &Action, person: &Person) -> bool {
        let wanted = self.account.trim().to_lowercase().replace(' ', "-");
        let stands = self.state.is_empty() || self.state == action.state.word();
        let is_theirs = action.began.by.as_ref() == Some(&person.login);
        action.account().as_str().contains(&wanted) && stands && (!self.mine || is_theirs)
    }

    /// The address of a page of the same list.
    fn address(&self, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("account", &self.account)
            .append_pair("state", &self.state);
        if self.mine {
            query.append_pair("mine", "true");
        }
        format!("/actions?{}", query.append_pair("page", &page.to_string()).finish())
    }
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
