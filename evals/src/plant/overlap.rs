//! How far the planted words are the verifier's own.

use std::collections::{BTreeMap, BTreeSet};

use grounding::lexicon::{self, Table};
use grounding::text::{stem, words};

use super::words::Words;
use super::{Kind, Part, Planted};

/// The verifier's tables of the words that an error of the kind is made with; none where it
/// looks for no words of its own.
fn tables(kind: Kind) -> Vec<Table> {
    match kind {
        Kind::Direction => vec![
            lexicon::rising(),
            lexicon::falling(),
            lexicon::rising_beside(),
            lexicon::falling_beside(),
        ],
        Kind::Quantifier => vec![lexicon::universal()],
        Kind::Cause => vec![lexicon::causes()],
        Kind::HedgeRemoved => vec![lexicon::hedges(), lexicon::uncertain(), lexicon::possible()],
        _ => Vec::new(),
    }
}

/// Whether the error was made with words that stand in none of the tables that were written by
/// hand for its kind. A phrase stands in a table where any phrase of the table stands in it, in
/// the way the verifier looks: by stems.
pub(super) fn is_new(planted: &Planted) -> bool {
    let tables = tables(planted.kind);
    match planted.kind {
        Kind::Antonym => !planted.words.iter().any(|word| is_business_word(word)),
        _ if tables.is_empty() => false,
        _ => !planted
            .words
            .iter()
            .any(|text| tables.iter().any(|table| table.is_in(text))),
    }
}

/// Whether a word of the text stands in the table of opposites that was written by hand.
fn is_business_word(text: &str) -> bool {
    let table = include_str!("../../../grounding/data/antonyms_business.txt");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let known: BTreeSet<String> = lines.flat_map(|line| words(line).map(|word| stem(word.text))).collect();
    words(text).any(|word| known.contains(&stem(word.text)))
}

/// How many of the words and templates of both parts have a phrase of the verifier's tables in
/// them, and how many there are, by list: `(shared, all)`. Common words can't be avoided, which
/// is why the report tells apart what was caught without them.
pub fn overlap() -> BTreeMap<&'static str, (usize, usize)> {
    let parts = [Words::of(Part::Dev), Words::of(Part::Final)];
    let of = |texts: Vec<&str>, tables: &[Table]| {
        let shared = texts.iter().filter(|text| tables.iter().any(|table| table.is_in(text)));
        (shared.count(), texts.len())
    };
    let directions = parts.iter().flat_map(|it| it.directions.iter().flatten());
    let denials = parts.iter().flat_map(|it| &it.denials);
    let wholes = parts
        .iter()
        .flat_map(|it| it.wholes.iter().flat_map(|it| [&it.of, &it.plain]));
    let some = parts
        .iter()
        .flat_map(|it| it.parts.iter().flat_map(|it| [&it.of, &it.plain]));
    let causes = parts.iter().flat_map(|it| &it.causes);
    let doubts = parts.iter().flat_map(|it| it.doubts.iter().map(|it| &it.hedged));
    BTreeMap::from([
        (
            "directions",
            of(directions.map(String::as_str).collect(), &tables(Kind::Direction)),
        ),
        (
            "denials",
            of(
                denials.map(String::as_str).collect(),
                &[lexicon::denials(), lexicon::negations()],
            ),
        ),
        (
            "wholes",
            of(wholes.map(String::as_str).collect(), &tables(Kind::Quantifier)),
        ),
        ("parts", of(some.map(String::as_str).collect(), &[lexicon::partial()])),
        ("causes", of(causes.map(String::as_str).collect(), &tables(Kind::Cause))),
        (
            "doubts",
            of(doubts.map(String::as_str).collect(), &tables(Kind::HedgeRemoved)),
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_much_the_words_share_with_the_tables_is_counted() {
        let found = overlap();
        for (list, (shared, all)) in &found {
            println!("{list}: {shared} of {all}");
            assert!(shared <= all && *all > 0, "{list}");
        }
        assert_eq!(found.len(), 6);
    }

    #[test]
    fn a_table_of_opposites_knows_its_words() {
        assert!(is_business_word("manual"));
        assert!(!is_business_word("monolingual"));
    }
}
