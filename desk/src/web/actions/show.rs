//! An action: its words, what they rest on, what holds it up, and what whoever looks may do to it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use grounding::Citation;
use workflow::action::{Action, ActionRefusal, ActionState};
use workflow::brief::short_digest;
use workflow::people::Act;
use workflow::run::{Check, Signer};

use super::state;
use crate::service::actions::ActionView;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::said::JustDone;
use crate::web::visitor::Visitor;
use crate::web::words::{denied, sentence, titled};

/// The route of an action.
pub(super) fn routes() -> Routes {
    Routes::new().get("/actions/{id}", show)
}

#[derive(Template)]
#[template(path = "web/actions/action.html")]
struct ActionPage {
    frame: Frame,
    id: String,
    account_id: String,
    account: String,
    kind: String,
    state: &'static str,
    class: &'static str,
    sign: &'static str,
    text: String,
    /// The run that it follows from; empty where it follows from none.
    run: String,
    citations: Vec<Citation>,
    /// The stop rules that hold it up, each with why.
    stops: Vec<(String, String)>,
    digest: String,
    short: String,
    proposed: String,
    is_proposed: bool,
    is_approved: bool,
    /// Who approved it, when and what they said; empty where nobody has.
    approved: String,
    /// Who rejected it, when and why.
    rejected: String,
    /// Who carried it out, and when.
    executed: String,
    /// The checks of an approval: the word, and what it asks.
    checks: Vec<(&'static str, &'static str)>,
    /// Why it can't be approved by whoever looks; empty where it can.
    not_approve: String,
    /// The same for rejecting it.
    not_reject: String,
    /// The same for carrying it out.
    not_execute: String,
}

async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(just): Query<JustDone>,
) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let action = service.action(&id).await?;
    let account = service.account(action.account().as_str()).await?;
    let signer = service.session.signer(Act::Read)?;
    let kind = titled(action.proposed.kind.noun());
    let mut frame = Frame::new(
        &app,
        &visitor,
        Place::Actions,
        format!("{kind} \u{b7} {}", account.name),
    );
    frame.said = just.sentence();
    page(&ActionPage {
        account: account.name,
        kind,
        ..view(frame, &action, &signer)
    })
}

fn view(frame: Frame, action: &Action, signer: &Signer<'_>) -> ActionPage {
    let (state, class, sign) = state(action);
    let proposed = &action.proposed;
    let stops = ActionView::from(action).stops;
    let why = |refused: Option<ActionRefusal>| match refused {
        None => String::new(),
        Some(ActionRefusal::Denied(refused)) => denied(&refused),
        Some(refused) => sentence(&refused.to_string()),
    };
    ActionPage {
        frame,
        id: action.id.clone(),
        account_id: action.account().to_string(),
        account: String::new(),
        kind: String::new(),
        state,
        class,
        sign,
        text: proposed.text.clone(),
        run: proposed.run.clone().unwrap_or_default(),
        citations: proposed.citations.clone(),
        stops: stops
            .into_iter()
            .map(|stop| (stop.name.replace('_', " "), stop.why))
            .collect(),
        digest: action.digest.clone(),
        short: short_digest(&action.digest).to_owned(),
        proposed: format!("{}, {}", action.began.name, action.began.day),
        is_proposed: matches!(action.state, ActionState::Proposed),
        is_approved: matches!(action.state, ActionState::Approved(_)),
        approved: action
            .state
            .approval()
            .map(|it| said(&it.signed.name, &it.signed.day.to_string(), &it.comment))
            .unwrap_or_default(),
        rejected: match &action.state {
            ActionState::Rejected(it) => said(&it.signed.name, &it.signed.day.to_string(), &it.reason),
            _ => String::new(),
        },
        executed: match &action.state {
            ActionState::Executed(it) => said(&it.signed.name, &it.signed.day.to_string(), ""),
            _ => String::new(),
        },
        checks: Check::ALL.map(|check| (check.word(), asked(check))).to_vec(),
        // What is asked in the form itself is taken as answered: it is asked again when it is sent.
        not_approve: why(action.approve(signer, &action.digest, &Check::ALL, "").err()),
        not_reject: why(action.reject(signer, "looked at").err()),
        not_execute: why(action.execute(signer).err()),
    }
}

/// What a check asks of whoever approves (VR-30).
fn asked(check: Check) -> &'static str {
    match check {
        Check::Evidence => "Evidence: the quotes bear it out",
        Check::Timing => "Timing: this is the time for it",
        Check::Tone => "Tone: it is said as we would say it",
        Check::CommercialTerms => "Commercial terms: what it offers or asks is right",
        Check::RelationshipRisk => "Relationship risk: the relationship can bear it",
    }
}

fn said(name: &str, day: &str, words: &str) -> String {
    if words.is_empty() {
        format!("{name}, {day}")
    } else {
        format!("{name}, {day}: {words}")
    }
}
