//! Actions in the store: loading them, and appending what may happen next.

use jiff::Timestamp;
use store::{Alongside, Batch, Outgoing, Store, StoreError};
use workflow::action::{Action, ActionEvent, ActionRefusal};
use workflow::log::{ACTIONS, Entry, Event, action_stream};
use workflow::people::{Act, Denied};
use workflow::run::Signer;

use crate::failure::{Hinted, Kind};
use crate::session::Session;
use crate::streams::{ATTEMPTS, by_stream};

/// Every action there is, in the order in which they were proposed.
pub(crate) async fn all(store: &Store) -> anyhow::Result<Vec<Action>> {
    let entries = store.entries_under(ACTIONS).await?;
    let streams = by_stream(&entries, ACTIONS).into_iter();
    let replayed = streams.map(|(id, entries)| replay(id, entries));
    let mut actions = replayed.collect::<anyhow::Result<Vec<Action>>>()?;
    actions.sort_by(|left, right| (left.began.at, &left.id).cmp(&(right.began.at, &right.id)));
    Ok(actions)
}

/// The action of that id, or the one whose id begins so, at an account that the person may read.
pub(crate) async fn named(store: &Store, session: &Session, name: &str) -> anyhow::Result<Action> {
    session.allow(Act::Read, None)?;
    let fits = |action: &Action| action.id.starts_with(name) && session.can(Act::Read, Some(action.account()));
    let mut fitting = all(store).await?.into_iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(action), None) => Ok(action),
        (None, _) => {
            let hint = "`vouch action list` lists the actions".to_owned();
            Err(Hinted::new(format!("no action is called `{name}`"), [hint])
                .of_kind(Kind::Missing)
                .into())
        }
        (Some(_), Some(_)) => {
            let hint = "name more of it".to_owned();
            Err(Hinted::new(format!("`{name}` begins the id of more than one action"), [hint]).into())
        }
    }
}

/// Appends what a person does to an action; what is new has no events yet.
pub(crate) async fn append(
    store: &Store,
    session: &Session,
    id: &str,
    after: u32,
    event: ActionEvent,
    at: Timestamp,
    outgoing: &[Outgoing],
) -> Result<(), StoreError> {
    let (stream, events) = (action_stream(id), [Event::Action(event)]);
    let batch = Batch {
        stream: &stream,
        after,
        events: &events,
        alongside: Alongside {
            outgoing,
            ..Alongside::default()
        },
    };
    store.append(session.author(), at, &[batch]).await?;
    Ok(())
}

/// The same for an action that is there: read again where somebody else was faster.
pub(crate) async fn act<F>(
    store: &Store,
    session: &Session,
    signer: &Signer<'_>,
    id: &str,
    outgoing: impl Fn(&Action) -> Vec<Outgoing>,
    decide: F,
) -> anyhow::Result<Action>
where
    F: Fn(&Action, &Signer<'_>) -> Result<ActionEvent, ActionRefusal>,
{
    for _ in 0..ATTEMPTS {
        let entries = store.entries(&action_stream(id)).await?;
        let action = replay(id, &entries)?;
        let event = decide(&action, signer).map_err(|error| refused(&error))?;
        let mut after = action.clone();
        after.apply(&signer.signed, &event)?;
        match append(
            store,
            session,
            id,
            action.steps,
            event,
            signer.signed.at,
            &outgoing(&after),
        )
        .await
        {
            Err(StoreError::Moved { .. }) => {}
            done => {
                done?;
                return Ok(after);
            }
        }
    }
    anyhow::bail!("action `{id}` is being changed by others all the time; try again in a moment")
}

/// A refusal with what to do about it.
pub(crate) fn refused(error: &ActionRefusal) -> anyhow::Error {
    let kind = match error {
        ActionRefusal::Denied(Denied::NotSignedIn { .. }) => Kind::Unnamed,
        ActionRefusal::Denied(_) => Kind::Denied,
        ActionRefusal::Unsaid(_) | ActionRefusal::Checks(_) => Kind::Invalid,
        _ => Kind::Refused,
    };
    let hint = error.hint();
    let hints = (!hint.is_empty()).then(|| hint.to_owned());
    Hinted::new(error.to_string(), hints).of_kind(kind).into()
}

fn replay<'e>(id: &str, entries: impl IntoIterator<Item = &'e Entry>) -> anyhow::Result<Action> {
    let events = entries.into_iter().filter_map(|entry| match &entry.event {
        Event::Action(event) => Some((&entry.signed, event)),
        _ => None,
    });
    Ok(Action::replay(id, events)?)
}
