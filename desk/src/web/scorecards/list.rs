//! The list of scorecards.

use std::cmp::Reverse;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use workflow::health::Level;
use workflow::people::{Act, Person};
use workflow::scorecard::{Half, Part, Scorecard, TaskSpec};

use super::score::ScoreView;
use super::state;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::said::JustDone;
use crate::web::visitor::Visitor;

/// So many scorecards stand on one page.
const ON_A_PAGE: usize = 100;

/// The route of the list.
pub(super) fn routes() -> Routes {
    Routes::new().get("/scorecards", show)
}

/// Which scorecards to list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Filter {
    /// A part of the account's name or id.
    account: String,
    /// The word of where they stand; empty for wherever.
    state: String,
    /// Only those in which whoever looks plays a part.
    mine: bool,
    /// From 1.
    page: Option<usize>,
}

#[derive(Template)]
#[template(path = "web/scorecards/list.html")]
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
    may_begin: bool,
}

/// A scorecard in the list.
struct Row {
    id: String,
    account: String,
    title: String,
    number: u32,
    state: &'static str,
    state_class: &'static str,
    total: ScoreView,
    customer: ScoreView,
    internal: ScoreView,
    due: String,
    overdue: bool,
    /// When the account is assessed again; empty before the approval.
    again: String,
    supervisor: String,
    open_tasks: usize,
}

async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
    Query(just): Query<JustDone>,
) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let cards = service.scorecards(None).await?;
    let mut found: Vec<&Scorecard> = cards.iter().filter(|card| filter.fits(card, &visitor.person)).collect();
    found.sort_by_key(|card| order(card));
    let pages = found.len().div_ceil(ON_A_PAGE).max(1);
    let number = filter.page.unwrap_or(1).clamp(1, pages);
    let rows = found.iter().skip((number - 1) * ON_A_PAGE).take(ON_A_PAGE);
    let mut frame = Frame::new(&app, &visitor, Place::Scorecards, "Scorecards");
    frame.said = just.sentence();
    page(&ListPage {
        rows: rows.map(|card| row(card, app.today())).collect(),
        total: found.len(),
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
        may_begin: may_begin(&visitor.person),
        filter,
        frame,
    })
}

/// Whether somebody may begin a scorecard of any account.
fn may_begin(person: &Person) -> bool {
    Act::FillScorecard.roles().iter().any(|role| person.holds(*role, None))
}

/// Those on which something is due come first, the most pressing one before the others; then the
/// newest.
fn order(card: &Scorecard) -> (Date, Reverse<Timestamp>) {
    (card.next_due().unwrap_or(Date::MAX), Reverse(card.began.at))
}

impl Filter {
    fn fits(&self, card: &Scorecard, person: &Person) -> bool {
        let wanted = self.account.trim().to_lowercase();
        let named =
            card.started.account_name.to_lowercase().contains(&wanted) || card.account().as_str().contains(&wanted);
        let stands = self.state.is_empty() || self.state == card.state.word();
        let is_theirs = || card.people.values().any(|it| it.login.as_ref() == Some(&person.login));
        named && stands && (!self.mine || is_theirs())
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
        format!("/scorecards?{}", query.append_pair("page", &page.to_string()).finish())
    }
}

fn row(card: &Scorecard, today: Date) -> Row {
    let (scores, line) = (card.scores(), card.line(today));
    let half = |half: Half| {
        let found = scores.half(half);
        ScoreView::of(
            found.and_then(|it| it.score),
            found.map_or(Level::Unknown, |it| it.level),
        )
    };
    let (state, state_class) = state(line.state);
    let is_open = |task: &&TaskSpec| card.is_open() && !card.done.contains_key(&task.id);
    Row {
        id: line.id,
        account: card.started.account_name.clone(),
        title: card.template().title.clone(),
        number: line.number,
        state,
        state_class,
        total: ScoreView::of(line.total, line.level),
        customer: half(Half::Customer),
        internal: half(Half::Internal),
        due: line.next_due.map(|date| date.to_string()).unwrap_or_default(),
        overdue: line.overdue,
        again: line.reassess_on.map(|date| date.to_string()).unwrap_or_default(),
        supervisor: card
            .people
            .get(&Part::Supervisor)
            .map(|it| it.name.clone())
            .unwrap_or_default(),
        open_tasks: card.template().tasks.iter().filter(is_open).count(),
    }
}
