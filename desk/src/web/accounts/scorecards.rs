//! The account's scorecards.

use std::cmp::Reverse;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use workflow::people::Act;
use workflow::scorecard::{HalfScore, Part, Scorecard};

use super::{Head, Tab, opened};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, page};
use crate::web::portfolio::DayView;
use crate::web::visitor::Visitor;
use crate::web::words::level;

#[derive(Template)]
#[template(path = "web/accounts/scorecards.html")]
struct ScorecardsPage {
    frame: Frame,
    head: Head,
    cards: Vec<CardView>,
    /// Whether whoever looks may begin one.
    may_begin: bool,
}

/// A scorecard, and where it stands.
struct CardView {
    id: String,
    title: String,
    number: u32,
    state: String,
    class: &'static str,
    /// The scores of the customer's half and of our own.
    halves: Vec<HalfView>,
    due: Option<DayView>,
    /// Empty where nobody is known yet.
    supervisor: String,
}

/// The score of a half.
struct HalfView {
    /// Empty where nothing counts yet.
    score: String,
    word: &'static str,
    class: &'static str,
    sign: &'static str,
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let opened = opened(&app, &visitor, &name, Tab::Scorecards).await?;
    let service = visitor.service(&app);
    let mut cards = service.scorecards(Some(opened.account.id.as_str())).await?;
    cards.sort_by_key(|card| Reverse(card.began.at));
    page(&ScorecardsPage {
        cards: cards.iter().map(|card| CardView::of(card, app.today())).collect(),
        may_begin: service.session.can(Act::FillScorecard, Some(&opened.account.id)),
        head: opened.head,
        frame: opened.frame,
    })
}

impl CardView {
    fn of(card: &Scorecard, today: Date) -> Self {
        let line = card.line(today);
        Self {
            title: card.template().title.clone(),
            number: line.number,
            state: line.state.replace('_', " "),
            class: match line.state {
                "approved" => "approved",
                "in_review" => "review",
                _ => "plain",
            },
            halves: card.scores().halves.iter().map(HalfView::of).collect(),
            due: line.next_due.map(|day| DayView::of(day, today)),
            supervisor: card
                .people
                .get(&Part::Supervisor)
                .map(|it| it.name.clone())
                .unwrap_or_default(),
            id: line.id,
        }
    }
}

impl HalfView {
    fn of(half: &HalfScore) -> Self {
        let (word, class, sign) = level(half.level);
        Self {
            score: half.score.map(|it| it.to_string()).unwrap_or_default(),
            word,
            class,
            sign,
        }
    }
}
