use super::Check;
use crate::align::Cited;
use crate::lexicon::{Mark, Table, is_common, word_id};
use crate::quantity::{Part, Quantity, quantities};
use crate::text::{Reading, stem};
use crate::verify::{Beside, ClaimCase};
use crate::{ClaimKind, Diagnostic, Span, Standing};

rule! {
    /// Rejects a claim that says more, or says it more surely, than its quote.
    ///
    /// ## What it does
    ///
    /// A larger part than the quote speaks of (`all` for `most`, `most` for `a third`, `many` for `a
    /// handful`); a superlative that the quote hasn't; a bare figure where the quote says
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
    findings.extend(superlative(case));
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

/// A larger part than the quote speaks of, of the same thing.
fn quantifier(case: &ClaimCase<'_>, beside: &Beside, cited: &Cited<'_>) -> Option<Diagnostic> {
    let (said, quote) = (case.said(), &cited.reading);
    if beside.aligned.share < 0.5 {
        return None;
    }
    let told = quantities(said, beside.sentence);
    let there = quantities(quote, beside.aligned.passage);
    let is_number = |it: &Quantity| said.figures().iter().any(|figure| figure.span == it.span);
    for one in told
        .iter()
        .filter(|it| !it.denied && !is_number(it) && !is_time(said, it.next))
    {
        // The quote speaks of a part of what the claim speaks of: a word that both have stands
        // right after.
        let of_same = |other: &&Quantity| {
            let near = other.next..other.next + NEAR_WORDS;
            let own = one.next..one.next + NEAR_WORDS;
            // `They do so across the board` speaks of what stands before it.
            let closes = !own.clone().any(|at| {
                said.words
                    .get(at)
                    .is_some_and(|it| it.content && it.sentence == beside.sentence)
            });
            let mut pairs = beside.aligned.pairs.iter();
            pairs.any(|pair| near.contains(&pair.found) && (closes || own.contains(&pair.said)))
        };
        let of_part: Vec<&Quantity> = there.iter().filter(|it| of_same(it)).collect();
        let bears_out = |other: &&Quantity| match one.part {
            Part::None => other.part == Part::None,
            part => other.part >= part || (part == Part::Some && other.part == Part::Few),
        };
        if let Some(other) = of_part
            .iter()
            .find(|it| it.part != Part::None || one.part != Part::None)
            && !of_part.iter().any(bears_out)
            && !(one.part == Part::None && said.denials(beside.sentence) > 1)
            && !(one.part != Part::None && other.part == Part::None)
        {
            let message = "the claim speaks of a larger part than the source";
            return Some(finding(message, one.span, "of so many", cited, other.span, "of these"));
        }
    }
    None
}

/// Whether a word of quantity counts times: `every week`, `each quarter`.
fn is_time(said: &Reading<'_>, next: usize) -> bool {
    let word = said.words.get(next).map(|word| word.root.as_str());
    matches!(
        word,
        Some(
            "minut"
                | "hour"
                | "day"
                | "week"
                | "month"
                | "quarter"
                | "year"
                | "time"
                | "shift"
                | "morn"
                | "night"
                | "monday"
        )
    )
}

/// Words of quantity speak of what stands within so many words after them.
const NEAR_WORDS: usize = 5;

/// The first, the most, the best of something, which no quote says.
fn superlative(case: &ClaimCase<'_>) -> Option<Diagnostic> {
    let said = case.said();
    let word = said
        .words
        .iter()
        .find(|word| is_superlative(&word.lower) && !word.denied && !word.capital)?;
    let held = |cited: &Cited<'_>| {
        let mut words = cited.reading.words.iter();
        cited.same(word).next().is_some() || words.any(|it| is_superlative(&it.lower) || it.lower == "record")
    };
    let plain = case
        .cited()
        .iter()
        .all(|cited| cited.proof.is_statement() && !held(cited));
    let first = case.cited().first().filter(|_| plain)?;
    let place = first.proof.span;
    let finding = Diagnostic::new("the claim compares with all others, the source doesn't")
        .in_claim(word.span, "of all")
        .in_source(first.proof.source, place, "no comparison with others");
    Some(finding.help("say no more than the source does"))
}

fn is_superlative(word: &str) -> bool {
    let Some(base) = word.strip_suffix("est").filter(|base| base.len() >= 3) else {
        return false;
    };
    let common = |word: &str| word_id(&stem(word)).is_some_and(is_common);
    let doubled = base
        .as_bytes()
        .windows(2)
        .next_back()
        .filter(|it| it[0] == it[1])
        .map(|_| &base[..base.len() - 1]);
    let bases = [
        base.to_owned(),
        format!("{base}e"),
        format!("{}y", base.trim_end_matches('i')),
    ];
    let is_base = bases.iter().any(|it| common(it)) || doubled.is_some_and(common);
    // `Interest`, `request` and their like are words of their own.
    is_base
        && !matches!(
            word,
            "latest"
                | "nearest"
                | "interest"
                | "forest"
                | "honest"
                | "contest"
                | "harvest"
                | "arrest"
                | "invest"
                | "earnest"
                | "modest"
                | "request"
                | "protest"
                | "suggest"
                | "manifest"
        )
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

/// What the quote holds possible told as settled; what it only plans, expects or hopes told as
/// plain fact.
fn certainty(case: &ClaimCase<'_>, beside: &Beside, cited: &Cited<'_>) -> Option<Diagnostic> {
    let (said, quote) = (case.said(), &cited.reading);
    if !cited.proof.is_statement() || !beside.aligned.speaks_of_the_same() {
        return None;
    }
    let has = |table: Table| said.has_in(table, beside.sentence);
    let settled = has(Table::Future) && !has(Table::Possible) && !reports_doubt(said, beside.sentence);
    let doubts = [
        Table::Uncertain,
        Table::Hedges,
        Table::PromiseVerbs,
        Table::Pending,
        Table::Targets,
        Table::Denials,
    ]
    .into_iter()
    .any(has);
    if (doubts && !settled) || case.claim.standing == Standing::ProvenOutcome || (leaves_doubt(case) && !settled) {
        return None;
    }
    let hedges = quote.marks_in(beside.aligned.passage).iter().filter(|mark| {
        let doubt = match mark.table {
            Table::Possible => true,
            Table::Uncertain | Table::Hedges => !settled,
            _ => false,
        };
        // `Roughly 40` rounds, and doubts nothing else.
        let end = mark.span.end;
        let rounds = quote
            .figures()
            .iter()
            .any(|it| it.span.start >= end && it.span.start <= end + 1);
        doubt && !rounds
    });
    let hedge = hedges.into_iter().find(|mark| {
        let word = &quote.words[mark.first];
        let calendar = word.capital && word.lower == "may";
        let doubted = beside.aligned.pairs.iter().any(|pair| {
            let found = &quote.words[pair.found];
            let reached = reaches(quote, mark, pair.found) && found.clause == word.clause;
            (pair.same || settled) && reached && !said.words[pair.said].capital
        });
        !calendar && doubted
    })?;
    let message = if settled {
        "the source only holds this possible"
    } else {
        "the source is less sure than the claim"
    };
    Some(finding(
        message,
        case.whole(),
        "told as so",
        cited,
        hedge.span,
        "a doubt, a plan or a hope",
    ))
}

/// Whether a sentence reports that something is doubted, expected or hoped.
fn reports_doubt(said: &Reading<'_>, sentence: usize) -> bool {
    let mut marks = said.marks_in(sentence).iter();
    marks.any(|mark| {
        let future = said.words[mark.first].tables.has(Table::Future);
        matches!(mark.table, Table::Uncertain | Table::Hedges) && !future
    })
}

/// Whether a doubt is of a word: a modal verb of the few after it; `it is planned` of all its
/// clause; any other (`I guess`, `we expect`) of what comes after it in its clause.
fn reaches(quote: &Reading<'_>, hedge: &Mark, word: usize) -> bool {
    const MODALS: [&str; 14] = [
        "may", "might", "could", "should", "would", "will", "shall", "if", "unless", "want", "wants", "looking",
        "going", "like",
    ];
    const BE: [&str; 6] = ["is", "are", "was", "were", "been", "be"];
    let end = hedge.first + hedge.words;
    let first = quote.words[hedge.first].lower.as_str();
    let before = hedge.first.checked_sub(1).map(|at| quote.words[at].lower.as_str());
    if MODALS.contains(&first) {
        (end..end + MODAL_REACH).contains(&word)
    } else if before.is_some_and(|it| BE.contains(&it)) {
        true
    } else {
        word >= end
    }
}

/// A modal verb doubts so many words ahead.
const MODAL_REACH: usize = 2;

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
        error[V405]: the claim speaks of a larger part than the source
         --> claim c1:1:1
          |
        1 | All of the plants use the planner every week.
          | ^^^ of so many
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | Some of the plants use the planner every week.
          | ---- of these
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
