//! Finding a quote in a text, whatever became of its typography on the way.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::Span;

/// A text folded for comparison, with the way back to the bytes it came from.
///
/// Folding makes alike what a mail program, a word processor or a model changes without meaning
/// to: Unicode compatibility forms (NFKC), kinds of quotation mark and dash, runs of white
/// space, soft hyphens and zero-width characters, Markdown emphasis, headings and list marks,
/// and HTML entities. Letters, digits and their order stay. It is not a similarity: two texts
/// either fold to the same or they don't.
#[derive(Debug, Clone)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, the original bytes that the character it belongs to came from.
    origin: Vec<Span>,
}

/// Where a folded quote was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The exact bytes of the original text.
    pub span: Span,
}

impl Folded {
    /// Folds a text.
    pub fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            origin: Vec::with_capacity(original.len()),
        };
        let mut at_line_start = true;
        let mut skip_until = 0;
        for (start, grapheme) in graphemes(original) {
            if start < skip_until {
                continue;
            }
            if at_line_start {
                let mark = line_mark(&original[start..]);
                if mark > 0 {
                    skip_until = start + mark;
                    folded.push_space(Span::new(start, skip_until));
                    continue;
                }
            }
            if let Some((character, length)) = html_entity(&original[start..]) {
                skip_until = start + length;
                folded.push(character, Span::new(start, skip_until));
                at_line_start = false;
                continue;
            }
            let span = Span::new(start, start + grapheme.len());
            if grapheme.chars().all(char::is_whitespace) {
                at_line_start |= grapheme.contains(['\n', '\r']);
                folded.push_space(span);
                continue;
            }
            at_line_start = false;
            if is_emphasis(original, start, grapheme) {
                continue;
            }
            if grapheme.is_ascii() {
                for character in grapheme.chars().map(plain) {
                    folded.push(character, span);
                }
                continue;
            }
            for character in grapheme.chars().map(plain).nfkc().map(plain) {
                if character.is_whitespace() {
                    folded.push_space(span);
                } else if !is_invisible(character) {
                    folded.push(character, span);
                }
            }
        }
        folded
    }

    /// Finds a folded quote that begins and ends on a word's edge, and the bytes it stands for.
    ///
    /// `97 tickets` is not found in `197 tickets`, nor `7 minutes` in `1.7 minutes`.
    pub fn find(&self, quote: &Self) -> Option<Match> {
        self.find_all(quote).next()
    }

    /// Every place the quote is found, in order.
    pub fn find_all<'a>(&'a self, quote: &'a Self) -> impl Iterator<Item = Match> + 'a {
        let needle = quote.text.trim();
        self.text
            .match_indices(if needle.is_empty() { "\u{0}" } else { needle })
            .filter(|(start, found)| self.on_edges(*start, start + found.len()))
            .map(|(start, found)| Match {
                span: Span::new(self.origin[start].start, self.origin[start + found.len() - 1].end),
            })
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn on_edges(&self, start: usize, end: usize) -> bool {
        let first = self.text[start..].chars().next();
        let last = self.text[..end].chars().next_back();
        let mut before = self.text[..start].chars().rev();
        let mut after = self.text[end..].chars();
        let (previous, previous_but_one) = (before.next(), before.next());
        let (next, next_but_one) = (after.next(), after.next());
        let splits_word = |left: Option<char>, right: Option<char>| {
            left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
        };
        let is_digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
        let is_point = |it: Option<char>| matches!(it, Some('.' | ','));
        let splits_number_before = is_digit(previous_but_one) && is_point(previous) && is_digit(first);
        let splits_number_after = is_digit(last) && is_point(next) && is_digit(next_but_one);
        !(splits_word(previous, first) || splits_word(last, next) || splits_number_before || splits_number_after)
    }

    fn push(&mut self, character: char, span: Span) {
        self.text.push(character);
        self.origin.extend(std::iter::repeat_n(span, character.len_utf8()));
    }

    fn push_space(&mut self, span: Span) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.push(' ', span);
        }
    }
}

/// The graphemes of a text. In ASCII each byte is one, but for a line's end of two.
fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut library = (!text.is_ascii()).then(|| text.grapheme_indices(true));
    let mut at = 0;
    std::iter::from_fn(move || {
        if let Some(library) = &mut library {
            return library.next();
        }
        let start = at;
        let length = if text[start..].starts_with("\r\n") { 2 } else { 1 };
        at += length;
        text.get(start..at).map(|grapheme| (start, grapheme))
    })
}

fn plain(character: char) -> char {
    match character {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' | '`' | '\u{B4}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{2044}' => '/',
        other => other,
    }
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// Asterisks are Markdown's; an underscore only where it stands at a word's edge, since it also
/// joins the parts of a metric's name.
fn is_emphasis(original: &str, start: usize, grapheme: &str) -> bool {
    match grapheme {
        "*" => true,
        "_" => {
            let before = original[..start].chars().next_back();
            let after = original[start + 1..].chars().next();
            !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
        }
        _ => false,
    }
}

/// The length of a heading, quotation or list mark at the start of a line, with its blanks.
fn line_mark(line: &str) -> usize {
    let marks = line
        .find(|it| !matches!(it, '#' | '>' | '-' | '*' | '+' | '\u{2022}'))
        .unwrap_or(line.len());
    if marks == 0 {
        // A line that begins with blanks has no mark, however many they are.
        return 0;
    }
    let blanks = line[marks..].find(|it| !matches!(it, ' ' | '\t')).unwrap_or(0);
    let only_dashes = marks > 1 && line.starts_with("--");
    if blanks == 0 || only_dashes { 0 } else { marks + blanks }
}

fn html_entity(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.char_indices().take(10).find(|(_, it)| *it == ';')?.0;
    let name = &body[..end];
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => ' ',
        "ndash" | "mdash" => '-',
        "apos" | "rsquo" | "lsquo" => '\'',
        "quot" | "rdquo" | "ldquo" => '"',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            plain(char::from_u32(code)?)
        }
    };
    Some((character, end + 2))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found<'a>(text: &'a str, quote: &str) -> Option<&'a str> {
        Folded::new(text)
            .find(&Folded::new(quote))
            .map(|it| &text[it.span.range()])
    }

    #[test]
    fn typography_does_not_matter_and_the_own_words_come_back() {
        let text =
            "She said: \u{201C}we\u{2019}re\u{a0}at 6.4\u{202F}h \u{2013} down\n  from **9.1**\u{201D} &amp; more.";
        assert_eq!(
            found(text, "\"we're at 6.4 h - down from 9.1\" & more"),
            Some("\u{201C}we\u{2019}re\u{a0}at 6.4\u{202F}h \u{2013} down\n  from **9.1**\u{201D} &amp; more"),
        );
    }

    #[test]
    fn a_quote_never_begins_or_ends_inside_a_word_or_a_number() {
        assert_eq!(found("the backlog is 197 tickets", "97 tickets"), None);
        assert_eq!(found("it takes 1.7 minutes", "7 minutes"), None);
        assert_eq!(found("it takes 7.5", "it takes 7"), None);
        assert_eq!(found("it takes 7. Then", "it takes 7"), Some("it takes 7"));
        assert_eq!(found("reduced by half", "educed by half"), None);
    }

    #[test]
    fn lists_and_headings_fold_to_their_words() {
        let text = "# Terms\n\n- Seats: 40\n- Fee: EUR 9,000\n> quoted";
        assert_eq!(
            found(text, "Seats: 40\nFee: EUR 9,000"),
            Some("Seats: 40\n- Fee: EUR 9,000")
        );
        assert_eq!(found(text, "- Seats: 40"), Some("Seats: 40"));
        assert_eq!(
            found("field: \nstatus: On Track", "field:\nstatus: On Track"),
            Some("field: \nstatus: On Track")
        );
    }

    #[test]
    fn a_paraphrase_is_not_found() {
        assert_eq!(found("we cut it to six hours", "we cut it to 6 hours"), None);
        assert_eq!(found("", "anything"), None);
        assert_eq!(found("something", ""), None);
    }

    proptest! {
        #[test]
        fn every_text_is_found_in_itself(text in "\\PC{0,60}", tail in "\\PC{0,20}") {
            let whole = format!("{text} {tail}");
            let folded = Folded::new(&whole);
            for found in folded.find_all(&Folded::new(&text)) {
                prop_assert!(whole.get(found.span.range()).is_some());
            }
        }
    }
}
