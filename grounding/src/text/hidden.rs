//! Characters that show a reader another text than the one that is compared.

use unicode_normalization::UnicodeNormalization;

use crate::Span;

/// The first place where a text hides something within a word, or makes it look like another: a
/// character without width, a change of reading direction, letters of two scripts in one word, a
/// Latin letter in one of Unicode's other dresses, or a mark or an entity between two letters.
///
/// Soft hyphens don't count: mail and web pages are full of them.
pub fn hidden(text: &str) -> Option<Span> {
    let mut previous: Option<char> = None;
    let mut script: Option<Script> = None;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let next = text[end..].chars().next();
        let within = previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        if is_direction(character) || (within && is_widthless(character)) {
            return Some(Span::new(at, end));
        }
        if character.is_alphabetic() && !character.is_ascii() && dressed(character) {
            return Some(Span::new(at, end));
        }
        if previous.is_some_and(char::is_lowercase) && splits_word(&text[at..]) {
            return Some(Span::new(at, end));
        }
        if previous.is_some_and(char::is_alphabetic)
            && character == '&'
            && let Some(length) = letter_entity(&text[at..])
        {
            return Some(Span::new(at, at + length));
        }
        let own = Script::of(character);
        if let (Some(before), Some(own)) = (script, own)
            && before != own
        {
            return Some(Span::new(at, end));
        }
        script = if character.is_alphabetic() {
            own.or(script)
        } else {
            None
        };
        previous = Some(character);
    }
    None
}

/// The scripts whose letters look alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
}

impl Script {
    fn of(character: char) -> Option<Self> {
        Some(match character {
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            // The micro sign is a unit's prefix.
            '\u{370}'..='\u{3BB}' | '\u{3BD}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            _ => return None,
        })
    }
}

fn is_widthless(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

fn is_direction(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a letter is a plain Latin one in other dress: fullwidth, mathematical, in a circle.
fn dressed(character: char) -> bool {
    let mut plain = std::iter::once(character).nfkc();
    let (first, more) = (plain.next(), plain.next());
    first.is_some_and(|it| it != character && it.is_ascii_alphabetic()) && more.is_none() && !is_sign(character)
}

/// Signs of their own that only look like letters: ordinals, and the units of physics.
fn is_sign(character: char) -> bool {
    matches!(character, '\u{AA}' | '\u{BA}' | '\u{2100}'..='\u{214F}' | '\u{3371}'..='\u{33DF}')
}

/// Whether emphasis marks stand here with a small letter right after them.
fn splits_word(text: &str) -> bool {
    let marks = text.len() - text.trim_start_matches('*').len();
    marks > 0 && text[marks..].starts_with(char::is_lowercase)
}

/// The length of an entity that stands for a letter or a digit: `&#111;`.
fn letter_entity(text: &str) -> Option<usize> {
    let body = text.strip_prefix("&#")?;
    let end = body.char_indices().take(8).find(|(_, it)| *it == ';')?.0;
    let number = &body[..end];
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)?.is_alphanumeric().then_some(end + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_otherwise_is_found_and_other_languages_are_not() {
        let hides = |text: &str| hidden(text).is_some();
        for text in [
            "n\u{200b}ot",
            "no\u{2060}t",
            "\u{ff4e}ot",
            "n&#111;t",
            "**n**ot",
            "pl\u{430}nner",
            "saved \u{202e}nine",
        ] {
            assert!(hides(text), "{text:?}");
        }
        for text in [
            "**not** at all & *so*",
            "n\u{ad}ot",
            "\u{43f}\u{43b}\u{430}\u{43d} of \u{3b1}",
            "na\u{ef}ve caf\u{e9} \u{5d4}\u{5e6}",
            "5 \u{b5}m, 3\u{ba}, A*B, &amp; C",
            "zero\u{200b} width",
        ] {
            assert!(!hides(text), "{text:?}");
        }
    }
}
