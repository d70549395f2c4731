//! Errors in what a claim points at.

use grounding::text::{Folded, content_words, sentences, words};
use grounding::{Citation, Claim, Goal, Ledger, Lookup, Source, SourceId, SourceKind, Span, State};

use super::base::{Base, Edit};
use super::text::put;

/// Words that take the place of another in a quote, where its source has none to give.
const STRANGE: [&str; 4] = ["lantern", "granite", "violin", "meadow"];

/// A quote is cited from another live source of the account, which doesn't hold it.
pub(super) fn source_swapped(base: &Base<'_>) -> Option<Edit> {
    let at = first_citation(base)?;
    let cited = &base.row.claim.citations[at];
    let quote = Folded::new(&cited.quote);
    let holds = |source: &Source| {
        let earlier = base.ledger.earlier(&source.id).iter();
        let mut texts = earlier.map(|it| it.text.as_str()).chain([source.text.as_str()]);
        texts.any(|text| Folded::new(text).find(&quote).is_some())
    };
    let others: Vec<&Source> = base
        .ledger
        .sources()
        .filter(|source| source.id != cited.source_id && is_evidence(base, source))
        .collect();
    let source = base.turned("source", &others).find(|source| !holds(source))?;
    cite(base, at, source.id.clone(), cited.quote.clone(), source.id.as_str())
}

/// A quote is cited from a source of another account.
pub(super) fn account_swapped(base: &Base<'_>) -> Option<Edit> {
    let at = first_citation(base)?;
    let own = &base.row.account_id;
    let others: Vec<&Source> = base
        .world
        .ledgers
        .iter()
        .filter(|(id, _)| *id != own)
        .flat_map(|(id, ledger)| {
            ledger
                .sources()
                .filter(move |source| source.account.as_ref() == Some(id))
        })
        .filter(|source| source.kind != SourceKind::Series && base.ledger.source(&source.id).is_none())
        .collect();
    let source = base.pick("account", &others)?;
    let quote = base.row.claim.citations[at].quote.clone();
    cite(base, at, source.id.clone(), quote, source.id.as_str())
}

/// One word of a quote becomes another.
pub(super) fn quote_altered(base: &Base<'_>) -> Option<Edit> {
    let at = first_citation(base)?;
    let Citation { source_id, quote, .. } = &base.row.claim.citations[at];
    let source = base.ledger.source(source_id)?;
    let text = Folded::new(&source.text);
    let plain = |word: &str| word.len() >= 4 && word.chars().all(|it| it.is_ascii_lowercase());
    let places: Vec<Span> = content_words(quote)
        .filter(|word| plain(word.text))
        .map(|word| word.span)
        .collect();
    let mut given: Vec<&str> = content_words(&source.text)
        .map(|word| word.text)
        .filter(|word| plain(word))
        .collect();
    given.sort_unstable();
    given.dedup();
    let place = *base.pick("place in quote", &places)?;
    let old = &quote[place.range()];
    let options = base.turned("word of quote", &given).chain(&STRANGE);
    let fitting = options.filter(|word| !quote.contains(**word) && **word != old);
    let mut altered = fitting.map(|word| (put(quote, place, word), *word));
    let (changed, word) = altered.find(|(changed, _)| text.find(&Folded::new(changed)).is_none())?;
    cite(base, at, source_id.clone(), changed, word)
}

/// The first half of a quote is joined to the second half of another sentence of its source.
pub(super) fn quote_spliced(base: &Base<'_>) -> Option<Edit> {
    let at = first_citation(base)?;
    let Citation { source_id, quote, .. } = &base.row.claim.citations[at];
    let source = base.ledger.source(source_id)?;
    let text = Folded::new(&source.text);
    let own = text.find(&Folded::new(quote))?.span;
    let (first, _) = halves(quote)?;
    let apart = |span: &Span| span.end + 2 < own.start || own.end + 2 < span.start;
    let seconds: Vec<&str> = sentences(&source.text)
        .into_iter()
        .filter(apart)
        .filter_map(|span| halves(&source.text[span.range()]).map(|(_, second)| second))
        .collect();
    let mut joined = base
        .turned("second half", &seconds)
        .map(|second| (format!("{first} {second}"), *second));
    let (quote, second) = joined.find(|(quote, _)| text.find(&Folded::new(quote)).is_none())?;
    cite(base, at, source_id.clone(), quote, second)
}

/// A value claim serves another goal, of its own account or of another.
pub(super) fn goal_swapped(base: &Base<'_>) -> Option<Edit> {
    let claim = &base.row.claim;
    let goal_id = claim.goal_id.as_deref().filter(|_| claim.is_value())?;
    let is_cited = |goal: &Goal| {
        let records = || goal.kpis.iter().map(|(id, _)| id).chain([&goal.id]);
        claim.citations.iter().any(|it| records().any(|id| *id == it.source_id))
    };
    let all = base.world.ledgers.values().flat_map(Ledger::goals);
    let others: Vec<&Goal> = all
        .filter(|goal| goal.id.as_str() != goal_id && !is_cited(goal))
        .collect();
    let goal = base.pick("goal", &others)?;
    let changed = Claim {
        goal_id: Some(goal.id.as_str().to_owned()),
        ..claim.clone()
    };
    Some(Edit {
        claim: changed,
        words: vec![goal.id.as_str().to_owned()],
    })
}

/// The place of the citation that is changed.
fn first_citation(base: &Base<'_>) -> Option<usize> {
    let citations = &base.row.claim.citations;
    citations
        .iter()
        .position(|it| base.ledger.source(&it.source_id).is_some())
}

/// Whether the claim's reader may see it, and it counts as evidence.
fn is_evidence(base: &Base<'_>, source: &Source) -> bool {
    let live = matches!(base.ledger.lookup(&source.id, base.row.claim.audience), Lookup::Live(_));
    live && source.state == State::Live && source.kind != SourceKind::Series
}

/// The claim with another citation at that place.
fn cite(base: &Base<'_>, at: usize, source: SourceId, quote: String, word: &str) -> Option<Edit> {
    let mut claim = base.row.claim.clone();
    let citation = claim.citations.get_mut(at)?;
    *citation = Citation::new(source, quote);
    Some(Edit {
        claim,
        words: vec![word.to_owned()],
    })
}

/// The two halves of a text of four words or more.
fn halves(text: &str) -> Option<(&str, &str)> {
    let starts: Vec<usize> = words(text).map(|word| word.span.start).collect();
    let middle = *starts.get(starts.len() / 2).filter(|_| starts.len() >= 4)?;
    Some((text[..middle].trim_end(), &text[middle..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_halved_between_two_words() {
        assert_eq!(
            halves("The wait is down to four days."),
            Some(("The wait is", "down to four days."))
        );
        assert_eq!(halves("Too short."), None);
    }
}
