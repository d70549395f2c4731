//! Word tables, read from the data files beside the code.
//!
//! Each file says in its head what it holds and where its words come from. A line is a word or a
//! phrase; it is found in a text whatever the form of its words (by their stems), except where it
//! begins with `=`, which asks for exactly that form, or with `!`, which asks for a negation
//! shortly before it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::Span;
use crate::text::{stem, words};

/// A table of words and phrases.
#[derive(Debug, Default)]
pub struct Phrases {
    by_first: BTreeMap<String, Vec<Vec<String>>>,
    negated: BTreeSet<String>,
}

/// A negation reaches so many words ahead: `has still not quite arrived`.
const REACH_WORDS: usize = 4;
/// `no` reaches so many.
const REACH_OF_NO: usize = 2;

/// Whether one of the two words before a place negates what stands there.
fn is_negated(text: &str, start: usize) -> bool {
    let before: Vec<&str> = text[..start].split_whitespace().rev().take(2).collect();
    before
        .iter()
        .any(|word| !word.ends_with([',', ';', '.']) && negations().is_in(word))
}

impl Phrases {
    fn parse(file: &str) -> Self {
        let mut table = Self::default();
        for line in entries(file) {
            if let Some(verb) = line.strip_prefix('!') {
                table.negated.insert(stem(verb));
                continue;
            }
            let exact = line.strip_prefix('=');
            let parts: Vec<String> = words(exact.unwrap_or(line))
                .map(|word| {
                    if exact.is_some() {
                        format!("={}", word.text.to_lowercase())
                    } else {
                        stem(word.text)
                    }
                })
                .collect();
            if let Some(first) = parts.first() {
                table.by_first.entry(first.clone()).or_default().push(parts);
            }
        }
        // The longest phrase that fits is the one that was meant.
        for phrases in table.by_first.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        }
        table
    }

    /// Every place where a phrase of the table stands in the text, in order.
    pub fn find_all(&self, text: &str) -> Vec<Span> {
        let tokens: Vec<(String, String, Span)> = words(text)
            .map(|word| {
                (
                    stem(word.text),
                    format!("={}", word.text.to_lowercase().replace('\u{2019}', "'")),
                    word.span,
                )
            })
            .collect();
        let mut found = Vec::new();
        for at in 0..tokens.len() {
            let (stemmed, exact, span) = &tokens[at];
            let candidates = self
                .by_first
                .get(stemmed)
                .into_iter()
                .chain(self.by_first.get(exact))
                .flatten();
            let fits = |phrase: &&Vec<String>| {
                phrase.len() <= tokens.len() - at
                    && phrase
                        .iter()
                        .zip(&tokens[at..])
                        .all(|(part, (stemmed, exact, _))| part == stemmed || part == exact)
            };
            let longest = candidates.filter(fits).map(Vec::len).max();
            let longest = longest.filter(|_| self.negated.is_empty() || !is_negated(text, span.start));
            let reach = || {
                let negates = !self.negated.is_empty() && negations().holds(exact);
                // `no` belongs to the thing beside it; `not` reaches over a few words. Neither
                // reaches over a comma.
                let words = if exact == "=no" { REACH_OF_NO } else { REACH_WORDS };
                let ahead = tokens.iter().take(at + 1 + words).skip(at + 1);
                let mut verbs = ahead
                    .enumerate()
                    .filter(|(_, (stemmed, ..))| self.negated.contains(stemmed));
                let (apart, (_, _, verb)) = verbs.next().filter(|_| negates)?;
                let between = &text[span.end..verb.start];
                (!between.contains([',', ';', ':', '.'])).then_some(apart + 2)
            };
            if let Some(length) = longest.or_else(reach) {
                found.push(Span::new(span.start, tokens[at + length - 1].2.end));
            }
        }
        found
    }

    /// Whether the table has exactly this one word, in the form that `=` asks for.
    fn holds(&self, exact: &str) -> bool {
        self.by_first
            .get(exact)
            .is_some_and(|phrases| phrases.iter().any(|phrase| phrase.len() == 1))
    }

    /// The first place where a phrase of the table stands in the text.
    pub fn find(&self, text: &str) -> Option<Span> {
        self.find_all(text).into_iter().next()
    }

    /// Whether a phrase of the table stands in the text.
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

fn entries(file: &str) -> impl Iterator<Item = &str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $(
            $(#[$doc])*
            pub fn $name() -> &'static Phrases {
                static TABLE: LazyLock<Phrases> = LazyLock::new(|| Phrases::parse(include_str!(concat!("../data/", $file))));
                &TABLE
            }
        )*
    };
}

tables! {
    /// Words that make a statement a hope, a plan, an estimate or a condition.
    hedges = "hedges.txt";
    /// Words of giving one's word: promise, guarantee, agree, offer.
    promise_verbs = "promise_verbs.txt";
    /// First-person futures: `we will have you`, `you'll get`.
    pledges = "pledges.txt";
    /// Words that give one's word without a doubt.
    vows = "vows.txt";
    /// Small services that bind nobody: send, share, check.
    errands = "errands.txt";
    /// Words that say that something comes with what is bought.
    inclusions = "inclusions.txt";
    /// Words of counting on something nobody has confirmed.
    expectations = "expectations.txt";
    /// Words that say something is still open or has not come.
    pending = "pending.txt";
    /// Negations.
    negations = "negations.txt";
    /// Words of doing: delivered, trained, met.
    activities = "activities.txt";
    /// Words of a measured change or state: fell, grew, reached.
    results = "results.txt";
    /// Words of a change that mean one only beside a figure: reached, saved, cut.
    results_with_figure = "results_with_figure.txt";
    /// Words of why one buys: a pain, a need, a reason.
    motives = "motives.txt";
    /// Words of what could go wrong.
    risks = "risks.txt";
    /// Words of what a user needs in daily work.
    needs = "needs.txt";
    /// Words of what it takes to set up: data, access, systems.
    setup = "setup.txt";
    /// Talk about the talk: greetings, agendas, muted microphones.
    small_talk = "small_talk.txt";
    /// Names of the moment a customer first gets value, and of how it is told.
    first_value = "first_value.txt";
    /// Going live, rolling out, implementing.
    timeline = "topic_timeline.txt";
    /// Price and discount.
    discount = "topic_discount.txt";
    /// Integrations and connections.
    integration = "topic_integration.txt";
    /// Seats, users, modules, sites: how much was bought.
    scope = "topic_scope.txt";
    /// Work made for one customer.
    custom = "topic_custom.txt";
    /// Titles of people who decide.
    executives = "executives.txt";
    /// Words of reporting: said, told, promised, according to.
    reporting = "reporting.txt";
    /// Kickoff meetings.
    kickoff = "kickoff.txt";
}

/// Words that only join others.
pub(crate) fn stop_words() -> &'static BTreeSet<&'static str> {
    static TABLE: LazyLock<BTreeSet<&'static str>> =
        LazyLock::new(|| entries(include_str!("../data/stop_words.txt")).collect());
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_in_any_form() {
        let table = Phrases::parse("# head\ncount on\n=may\npromise\n!arrive\n");
        let text = "They are counting on it. In May we promised; it may rain.";
        let found: Vec<&str> = table
            .find_all(text)
            .into_iter()
            .map(|span| &text[span.range()])
            .collect();
        assert_eq!(found, ["counting on", "May", "promised", "may"]);
        let text = "It has still not quite arrived. It arrived.";
        let found: Vec<&str> = table
            .find_all(text)
            .into_iter()
            .map(|span| &text[span.range()])
            .collect();
        assert_eq!(found, ["not quite arrived"]);
        let text = "At no cost, it arrived. They don't count on it.";
        assert_eq!(table.find_all(text), []);
    }
}
