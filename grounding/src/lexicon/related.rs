//! Which words mean the same, which mean the opposite.

use std::sync::LazyLock;

use super::{WordMap, entries};
use crate::text::{root, stem};

/// A word of the relation tables, by its stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

#[derive(Default)]
struct Relations {
    ids: WordMap<Box<str>, WordId>,
    synonyms: Vec<Vec<WordId>>,
    antonyms: Vec<Vec<WordId>>,
    common: Vec<bool>,
}

/// `word: other other`, one word a line.
const SYNONYMS: &str = include_str!("../../data/synonyms.txt");
const ANTONYMS: [&str; 2] = [
    include_str!("../../data/antonyms.txt"),
    include_str!("../../data/antonyms_business.txt"),
];
const COMMON: &str = include_str!("../../data/common_words.txt");

static RELATIONS: LazyLock<Relations> = LazyLock::new(Relations::read);

impl Relations {
    fn read() -> Self {
        let mut relations = Self::default();
        for (word, others) in lists(SYNONYMS) {
            relations.relate(word, others, |it| &mut it.synonyms);
        }
        for file in ANTONYMS {
            for (word, others) in lists(file) {
                relations.relate(word, others, |it| &mut it.antonyms);
            }
        }
        for word in entries(COMMON) {
            let id = relations.id(word);
            relations.common[id.0 as usize] = true;
        }
        let lists = relations.synonyms.iter_mut().chain(&mut relations.antonyms);
        lists.for_each(|list| {
            list.sort_unstable();
            list.dedup();
        });
        // What is listed both ways contradicts nothing.
        for (antonyms, synonyms) in relations.antonyms.iter_mut().zip(&relations.synonyms) {
            antonyms.retain(|word| synonyms.binary_search(word).is_err());
        }
        relations
    }

    fn relate(&mut self, word: &str, others: &str, table: fn(&mut Self) -> &mut Vec<Vec<WordId>>) {
        let word = self.id(word);
        for other in others.split_whitespace() {
            let other = self.id(other);
            if other != word {
                table(self)[word.0 as usize].push(other);
                table(self)[other.0 as usize].push(word);
            }
        }
    }

    fn id(&mut self, word: &str) -> WordId {
        let stem = stem(root(word));
        if let Some(known) = self.ids.get(stem.as_str()) {
            return *known;
        }
        // Far fewer words than fit are in the tables.
        let id = WordId(u32::try_from(self.synonyms.len()).unwrap_or(u32::MAX));
        self.ids.insert(stem.into(), id);
        self.synonyms.push(Vec::new());
        self.antonyms.push(Vec::new());
        self.common.push(false);
        id
    }
}

fn lists(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(file).filter_map(|line| line.split_once(':'))
}

/// The word of that stem, if the tables have it.
pub(crate) fn word_id(stem: &str) -> Option<WordId> {
    RELATIONS.ids.get(stem).copied()
}

/// The words that can stand for it.
pub(crate) fn related_to(word: WordId) -> &'static [WordId] {
    &RELATIONS.synonyms[word.0 as usize]
}

/// The words that contradict it. The tables leave out what means the same elsewhere.
pub(crate) fn antonyms_of(word: WordId) -> &'static [WordId] {
    &RELATIONS.antonyms[word.0 as usize]
}

/// Whether it is an ordinary word of English rather than a name or a term.
pub(crate) fn is_common(word: WordId) -> bool {
    RELATIONS.common[word.0 as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(word: &str) -> WordId {
        word_id(&stem(root(word))).expect("the word is in a table")
    }

    #[test]
    fn words_are_related_or_opposed() {
        assert!(related_to(id("buy")).contains(&id("purchased")));
        assert!(antonyms_of(id("approve")).contains(&id("declined")));
        assert!(!antonyms_of(id("buy")).contains(&id("purchase")));
        assert!(is_common(id("table")));
    }
}
