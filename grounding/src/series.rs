//! Series: what a metric's figures, or a kind of event, come to over time.
//!
//! A trend needs many records to tell and one thing to cite. So each series is a source of its
//! own, drawn from the records that a ledger holds: never stored, hence never older or newer
//! than they are, and cut off at the run's day as they are.
//!
//! Of figures it says the first and the last, how far they are apart, the lowest and the highest,
//! and where each month ended. A month's line is its last figure, not a mean: a figure that was
//! measured can be found again in a record, a mean can't. Events are counted by month.
//! Months without a record have no line.

mod events;
mod levels;
mod lines;

use std::collections::BTreeMap;

use crate::{AccountId, Event, Measure, Place, Record, Source, SourceId, SourceKind, State, Visibility};

/// The series of an account's records, by id.
pub(crate) fn of_account<'a>(account: &AccountId, sources: impl Iterator<Item = &'a Source>) -> Vec<Source> {
    let mut levels: BTreeMap<&SourceId, Vec<(&Source, &Measure)>> = BTreeMap::new();
    let mut events: BTreeMap<&SourceId, Vec<(&Source, &Event)>> = BTreeMap::new();
    for source in sources.filter(|source| counts(account, source)) {
        match &source.record {
            Some(Record::Measure(measure)) => levels.entry(&measure.series).or_default().push((source, measure)),
            Some(Record::Event(event)) => events.entry(&event.series).or_default().push((source, event)),
            _ => {}
        }
    }
    let levels = levels.into_iter().filter_map(|(id, mut points)| {
        points.sort_by(|left, right| (left.1.date, &left.0.id).cmp(&(right.1.date, &right.0.id)));
        levels::draw(base(id, account, &points)?, &points)
    });
    let events = events.into_iter().filter_map(|(id, mut events)| {
        events.sort_by(|left, right| (left.1.date, &left.0.id).cmp(&(right.1.date, &right.0.id)));
        events::draw(base(id, account, &events)?, &events)
    });
    levels.chain(events).collect()
}

/// Whether a record may enter a series. What nobody may use must not show through a sum either.
fn counts(account: &AccountId, source: &Source) -> bool {
    source.account.as_ref() == Some(account)
        && !matches!(source.state, State::Deleted | State::Test)
        && source.visibility != Visibility::Restricted
}

/// A series of which only the text is missing: dated as the newest of its records, and for those
/// alone who may see all of them.
fn base<T>(id: &SourceId, account: &AccountId, records: &[(&Source, T)]) -> Option<Source> {
    Some(Source {
        id: id.clone(),
        revision: 0,
        account: Some(account.clone()),
        kind: SourceKind::Series,
        title: records.last()?.0.title.clone(),
        authors: Vec::new(),
        occurred_at: records.iter().filter_map(|(source, _)| source.occurred_at).max(),
        visibility: records.iter().map(|(source, _)| source.visibility).max()?,
        state: State::Live,
        text: String::new(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    })
}

#[cfg(test)]
mod tests;
