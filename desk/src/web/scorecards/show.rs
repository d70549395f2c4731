//! A scorecard as a form: its two halves, its scores, its tasks in their order, its review, and what
//! happened. What whoever looks can't do now is off, and says why.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use jiff::civil::Date;
use workflow::log::{Entry, scorecard_stream};
use workflow::people::{Act, Person};
use workflow::run::Signer;
use workflow::scorecard::{Part, Scorecard, ScorecardState, Series, render_alert};

use super::fields::{HalfView, Input, halves};
use super::history::{self, Happened};
use super::past::{PastView, past};
use super::score::ScoreView;
use super::state;
use super::tasks::{DateRow, PartRow, TaskRow, dates, parts, tasks};
use super::why::Why;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::said::JustDone;
use crate::web::visitor::Visitor;
use crate::web::words::sentence;

/// The route of a scorecard.
pub(super) fn routes() -> Routes {
    Routes::new().get("/scorecards/{id}", show)
}

#[derive(Template)]
#[template(path = "web/scorecards/card.html")]
struct CardPage {
    frame: Frame,
    id: String,
    account_id: String,
    account: String,
    title: String,
    template: String,
    version: u32,
    number: u32,
    state: &'static str,
    state_class: &'static str,
    /// When the next thing is due; empty where nothing is.
    due: String,
    overdue: bool,
    begun: String,
    total: ScoreView,
    formula: String,
    /// What the supervisor saw, which is what they approve.
    digest: String,
    halves: Vec<HalfView>,
    tasks: Vec<TaskRow>,
    dates: Vec<DateRow>,
    parts: Vec<PartRow>,
    review: ReviewView,
    copies: Vec<String>,
    alerts: Vec<String>,
    past: Option<PastView>,
    history: Vec<Happened>,
    /// Why no answer can be given now; empty where one can.
    shut: String,
    /// Whether whoever looks may fill it now.
    fills: bool,
    /// Who may be named, as far as they sign in here.
    people: Vec<Person>,
    /// Why nothing of it goes to the customer; empty where it may.
    stays: String,
}

/// Where the supervisor's review stands.
struct ReviewView {
    is_open: bool,
    is_in_review: bool,
    /// Who sent it there, and when.
    submitted: String,
    /// Why it can't be sent to the review; none where it can.
    submit: Option<Why>,
    /// Why it can't be approved or rejected; none where it can.
    approve: Option<Why>,
    supervisor: String,
    /// Who approved it, and when; empty before.
    approved: String,
    comment: String,
    again_on: String,
    /// The scorecard that took its place; empty where none did.
    superseded_by: String,
    /// Who rejected it and when, and what they said.
    rejections: Vec<(String, String)>,
}

async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(just): Query<JustDone>,
) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let card = service.scorecard(&id).await?;
    let signer = service.session.signer(Act::Read)?;
    let store = service.store();
    let entries = store
        .entries(&scorecard_stream(&card.id))
        .await
        .map_err(anyhow::Error::from)?;
    let mut people = store.people().await.map_err(anyhow::Error::from)?;
    people.retain(|person| person.active);
    let (_, series) = service.scorecard_history(card.account().as_str()).await?;
    let title = format!("{} \u{b7} {}", card.template().title, card.started.account_name);
    let mut frame = Frame::new(&app, &visitor, Place::Scorecards, title);
    frame.said = just.sentence();
    let looked = Looked {
        card: &card,
        signer: &signer,
        today: app.today(),
    };
    page(&looked.page(frame, people, &entries, &series))
}

/// A scorecard, and who looks at it when.
struct Looked<'a> {
    card: &'a Scorecard,
    signer: &'a Signer<'a>,
    today: Date,
}

impl Looked<'_> {
    fn page(&self, frame: Frame, people: Vec<Person>, entries: &[Entry], series: &[Series]) -> CardPage {
        let card = self.card;
        let (template, line, scores) = (card.template(), card.line(self.today), card.scores());
        let (state, state_class) = state(line.state);
        let shut = self.shut();
        CardPage {
            account_id: line.account_id,
            account: card.started.account_name.clone(),
            title: template.title.clone(),
            template: template.name.clone(),
            version: template.version,
            number: line.number,
            state,
            state_class,
            due: line.next_due.map(|date| date.to_string()).unwrap_or_default(),
            overdue: line.overdue,
            begun: format!("{}, {}", card.began.name, card.began.day),
            total: ScoreView::of(scores.total.score, scores.total.level),
            formula: scores.total.formula,
            digest: card.digest(),
            halves: halves(card),
            tasks: tasks(card, self.signer, self.today),
            dates: dates(card, self.signer),
            parts: parts(card, self.signer, &people),
            review: self.review(),
            copies: card
                .copies
                .iter()
                .map(|(signed, copy)| format!("{} ({}, {})", copy.file, signed.name, signed.day))
                .collect(),
            alerts: card
                .alerts
                .iter()
                .map(|(_, alert)| sentence(&render_alert(card, alert)))
                .collect(),
            past: past(card, series),
            history: history::told(card, entries),
            fills: shut.is_empty(),
            shut,
            people,
            stays: self.told(card.may_leave(self.signer).err().as_ref()),
            id: line.id,
            frame,
        }
    }

    /// Why whoever looks can't answer a question now; empty where they can.
    fn shut(&self) -> String {
        let mut fields = self.card.template().fields();
        let refused = fields.next().and_then(|(_, field)| {
            let answering = self.card.not_applicable(self.signer, &field.id, "looked at");
            answering.err()
        });
        self.told(refused.as_ref())
    }

    fn told(&self, refusal: Option<&workflow::scorecard::ScorecardRefusal>) -> String {
        refusal
            .map(|refusal| Why::of(self.card, refusal).text)
            .unwrap_or_default()
    }

    fn review(&self) -> ReviewView {
        let (card, signer) = (self.card, self.signer);
        let why = |refusal| Why::of(card, &refusal);
        let accepted = match &card.state {
            ScorecardState::Approved(accepted) => Some(accepted),
            _ => None,
        };
        ReviewView {
            is_open: matches!(card.state, ScorecardState::Open),
            is_in_review: matches!(card.state, ScorecardState::InReview(_)),
            submitted: match &card.state {
                ScorecardState::InReview(it) => format!("{}, {}", it.signed.name, it.signed.day),
                _ => String::new(),
            },
            submit: card.submit(signer).err().map(why),
            approve: card.reject(signer, None).err().map(why),
            supervisor: card
                .people
                .get(&Part::Supervisor)
                .map(|it| it.name.clone())
                .unwrap_or_default(),
            approved: accepted
                .map(|it| format!("{}, {}", it.signed.name, it.signed.day))
                .unwrap_or_default(),
            comment: accepted.map(|it| it.comment.clone()).unwrap_or_default(),
            again_on: card.reassess_on().map(|date| date.to_string()).unwrap_or_default(),
            superseded_by: match &card.state {
                ScorecardState::Superseded { by } => by.clone(),
                _ => String::new(),
            },
            rejections: card
                .rejections
                .iter()
                .map(|(signed, comment)| {
                    (
                        format!("{}, {}", signed.name, signed.day),
                        comment.clone().unwrap_or_default(),
                    )
                })
                .collect(),
        }
    }
}
