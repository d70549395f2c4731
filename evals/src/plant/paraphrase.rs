//! Sentences that say the same in other words.

use grounding::Span;
use grounding::text::{DateMention, Precision, find_dates};

use super::base::{Base, Edit, below};
use super::period::{MONTHS, is_iso};
use super::text::{place, put};
use super::wording::in_template;

/// The sentence in a frame that adds nothing.
pub(super) fn frame(base: &Base<'_>) -> Option<Edit> {
    in_template(base, "frame", &base.words.frames)
}

/// One or two words become others that mean the same.
pub(super) fn synonym(base: &Base<'_>) -> Option<Edit> {
    let mut text = base.text().to_owned();
    let most = 1 + below(base.seed("how many"), 2);
    let mut put_in: Vec<String> = Vec::new();
    for [word, other] in base.turned("synonym", &base.words.synonyms) {
        // What was put in is left alone.
        let touched = |span: Span| {
            put_in
                .iter()
                .any(|it: &String| text[span.range()].contains(it.as_str()))
        };
        let Some(found) = place(&text, word).filter(|span| !touched(*span)) else {
            continue;
        };
        text = put(&text, found, other);
        put_in.push(other.clone());
        if put_in.len() == most {
            break;
        }
    }
    base.said(text, put_in)
}

/// A date is written in another way that can be read in one way only.
pub(super) fn date_form(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let forms: Vec<(Span, String)> = dates(text);
    let (place, with) = base.pick("date form", &forms)?;
    base.said(put(text, *place, with), vec![with.clone()])
}

/// The dates of a text, each with another form of it.
fn dates(text: &str) -> Vec<(Span, String)> {
    let other = |mention: &DateMention| {
        let date = mention.date;
        let name = MONTHS.get(usize::try_from(date.month() - 1).ok()?)?;
        Some(match (mention.precision, is_iso(text, mention)) {
            (Precision::Day, true) => format!("{} {name} {}", date.day(), date.year()),
            (Precision::Day, false) => date.to_string(),
            (Precision::Month, true) => format!("{name} {}", date.year()),
            (Precision::Month, false) => return None,
        })
    };
    find_dates(text)
        .iter()
        .filter_map(|mention| Some((mention.span, other(mention)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_other_forms() {
        let written = |text: &str| -> Vec<String> { dates(text).into_iter().map(|(_, form)| form).collect() };
        assert_eq!(written("On 2026-05-31, or 3 June 2026."), ["31 May 2026", "2026-06-03"]);
        assert_eq!(written("In May 2026, not 2026-04."), ["April 2026"]);
    }
}
