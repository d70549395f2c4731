//! Which sentences may stand in a brief by themselves.

use grounding::text::{content_words, find_markup, words};
use grounding::{Affiliation, SourceKind, Span, Utterance, find_private, lexicon};

/// A sentence with fewer content words says too little on its own.
const LEAST_CONTENT_WORDS: usize = 4;
/// A longer sentence is no sentence but a paragraph that nobody would put into a brief.
const MOST_WORDS: usize = 60;
/// What somebody else is to read in a row with others is shorter.
const MOST_WORDS_QUOTED: usize = 40;

/// Sounds and words that fill a pause.
const FILLERS: [&str; 11] = ["uh", "um", "uhm", "hmm", "mm", "er", "erm", "oh", "ah", "yeah", "gonna"];

/// Words with which somebody who speaks goes on from what was said before.
const GOES_ON: [&str; 34] = [
    "so",
    "well",
    "and",
    "but",
    "or",
    "okay",
    "ok",
    "yes",
    "no",
    "yep",
    "right",
    "now",
    "because",
    "then",
    "like",
    "alright",
    "hello",
    "hi",
    "hey",
    "which",
    "it",
    "that",
    "this",
    "these",
    "those",
    "also",
    "anyway",
    "actually",
    "basically",
    "maybe",
    "sorry",
    "great",
    "sure",
    "too",
];

/// Phrases of somebody who thinks aloud.
const THINKS_ALOUD: [&str; 17] = [
    "i guess",
    "you know",
    "i mean",
    "sort of",
    "kind of",
    "or something",
    "or whatever",
    "i dunno",
    "i don't know",
    "let's see",
    "i was thinking",
    "if you like",
    "so to speak",
    "and stuff",
    "or so on",
    "you see",
    "of course",
];

/// Words with which a mail takes its leave: what follows is a signature.
const FAREWELLS: [&str; 9] = [
    "regards",
    "sincerely",
    "cheers",
    "yours",
    "thanks",
    "greetings",
    "best",
    "wishes",
    "thx",
];

/// Whether a sentence says something about the account that can stand on its own.
pub(super) fn is_statement(said: &Utterance<'_>) -> bool {
    let text = said.text();
    let filled = words(text).any(|word| FILLERS.contains(&word.text.to_lowercase().as_str()));
    let long_enough =
        content_words(text).count() >= LEAST_CONTENT_WORDS && text.split_whitespace().count() <= MOST_WORDS;
    let begins_lower = text.chars().next().is_some_and(char::is_lowercase);
    let whole = !begins_lower || SUBJECTS.iter().any(|subject| text.starts_with(subject));
    let heading = text.starts_with(['#', '|', '>']) || text.trim_end().ends_with(':');
    long_enough && whole && !heading && !filled && !text.trim_end().ends_with('?') && !lexicon::small_talk().is_in(text)
}

/// Words with which somebody who speaks joins a sentence to the one before; what follows stands by
/// itself where it has a subject of its own.
const OPENINGS: [&str; 3] = ["And ", "But ", "So "];
/// Subjects that stand by themselves.
const SUBJECTS: [&str; 4] = ["we ", "I ", "our ", "my "];

/// The sentence without the word that only joins it to the one before: `And we expect ...` is
/// quoted from `we` on.
pub(super) fn without_opening(said: Utterance<'_>) -> Utterance<'_> {
    let text = said.text();
    let opening = OPENINGS.iter().find(|it| text.starts_with(**it));
    let Some(rest) = opening.and_then(|opening| text.strip_prefix(opening)) else {
        return said;
    };
    if !SUBJECTS.iter().any(|subject| rest.starts_with(subject)) {
        return said;
    }
    Utterance {
        span: Span::new(said.span.end - rest.len(), said.span.end),
        ..said
    }
}

/// Whether a reader who was not there would take it for a sentence about the account: none of a
/// record's title, of a mail's signature or history, of a stranger, of thinking aloud, of arranging
/// meetings, of links and handles.
pub(super) fn is_quotable(said: &Utterance<'_>) -> bool {
    is_statement(said)
        && said.text().split_whitespace().count() <= MOST_WORDS_QUOTED
        && !is_title(said)
        && !is_of_stranger(said)
        && !is_behind(said)
        && !is_chatter(said)
        && !lexicon::scheduling().is_in(said.text())
        && find_markup(said.text()).is_none()
        && find_private(said.text()).is_empty()
}

/// A record's title is a name, and told from the record.
fn is_title(said: &Utterance<'_>) -> bool {
    let title = said.source.title.trim();
    let whole_field = said.source.fields.iter().any(|field| field.span == said.span);
    (!title.is_empty() && said.text().trim() == title) || (whole_field && !said.text().contains(' '))
}

/// Whether somebody said it whom neither side knows: a newsletter, a machine.
fn is_of_stranger(said: &Utterance<'_>) -> bool {
    said.author
        .is_some_and(|author| author.affiliation == Affiliation::Unknown && !author.name.is_empty())
        || (said.author.is_none() && said.source.kind == SourceKind::Mail)
}

/// Whether it stands in what a mail quotes of an earlier one, or in its signature.
fn is_behind(said: &Utterance<'_>) -> bool {
    if said.source.kind != SourceKind::Mail {
        return false;
    }
    let text = &said.source.text;
    let line_start = text[..said.span.start].rfind('\n').map_or(0, |at| at + 1);
    let quoted = text[line_start..].trim_start().starts_with('>') || said.text().contains("\n>");
    let of_another = said
        .source
        .author()
        .is_some_and(|first| !first.span.contains(said.span));
    let own_start = said.author.map_or(0, |author| author.span.start.min(said.span.start));
    let farewell = |line: &str| {
        let mut said = words(line);
        let short = line.split_whitespace().count() <= FAREWELL_WORDS;
        short
            && said.any(|word| FAREWELLS.contains(&word.text.to_lowercase().as_str()))
            && !line.trim_end().ends_with(['.', '!', '?'])
    };
    quoted || of_another || text[own_start..said.span.start].lines().any(farewell)
}

/// A farewell is a line of so many words.
const FAREWELL_WORDS: usize = 4;

/// Whether it is talk that only those understand who were there: handles and tags, a repeated
/// word, a placeholder, thinking aloud; or, spoken, the continuation of what somebody said before.
fn is_chatter(said: &Utterance<'_>) -> bool {
    let text = said.text();
    let is_mark = |it: char| matches!(it, '@' | '#' | '[' | '{' | '_' | '\u{2026}') || it > '\u{2190}' || it == '&';
    let marked = text
        .char_indices()
        .any(|(at, it)| is_mark(it) && !is_plain_ampersand(text, at));
    let lower = text.to_lowercase();
    let aloud = THINKS_ALOUD.iter().any(|phrase| lower.contains(phrase));
    let told: Vec<String> = words(&lower).map(|word| word.text.to_owned()).collect();
    let stammers = told
        .windows(2)
        .any(|pair| pair[0] == pair[1] && pair[0].chars().all(char::is_alphabetic));
    let spoken = matches!(said.source.kind, SourceKind::Call | SourceKind::Transcript);
    let goes_on = told.first().is_some_and(|first| GOES_ON.contains(&first.as_str()));
    let asks = told.first().is_some_and(|first| first == "please");
    let broken = text.trim_end().ends_with([')', ':', ',', '-']);
    let ends = text.trim_end().ends_with(['.', '!', '"', '\u{201D}']);
    marked || aloud || stammers || asks || broken || (spoken && (goes_on || !ends))
}

/// An ampersand between blanks joins two names.
fn is_plain_ampersand(text: &str, at: usize) -> bool {
    text[at..].starts_with("& ") && text[..at].ends_with(' ')
}
