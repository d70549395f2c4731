//! Names and addresses as the text of a mail writes them.

use super::message::Person;
use super::words::{BETWEEN, OPENERS, WROTE};

/// The most words of a name.
const NAME_WORDS: usize = 6;

/// Somebody as a header field names them.
pub(super) fn person(value: &str) -> Person {
    match address(value) {
        Some(found) => {
            let before = trim_name(&value[..found.start]);
            Person {
                name: turned(&before),
                email: Some(found.email),
            }
        }
        None => Person {
            name: turned(&trim_name(value)),
            email: None,
        },
    }
}

/// A mail address in a text.
pub(super) struct Found {
    /// Where it begins.
    pub(super) start: usize,
    /// In lowercase.
    pub(super) email: String,
}

/// The first mail address in a text.
pub(super) fn address(text: &str) -> Option<Found> {
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '.' | '_' | '-' | '+' | '%' | '\'');
    text.match_indices('@').find_map(|(at, _)| {
        let before = text[..at].trim_end_matches(is_part).len();
        let after = &text[at + 1..];
        let end = after.find(|it| !is_part(it)).unwrap_or(after.len());
        let domain = after[..end].trim_end_matches('.');
        (before < at && domain.contains('.')).then(|| Found {
            start: before,
            email: format!("{}@{domain}", text[before..at].trim_start_matches('\'')).to_lowercase(),
        })
    })
}

/// The name at the end of a text, after a date and the words that go with it.
pub(super) fn trailing_name(text: &str) -> String {
    let text = trim_name(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut start = words.len();
    for (index, word) in words.iter().enumerate().rev() {
        let bare = word.trim_matches(['.', ',', '(', ')', '"']).to_lowercase();
        let ends = word.contains(|it: char| it.is_ascii_digit())
            || index > 0 && BETWEEN.contains(&bare.as_str())
            || WROTE.contains(&bare.as_str());
        // What is no word at all stands between others as well.
        if ends || bare.is_empty() || words.len() - index > NAME_WORDS {
            break;
        }
        start = index;
    }
    let mut name = &words[start..];
    let opens = |word: &&str| OPENERS.contains(&word.to_lowercase().as_str());
    if start == 0 && name.first().is_some_and(opens) {
        // `On Monday, Ada Byrne`: the day is a word.
        let comma = name.iter().rposition(|word| word.ends_with(','));
        name = comma.map_or(&name[1..], |comma| &name[comma + 1..]);
    }
    turned(&trim_name(&name.join(" ")))
}

fn trim_name(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_suffix("mailto:").unwrap_or(text);
    text.trim_matches(|it: char| it.is_whitespace() || "<>()[]\"'*,;:“”„".contains(it))
        .to_owned()
}

/// `Byrne, Ada` as `Ada Byrne`.
pub(super) fn turned(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => format!("{} {}", first.trim(), last.trim()),
        _ => name.to_owned(),
    }
}
