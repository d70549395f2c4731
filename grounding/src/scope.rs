//! What was signed: the clauses of an order form, by topic.

mod clause;
mod measure;
mod topic;

use crate::text::{Figure, words};
use crate::{Ledger, Source, SourceKind, Span};
use clause::clauses;
use measure::{excludes, measures, own_stems, same_amount, says_none};

pub use clause::Clause;
pub use topic::Topic;

/// The signed scope of an account: its newest order form, clause by clause.
#[derive(Debug, Clone)]
pub struct SignedScope<'a> {
    /// The order form.
    pub source: &'a Source,
    /// Its clauses, in order.
    pub clauses: Vec<Clause>,
}

impl<'a> SignedScope<'a> {
    /// The scope signed last, as of the ledger's day.
    pub fn of(ledger: &'a Ledger) -> Option<Self> {
        let newest = ledger
            .of_kind(SourceKind::OrderForm)
            .max_by_key(|source| (source.occurred_at, &source.id))?;
        Some(Self {
            source: newest,
            clauses: clauses(&newest.text),
        })
    }

    /// The clauses on a topic.
    pub fn on(&self, topic: Topic) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(move |clause| clause.topic == Some(topic))
    }

    /// The words at a place of the order form.
    pub fn words(&self, span: Span) -> &'a str {
        &self.source.text[span.range()]
    }

    /// What the order form says about something promised on a topic.
    pub fn relation(&self, topic: Topic, promise: &str) -> Relation {
        let mut relation = Relation::Silent;
        for clause in self.on(topic) {
            match self.compare(topic, clause, promise) {
                Relation::Within(span) => return Relation::Within(span),
                conflict @ Relation::Conflicts(_) => relation = conflict,
                Relation::Silent => {}
            }
        }
        relation
    }

    fn compare(&self, topic: Topic, clause: &Clause, promise: &str) -> Relation {
        let value = self.words(clause.value);
        // The unit may stand in the label: `Seats: 40`.
        let (promised, signed) = (measures(topic, promise), measures(topic, self.words(clause.span)));
        if !promised.is_empty() && !signed.is_empty() {
            let kept = |left: &Figure| signed.iter().any(|right| same_amount(left, right));
            // A note that names the signed figure beside another one tells of a conflict.
            let agrees = promised.iter().all(kept) || (promised.iter().any(kept) && !contrasts(promise));
            return if agrees {
                Relation::Within(clause.span)
            } else {
                Relation::Conflicts(clause.span)
            };
        }
        if says_none(value) {
            let comparable = !matches!(topic, Topic::Timeline | Topic::Scope);
            return if comparable {
                Relation::Conflicts(clause.span)
            } else {
                Relation::Silent
            };
        }
        let named = own_stems(topic, promise);
        let of_clause = own_stems(topic, self.words(clause.span));
        let shared = named.iter().filter(|stem| of_clause.contains(stem)).count();
        let is_list = !self.words(clause.label).is_empty();
        match topic {
            // Naming the same system is enough for an integration.
            Topic::Integration if shared > 0 => Relation::Within(clause.span),
            // A list of integrations is a whole list: what isn't on it wasn't sold.
            Topic::Integration if is_list || excludes(value) => Relation::Conflicts(clause.span),
            Topic::CustomPromise if excludes(value) => Relation::Conflicts(clause.span),
            // Elsewhere a shared word or two, such as the product's name, says nothing.
            Topic::CustomPromise | Topic::Scope if shared > 0 && shared * 2 >= named.len() => {
                Relation::Within(clause.span)
            }
            _ => Relation::Silent,
        }
    }
}

/// Whether a note sets what it says against something else.
fn contrasts(promise: &str) -> bool {
    const WORDS: [&str; 9] = [
        "although", "though", "but", "while", "whereas", "instead", "form", "contract", "signed",
    ];
    words(promise).any(|word| WORDS.contains(&word.text.to_lowercase().as_str()))
}

/// Whether a text names an amount that the topic is compared on, such as a length of time.
pub(crate) fn names_amount(topic: Topic, text: &str) -> bool {
    !measures(topic, text).is_empty()
}

/// What the signed scope says about a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// This clause covers it.
    Within(Span),
    /// This clause says otherwise.
    Conflicts(Span),
    /// Nothing is said about it.
    Silent,
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "# Order form 7\n\n- Subscription: Beacon Desk, 40 seats\n- Go-live: eight (8) weeks after signature\n- Integrations included: Ledgerly sync\n- Discount: none\n| Bespoke work | none |\n";

    fn relation(topic: Topic, promise: &str) -> (&'static str, &'static str) {
        let source = crate::testing::prose("contract:order-form/acme", SourceKind::OrderForm, FORM);
        let scope = SignedScope {
            source: &source,
            clauses: clauses(FORM),
        };
        match scope.relation(topic, promise) {
            Relation::Within(span) => ("within", &FORM[span.range()]),
            Relation::Conflicts(span) => ("conflicts", &FORM[span.range()]),
            Relation::Silent => ("silent", ""),
        }
    }

    #[test]
    fn promises_are_held_against_the_clause_on_their_topic() {
        let cases = [
            (Topic::Timeline, "we will have you live in four weeks"),
            (Topic::Timeline, "up and running within two months"),
            (Topic::Timeline, "a quick rollout"),
            (Topic::Scope, "they count on 55 users"),
            (Topic::Scope, "forty seats are included"),
            (Topic::Scope, "they will start with 60 seats"),
            (Topic::Integration, "the Ledgerly connector is included"),
            (Topic::Integration, "the Payhub connector is included"),
            (Topic::Discount, "ten percent off for year one"),
            (Topic::CustomPromise, "a bespoke audit view at no charge"),
            (Topic::Integration, "Yes, the Cargo connector will be included"),
            (
                Topic::Timeline,
                "told them five weeks, although the order form says eight weeks",
            ),
        ];
        let found: Vec<(&str, &str)> = cases
            .into_iter()
            .map(|(topic, promise)| relation(topic, promise))
            .collect();
        assert_eq!(
            found,
            [
                ("conflicts", "Go-live: eight (8) weeks after signature"),
                ("within", "Go-live: eight (8) weeks after signature"),
                ("silent", ""),
                ("conflicts", "Subscription: Beacon Desk, 40 seats"),
                ("within", "Subscription: Beacon Desk, 40 seats"),
                ("conflicts", "Subscription: Beacon Desk, 40 seats"),
                ("within", "Integrations included: Ledgerly sync"),
                ("conflicts", "Integrations included: Ledgerly sync"),
                ("conflicts", "Discount: none"),
                ("conflicts", "Bespoke work | none"),
                ("conflicts", "Integrations included: Ledgerly sync"),
                ("conflicts", "Go-live: eight (8) weeks after signature"),
            ],
        );
    }
}
