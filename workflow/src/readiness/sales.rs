//! Can the handoff rely on what sales left behind (HO-34)?

use grounding::{Affiliation, Commitment, Ledger, Sale, Source, SourceId};
use jiff::ToSpan;
use jiff::civil::Date;

use super::condition::{Answer, CLOSED_WON_DOCUMENTS, SALES_NOTES};
use super::counted;

/// How long before it closes a deal's talks may have begun, in days.
const TALKS_DAYS: i64 = 365;
/// How long after it closes people still note down what was sold, in days.
const AFTERMATH_DAYS: i64 = 45;
/// The least share of a deal's talks, in per cent, that somebody known must have held on a known
/// day. With fewer, more than one promise in five can be traced to nobody.
const LEAST_SHARE_PERCENT: usize = 80;

/// A deal's talks are the calls, meetings, notes and activities from a year before it closed to 45
/// days after, and those without a day. Sales notes are reliable if one of them at least is from
/// before the deal closed, and if four in five have a day and somebody of either side, by name, who
/// held or wrote them.
pub(super) fn notes(ledger: &Ledger, sale: &Sale<'_>) -> Answer {
    let Some(closed) = closed(sale) else {
        return Answer::not_asked(&SALES_NOTES, NO_DEAL.to_owned());
    };
    let from = closed.checked_sub(TALKS_DAYS.days()).unwrap_or(Date::MIN);
    let to = closed.checked_add(AFTERMATH_DAYS.days()).unwrap_or(Date::MAX);
    let about = |source: &&Source| {
        let in_time = source.occurred_at.is_none_or(|date| from <= date && date <= to);
        Commitment::SOURCES.contains(&source.kind) && in_time
    };
    let talks: Vec<&Source> = ledger.sources().filter(about).collect();
    let before = talks
        .iter()
        .any(|talk| talk.occurred_at.is_some_and(|date| date <= closed));
    if !before {
        let why = format!("no call, note or activity is dated within the year before the deal closed on {closed}");
        let to_do = "export the deal's calls, notes and CRM activities, and read them with `vouch ingest PATH`";
        return Answer::not_ready(&SALES_NOTES, why, to_do.to_owned());
    }
    let attributable = talks.iter().filter(|talk| is_attributable(talk)).count();
    let share = format!(
        "{attributable} of {} around the deal",
        counted(talks.len(), "call, note or activity", "calls, notes and activities")
    );
    if attributable * 100 < talks.len() * LEAST_SHARE_PERCENT {
        let why = format!("a date and a known author are on record for only {share}");
        let to_do = "give the notes an `author` and a `date`, export the CRM's users and contacts with them, and read them with `vouch ingest PATH`";
        return Answer::not_ready(&SALES_NOTES, why, to_do.to_owned());
    }
    Answer::ready(
        &SALES_NOTES,
        format!("a date and a known author are on record for {share}"),
    )
}

/// The order form of a won deal must be there, and something must be legible in it.
pub(super) fn documents(sale: &Sale<'_>) -> Answer {
    let Some((_, deal)) = sale.deal else {
        return Answer::not_asked(&CLOSED_WON_DOCUMENTS, NO_DEAL.to_owned());
    };
    let to_do =
        "save the signed order form as text or Markdown under the account's name, and read it with `vouch ingest PATH`";
    match &sale.scope {
        None => {
            let why = format!("the deal `{}` was won, and no order form of it may be read", deal.name);
            Answer::not_ready(&CLOSED_WON_DOCUMENTS, why, to_do.to_owned())
        }
        Some(scope) if scope.clauses.is_empty() => {
            let why = format!("not one clause can be read in `{}`", scope.source.id);
            Answer::not_ready(&CLOSED_WON_DOCUMENTS, why, to_do.to_owned())
        }
        Some(scope) => {
            let signed = scope.source.occurred_at.map(|day| format!(", signed on {day}"));
            let why = format!("`{}`{}", scope.source.id, signed.unwrap_or_default());
            Answer::ready(&CLOSED_WON_DOCUMENTS, why)
        }
    }
}

/// Why nothing can be asked about a sale.
const NO_DEAL: &str = "no deal is on record as won";

fn closed(sale: &Sale<'_>) -> Option<Date> {
    sale.deal.and_then(|(_, deal)| deal.close_date)
}

/// Whether a talk has a day, and somebody who is on record on either side as its author.
fn is_attributable(talk: &Source) -> bool {
    let is_somebody = |name: &str| {
        // Where the CRM's users were not exported, its own id stands for the name.
        let is_id = !SourceId::raw(name).object().is_empty();
        !name.trim().is_empty() && !is_id
    };
    let mut authors = talk.authors.iter();
    talk.occurred_at.is_some()
        && authors.any(|author| author.affiliation != Affiliation::Unknown && is_somebody(&author.name))
}
