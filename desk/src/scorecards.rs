//! Scorecards in the store: loading them, beginning one, and appending what may happen next.
//!
//! What may happen is [`workflow::scorecard`]'s to say; here it is only brought together with the
//! log and the outbox.

mod append;
mod begin;
pub(crate) mod templates;

use store::Store;
use workflow::log::{Entry, Event, SCORECARDS, scorecard_stream};
use workflow::people::{Act, Denied};
use workflow::scorecard::{Scorecard, ScorecardRefusal};

use crate::failure::{Hinted, Kind};
use crate::session::Session;
use crate::streams::{broken, by_stream};

pub(crate) use append::{act, note};
pub(crate) use begin::{Beginning, begin};

/// The fewest characters of a scorecard's id that name it.
const MIN_ID: usize = 4;

/// Every scorecard there is, in the order in which they began.
pub(crate) async fn all(store: &Store) -> anyhow::Result<Vec<Scorecard>> {
    let entries = store.entries_under(SCORECARDS).await?;
    let streams = by_stream(&entries, SCORECARDS).into_iter();
    streams.map(|(id, entries)| replay(id, entries)).collect()
}

/// The scorecard of that id, or the one whose id begins so, of an account that the person may read.
pub(crate) async fn named(store: &Store, session: &Session, name: &str) -> anyhow::Result<Scorecard> {
    session.allow(Act::Read, None)?;
    let mut cards = all(store).await?;
    cards.retain(|card| session.can(Act::Read, Some(card.account())));
    let fits = |card: &Scorecard| card.id == name || (name.len() >= MIN_ID && card.id.starts_with(name));
    let mut fitting = cards.into_iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(card), None) => Ok(card),
        (None, _) => {
            let hint = "`vouch scorecard list` lists the scorecards".to_owned();
            Err(Hinted::new(format!("no scorecard is called `{name}`"), [hint])
                .of_kind(Kind::Missing)
                .into())
        }
        (Some(_), Some(_)) => {
            let hint = "name more of it".to_owned();
            Err(Hinted::new(format!("`{name}` begins the id of more than one scorecard"), [hint]).into())
        }
    }
}

/// The scorecard of that id.
async fn load(store: &Store, id: &str) -> anyhow::Result<Scorecard> {
    let entries = store.entries(&scorecard_stream(id)).await?;
    replay(id, &entries)
}

/// A refusal with what to do about it.
pub(crate) fn refused(error: &ScorecardRefusal) -> anyhow::Error {
    let kind = match error {
        ScorecardRefusal::Denied(Denied::NotSignedIn { .. }) => Kind::Unnamed,
        ScorecardRefusal::Denied(_) => Kind::Denied,
        ScorecardRefusal::NoSuch { .. } => Kind::Missing,
        ScorecardRefusal::Unsaid(_) | ScorecardRefusal::Value { .. } => Kind::Invalid,
        _ => Kind::Refused,
    };
    let hint = error.hint();
    let hints = (!hint.is_empty()).then(|| hint.to_owned());
    Hinted::new(error.to_string(), hints).of_kind(kind).into()
}

fn replay<'e>(id: &str, entries: impl IntoIterator<Item = &'e Entry>) -> anyhow::Result<Scorecard> {
    let events = entries.into_iter().filter_map(|entry| match &entry.event {
        Event::Scorecard(event) => Some((&entry.signed, event)),
        _ => None,
    });
    Scorecard::replay(id, events).map_err(|error| broken(&error))
}
