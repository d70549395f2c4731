//! What starts a health snapshot (HS-1).

mod shown;
#[cfg(test)]
mod tests;

use grounding::{Ledger, Source, SourceId, SourceKind};
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::facts::Facts;
use super::is_own;
use crate::brief::{Reason, Trigger};
use crate::calendar::long_date;
use crate::definition::Request;
use crate::trigger::{MANUAL, choose};
use shown::{CALENDAR, shown, weekly_snapshot};

/// The kinds of trigger, the strongest first.
pub(super) const KINDS: [&str; 4] = [
    shown::MATERIAL_CHANGE,
    shown::RENEWAL_NEAR,
    shown::SNAPSHOT_MISSING,
    shown::WEEKLY_REVIEW,
];

/// The trigger of the run ([`choose`]). A record asked for must be one of the account's, a date or a
/// week.
pub(super) fn find(facts: &Facts<'_>, request: &Request) -> Option<Trigger> {
    let knows = |record: &str| is_record_or_day(facts, record);
    choose(&KINDS, shown(facts), request.trigger.as_ref(), knows)
}

fn is_record_or_day(facts: &Facts<'_>, record: &str) -> bool {
    let is_source = facts.ledger.source(&SourceId::raw(record)).is_some();
    let begun = record.strip_prefix(CALENDAR).and_then(monday);
    is_source || record.parse::<Date>().is_ok() || begun.is_some_and(|day| day <= facts.as_of)
}

/// The first day of a week as the calendar writes it: `2026-W26`.
fn monday(week: &str) -> Option<Date> {
    let (year, week) = week.split_once("-W")?;
    let week = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday);
    week.ok().map(ISOWeekDate::date)
}

/// Why a snapshot may not begin at all: nothing starts it, nothing is known of the account (HS-21),
/// or the rules on who must look can't be read.
pub(super) fn stops(facts: &Facts<'_>, trigger: Option<&Trigger>, request: &Request) -> Vec<Reason> {
    let mut stops = Vec::new();
    if trigger.is_none() {
        stops.push(stop("no_trigger", no_trigger(facts, request.trigger.as_ref())));
    }
    if let Some(why) = &request.rules_unreadable {
        stops.push(stop("rules_unreadable", why.clone()));
    }
    if !has_evidence(facts.ledger) {
        let message = "there is no evidence of this account to draft from: read its exports with `vouch ingest PATH`";
        stops.push(stop("no_evidence", message.to_owned()));
    }
    stops
}

/// What somebody decided here, and the snapshots taken here, tell of the desk's own work: on them
/// alone nothing can be scored.
fn has_evidence(ledger: &Ledger) -> bool {
    let is_work = |source: &Source| source.kind == SourceKind::Decision || is_own(source);
    ledger
        .sources()
        .any(|source| source.account.is_some() && !is_work(source))
}

fn no_trigger(facts: &Facts<'_>, asked: Option<&Trigger>) -> String {
    match asked {
        Some(asked) if asked.kind == MANUAL => "a trigger by hand needs its reason: `manual:REASON`".to_owned(),
        Some(asked) if !KINDS.contains(&asked.kind.as_str()) => {
            format!("no trigger: `{}` starts no health snapshot", asked.kind)
        }
        Some(asked) => format!(
            "no trigger: `{}` is no record of this account, no date and no week",
            asked.record
        ),
        None => {
            let reviewed = weekly_snapshot(facts).map(|score| format!(" (on {})", long_date(score.date)));
            format!(
                "no trigger on {}: no score moved materially, no renewal is within {} days, and the account was reviewed this week{}",
                long_date(facts.as_of),
                facts.thresholds.renewal_near_days,
                reviewed.unwrap_or_default(),
            )
        }
    }
}

fn stop(code: &str, message: String) -> Reason {
    Reason {
        code: code.to_owned(),
        message,
        citations: Vec::new(),
        about: String::new(),
        to: Vec::new(),
    }
}
