//! The list of scorecards.

use std::cmp::Reverse;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use workflow::health::Level;
use workflow::people::{Act, Person};
use workflow::scorecard::{Half, Part, Scorecard, TaskSpec};

use super::score::ScoreView;
use super::state;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::listing::{Filter, Pager};
use crate::web::routes::Routes;
use crate::web::said::JustDone;
use crate::web::visitor::Visitor;

/// The route of the list.
pub(super) fn routes() -> Routes {
    Routes::new().get("/scorecards", show)
}

#[derive(Template)]
#[template(path = "web/scorecards/list.html")]
struct ListPage {
    frame: Frame,
    filter: Filter,
    rows: Vec<Row>,
    pager: Pager,
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
    let mut found: Vec<&Scorecard> = cards
        .iter()
        .filter(|card| fits(&filter, card, &visitor.person))
        .collect();
    found.sort_by_key(|card| order(card));
    let pager = Pager::of(found.len(), "/scorecards", &filter);
    let mut frame = Frame::new(&app, &visitor, Place::Scorecards, "Scorecards");
    frame.said = just.sentence();
    page(&ListPage {
        rows: pager
            .cut(found.into_iter())
            .map(|card| row(card, app.today()))
            .collect(),
        pager,
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

fn fits(filter: &Filter, card: &Scorecard, person: &Person) -> bool {
    let wanted = filter.account.trim().to_lowercase();
    let named = card.started.account_name.to_lowercase().contains(&wanted) || card.account().as_str().contains(&wanted);
    let stands = filter.state.is_empty() || filter.state == card.state.word();
    let is_theirs = || card.people.values().any(|it| it.login.as_ref() == Some(&person.login));
    named && stands && (!filter.mine || is_theirs())
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
