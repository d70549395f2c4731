//! Errors in what a sentence says.

use grounding::text::find_figures;
use grounding::{Span, lexicon};

use super::base::{Base, Edit};
use super::common::{AUXILIARIES, DOUBTS, MOVED, NEGATED, PARTICIPLES, PARTS, TURNED, VAGUE};
use super::names::Named;
use super::text::{framed, place, place_from, put, stands_in, word_after, word_before};

/// A name becomes one that nobody in the evidence bears.
pub(super) fn name(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let runs = base.names().runs(text, &base.quotes);
    let place = *base.pick("name", &runs)?;
    let names = match base.names().kind(&text[place.range()]) {
        Named::Person => &base.words.people,
        Named::Company => &base.words.companies,
        Named::Product => &base.words.products,
    };
    let with = base.pick("new name", names)?;
    base.said(put(text, place, with), vec![with.clone()])
}

/// It says no instead of yes, or yes instead of no.
pub(super) fn polarity(base: &Base<'_>) -> Option<Edit> {
    let ways: [fn(&Base<'_>) -> Option<Edit>; 3] = [with_not, without_not, denied];
    base.turned("polarity", &ways).find_map(|way| way(base))
}

fn with_not(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let is_denied = NEGATED.iter().any(|(word, _)| place(text, word).is_some());
    let places: Vec<Span> = AUXILIARIES.iter().filter_map(|word| auxiliary(text, word)).collect();
    let first = places.into_iter().min().filter(|_| !is_denied)?;
    let verb = &text[first.range()];
    let with = match verb.to_lowercase().as_str() {
        "can" => "cannot".to_owned(),
        _ => format!("{verb} not"),
    };
    base.said(put(text, first, &with), vec!["not".to_owned()])
}

/// The first place of a verb that `not` may follow.
fn auxiliary(text: &str, verb: &str) -> Option<Span> {
    let found = place(text, verb)?;
    let next = word_after(text, found.end);
    let participle = next.ends_with("ed") || PARTICIPLES.contains(&next.as_str());
    let needs_participle = matches!(verb, "has" | "have" | "had");
    let fits = !next.is_empty() && next != "to" && (participle || !needs_participle);
    // A question begins with its verb, and isn't denied so.
    (fits && found.start > 0).then_some(found)
}

fn without_not(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let (found, with) = NEGATED.iter().find_map(|(word, plain)| {
        let found = place(text, word)?;
        let next = word_after(text, found.end);
        let idle = [
            "only", "until", "before", "yet", "than", "least", "later", "longer", "more", "fewer", "less",
        ];
        (!idle.contains(&next.as_str())).then_some((found, *plain))
    })?;
    base.said(put(text, found, with), vec![with.to_owned()])
}

fn denied(base: &Base<'_>) -> Option<Edit> {
    in_template(base, "denial", &base.words.denials)
}

/// What went up goes down, or the other way.
pub(super) fn direction(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    verb_turned(base).or_else(|| {
        let (found, with) = TURNED.iter().find_map(|(word, other)| {
            let found = place(text, word)?;
            let beside = text[..found.start]
                .trim_end()
                .ends_with(|it: char| it.is_ascii_digit() || it == '%');
            let fits = !find_figures(text).is_empty() && (beside || !matches!(*word, "more" | "fewer"));
            fits.then_some((found, *other))
        })?;
        base.said(put(text, found, with), vec![with.to_owned()])
    })
}

/// A verb of a change becomes one of the other direction.
fn verb_turned(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let listed = base.words.directions.iter();
    let mut verbs: Vec<(&str, bool)> = listed
        .flat_map(|[up, down]| [(up.as_str(), true), (down.as_str(), false)])
        .collect();
    verbs.extend(MOVED);
    // The longest that stands there is the one that was written.
    verbs.sort_by_key(|(verb, _)| std::cmp::Reverse(verb.len()));
    let (found, up) = verbs.into_iter().find_map(|(verb, up)| {
        let found = place(text, verb)?;
        let next = word_after(text, found.end);
        let objects = ["the", "a", "an", "its", "their", "our", "his", "her"];
        (!objects.contains(&next.as_str())).then_some((found, up))
    })?;
    let verb = text[found.range()].to_lowercase();
    let before = word_before(text, found.start);
    let is_passive = verb.starts_with("was ");
    // `Had fallen` and `was raised` need a form that `fell` is not.
    let needs_regular = ["has", "have", "had"].contains(&before.as_str());
    if ["is", "are", "was", "were", "be", "been", "being"].contains(&before.as_str()) {
        return None;
    }
    let others: Vec<&str> = base
        .words
        .directions
        .iter()
        .map(|[high, low]| if up { low.as_str() } else { high.as_str() })
        .filter(|other| other.starts_with("was ") == is_passive)
        .filter(|other| !needs_regular || other.split(' ').next().is_some_and(|it| it.ends_with("ed")))
        .collect();
    let with = *base.pick("direction", &others)?;
    base.said(put(text, found, with), vec![with.to_owned()])
}

/// A word that stands in a quote too becomes its opposite.
pub(super) fn antonym(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let pairs = base.words.opposites.iter();
    let ways = pairs.flat_map(|[one, other]| [(one.as_str(), other.as_str()), (other.as_str(), one.as_str())]);
    let fitting: Vec<(Span, &str)> = ways
        .filter(|(word, other)| stands_in(&base.quotes, word) && !stands_in(&base.quotes, other))
        .filter_map(|(word, other)| Some((place(text, word)?, other)))
        .collect();
    let (found, with) = *base.pick("antonym", &fitting)?;
    base.said(put(text, found, with), vec![with.to_owned()])
}

/// A part becomes the whole.
pub(super) fn quantifier(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let listed = base.words.parts.iter();
    let mut parts: Vec<(&str, bool)> = listed
        .flat_map(|it| [(it.of.as_str(), true), (it.plain.as_str(), false)])
        .collect();
    parts.extend(PARTS);
    parts.sort_by_key(|(part, _)| std::cmp::Reverse(part.len()));
    let (found, of) = parts.into_iter().find_map(|(part, of)| {
        let found = place(text, part)?;
        let before = word_before(text, found.start);
        let next = word_after(text, found.end);
        // `The most`, `as many` and `some 30` are no parts of anything.
        let idle = ["the", "at", "as", "how", "so", "twice", "too"].contains(&before.as_str());
        let counts = next.is_empty() || next.starts_with(|it: char| it.is_ascii_digit());
        (!idle && !counts).then_some((found, of))
    })?;
    let whole = base.pick("whole", &base.words.wholes)?;
    let with = if of { &whole.of } else { &whole.plain };
    base.said(put(text, found, with), vec![with.clone()])
}

/// A cause is given that nobody named.
pub(super) fn cause(base: &Base<'_>) -> Option<Edit> {
    in_template(base, "cause", &base.words.causes)
}

/// Something is added that nobody said.
pub(super) fn tail(base: &Base<'_>) -> Option<Edit> {
    in_template(base, "tail", &base.words.tails)
}

/// The sentence in one of the templates; the words are the template's.
pub(super) fn in_template(base: &Base<'_>, sort: &str, templates: &[String]) -> Option<Edit> {
    let template = base.pick(sort, templates)?;
    let text = framed(template, base.text(), base.names(), &base.quotes)?;
    base.said(text, vec![template.replace("{s}", "").trim().to_owned()])
}

/// A doubt is left out that a quote has too.
pub(super) fn hedge_removed(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let listed = base.words.doubts.iter().find_map(|it| {
        let found = place(text, &it.hedged)?;
        Some((found, it.plain.as_str()))
    });
    let common = || {
        DOUBTS.iter().find_map(|(hedge, plain)| {
            let found = place(text, hedge)?;
            // `Should` that begins a sentence, and a month, doubt nothing.
            let fits = text[found.range()] == **hedge && !word_after(text, found.end).is_empty();
            (fits && stands_in(&base.quotes, hedge)).then_some((found, *plain))
        })
    };
    let vague = || {
        VAGUE.iter().find_map(|word| {
            let found = places_before_figure(text, word)?;
            stands_in(&base.quotes, word).then_some((found, ""))
        })
    };
    let (found, plain) = listed.or_else(common).or_else(vague)?;
    let edited = put(text, found, plain);
    // `We believe that it will` is a belief still.
    let doubts_left = [lexicon::hedges(), lexicon::uncertain()].into_iter().any(|table| {
        let future = |span: &Span| matches!(&edited[span.range()], "will" | "will be");
        table.find_all(&edited).iter().any(|span| !future(span))
    });
    if doubts_left {
        return None;
    }
    base.said(edited, vec![text[found.range()].to_owned()])
}

/// Where a word stands right before a figure.
fn places_before_figure(text: &str, word: &str) -> Option<Span> {
    let figures = find_figures(text);
    let mut from = 0;
    while let Some(found) = place_from(text, word, from) {
        if figures.iter().any(|it| it.span.start == found.end + 1) {
            return Some(found);
        }
        from = found.end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_is_denied_where_not_may_follow() {
        let verb = |text: &str, verb: &str| auxiliary(text, verb).map(|it| it.start);
        assert_eq!(verb("The clinics have moved.", "have"), Some(12));
        assert_eq!(verb("The clinics have 40 chairs.", "have"), None);
        assert_eq!(verb("The diary is live.", "is"), Some(10));
    }

    #[test]
    fn a_vague_word_stands_before_its_figure() {
        let found = |text: &str| places_before_figure(text, "about").map(|it| it.start);
        assert_eq!(found("They asked about it and took about 40 calls."), Some(29));
        assert_eq!(found("They asked about calls."), None);
    }
}
