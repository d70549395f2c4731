//! Links, markup and control characters in what should be a plain sentence.

use crate::Span;

/// The first link, piece of markup or control character of a text.
pub fn find_markup(text: &str) -> Option<Span> {
    let found = [address(text), markdown_link(text), tag(text), control(text)];
    found.into_iter().flatten().min_by_key(|span| span.start)
}

/// A web address, or one that runs code.
fn address(text: &str) -> Option<Span> {
    const SCHEMES: [&str; 8] = [
        "http://",
        "https://",
        "ftp://",
        "file://",
        "www.",
        "javascript:",
        "data:text",
        "vbscript:",
    ];
    let lower = text.to_ascii_lowercase();
    let start = SCHEMES.iter().filter_map(|scheme| lower.find(scheme)).min()?;
    let length = text[start..].find(char::is_whitespace).unwrap_or(text.len() - start);
    Some(Span::new(start, start + length))
}

/// `[words](address)`, with or without the `!` of an image.
fn markdown_link(text: &str) -> Option<Span> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = text[middle..].find(')').map_or(text.len(), |end| middle + end + 1);
    Some(Span::new(start, end))
}

/// `<name …>` or `</name>`: a comparison has a blank or a figure behind its `<`.
fn tag(text: &str) -> Option<Span> {
    text.match_indices('<').find_map(|(start, _)| {
        let rest = text[start + 1..].trim_start_matches(['/', '!', '|']);
        let end = text[start..].find('>')?;
        rest.starts_with(|it: char| it.is_ascii_alphabetic() || it == '-')
            .then(|| Span::new(start, start + end + 1))
    })
}

fn control(text: &str) -> Option<Span> {
    let is_control = |it: &char| it.is_control() && !matches!(it, '\n' | '\r' | '\t');
    let (start, character) = text.char_indices().find(|(_, it)| is_control(it))?;
    Some(Span::new(start, start + character.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_plain_sentence_is_found() {
        let found = |text: &'static str| find_markup(text).map(|span| &text[span.range()]);
        assert_eq!(
            [
                found("See [the proof](https://a.example/x) now."),
                found("It is at https://a.example/x now."),
                found("Open JavaScript:alert(1)."),
                found("It is <b>fast</b>."),
                found("It is \u{1b}[31mred."),
                found("It fell to < 5 h (from [9] h), and <5 % remain."),
            ],
            [
                Some("[the proof](https://a.example/x)"),
                Some("https://a.example/x"),
                Some("JavaScript:alert(1)."),
                Some("<b>"),
                Some("\u{1b}"),
                None,
            ]
        );
    }
}
