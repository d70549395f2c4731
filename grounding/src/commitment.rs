//! Promises made to the customer, found in what was said and written.

use jiff::civil::Date;

use crate::lexicon;
use crate::scope::names_amount;
use crate::text::says_when;
use crate::{Affiliation, Ledger, Relation, SignedScope, SourceKind, Span, Topic, Utterance};

/// Something the vendor's people let the customer count on.
#[derive(Debug, Clone)]
pub struct Commitment<'a> {
    /// The sentence, its source and who said it.
    pub utterance: Utterance<'a>,
    /// What it is about, the most telling first; never empty.
    pub topics: Vec<Topic>,
    /// The words that make it a promise.
    pub cue: Span,
}

impl<'a> Commitment<'a> {
    /// The kinds of source that promises are made in.
    pub const SOURCES: [SourceKind; 5] = [
        SourceKind::Call,
        SourceKind::Transcript,
        SourceKind::Note,
        SourceKind::Task,
        SourceKind::Activity,
    ];

    /// Every promise in the ledger that was made between the two days.
    pub fn between(ledger: &'a Ledger, from: Date, to: Date) -> Vec<Self> {
        Utterance::all(ledger, &Self::SOURCES)
            .into_iter()
            .filter(|utterance| {
                utterance
                    .source
                    .occurred_at
                    .is_some_and(|date| from <= date && date <= to)
            })
            .filter_map(Self::read)
            .collect()
    }

    /// Reads a sentence as a promise: somebody of the vendor gives his word, reports having
    /// given it or that it is counted on, or the customer reminds them of it; and it is about a
    /// timeline, a discount, an integration, the scope or custom work. Questions and refusals
    /// are none.
    pub fn read(utterance: Utterance<'a>) -> Option<Self> {
        let text = utterance.text();
        let cue = cue(text, utterance.affiliation())?;
        if lexicon::pending().is_in(&text[clause_around(text, cue).range()]) {
            // What is still to be agreed was not promised.
            return None;
        }
        let strong = lexicon::vows().is_in(text);
        let mut topics: Vec<Topic> = Topic::of(text)
            .into_iter()
            .filter(|topic| strong || is_definite(*topic, text))
            .collect();
        if topics.is_empty() && names_bare_time(text) {
            topics.push(Topic::Timeline);
        }
        (!topics.is_empty()).then_some(Self { utterance, topics, cue })
    }

    /// What the signed scope says about it, on the first topic that the scope speaks of.
    pub fn relation(&self, scope: &SignedScope<'_>) -> (Topic, Relation) {
        let relations = self
            .topics
            .iter()
            .map(|topic| (*topic, scope.relation(*topic, self.utterance.text())));
        let mut silent = None;
        let mut within = None;
        for (topic, relation) in relations {
            match relation {
                Relation::Conflicts(_) => return (topic, relation),
                Relation::Within(_) => within = within.or(Some((topic, relation))),
                Relation::Silent => silent = silent.or(Some((topic, relation))),
            }
        }
        within.or(silent).unwrap_or((Topic::CustomPromise, Relation::Silent))
    }
}

/// Where a sentence gives a promise away, if it does.
pub(crate) fn cue(text: &str, affiliation: Affiliation) -> Option<Span> {
    let tables = match affiliation {
        // A customer's own future is a plan; only their memory of ours is a promise.
        Affiliation::Customer => return reminder(text).filter(|_| !text.trim_end().ends_with('?')),
        Affiliation::Vendor | Affiliation::Unknown => {
            [lexicon::promise_verbs(), lexicon::pledges(), lexicon::expectations()]
        }
    };
    if text.trim_end().ends_with('?') {
        return None;
    }
    let cues = tables.into_iter().flat_map(|table| table.find_all(text));
    cues.into_iter()
        .find(|cue| !is_negated(text, *cue) && !is_errand(text, *cue) && !is_told_to_us(text, *cue))
}

/// Whether it is we who were told: `Ada told me that ...`.
fn is_told_to_us(text: &str, cue: Span) -> bool {
    let next = text[cue.end..].split_whitespace().next().unwrap_or_default();
    matches!(
        next.trim_matches(|it: char| !it.is_alphabetic())
            .to_lowercase()
            .as_str(),
        "me" | "us"
    )
}

/// Whether what is promised is a small service, as in `we will send the plan`.
fn is_errand(text: &str, cue: Span) -> bool {
    const REACH_WORDS: usize = 4;
    if lexicon::vows().is_in(&text[cue.range()]) && !text[cue.end..].trim_start().starts_with("to ") {
        return false;
    }
    let after: Vec<&str> = text[cue.end..].split_whitespace().take(REACH_WORDS).collect();
    lexicon::errands().is_in(&after.join(" "))
}

fn reminder(text: &str) -> Option<Span> {
    const REMINDERS: [&str; 6] = [
        "you promised",
        "you said",
        "you told us",
        "as promised",
        "we were told",
        "we were promised",
    ];
    let lower = text.to_ascii_lowercase();
    REMINDERS
        .iter()
        .find_map(|phrase| lower.find(phrase).map(|at| Span::new(at, at + phrase.len())))
}

/// Whether a negation stands close before the cue, as in `do not promise a date`.
fn is_negated(text: &str, cue: Span) -> bool {
    const REACH_WORDS: usize = 4;
    let before: Vec<&str> = text[..cue.start].split_whitespace().rev().take(REACH_WORDS).collect();
    // `No problem, we will ...` negates nothing.
    let mut clause = before
        .iter()
        .take_while(|word| !word.ends_with([',', ';', ':', '.', '!']));
    clause.any(|word| lexicon::negations().is_in(word))
}

/// The clause of a sentence that a place stands in.
fn clause_around(text: &str, place: Span) -> Span {
    let start = text[..place.start].rfind([',', ';', ':']).map_or(0, |at| at + 1);
    let end = text[place.end..]
        .find([',', ';', ':'])
        .map_or(text.len(), |at| place.end + at);
    Span::new(start, end)
}

/// Whether a promise is of a length of time and nothing else: `I told her four weeks`. How long
/// a contract runs or a bill may wait is another matter.
fn names_bare_time(text: &str) -> bool {
    const OTHER: [&str; 9] = [
        "contract",
        "term",
        "notice",
        "invoice",
        "payment",
        "renewal",
        "subscription",
        "trial",
        "warranty",
    ];
    let other = crate::text::words(text).any(|word| OTHER.contains(&word.text.to_lowercase().as_str()));
    !other && names_amount(Topic::Timeline, text)
}

/// Talk of time or scope is a promise only where it names a time or an amount; the other topics
/// are definite by what they name.
fn is_definite(topic: Topic, text: &str) -> bool {
    match topic {
        Topic::Timeline => names_amount(topic, text) || says_when(text),
        Topic::Scope => names_amount(topic, text) || lexicon::inclusions().is_in(text),
        Topic::Discount | Topic::Integration | Topic::CustomPromise => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn topics(affiliation: Affiliation, text: &str) -> Vec<Topic> {
        let source = testing::said_by("gong:call/1", affiliation, text);
        Utterance::of(&source)
            .into_iter()
            .filter_map(Commitment::read)
            .flat_map(|it| it.topics)
            .collect()
    }

    #[test]
    fn promises_are_known_by_their_words() {
        use Affiliation::{Customer, Vendor};
        let cases = [
            (Vendor, "We'll have the first team live in four weeks."),
            (Vendor, "I gave my word that the Payhub connector is in."),
            (
                Vendor,
                "Gave them ten percent off for the first year, agreed on the phone.",
            ),
            (Vendor, "They are counting on 60 seats at the start."),
            (Vendor, "Our team will write a bespoke ledger view for them."),
            (Vendor, "No problem, we will have you live in three weeks."),
            (
                Vendor,
                "We promised to have them live in six weeks; still waiting for the rate export.",
            ),
            (Vendor, "I told her six weeks, we always manage that."),
            (Vendor, "They get 5% off because they pay early, we gave them that."),
            (Customer, "You said the data feed would be part of it."),
        ];
        let found: Vec<Vec<Topic>> = cases.into_iter().map(|(side, text)| topics(side, text)).collect();
        assert_eq!(
            found,
            [
                vec![Topic::Timeline],
                vec![Topic::Integration],
                vec![Topic::Discount],
                vec![Topic::Scope],
                vec![Topic::CustomPromise],
                vec![Topic::Timeline],
                vec![Topic::Timeline],
                vec![Topic::Timeline],
                vec![Topic::Discount],
                vec![Topic::Integration],
            ],
        );
    }

    #[test]
    fn plans_questions_and_refusals_are_none() {
        use Affiliation::{Customer, Vendor};
        let cases = [
            (Customer, "We will go live in four weeks."),
            (Vendor, "Could we have you live in four weeks?"),
            (Vendor, "Please do not promise a discount."),
            (Vendor, "We discussed the Payhub connector at length."),
            (Vendor, "We will talk about the rollout soon."),
            (
                Vendor,
                "I promised to send the API documentation and the rollout plan by 3 July 2026.",
            ),
            (
                Vendor,
                "Omar told me that it took them nine days to answer and go live.",
            ),
            (Vendor, "Told them that the contract runs for twelve months."),
            (Vendor, "We'll share the pricing and our roadmap next week."),
            (Vendor, "Told Wenche that the users get their invitations soon."),
            (
                Vendor,
                "Whether the Payhub connector is included is still to be agreed.",
            ),
        ];
        let found: Vec<Topic> = cases.into_iter().flat_map(|(side, text)| topics(side, text)).collect();
        assert_eq!(found, []);
    }
}
