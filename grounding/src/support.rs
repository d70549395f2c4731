//! Which words of a claim its evidence holds.

use std::collections::BTreeSet;

use crate::lexicon::{Table, Tables, is_common};
use crate::text::{Token, words};
use crate::verify::ClaimCase;
use crate::{Affiliation, AliasSystem, SourceKind};

/// What holds a word of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Support {
    /// It needs none: a function word, a figure or a date, which other rules judge, or a word
    /// that says nothing a source would have to hold.
    NotNeeded,
    /// A quote has the word, in any form.
    Quoted,
    /// A quote has a word that can stand for it.
    Related,
    /// It is known without a quote: the account's own name, who is quoted, what is cited, what
    /// the figures show.
    Known,
    /// Nothing holds it.
    Nothing,
}

/// What holds each word of a claim, by its place.
pub(crate) fn support(case: &ClaimCase<'_>) -> Vec<Support> {
    let said = case.said();
    let known = Known::of(case);
    let free = known.freeing();
    let of = |(at, token): (usize, &Token)| {
        if !token.content {
            Support::NotNeeded
        } else if case.cited().iter().any(|cited| cited.same(token).next().is_some()) {
            Support::Quoted
        } else if known.roots.contains(token.root.as_str()) {
            Support::Known
        } else if is_name(case, at) {
            // A name stands for nothing but itself, or for a pronoun.
            if is_initials(case, token) || is_meant(case, token) {
                Support::Related
            } else {
                Support::Nothing
            }
        } else if token.tables.meets(free) {
            Support::NotNeeded
        } else if case.cited().iter().any(|cited| !cited.related(token).is_empty()) {
            Support::Related
        } else {
            Support::Nothing
        }
    };
    said.words.iter().enumerate().map(of).collect()
}

/// Whether a word of the claim is a name: it has a capital where an ordinary word has none.
pub(crate) fn is_name(case: &ClaimCase<'_>, at: usize) -> bool {
    let said = case.said();
    let token = &said.words[at];
    if !token.capital || !token.content || is_calendar(&token.lower) {
        return false;
    }
    let ordinary = token.id.is_some_and(is_common);
    let beside = |other: Option<&Token>| {
        other.is_some_and(|other| {
            let between = said
                .text
                .get(other.span.end..token.span.start)
                .or_else(|| said.text.get(token.span.end..other.span.start));
            other.capital && other.content && between.is_some_and(|gap| gap.trim().is_empty())
        })
    };
    let opens = {
        let lead = said.text[..token.span.start].trim_end();
        lead.is_empty()
            || lead.ends_with([
                '.', '!', '?', ':', '"', '\u{201C}', '(', '\n', '\'', '\u{2018}', '/', '|',
            ])
    };
    let next = said.words.get(at + 1);
    let previous = at.checked_sub(1).map(|it| &said.words[it]);
    if opens && !(ordinary && beside(next)) {
        let in_table = token.tables != Tables::default();
        !in_table && !ordinary && !is_generic_acronym(&token.lower) && !is_derived(&token.lower)
    } else if ordinary {
        // `Summit Freight` is a name; `the Finance team` is a word with a capital.
        beside(next) || beside(previous)
    } else {
        !is_generic_acronym(&token.lower)
    }
}

/// Whether a word that opens a sentence ends as ordinary nouns and verbs do.
fn is_derived(lower: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        "ing", "tion", "sion", "ment", "ness", "ity", "ery", "ance", "ence", "ings", "ies", "ships", "ers", "ors",
    ];
    lower.len() > 5 && ENDINGS.iter().any(|it| lower.ends_with(it))
}

/// Abbreviations of the trade, which name nobody.
fn is_generic_acronym(lower: &str) -> bool {
    const GENERIC: [&str; 44] = [
        "kpi", "kpis", "nps", "csat", "crm", "api", "apis", "sla", "slas", "roi", "ceo", "cfo", "coo", "cto", "cio",
        "ciso", "vp", "qbr", "qbrs", "ebr", "arr", "mrr", "csm", "ae", "ui", "ux", "it", "hr", "ai", "uat", "sso",
        "pdf", "csv", "faq", "poc", "eta", "sow", "msa", "nda", "erp", "etl", "id", "url", "pilot",
    ];
    GENERIC.contains(&lower)
}

fn is_calendar(lower: &str) -> bool {
    const NAMES: [&str; 24] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "q1",
        "q2",
        "q3",
        "q4",
        "easter",
    ];
    NAMES.contains(&lower)
}

/// Whether a word is the initials of words that a quote has, or the other way round.
fn is_initials(case: &ClaimCase<'_>, token: &Token) -> bool {
    let said = case.said();
    let written = &said.text[token.span.range()];
    let upper = written.len() >= 2 && written.chars().all(char::is_uppercase);
    if !upper {
        return false;
    }
    let letters: Vec<char> = written.to_lowercase().chars().collect();
    case.cited().iter().any(|cited| {
        let words: Vec<&Token> = cited
            .reading
            .words
            .iter()
            .filter(|word| word.content || word.capital)
            .collect();
        words.windows(letters.len()).any(|run| {
            run.iter()
                .zip(&letters)
                .all(|(word, letter)| word.lower.starts_with(*letter))
        })
    })
}

/// So far before a quote its pronouns look for a name, in bytes.
const PRONOUN_BYTES: usize = 800;

/// Whether a name is one that stands before a quote with `she`, `he` or `they` in it, in the same
/// source.
fn is_meant(case: &ClaimCase<'_>, token: &Token) -> bool {
    let written = &case.said().text[token.span.range()];
    case.cited().iter().any(|cited| {
        let pronoun = cited.reading.words.iter().any(|word| {
            matches!(
                word.lower.as_str(),
                "she" | "he" | "they" | "her" | "him" | "them" | "his" | "their"
            )
        });
        let end = cited.proof.span.start;
        let text = cited.proof.source.text.as_str();
        let from = text.ceil_char_boundary(end.saturating_sub(PRONOUN_BYTES));
        pronoun && cited.proof.is_statement() && text[from..end].contains(written)
    })
}

/// What is known of a claim's world without a quote.
struct Known {
    roots: BTreeSet<String>,
    /// Whether the quotes show how something moved: a word of change is theirs then, and whether
    /// it is the right one is for another rule.
    moves: bool,
}

impl Known {
    fn of(case: &ClaimCase<'_>) -> Self {
        let mut roots = BTreeSet::new();
        let mut add = |text: &str| {
            for word in words(text) {
                let lower = word.text.to_lowercase();
                roots.insert(crate::text::stem(crate::text::root(&lower)));
            }
        };
        add(&case.ledger.account.name);
        add(&case.ledger.account.id.as_str().replace(['-', '_'], " "));
        for alias in &case.ledger.account.aliases {
            if matches!(alias.system, AliasSystem::Domain | AliasSystem::Slug) {
                add(&alias.value.replace(['-', '_', '.'], " "));
            }
        }
        // A person's own title is known with the person.
        let told: BTreeSet<&str> = case.said().words.iter().map(|word| word.lower.as_str()).collect();
        for title in case.ledger.people().titles_of(&told) {
            add(title);
        }
        let mut moves = false;
        for cited in case.cited() {
            let source = cited.proof.source;
            if let Some(author) = cited.proof.author() {
                add(&author.name);
                // `We believe` is what the vendor believes.
                if author.affiliation == Affiliation::Vendor {
                    case.ledger.people().vendor_names.iter().for_each(|name| add(name));
                }
            }
            add(&source.title);
            add(source.kind.noun());
            if matches!(source.kind, SourceKind::OrderForm | SourceKind::Msa) {
                add("signed signature contract agreement order form term covers");
            }
            if source.kind == SourceKind::Activity || source.kind == SourceKind::Task {
                add("activity log note");
            }
            moves |= cited.reading.figures().len() >= 2
                || [
                    Table::Rising,
                    Table::Falling,
                    Table::Improving,
                    Table::Worsening,
                    Table::Results,
                ]
                .into_iter()
                .any(|table| cited.reading.has(table));
        }
        if let Some(goal) = case.goal() {
            add(&goal.record.name);
            goal.kpis.iter().for_each(|(_, kpi)| add(&kpi.metric));
        }
        Self { roots, moves }
    }

    /// The tables whose words need no quote: those that say nothing that a source would have to
    /// hold, and those that are held against the quotes by a rule of their own.
    fn freeing(&self) -> Tables {
        const MOVES: [Table; 7] = [
            Table::Rising,
            Table::Falling,
            Table::RisingBeside,
            Table::FallingBeside,
            Table::Improving,
            Table::Worsening,
            Table::Results,
        ];
        let mut tables = Tables::of(&[
            Table::General,
            Table::Reporting,
            Table::Reached,
            Table::Targets,
            Table::Uncertain,
            Table::Hedges,
            Table::Negations,
            Table::Denials,
            Table::Causes,
            Table::Universal,
            Table::Partial,
            Table::Few,
            Table::Many,
            Table::Most,
            Table::Present,
        ]);
        if self.moves {
            for table in MOVES {
                tables.insert(table);
            }
        }
        tables
    }
}
