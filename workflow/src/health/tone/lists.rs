//! The words that the tone of business mail does not turn on.
//!
//! The lists are short, and each gives its reason. A word is on one only if VADER's list gives it a
//! feeling that it rarely has between a customer and a vendor; `problem`, `error`, `failed`, `risk`
//! and `missed` stay as they are, since whoever writes them means them.

use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What politeness asks for, whatever one feels: `please cancel it, thanks`.
const COURTESIES: &str = "cheers dear greetings hope hopefully hoping kind kindly please pls plz sincerely thank \
    thanks thx welcome";

/// What fills a talk and answers a question: `yes, that's fine`.
const ANSWERS: &str = "certain fine ok okay sure true yeah yep yes";

/// Names of things that business is made of, and what is done with them: `the support team shares
/// the agreement`. `like` is here for `we would like to` and `looks like`; `liked` and `likes` still
/// count. `hand` is slang on VADER's list, for `have a nice day`.
const BUSINESS: &str = "active agreed agreement agreements alert asset assets attachment attachments care \
    champion champions commit commitment commitments commits committed create created creates creating credit credits \
    critical demand engagement ensure free hand help important interest interests join like number parties \
    party respectively security share shared shares sharing significant solution solutions support supported \
    supporting supports urgent value values want";

/// Where a figure goes, which is good or bad by what it counts: `we cut the time it takes`.
const DIRECTIONS: &str = "cut cuts drop growth increase increased low lower lowest";

/// Small words of other languages that look like bad English ones: German articles and verbs, the
/// Spanish `without`.
const FOREIGN: &str = "die sin war";

/// Words of degree, all that the crate knows but the vulgar ones; and those of which it makes
/// idioms. They carry no feeling themselves, and it reads them wrongly.
const DEGREES: &str = "absolutely almost amazingly awfully barely completely considerable considerably decidedly \
    deeply enormous enormously enough entirely especially exceptional exceptionally extreme extremely fabulously \
    fully greatly hardly hella highly hugely incredible incredibly intensely just kind-of kinda kindof less little \
    major majorly marginal marginally more most occasional occasionally of particularly partly purely quite really \
    remarkably scarce scarcely slight slightly so somewhat sort sort-of sorta sortof substantially the thoroughly to \
    total totally tremendous tremendously uber unbelievably unusually utter utterly very";

/// Phrases without feeling of words that have some, `|` between the words that may stand in one
/// place: greetings and farewells, what the job is called, and what the crate takes for a denial.
const PHRASES: [&str; 11] = [
    "all the best",
    "best|warm|warmest regards|wishes",
    "good|great|happy|lovely|nice|wonderful afternoon|day|evening|holiday|holidays|morning|week|weekend",
    "happy new year",
    "are|doing|you|you're well",
    "as well",
    "customer success",
    "success criteria|manager|plan|plans|team",
    "at|very least",
    "never so|this",
    "never been|felt so|this",
];

/// Whether a word, in small letters, says nothing of a feeling by itself.
pub(super) fn says_nothing(word: &str) -> bool {
    static ALL: OnceLock<BTreeSet<&str>> = OnceLock::new();
    let lists = [COURTESIES, ANSWERS, BUSINESS, DIRECTIONS, FOREIGN, DEGREES];
    let all = || lists.into_iter().flat_map(str::split_whitespace).collect();
    ALL.get_or_init(all).contains(word)
}

/// How many of the words at the beginning are a phrase that says nothing of a feeling; 0 for none.
pub(super) fn phrase(words: &[&str]) -> usize {
    let length = |phrase: &&str| {
        let length = phrase.split(' ').count();
        let mut places = phrase.split(' ').zip(words);
        let is_it = length <= words.len() && places.all(|(place, word)| place.split('|').any(|it| it == *word));
        is_it.then_some(length)
    };
    PHRASES.iter().find_map(length).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::tone::{compound, tone};

    const NEUTRAL: [&str; 5] = [COURTESIES, ANSWERS, BUSINESS, DIRECTIONS, FOREIGN];

    #[test]
    fn no_word_is_left_out_that_would_have_carried_nothing() {
        for word in NEUTRAL.into_iter().flat_map(str::split_whitespace) {
            assert!(compound(word).abs() > 0.0, "{word}");
        }
    }

    #[test]
    fn no_word_is_left_out_twice() {
        let lists = NEUTRAL.into_iter().chain([DEGREES]);
        let mut words: Vec<&str> = lists.flat_map(str::split_whitespace).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    #[test]
    fn a_word_of_degree_changes_nothing() {
        let shown = |sentence: &str| format!("{:+.4}", tone(sentence));
        for word in DEGREES.split_whitespace() {
            let with = shown(&format!("We are {word} unhappy about it."));
            assert_eq!(with, shown("We are unhappy about it."), "{word}");
        }
    }

    #[test]
    fn a_phrase_is_found_where_it_begins() {
        let length = |text: &str| phrase(&text.split(' ').collect::<Vec<_>>());
        assert_eq!(length("warm regards from us"), 2);
        assert_eq!(length("never been so happy"), 3);
        assert_eq!(length("never been happy"), 0);
        assert_eq!(length("as"), 0);
        assert_eq!(phrase(&[]), 0);
    }
}
