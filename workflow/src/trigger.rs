//! Choosing what starts a run, for the kinds of brief that records start.

use grounding::Route;

use crate::brief::{Flag, Trigger};
use crate::definition::Prepared;

/// A trigger of this kind was given with a reason instead of a record.
pub(crate) const MANUAL: &str = "manual";
/// The record of a trigger that somebody named and that no record shows.
pub(crate) const ASKED: &str = "asked";

/// A trigger that a record shows.
pub(crate) struct Shown {
    pub(crate) kind: &'static str,
    /// The record's source id, a stretch of the calendar, or the word for that there is none.
    pub(crate) record: String,
}

/// The trigger of the run: the one asked for, else the strongest of those shown, which stand in that
/// order. Several records start one run; the others are named beside it.
///
/// A kind asked for that no record shows goes on as [`ASKED`]. A record asked for must be one of
/// those shown, or something that the kind of brief knows.
pub(crate) fn choose(
    kinds: &[&'static str],
    shown: Vec<Shown>,
    asked: Option<&Trigger>,
    knows: impl Fn(&str) -> bool,
) -> Option<Trigger> {
    let Some(asked) = asked else {
        return strongest(shown);
    };
    if asked.kind == MANUAL {
        return Some(asked.clone()).filter(|it| !it.record.is_empty());
    }
    let kind = kinds.iter().copied().find(|kind| *kind == asked.kind)?;
    let named = |record: &str| Trigger {
        kind: kind.to_owned(),
        record: record.to_owned(),
        also: Vec::new(),
    };
    if asked.record.is_empty() || asked.record == ASKED {
        let of_kind = shown.into_iter().filter(|it| it.kind == kind).collect();
        return strongest(of_kind).or_else(|| Some(named(ASKED)));
    }
    let is_shown = shown.iter().any(|it| it.kind == kind && it.record == asked.record);
    (is_shown || knows(&asked.record)).then(|| named(&asked.record))
}

fn strongest(shown: Vec<Shown>) -> Option<Trigger> {
    let mut records = shown.into_iter();
    let first = records.next()?;
    let mut also: Vec<String> = Vec::new();
    for record in records.map(|it| it.record) {
        if record != first.record && !also.contains(&record) {
            also.push(record);
        }
    }
    Some(Trigger {
        kind: first.kind.to_owned(),
        record: first.record,
        also,
    })
}

/// The flag of a trigger that no record shows (VR-2), for whoever is to look.
pub(crate) fn asked_by_hand(prepared: &Prepared, to: Route) -> Option<Flag> {
    let trigger = prepared.trigger.as_ref()?;
    let message = if trigger.kind == MANUAL {
        format!("started by hand: {}", trigger.record)
    } else if trigger.record == ASKED {
        format!("no record shows `{}`; it was asked for by hand", trigger.kind)
    } else {
        return None;
    };
    Some(Flag::new("review_required", message, &[to], Vec::new()))
}
