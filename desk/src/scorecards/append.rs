//! Appending to a scorecard what may happen next, and telling whoever is alerted.

use jiff::Timestamp;
use serde::Serialize;
use store::{Alongside, Batch, Outgoing, Store, StoreError};
use workflow::health::Level;
use workflow::log::{Event, scorecard_stream};
use workflow::run::{Signed, Signer};
use workflow::scorecard::{Alert, Scorecard, ScorecardEvent, ScorecardRefusal};

use super::{load, refused};
use crate::outbox;
use crate::session::Session;
use crate::settings::Settings;
use crate::streams::ATTEMPTS;

/// Appends what a person does to a scorecard, all of it or nothing. The scorecard is read again
/// where somebody else was faster, and the same asked of what it is then.
pub(crate) async fn act<F>(
    store: &Store,
    settings: &Settings,
    session: &Session,
    signer: &Signer<'_>,
    id: &str,
    decide: F,
) -> anyhow::Result<Scorecard>
where
    F: Fn(&Scorecard, &Signer<'_>) -> Result<Vec<ScorecardEvent>, ScorecardRefusal>,
{
    let deciding = |card: &Scorecard| decide(card, signer).map_err(|error| refused(&error));
    retried(store, settings, session, &signer.signed, id, deciding).await
}

/// Appends what the program itself notes of a scorecard: that a document was made of it.
pub(crate) async fn note(
    store: &Store,
    settings: &Settings,
    session: &Session,
    id: &str,
    noted: impl Fn(&Scorecard) -> ScorecardEvent,
) -> anyhow::Result<Scorecard> {
    let noting = |card: &Scorecard| Ok(vec![noted(card)]);
    retried(store, settings, session, &session.signed(), id, noting).await
}

async fn retried(
    store: &Store,
    settings: &Settings,
    session: &Session,
    signed: &Signed,
    id: &str,
    decide: impl Fn(&Scorecard) -> anyhow::Result<Vec<ScorecardEvent>>,
) -> anyhow::Result<Scorecard> {
    for _ in 0..ATTEMPTS {
        let before = load(store, id).await?;
        let happened = decide(&before)?;
        let mut after = before.clone();
        for event in &happened {
            after.apply(signed, event)?;
        }
        let told: Vec<Outgoing> = happened
            .iter()
            .flat_map(|event| outgoing(settings, &after, event, signed))
            .collect();
        let events: Vec<Event> = happened.into_iter().map(Event::Scorecard).collect();
        let batch = Batch {
            stream: &scorecard_stream(id),
            after: before.steps,
            events: &events,
            alongside: Alongside {
                outgoing: &told,
                ..Alongside::default()
            },
        };
        match store.append(session.author(), signed.at, &[batch]).await {
            Err(StoreError::Moved { .. }) => {}
            done => {
                done?;
                return Ok(after);
            }
        }
    }
    anyhow::bail!("scorecard `{id}` is being changed by others all the time; try again in a moment")
}

/// What a business function is told, as JSON (`vouch.event/1`): which dimension of which account,
/// and nothing that anybody wrote.
#[derive(Debug, Serialize)]
struct AlertMessage<'a> {
    schema: &'static str,
    event: &'a str,
    scorecard: &'a str,
    account_id: &'a str,
    template: &'a str,
    dimension: &'a str,
    function: &'a str,
    level: Level,
    score: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<Level>,
    by: &'a str,
    at: Timestamp,
}

/// What goes out because of an event: an alert goes to whoever subscribes to its function's.
fn outgoing(settings: &Settings, card: &Scorecard, event: &ScorecardEvent, signed: &Signed) -> Vec<Outgoing> {
    let ScorecardEvent::Alerted(alert) = event else {
        return Vec::new();
    };
    let Alert {
        dimension,
        function,
        level,
        score,
        was,
    } = alert;
    let name = format!("scorecard_alert_{function}");
    let message = AlertMessage {
        schema: "vouch.event/1",
        event: &name,
        scorecard: &card.id,
        account_id: card.account().as_str(),
        template: &card.template().name,
        dimension,
        function,
        level: *level,
        score: score.to_string(),
        was: *was,
        by: &signed.name,
        at: signed.at,
    };
    // Names, words and numbers always have a JSON.
    let body = serde_json::to_string(&message).unwrap_or_default();
    outbox::to_subscribers(settings, &name, &body)
}
