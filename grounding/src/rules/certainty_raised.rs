use super::Check;
use crate::align::Cited;
use crate::lexicon::{Mark, Table};
use crate::text::Reading;
use crate::verify::{Beside, ClaimCase};
use crate::{ClaimKind, Diagnostic, Span, Standing};

rule! {
    /// Rejects a claim that says more, or says it more surely, than its quote.
    ///
    /// ## What it does
    ///
    /// `All` where the quote says `some`, `most` or `a few`; a bare figure where the quote says
    /// `about`, `nearly` or `up to`; a plain statement where the quote says that it may, should or
    /// is planned to be so. Held against each quote apart. A claim that is told as a likely
    /// benefit, a promise, a risk or a recommendation may leave the doubt to its label; a proven
    /// outcome that rests on a hope is for V501.
    ///
    /// ## Why
    ///
    /// `Some teams use it` and `all teams use it` differ by a renewal.
    ///
    /// ## Example
    ///
    /// `All plants use the planner.`, citing "some of the plants use the planner".
    ///
    /// ## Instead
    ///
    /// `Some of the plants use the planner.`
    405, "quantifier or certainty raised", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (beside, cited) in case.aligned() {
        let found = quantifier(case, beside, cited)
            .or_else(|| estimate(case, beside, cited))
            .or_else(|| certainty(case, beside, cited));
        findings.extend(found);
    }
    findings
}

fn finding(message: &str, claim: Span, label: &str, cited: &Cited<'_>, place: Span, there: &str) -> Diagnostic {
    Diagnostic::new(message)
        .in_claim(claim, label)
        .in_source(cited.proof.source, cited.in_source(place), there)
        .help("say no more than the source does")
}

/// All, where the quote says some.
fn quantifier(case: &ClaimCase<'_>, beside: &Beside, cited: &Cited<'_>) -> Option<Diagnostic> {
    let (said, quote) = (case.said(), &cited.reading);
    if beside.aligned.share < 0.5 || said.has_in(Table::Partial, beside.sentence) {
        return None;
    }
    let passage = beside.aligned.passage;
    let all = said
        .marks_of(Table::Universal)
        .find(|mark| said.words[mark.first].sentence == beside.sentence)?;
    if said.words[all.first].denied || said.denies(beside.sentence) {
        return None;
    }
    // `Every week` makes no `every plant`.
    let of = |reading: &Reading<'_>, mark: &Mark| {
        let after = reading.words.iter().skip(mark.first + mark.words).take(3);
        after
            .into_iter()
            .find(|word| word.content)
            .map(|word| word.root.clone())
    };
    let whole = of(said, all);
    let mut wholes = quote
        .marks_of(Table::Universal)
        .filter(|mark| quote.words[mark.first].sentence == passage);
    if wholes.any(|mark| whole.is_none() || of(quote, mark).is_none() || of(quote, mark) == whole) {
        return None;
    }
    let some = quote
        .marks_of(Table::Partial)
        .find(|mark| quote.words[mark.first].sentence == passage)?;
    // What the quote says of a part must be what the claim says of the whole.
    let near = some.first + some.words..some.first + some.words + 5;
    let shared = beside.aligned.pairs.iter().any(|pair| near.contains(&pair.found));
    shared.then(|| {
        finding(
            "the claim speaks of the whole, the source of a part",
            all.span,
            "of all",
            cited,
            some.span,
            "of some",
        )
    })
}

/// Words before a figure that make it an estimate.
const ABOUT: [&str; 16] = [
    "about",
    "around",
    "roughly",
    "approximately",
    "approx",
    "nearly",
    "almost",
    "circa",
    "some",
    "maybe",
    "perhaps",
    "estimated",
    "ballpark",
    "guess",
    "probably",
    "possibly",
];
/// Words before a figure that make it a bound.
const BOUNDS: [&str; 9] = [
    "over", "under", "least", "most", "than", "up to", "below", "above", "or so",
];

/// A figure without the `about` that the quote has before it.
fn estimate(case: &ClaimCase<'_>, beside: &Beside, cited: &Cited<'_>) -> Option<Diagnostic> {
    let (said, quote) = (case.said(), &cited.reading);
    let doubts = [Table::Uncertain, Table::Hedges]
        .into_iter()
        .any(|table| said.has_in(table, beside.sentence));
    if doubts || said.has_in(Table::Partial, beside.sentence) || leaves_doubt(case) {
        return None;
    }
    let within = |figure: &&crate::text::Figure| said.sentences[beside.sentence].contains(figure.span);
    for figure in said.figures().iter().filter(within) {
        if before(said.text, figure.span, &ABOUT).is_some() || before(said.text, figure.span, &BOUNDS).is_some() {
            continue;
        }
        let same: Vec<_> = quote.figures().iter().filter(|it| figure.same_as(it)).collect();
        let estimated: Vec<Span> = same
            .iter()
            .filter_map(|it| before(quote.text, it.span, &ABOUT))
            .collect();
        if let Some(place) = estimated.first()
            && estimated.len() == same.len()
        {
            return Some(finding(
                "the source only estimates this figure",
                figure.span,
                "told as exact",
                cited,
                *place,
                "an estimate",
            ));
        }
    }
    None
}

/// The one of the words that stands among the two before a place.
fn before(text: &str, place: Span, words: &[&str]) -> Option<Span> {
    let lead = &text[..place.start];
    let start = lead
        .char_indices()
        .rev()
        .filter(|(_, it)| it.is_whitespace())
        .nth(2)
        .map_or(0, |(at, _)| at);
    crate::text::words(&lead[start..])
        .find(|word| words.contains(&word.text.to_lowercase().as_str()))
        .map(|word| Span::new(start + word.span.start, start + word.span.end))
}

/// A plain statement of what the quote only holds possible, plans or hopes for.
fn certainty(case: &ClaimCase<'_>, beside: &Beside, cited: &Cited<'_>) -> Option<Diagnostic> {
    let (said, quote) = (case.said(), &cited.reading);
    let doubts = [
        Table::Uncertain,
        Table::Hedges,
        Table::Reporting,
        Table::Pending,
        Table::Targets,
        Table::Denials,
    ]
    .into_iter()
    .any(|table| said.has_in(table, beside.sentence));
    if doubts || !cited.proof.is_statement() || !beside.aligned.speaks_of_the_same() || leaves_doubt(case) {
        return None;
    }
    if case.claim.standing == Standing::ProvenOutcome {
        return None;
    }
    let hedges = quote
        .marks
        .iter()
        .filter(|mark| matches!(mark.table, Table::Uncertain | Table::Hedges));
    let hedge = hedges.into_iter().find(|mark| {
        let word = &quote.words[mark.first];
        let end = mark.first + mark.words;
        // What is doubted is what comes right after, and the claim must say just that.
        let reach = end..end + HEDGE_REACH;
        let calendar = word.capital && word.lower == "may";
        let doubted = beside.aligned.pairs.iter().any(|pair| {
            let found = &quote.words[pair.found];
            pair.same && reach.contains(&pair.found) && found.clause == word.clause && !said.words[pair.said].capital
        });
        word.sentence == beside.aligned.passage && !calendar && doubted
    })?;
    Some(finding(
        "the source is less sure than the claim",
        case.whole(),
        "told as so",
        cited,
        hedge.span,
        "a doubt, a plan or a hope",
    ))
}

/// A doubt reaches so many words ahead.
const HEDGE_REACH: usize = 2;

/// Whether the claim's label says that it isn't certain.
fn leaves_doubt(case: &ClaimCase<'_>) -> bool {
    let label = matches!(
        case.claim.kind,
        ClaimKind::Promise | ClaimKind::Risk | ClaimKind::Recommendation | ClaimKind::Requirement | ClaimKind::Benefit
    );
    label || case.claim.standing == Standing::LikelyBenefit
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    #[test]
    fn some_are_not_all() {
        let quote = "Some of the plants use the planner every week.";
        let note = prose("note:file/a", SourceKind::Note, quote);
        let claim = claim(
            "All of the plants use the planner every week.",
            &[("note:file/a", quote)],
        );
        insta::assert_snapshot!(check("V405", vec![note.clone()], &claim), @"
        error[V405]: the claim speaks of the whole, the source of a part
         --> claim c1:1:1
          |
        1 | All of the plants use the planner every week.
          | ^^^ of all
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | Some of the plants use the planner every week.
          | ---- of some
          |
        help: say no more than the source does
        note: `vouch explain V405` says what this rule asks
        ");
    }

    #[test]
    fn doubts_stay() {
        let cases = [
            (
                "The Lyon plant may switch in autumn.",
                "The Lyon plant switches in autumn.",
                Verdict::Rejected,
            ),
            (
                "The Lyon plant may switch in autumn.",
                "The Lyon plant might switch in autumn.",
                Verdict::Accepted,
            ),
            (
                "The Lyon plant switched in autumn.",
                "The Lyon plant switched in autumn.",
                Verdict::Accepted,
            ),
            (
                "It took about 40 hours to set up the feed.",
                "It took 40 hours to set up the feed.",
                Verdict::Rejected,
            ),
            (
                "It took about 40 hours to set up the feed.",
                "It took roughly 40 hours to set up the feed.",
                Verdict::Accepted,
            ),
            (
                "Most of the planners logged in.",
                "Every planner logged in.",
                Verdict::Rejected,
            ),
            (
                "All of the planners logged in.",
                "Every planner logged in.",
                Verdict::Accepted,
            ),
        ];
        for (quote, text, expected) in cases {
            let note = prose("note:file/a", SourceKind::Note, quote);
            assert_eq!(
                verdict(vec![note], &claim(text, &[("note:file/a", quote)])),
                expected,
                "{text}"
            );
        }
    }
}
