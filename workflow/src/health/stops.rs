//! Why a snapshot, or what follows from it, stops (HS-21).

#[cfg(test)]
mod tests;

use grounding::text::{one_line, words};
use grounding::{Affiliation, Citation, Commitment, SourceKind, Utterance, find_private, lexicon};
use jiff::ToSpan;

use super::facts::Facts;
use super::next::{NEUTRAL, Next};
use crate::account::TALKS;
use crate::action::{ActionKind, stops};
use crate::brief::Reason;
use crate::cite::cite_span;
use crate::definition::{Holds, StopRule};

/// Why a snapshot stops. Three hold the draft up: people answer first. Seven hold up what follows
/// from it: the next action waits for the account's owner.
pub(super) static STOPS: [StopRule; 10] = [
    stop("evidence_missing", "evidence is missing", Holds::Draft),
    stop("evidence_stale", "evidence is too old to go by", Holds::Draft),
    stop("evidence_contradictory", "evidence contradicts itself", Holds::Draft),
    stop(
        "commercially_sensitive",
        "something is commercially sensitive",
        Holds::Leaving,
    ),
    stop(
        "customer_promise",
        "it is tied to a promise to the customer",
        Holds::Leaving,
    ),
    stop("pricing", "it is likely to affect the price", Holds::Leaving),
    stop(
        "contract_terms",
        "it is likely to affect contract terms",
        Holds::Leaving,
    ),
    stop("discounts", "it is likely to affect discounts", Holds::Leaving),
    stop(
        "renewal_strategy",
        "it is likely to affect how the contract is renewed",
        Holds::Leaving,
    ),
    stop(
        "cancellation",
        "it is likely to affect how a cancellation is handled",
        Holds::Leaving,
    ),
];

const fn stop(name: &'static str, text: &'static str, holds: Holds) -> StopRule {
    StopRule {
        name,
        text,
        row: "HS-21",
        holds,
    }
}

/// Evidence is looked through for what holds up the next action so many days back.
const RECENT_DAYS: i32 = 90;
/// So many sentences show that a rule applies, the newest.
const MOST_SENTENCES: usize = 3;

/// The codes of the reasons behind each rule that holds the draft up.
const BY_REASON: [(&str, &[&str]); 3] = [
    ("evidence_missing", &["no_evidence"]),
    ("evidence_stale", &["usage_stale", "activities_stale"]),
    ("evidence_contradictory", &["conflicting_signals", "V306", "V705"]),
];
/// The rules of actions that say what ours say, by their names and by ours.
const BY_ACTION: [(&str, &str); 6] = [
    ("sensitive_details", "commercially_sensitive"),
    ("pricing", "pricing"),
    ("contract_terms", "contract_terms"),
    ("discounts", "discounts"),
    ("renewal_strategy", "renewal_strategy"),
    ("cancellation", "cancellation"),
];

/// A stop rule that applies.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Applied {
    pub(super) rule: &'static StopRule,
    /// What shows it in words: a reason, a sentence of the evidence, the next action.
    pub(super) shown_by: String,
    pub(super) citations: Vec<Citation>,
    /// Whether the evidence shows it, rather than the next action alone.
    pub(super) in_evidence: bool,
}

/// The stop rules that apply, in their order.
pub(super) fn applied(facts: &Facts<'_>, reasons: &[Reason], next: Option<&Next<'_>>) -> Vec<Applied> {
    let talks = recent_talks(facts);
    let trips: Vec<(Utterance<'_>, Vec<&'static str>)> =
        talks.iter().map(|said| (*said, tripped(said.text()))).collect();
    let asked = next.map(|next| (next, next_tripped(next)));
    let one = |rule: &'static StopRule| {
        let by_reason = BY_REASON.iter().find(|(name, _)| *name == rule.name);
        if let Some((_, codes)) = by_reason {
            return of_reasons(rule, reasons, codes);
        }
        let shows = |said: &Utterance<'_>, names: &[&str]| match rule.name {
            "customer_promise" => promises(said),
            name => names.contains(&name),
        };
        let said = trips.iter().filter(|(said, names)| shows(said, names));
        let said: Vec<Utterance<'_>> = said.map(|(said, _)| *said).collect();
        of_sentences(rule, &said).or_else(|| {
            let (next, names) = asked.as_ref()?;
            names.contains(&rule.name).then(|| Applied {
                rule,
                shown_by: format!("the next action \u{201C}{}\u{201D}", one_line(&next.said.claim.text)),
                citations: next.said.claim.citations.clone(),
                in_evidence: false,
            })
        })
    };
    STOPS.iter().filter_map(one).collect()
}

/// The text of what shows a rule, the newest sentence first.
fn of_sentences(rule: &'static StopRule, said: &[Utterance<'_>]) -> Option<Applied> {
    let newest = said.first()?;
    let cited = said.iter().take(MOST_SENTENCES);
    Some(Applied {
        rule,
        shown_by: format!("\u{201C}{}\u{201D}", one_line(newest.text())),
        citations: cited.map(|it| cite_span(it.source, it.span)).collect(),
        in_evidence: true,
    })
}

fn of_reasons(rule: &'static StopRule, reasons: &[Reason], codes: &[&str]) -> Option<Applied> {
    let mut behind = reasons.iter().filter(|it| codes.contains(&it.code.as_str()));
    let first = behind.next()?;
    let others = behind.flat_map(|it| it.citations.clone());
    Some(Applied {
        rule,
        shown_by: first.message.clone(),
        citations: first.citations.iter().cloned().chain(others).collect(),
        in_evidence: true,
    })
}

/// What was said, written and answered lately, the newest first.
fn recent_talks<'a>(facts: &Facts<'a>) -> Vec<Utterance<'a>> {
    let kinds: Vec<SourceKind> = TALKS.into_iter().chain([SourceKind::Survey]).collect();
    let since = facts.as_of.saturating_sub(RECENT_DAYS.days());
    let is_recent = |said: &Utterance<'_>| said.source.occurred_at.is_some_and(|day| day >= since);
    let mut talks = Utterance::all(facts.ledger, &kinds);
    talks.retain(is_recent);
    talks.reverse();
    talks
}

/// Whether it promises the customer something, or reminds us of a promise. What support answers in a
/// ticket is about the case in hand.
fn promises(said: &Utterance<'_>) -> bool {
    let is_support = matches!(said.source.kind, SourceKind::Ticket | SourceKind::Comment);
    !is_support && (Commitment::read(*said).is_some() || reminds(said))
}

/// Whether the customer says that we promised something.
fn reminds(said: &Utterance<'_>) -> bool {
    let ours = ["you", "your", "they"];
    let of_ours = || words(said.text()).any(|word| ours.contains(&word.text.to_lowercase().as_str()));
    said.affiliation() == Affiliation::Customer && lexicon::Table::Vows.is_in(said.text()) && of_ours()
}

/// The rules that a sentence of the evidence trips. An address or a number that belongs to somebody
/// is private, and says nothing of commerce.
fn tripped(text: &str) -> Vec<&'static str> {
    let mut plain = text.to_owned();
    for private in find_private(text).into_iter().rev() {
        plain.replace_range(private.span.range(), "");
    }
    let mut names = by_action(&plain, NEUTRAL);
    // That there is nothing of the kind is no secret.
    if lexicon::negations().is_in(text) {
        names.retain(|name| *name != "commercially_sensitive");
    }
    names
}

/// The rules that the next action trips by its words or its kind.
fn next_tripped(next: &Next<'_>) -> Vec<&'static str> {
    let text = &next.said.claim.text;
    let mut names = by_action(text, next.action());
    if stops(text, next.action())
        .iter()
        .any(|it| it.name == "changes_expectations")
    {
        names.push("customer_promise");
    }
    names
}

fn by_action(text: &str, kind: ActionKind) -> Vec<&'static str> {
    let tripped = stops(text, kind);
    let names = BY_ACTION.into_iter();
    names
        .filter(|(theirs, _)| tripped.iter().any(|it| it.name == *theirs))
        .map(|(_, ours)| ours)
        .collect()
}
