//! What was signed: the clauses of an order form, by topic.

use crate::lexicon::{self, Phrases};
use crate::text::{Figure, Unit, content_stems, find_figures, sentences};
use crate::{Ledger, Source, SourceKind, Span};

/// What a promise or a clause is about. The five kinds of note that S4 sends to an owner.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Price, discount, credits.
    Discount,
    /// Connections to other systems.
    Integration,
    /// Work made for this customer alone.
    CustomPromise,
    /// When it will be live.
    Timeline,
    /// How much was bought.
    Scope,
}

impl Topic {
    /// All topics, the most telling first.
    pub const ALL: [Self; 5] = [
        Self::Discount,
        Self::Integration,
        Self::CustomPromise,
        Self::Timeline,
        Self::Scope,
    ];

    /// The topic in words.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Discount => "discount",
            Self::Integration => "integration",
            Self::CustomPromise => "custom work",
            Self::Timeline => "timeline",
            Self::Scope => "scope",
        }
    }

    /// The words that give the topic away.
    pub fn phrases(self) -> &'static Phrases {
        match self {
            Self::Discount => lexicon::discount(),
            Self::Integration => lexicon::integration(),
            Self::CustomPromise => lexicon::custom(),
            Self::Timeline => lexicon::timeline(),
            Self::Scope => lexicon::scope(),
        }
    }

    /// The topics a text speaks of, the most telling first.
    pub fn of(text: &str) -> Vec<Self> {
        Self::ALL
            .into_iter()
            .filter(|topic| topic.phrases().is_in(text))
            .collect()
    }
}

/// The signed scope of an account: its newest order form, clause by clause.
#[derive(Debug, Clone)]
pub struct SignedScope<'a> {
    /// The order form.
    pub source: &'a Source,
    /// Its clauses, in order.
    pub clauses: Vec<Clause>,
}

/// A clause of an order form: `label: value`, a row of a table, or a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The whole clause, without list marks.
    pub span: Span,
    /// Its label; empty for a sentence.
    pub label: Span,
    /// What it says.
    pub value: Span,
    /// What it is about, if it is one of the topics that promises are compared on.
    pub topic: Option<Topic>,
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
        let excluded = is_none(value);
        let (promised, signed) = (measures(topic, promise), measures(topic, value));
        let agrees = promised
            .iter()
            .any(|left| signed.iter().any(|right| same_amount(left, right)));
        match topic {
            _ if agrees => Relation::Within(clause.span),
            Topic::Timeline | Topic::Scope if !promised.is_empty() && !signed.is_empty() => {
                Relation::Conflicts(clause.span)
            }
            Topic::Discount if excluded || (!promised.is_empty() && !signed.is_empty()) => {
                Relation::Conflicts(clause.span)
            }
            Topic::Integration | Topic::CustomPromise if excluded => Relation::Conflicts(clause.span),
            Topic::Integration | Topic::CustomPromise | Topic::Scope => {
                let named = own_stems(topic, promise);
                let of_clause = own_stems(topic, self.words(clause.span));
                let shared = named.iter().filter(|stem| of_clause.contains(stem)).count();
                // Naming the same system is enough for an integration. Elsewhere a shared word
                // or two, such as the product's name, says nothing.
                let covered = match topic {
                    Topic::Integration => shared > 0,
                    _ => shared > 0 && shared * 2 >= named.len(),
                };
                match topic {
                    _ if covered => Relation::Within(clause.span),
                    // A list of integrations is a whole list: what isn't on it wasn't sold.
                    Topic::Integration => Relation::Conflicts(clause.span),
                    _ => Relation::Silent,
                }
            }
            _ => Relation::Silent,
        }
    }
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

/// Whether a clause's value says that there is none.
fn is_none(value: &str) -> bool {
    let value = value.trim().trim_end_matches('.').to_lowercase();
    matches!(
        value.as_str(),
        "" | "none"
            | "no"
            | "n/a"
            | "na"
            | "nil"
            | "-"
            | "\u{2013}"
            | "not applicable"
            | "not included"
            | "excluded"
            | "0"
            | "0%"
            | "0 %"
    ) || value.starts_with("none ")
        || value.starts_with("no ")
}

/// The amounts that a topic is compared on: lengths of time, percentages and money, or counts of
/// seats and the like.
fn measures(topic: Topic, text: &str) -> Vec<Figure> {
    let figures = find_figures(text).into_iter();
    match topic {
        Topic::Timeline => figures
            .filter(|it| matches!(it.unit, Unit::Time(_) | Unit::Months(_)))
            .collect(),
        Topic::Discount => figures
            .filter(|it| matches!(it.unit, Unit::Percent | Unit::Money(_)))
            .collect(),
        Topic::Scope => figures
            .filter(|it| it.unit == Unit::Count && counts_seats(text, it))
            .collect(),
        Topic::Integration | Topic::CustomPromise => Vec::new(),
    }
}

/// Whether what is counted is people with access: `145 seats`, `Users: 40`.
fn counts_seats(text: &str, figure: &Figure) -> bool {
    const SEATS: [&str; 6] = ["seat", "user", "licenc", "licens", "login", "agent"];
    let around = [
        text[figure.span.end..].split_whitespace().take(3).collect::<Vec<_>>(),
        text[..figure.span.start].split_whitespace().rev().take(2).collect(),
    ];
    around
        .into_iter()
        .flatten()
        .any(|word| content_stems(word).iter().any(|stem| SEATS.contains(&stem.as_str())))
}

fn same_amount(left: &Figure, right: &Figure) -> bool {
    match (&left.unit, &right.unit) {
        (Unit::Months(_), Unit::Time(_)) | (Unit::Time(_), Unit::Months(_)) => {
            let (left, right) = (days(left), days(right));
            (left - right).abs() * 10.0 <= left.max(right)
        }
        _ => left.same_as(right),
    }
}

/// A length of time in days; a month counts as a twelfth of a year.
fn days(figure: &Figure) -> f64 {
    let value: f64 = figure.base_value().try_into().unwrap_or(0.0);
    match figure.unit {
        Unit::Months(_) => value * 365.25 / 12.0,
        _ => value / (60.0 * 24.0),
    }
}

/// The stems of a text's content words without those that only name the topic.
fn own_stems(topic: Topic, text: &str) -> Vec<String> {
    let mut bare = text.to_owned();
    for span in topic.phrases().find_all(text).into_iter().rev() {
        bare.replace_range(span.range(), &" ".repeat(span.end - span.start));
    }
    content_stems(&bare)
        .into_iter()
        .filter(|stem| stem.chars().count() > 2)
        .collect()
}

fn clauses(text: &str) -> Vec<Clause> {
    let mut found = Vec::new();
    for span in sentences(text) {
        let line = &text[span.range()];
        let lead = line.find(|it: char| it.is_alphanumeric()).unwrap_or(line.len());
        let body = Span::new(span.start + lead, span.end);
        let line = text[body.range()].trim_end_matches(['|', ' ']);
        if line.is_empty() || text[span.range()].starts_with('#') {
            continue;
        }
        let split = line
            .find(": ")
            .map(|at| (at, 2))
            .or_else(|| line.find('|').map(|at| (at, 1)));
        let (label, value) = match split.filter(|(at, _)| *at <= 60) {
            Some((at, skip)) => {
                let value = &line[at + skip..];
                let start = body.start + at + skip + (value.len() - value.trim_start().len());
                let label_end = body.start + line[..at].trim_end().len();
                (
                    Span::new(body.start, label_end),
                    Span::new(start, body.start + line.len()),
                )
            }
            None => (
                Span::new(body.start, body.start),
                Span::new(body.start, body.start + line.len()),
            ),
        };
        let topic = Topic::of(&text[label.range()])
            .first()
            .or(Topic::of(&text[value.range()]).first())
            .copied();
        found.push(Clause {
            span: Span::new(body.start, body.start + line.len()),
            label,
            value,
            topic,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "# Order form 7\n\n- Subscription: Beacon Desk, 40 seats\n- Go-live: eight (8) weeks after signature\n- Integrations: Ledgerly sync\n- Discount: none\n| Bespoke work | none |\n";

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
            (Topic::Integration, "the Ledgerly connector is included"),
            (Topic::Integration, "the Payhub connector is included"),
            (Topic::Discount, "ten percent off for year one"),
            (Topic::CustomPromise, "a bespoke audit view at no charge"),
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
                ("within", "Integrations: Ledgerly sync"),
                ("conflicts", "Integrations: Ledgerly sync"),
                ("conflicts", "Discount: none"),
                ("conflicts", "Bespoke work | none"),
            ],
        );
    }
}
