//! What starts a recap (VR-1, VR-2).

mod shown;
#[cfg(test)]
mod tests;

use grounding::SourceId;
use jiff::civil::Date;

use super::RECAP;
use super::facts::Facts;
use crate::brief::{Reason, Trigger};
use crate::calendar::long_date;
use crate::definition::Request;
use crate::readiness::{Readiness, value_evidence};
use crate::trigger::{MANUAL, choose};
use shown::{REVIEW_DAYS, shown};

pub(super) use shown::{renewal_ahead, review_ahead};

/// The trigger of the run ([`choose`]). A record asked for must be one of the account's, or a date.
pub(super) fn find(facts: &Facts<'_>, request: &Request) -> Option<Trigger> {
    let knows = |record: &str| is_record_or_day(facts, record);
    choose(RECAP.triggers, shown(facts), request.trigger.as_ref(), knows)
}

fn is_record_or_day(facts: &Facts<'_>, record: &str) -> bool {
    let is_source = facts.ledger.source(&SourceId::raw(record)).is_some();
    // A month of the calendar is written as its own record is.
    let month = record.strip_prefix(shown::CALENDAR);
    let begun = month.and_then(|month| format!("{month}-01").parse::<Date>().ok());
    is_source || record.parse::<Date>().is_ok() || begun.is_some_and(|day| day <= facts.as_of)
}

/// Why a recap may not begin at all (VR-3, VR-10, VR-70, VR-72).
pub(super) fn stops(facts: &Facts<'_>, trigger: Option<&Trigger>, request: &Request) -> Vec<Reason> {
    let mut stops = Vec::new();
    if trigger.is_none() {
        stops.push(stop("no_trigger", no_trigger(facts, request.trigger.as_ref())));
    }
    if let Some(why) = &request.rules_unreadable {
        stops.push(stop("rules_unreadable", why.clone()));
    }
    if facts.ledger.sources().all(|source| source.account.is_none()) {
        let message = "there is no evidence of this account to draft from: read its exports with `vouch ingest PATH`";
        stops.push(stop("no_evidence", message.to_owned()));
        return stops;
    }
    if facts.goals().next().is_none() {
        let message = "the customer's goals are missing: no goal is on record that was not given up. Name them in the success plan, and read it with `vouch ingest PATH`";
        stops.push(stop("no_goals", message.to_owned()));
    }
    let value = value_evidence(facts.ledger);
    if value.readiness == Readiness::NotReady {
        let to_do = value.to_do.map(|to_do| format!(": {to_do}")).unwrap_or_default();
        let message = format!("evidence of value is missing: {}{to_do}", value.why);
        stops.push(stop("not_ready", message));
    }
    if owner(facts).is_none() {
        let message = "the account has no owner on record, so nobody can review it: name one in the CRM, and read its export again";
        stops.push(stop("not_ready", message.to_owned()));
    }
    stops
}

/// The name of the account's owner, as the records have it.
pub(super) fn owner(facts: &Facts<'_>) -> Option<String> {
    let owner = facts.ledger.account_owner().filter(|owner| !owner.trim().is_empty())?;
    Some(facts.ledger.person(owner))
}

fn no_trigger(facts: &Facts<'_>, asked: Option<&Trigger>) -> String {
    match asked {
        Some(asked) if asked.kind == MANUAL => "a trigger by hand needs its reason: `manual:REASON`".to_owned(),
        Some(asked) if !RECAP.triggers.contains(&asked.kind.as_str()) => {
            format!("no trigger: `{}` starts no recap", asked.kind)
        }
        Some(asked) => format!(
            "no trigger: `{}` is no record of this account and no date",
            asked.record
        ),
        None => format!(
            "no trigger on {}: no renewal within {} days, no project completed within {} days, no business or account review within {REVIEW_DAYS} days, no month to report on",
            long_date(facts.as_of),
            facts.thresholds.renewal_near_days,
            facts.thresholds.closeout_days,
        ),
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
