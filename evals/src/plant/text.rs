//! Changing a word of a sentence without harm to the words around it.

use grounding::Span;
use grounding::text::{sentences, words};

use super::names::Names;

/// Numbers that are written as words.
pub(super) const NUMBER_WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// The first place from `from` on where a phrase stands in whole words, whatever its case. A
/// hyphen joins words here: `paying` doesn't stand in `non-paying`.
pub(super) fn place_from(text: &str, phrase: &str, from: usize) -> Option<Span> {
    let (lower, wanted) = (text.to_ascii_lowercase(), phrase.to_ascii_lowercase());
    if wanted.is_empty() {
        return None;
    }
    let joins = |it: char| it.is_alphanumeric() || matches!(it, '-' | '\'' | '\u{2019}');
    let places = lower
        .match_indices(&wanted)
        .map(|(start, found)| Span::new(start, start + found.len()));
    let whole = |place: &Span| {
        let before = lower[..place.start].chars().next_back();
        let after = lower[place.end..].chars().next();
        !before.is_some_and(joins) && !after.is_some_and(joins)
    };
    places.filter(|place| place.start >= from).find(whole)
}

/// The first place where a phrase stands in whole words.
pub(super) fn place(text: &str, phrase: &str) -> Option<Span> {
    place_from(text, phrase, 0)
}

/// Whether a phrase stands in one of the texts.
pub(super) fn stands_in(texts: &[&str], phrase: &str) -> bool {
    texts.iter().any(|text| place(text, phrase).is_some())
}

/// The word before a place, in lowercase; empty where there is none, or something else between.
pub(super) fn word_before(text: &str, at: usize) -> String {
    let before = text[..at].strip_suffix(' ').unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, it)| !it.is_whitespace())
        .last()
        .map_or(before.len(), |(start, _)| start);
    before[start..].to_lowercase()
}

/// The word after a place, in lowercase; empty where there is none, or something else between.
pub(super) fn word_after(text: &str, at: usize) -> String {
    let after = text[at..].strip_prefix(' ').unwrap_or_default();
    let word = after.split(char::is_whitespace).next().unwrap_or_default();
    word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')'])
        .to_lowercase()
}

/// Puts something in a place. It takes the capital of what stood there, and an article before it
/// becomes the right one.
pub(super) fn put(text: &str, place: Span, with: &str) -> String {
    let old = &text[place.range()];
    let with = if old.starts_with(char::is_uppercase) && place.start == 0 {
        capitalised(with)
    } else {
        with.to_owned()
    };
    let mut head = text[..place.start].to_owned();
    if let Some(rest) = head.strip_suffix(' ') {
        let length = rest.len();
        let start = rest.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let article = match (&rest[start..], takes_an(&with)) {
            ("a", true) => Some("an"),
            ("an", false) => Some("a"),
            ("A", true) => Some("An"),
            ("An", false) => Some("A"),
            _ => None,
        };
        if let Some(article) = article {
            head.replace_range(start..length, article);
        }
    }
    let tail = &text[place.end..];
    // What was taken out leaves one blank, not two.
    let tail = if with.is_empty() && (head.is_empty() || head.ends_with(' ')) {
        tail.trim_start_matches(' ')
    } else {
        tail
    };
    let whole = format!("{head}{with}{tail}");
    if head.is_empty() && old.starts_with(char::is_uppercase) {
        capitalised(&whole)
    } else {
        whole
    }
}

/// Whether `an` stands before it.
fn takes_an(word: &str) -> bool {
    const SILENT: [&str; 4] = ["hour", "honest", "honour", "heir"];
    const CONSONANT: [&str; 10] = ["one", "once", "unio", "uniq", "unit", "univ", "use", "usu", "eu", "ubi"];
    const NUMBERS: [&str; 3] = ["8", "11", "18"];
    let lower = word.to_lowercase();
    let begins = |with: &[&str]| with.iter().any(|it| lower.starts_with(it));
    let vowel = lower.starts_with(['a', 'e', 'i', 'o', 'u']) && !begins(&CONSONANT);
    vowel || begins(&SILENT) || begins(&NUMBERS)
}

/// With a capital at its start.
pub(super) fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

/// A template with the sentence at its `{s}`, without its final point; none where the text isn't
/// one plain sentence.
pub(super) fn framed(template: &str, text: &str, names: &Names, quotes: &[&str]) -> Option<String> {
    let body = text.trim().strip_suffix('.')?;
    if sentences(text.trim()).len() != 1 {
        return None;
    }
    let body = if template.starts_with("{s}") {
        body.to_owned()
    } else {
        within(body, names, quotes)
    };
    Some(template.replace("{s}", &body))
}

/// A sentence as it stands within another: its first word small, unless that is a name.
fn within(text: &str, names: &Names, quotes: &[&str]) -> String {
    let Some(first) = words(text).next().filter(|first| first.span.start == 0) else {
        return text.to_owned();
    };
    let word = first.text;
    let is_name = word == "I"
        || word.starts_with("I'")
        || word.chars().skip(1).any(|it| it.is_uppercase() || it.is_ascii_digit())
        || names.is_name(word)
        || quotes.iter().any(|quote| is_name_in(quote, word));
    match text.chars().next() {
        Some(letter) if !is_name => letter.to_lowercase().chain(text.chars().skip(1)).collect(),
        _ => text.to_owned(),
    }
}

/// Whether a word stands with its capital where only a name has one.
pub(super) fn is_name_in(text: &str, word: &str) -> bool {
    words(text).filter(|it| it.text == word).any(|it| {
        let before = text[..it.span.start].trim_end_matches(' ');
        let line = before.strip_suffix('\n').unwrap_or(before);
        let begins_line = line.len() < before.len() && !line.ends_with(',');
        !begins_line && line.ends_with(|it: char| it.is_alphanumeric() || it == ',')
    })
}

/// The first number of a stretch that is written in digits, without its sign and its unit.
pub(super) fn digits_of(text: &str) -> Option<Span> {
    let start = text.find(|it: char| it.is_ascii_digit())?;
    let rest = &text[start..];
    let length = rest
        .find(|it: char| !(it.is_ascii_digit() || matches!(it, '.' | ',')))
        .unwrap_or(rest.len());
    let number = rest[..length].trim_end_matches(['.', ',']);
    Some(Span::new(start, start + number.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_in_whole_words() {
        assert_eq!(
            place("Non-paying, then Paying users", "paying"),
            Some(Span::new(17, 23))
        );
        assert_eq!(place("The unpaid part", "paid"), None);
    }

    #[test]
    fn articles_and_capitals_follow_the_word() {
        assert_eq!(
            put("It is a manual step.", Span::new(8, 14), "automatic"),
            "It is an automatic step."
        );
        assert_eq!(
            put("It took an hour.", Span::new(11, 15), "minute"),
            "It took a minute."
        );
        assert_eq!(put("Some of them left.", Span::new(0, 4), "all"), "All of them left.");
        assert_eq!(put("About 40 came.", Span::new(0, 5), ""), "40 came.");
        assert_eq!(
            put("It takes about 40 minutes.", Span::new(9, 14), ""),
            "It takes 40 minutes."
        );
    }

    #[test]
    fn a_sentence_within_another_begins_small() {
        let names = Names::default();
        let framed = |text: &str| framed("As noted, {s}.", text, &names, &["It was Priya who asked."]);
        assert_eq!(framed("The wait fell.").as_deref(), Some("As noted, the wait fell."));
        assert_eq!(framed("Priya asked.").as_deref(), Some("As noted, Priya asked."));
        assert_eq!(framed("It fell. It rose."), None);
    }

    #[test]
    fn words_around_a_place() {
        let text = "Backlog has risen, to 40";
        assert_eq!(word_before(text, 12), "has");
        assert_eq!(word_after(text, 11), "risen");
        assert_eq!(digits_of(" 1,200.5 h, 3"), Some(Span::new(1, 8)));
    }
}
