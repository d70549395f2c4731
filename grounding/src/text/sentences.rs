//! Sentences of prose.

use crate::Span;

/// What may stand between a sentence's last mark and the blank after it.
const CLOSERS: [char; 6] = ['"', '\'', ')', ']', '\u{201D}', '\u{2019}'];

/// Words after which a point does not end a sentence.
const ABBREVIATIONS: [&str; 20] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "vs", "approx", "inc", "ltd", "co", "corp", "e.g", "i.e", "etc",
    "dept", "fig", "incl", "sec",
];

/// The sentences of a text, in order.
///
/// A sentence ends at `.`, `!` or `?` before white space, and at every line break that ends a
/// paragraph, a list item or a turn; a line that was merely wrapped goes on. Points within
/// numbers and after common abbreviations and initials don't end one.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for (offset, character) in text.char_indices() {
        if offset < start {
            continue;
        }
        let mut end = offset + character.len_utf8();
        let breaks = match character {
            '.' | '!' | '?' | '\u{2026}' => ends_sentence(text, start, offset, end),
            '\n' => ends_line(text, start, offset),
            _ => false,
        };
        if breaks {
            // A closing quotation mark or bracket belongs to the sentence.
            end += text[end..].len() - text[end..].trim_start_matches(CLOSERS).len();
            push(text, start, end, &mut found);
            start = end;
        }
    }
    push(text, start, text.len(), &mut found);
    found
}

fn push(text: &str, start: usize, end: usize, found: &mut Vec<Span>) {
    let piece = &text[start..end];
    // A list mark belongs to the page, not to the sentence.
    let body = piece.trim_start();
    let body = ["- ", "* ", "\u{2022} "]
        .iter()
        .find_map(|mark| body.strip_prefix(mark))
        .unwrap_or(body)
        .trim_start();
    let lead = piece.len() - body.len();
    let trimmed = body.trim_end();
    if !trimmed.is_empty() {
        found.push(Span::new(start + lead, start + lead + trimmed.len()));
    }
}

fn ends_sentence(text: &str, start: usize, offset: usize, end: usize) -> bool {
    let rest = text[end..].trim_start_matches(CLOSERS);
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return false;
    }
    let last_word = text[start..offset]
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let bare = last_word.trim_start_matches(['(', '"', '\'']).to_lowercase();
    let is_initial = bare.chars().count() == 1 && last_word.chars().all(char::is_uppercase);
    let is_number = rest.trim_start().is_empty() || !bare.chars().all(|it| it.is_ascii_digit());
    // `No.` is a number's name only before a number.
    let is_abbreviation = ABBREVIATIONS.contains(&bare.as_str())
        && (bare != "no" || rest.trim_start().starts_with(|it: char| it.is_ascii_digit()));
    !(is_abbreviation || is_initial || (!is_number && text[start..offset].trim() == bare))
}

/// A line break ends a sentence unless the line was wrapped: it is long, and the next line goes
/// on in lowercase or with a word that the sentence still needs.
fn ends_line(text: &str, start: usize, offset: usize) -> bool {
    let rest = &text[offset + 1..];
    let next_line = rest.lines().next().unwrap_or_default();
    if next_line.trim().is_empty() {
        return true;
    }
    let line_start = text[..offset].rfind('\n').map_or(0, |it| it + 1).max(start);
    let wrapped = text[line_start..offset].chars().count() >= 45;
    let starts_item = next_line
        .trim_start()
        .starts_with(['-', '*', '#', '>', '|', '\u{2022}']);
    let is_field = next_line
        .split_once(':')
        .is_some_and(|(name, _)| name.len() <= 40 && !name.contains(". "));
    !wrapped || starts_item || is_field
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn points_in_numbers_and_abbreviations_do_not_end_a_sentence() {
        assert_eq!(
            split("It fell to 6.4 h. Dr. Ames agreed, e.g. on the call! Really? Yes"),
            [
                "It fell to 6.4 h.",
                "Dr. Ames agreed, e.g. on the call!",
                "Really?",
                "Yes"
            ],
        );
    }

    #[test]
    fn what_closes_belongs_to_the_sentence() {
        assert_eq!(
            split("He said \"in ten weeks.\" Then (at last.) No. See no. 4."),
            ["He said \"in ten weeks.\"", "Then (at last.)", "No.", "See no. 4."],
        );
    }

    #[test]
    fn wrapped_lines_go_on_and_items_do_not() {
        let text =
            "We expect average onboarding time to reach six\nhours by the end of the year.\n\n- Seats: 40\n- Fee: 9";
        assert_eq!(
            split(text),
            [
                "We expect average onboarding time to reach six\nhours by the end of the year.",
                "Seats: 40",
                "Fee: 9"
            ],
        );
    }

    #[test]
    fn turns_are_apart() {
        assert_eq!(
            split("Ana: I will check.\nBo: Thanks"),
            ["Ana: I will check.", "Bo: Thanks"]
        );
    }
}
