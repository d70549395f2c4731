use super::Check;
use crate::align::{Cited, Pair};
use crate::bound::is_denied;
use crate::lexicon::{Table, Tables, is_common, word_id};
use crate::text::{Reading, Token, stem};
use crate::verify::{Beside, ClaimCase};
use crate::{Diagnostic, Span};

rule! {
    /// Rejects a claim that affirms what its quote denies, or denies what it affirms.
    ///
    /// ## What it does
    ///
    /// Each sentence of the claim is held against the nearest sentence of each quote, read with
    /// the whole of the sentence that the quote was taken from. Where a word stands in both, and
    /// in one of them it is denied (`not`, `no`, `never`, `failed to`, `without`, `still to be`),
    /// the claim says the contrary. Two denials cancel each other, and so does a denial of the
    /// opposite (`did not rise`, `stayed flat`). Another quote that agrees doesn't heal it.
    ///
    /// ## Why
    ///
    /// One small word, and the summary says the opposite of the call.
    ///
    /// ## Example
    ///
    /// `The board approved the second site.`, citing "the board has not approved the second site".
    ///
    /// ## Instead
    ///
    /// Say what was said: `The board has not approved the second site.`
    402, "polarity flipped", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let flips = case
        .aligned()
        .filter_map(|(beside, cited)| flipped(case, beside, cited).or_else(|| still_open(case, beside, cited)));
    let mut findings: Vec<Diagnostic> = flips.chain(agreement(case)).collect();
    if findings.is_empty() {
        findings.extend(
            denied_whole(case)
                .or_else(|| denied_figure(case))
                .or_else(|| denial_added(case)),
        );
    }
    findings
}

/// A sentence denied as a whole (`it is untrue that`), of which no quote denies anything.
fn denied_whole(case: &ClaimCase<'_>) -> Option<Diagnostic> {
    let said = case.said();
    let first = case.cited().first()?;
    let sentence = (0..said.sentences.len()).find(|it| said.whole_denials(*it) % 2 == 1)?;
    let denies = |cited: &Cited<'_>| (0..cited.reading.sentences.len()).any(|it| cited.reading.denies(it));
    let others = said.denials(sentence) > said.whole_denials(sentence);
    if case.cited().iter().any(denies) != others {
        return None;
    }
    let finding = Diagnostic::new("the claim denies what the source says")
        .in_claim(said.sentences[sentence], "denied as a whole")
        .in_source(first.proof.source, first.proof.span, "not denied here");
    Some(finding.help("say it as the source says it"))
}

const DOCUMENTS: [&str; 10] = [
    "order",
    "form",
    "contract",
    "agreement",
    "scope",
    "msa",
    "sow",
    "signed",
    "terms",
    "document",
];

/// A denial in the claim where nothing cited denies anything, in so many words or others.
fn denial_added(case: &ClaimCase<'_>) -> Option<Diagnostic> {
    let said = case.said();
    let first = case.cited().first()?;
    let sentence = (0..said.sentences.len()).find(|it| said.denials(*it) % 2 == 1)?;
    let doubts = said.has_in(Table::Pending, sentence) || said.has_in(Table::Hedges, sentence);
    let heads = said.denied_heads(sentence);
    // That something is not in a document stands in no quote of another.
    let of_document = heads
        .iter()
        .all(|at| DOCUMENTS.contains(&said.words[*at].lower.as_str()));
    if doubts || of_document || case.cited().iter().any(|cited| implies_denial(cited, said, &heads)) {
        return None;
    }
    let finding = Diagnostic::new("the claim denies, and nothing cited does")
        .in_claim(said.words[heads[0]].span, "denied here")
        .in_source(first.proof.source, first.proof.span, "nothing is denied here");
    Some(finding.help("say it as the source says it"))
}

/// Whether a quote denies something, says that something is missing, over or less, leaves a field
/// empty, or has the opposite of what the claim denies.
fn implies_denial(cited: &Cited<'_>, said: &Reading<'_>, heads: &[usize]) -> bool {
    let quote = &cited.reading;
    let tables = [
        Table::Negations,
        Table::Denials,
        Table::Pending,
        Table::ImpliedDenials,
        Table::Falsehood,
    ];
    let claim_has = |word: &Token| said.words.iter().any(|it| it.same_as(word));
    // A word that the claim has as well tells the two apart in nothing, unless it denies.
    let implied = quote.marks.iter().any(|mark| match mark.table {
        Table::ImpliedDenials => mark.words > 1 || !claim_has(&quote.words[mark.first]),
        table => tables.contains(&table),
    });
    let negative = |word: &Token| {
        let lower = word.lower.as_str();
        let prefixed = ["un", "non", "dis", "mis", "in", "im"].iter().any(|prefix| {
            let rest = lower.strip_prefix(prefix).filter(|rest| rest.len() > 3);
            rest.is_some_and(|rest| word_id(&stem(rest)).is_some_and(is_common))
        });
        (prefixed || lower.ends_with("less")) && !claim_has(word)
    };
    let source = cited.proof.source;
    let quoted = |span: Span| cited.proof.span.start <= span.start && span.end <= cited.proof.span.end + 1;
    let empty = source
        .fields
        .iter()
        .any(|field| quoted(field.span) && source.text[field.span.range()].trim().is_empty());
    let opposed = || heads.iter().any(|at| !cited.opposed(&said.words[*at]).is_empty());
    implied || empty || quote.words.iter().any(negative) || opposed()
}

/// A figure or a date denied that a quote gives as it is.
fn denied_figure(case: &ClaimCase<'_>) -> Option<Diagnostic> {
    let said = case.said();
    for figure in said.figures().iter().filter(|it| is_denied(said, it.span)) {
        let number = said.sentences.iter().position(|it| it.contains(figure.span))?;
        let contrasts = said.text.contains("rather than") || said.text.contains("instead of");
        if said.denials(number) != 1 || contrasts {
            continue;
        }
        for cited in case.cited() {
            let denied = |it: &crate::text::Figure| {
                let sentence = cited.reading.sentences.iter().position(|place| place.contains(it.span));
                sentence.is_none_or(|sentence| cited.reading.denies(sentence))
            };
            let mut same = cited
                .reading
                .figures()
                .iter()
                .filter(|it| figure.same_as(it))
                .peekable();
            let Some(place) = same.peek().map(|it| it.span) else {
                continue;
            };
            if same.any(denied) {
                return None;
            }
            let finding = Diagnostic::new("the claim denies a figure that the source gives")
                .in_claim(figure.span, "denied here")
                .in_source(cited.proof.source, cited.in_source(place), "not denied here");
            return Some(finding.help("say it as the source says it"));
        }
    }
    None
}

/// What the quote calls still open, told as done.
fn still_open(case: &ClaimCase<'_>, beside: &Beside, cited: &Cited<'_>) -> Option<Diagnostic> {
    let (said, quote) = (case.said(), &cited.reading);
    let open = quote.marks_of_in(Table::Pending, beside.aligned.passage).next()?;
    let doubts = [
        Table::Pending,
        Table::Denials,
        Table::Hedges,
        Table::Uncertain,
        Table::Targets,
    ];
    let told_as_open =
        doubts.into_iter().any(|table| said.has_in(table, beside.sentence)) || said.denies(beside.sentence);
    let clause = quote.words[open.first].clause;
    let about = beside
        .aligned
        .pairs
        .iter()
        .filter(|pair| pair.same && quote.words[pair.found].clause == clause)
        .count();
    if told_as_open || about < 2 || quote.words[open.first].denied {
        return None;
    }
    let finding = Diagnostic::new("the source says that this is still open")
        .in_claim(said.sentences[beside.sentence], "told as done")
        .in_source(cited.proof.source, cited.in_source(open.span), "still open");
    Some(finding.help("say that it is still open"))
}

/// Words of agreeing, by root.
const AGREES: [&str; 5] = ["match", "agre", "consist", "align", "equal"];
/// Words of not agreeing, by root.
const DIFFERS: [&str; 6] = ["contradict", "conflict", "differ", "inconsist", "mismatch", "deviat"];

/// A claim that two sources agree, or that they don't, against the figures that they give.
fn agreement(case: &ClaimCase<'_>) -> Option<Diagnostic> {
    let [one, other] = case.cited() else { return None };
    let said = case.said();
    let is = |list: &[&str], root: &str| list.iter().any(|stem| root.starts_with(stem));
    let word = said
        .words
        .iter()
        .find(|word| is(&AGREES, &word.root) || is(&DIFFERS, &word.root))?;
    let told_apart = is(&DIFFERS, &word.root) != word.denied;
    let (Some(left), Some(right)) = (one.reading.figures().first(), other.reading.figures().first()) else {
        return None;
    };
    let only = one.reading.figures().len() == 1 && other.reading.figures().len() == 1;
    if !only || !left.unit.comparable(&right.unit) || left.same_as(right) != told_apart {
        return None;
    }
    let message = if told_apart {
        "both sources give the same figure"
    } else {
        "the two sources give different figures"
    };
    let finding = Diagnostic::new(message)
        .in_claim(word.span, "the contrary")
        .in_source(one.proof.source, one.in_source(left.span), "one")
        .in_source(other.proof.source, other.in_source(right.span), "the other");
    Some(finding.help("say it as the two figures are"))
}

fn flipped(case: &ClaimCase<'_>, beside: &Beside, cited: &Cited<'_>) -> Option<Diagnostic> {
    if !beside.aligned.speaks_of_the_same() {
        return None;
    }
    let (said, quote) = (case.said(), &cited.reading);
    let passage = beside.aligned.passage;
    let denied = |pair: &Pair| (said.words[pair.said].denied, quote.words[pair.found].denied);
    // Of words that only report nothing is denied: `nobody tells us` and `as noted`.
    let reports = |pair: &&Pair| {
        const REPORTS: Tables = Tables::of(&[Table::General, Table::Reporting]);
        said.words[pair.said].tables.meets(REPORTS)
    };
    let pairs: Vec<Pair> = beside.aligned.pairs.iter().filter(|it| !reports(it)).copied().collect();
    // A word that stands there both denied and affirmed contradicts nothing.
    let agrees = |word: usize| {
        pairs
            .iter()
            .filter(|it| it.said == word)
            .any(|it| denied(it).0 == denied(it).1)
    };
    // What is denied first of all must be what both speak of: of `has not been paid` that is the
    // paying.
    let (own_heads, their_heads) = (said.denied_heads(beside.sentence), quote.denied_heads(passage));
    let is_head = |pair: &Pair| {
        if denied(pair).0 {
            own_heads.contains(&pair.said)
        } else {
            their_heads.contains(&pair.found)
        }
    };
    let pair = pairs
        .iter()
        .find(|pair| denied(pair).0 != denied(pair).1 && !agrees(pair.said) && is_head(pair))?;
    let claim_denies = said.denies(beside.sentence);
    let quote_denies = quote.denies(passage) || quote.has_in(Table::Pending, passage);
    let both = claim_denies && quote_denies && said.denials(beside.sentence) % 2 == quote.denials(passage) % 2;
    // `I asked for it. Nothing has come back.`: the next sentence denies, and names nothing.
    let next_denies = claim_denies
        && quote.denies(passage + 1)
        && !quote
            .sentence(passage + 1)
            .iter()
            .any(|word| said.words.iter().any(|it| it.content && it.same_as(word)));
    if both || next_denies || (!claim_denies && said.has_in(Table::Pending, beside.sentence)) {
        return None;
    }
    // `Did not rise` for `fell`: what is denied is the opposite.
    let opposite = said.sentence(beside.sentence).iter().any(|word| {
        let held = cited.same(word).any(|at| quote.words[at].sentence == passage);
        let opposed = cited.opposed(word);
        let negates = |at: usize| {
            const DENIES: Tables = Tables::of(&[Table::Negations, Table::Denials]);
            quote.words[at].tables.meets(DENIES)
        };
        !held
            && opposed
                .iter()
                .any(|at| quote.words[*at].sentence == passage && !negates(*at))
    });
    if opposite {
        return None;
    }
    let (told, found) = (said.words[pair.said].span, quote.words[pair.found].span);
    let (message, label, there) = if claim_denies {
        (
            "the claim denies what the source says",
            "denied here",
            "not denied here",
        )
    } else {
        ("the claim says what the source denies", "said here", "denied here")
    };
    let finding = Diagnostic::new(message).in_claim(told, label).in_source(
        cited.proof.source,
        cited.in_source(around(quote.text, found)),
        there,
    );
    Some(finding.help("say it as the source says it"))
}

/// A word with the few words before it, which deny it or don't.
fn around(text: &str, word: Span) -> Span {
    let lead = &text[..word.start];
    let line = lead.rfind('\n').map_or(0, |at| at + 1);
    let start = lead[line..]
        .split_inclusive(' ')
        .rev()
        .take(4)
        .map(str::len)
        .sum::<usize>();
    Span::new(word.start - start, word.end)
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    fn judge(quote: &str, text: &str) -> Verdict {
        verdict(
            vec![prose("note:file/a", SourceKind::Note, quote)],
            &claim(text, &[("note:file/a", quote)]),
        )
    }

    #[test]
    fn the_contrary_is_shown() {
        let quote = "The board has not approved the second site yet.";
        let claim = claim("The board has approved the second site.", &[("note:file/a", quote)]);
        insta::assert_snapshot!(check("V402", vec![prose("note:file/a", SourceKind::Note, quote)], &claim), @"
        error[V402]: the claim says what the source denies
         --> claim c1:1:15
          |
        1 | The board has approved the second site.
          |               ^^^^^^^^ said here
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | The board has not approved the second site yet.
          | -------------------------- denied here
          |
        help: say it as the source says it
        note: `vouch explain V402` says what this rule asks
        ");
    }

    #[test]
    fn denials_are_understood() {
        let cases = [
            (
                "There are no open findings after the audit.",
                "Open findings remain after the audit.",
                Verdict::Rejected,
            ),
            (
                "There are no open findings after the audit.",
                "The audit left no open findings.",
                Verdict::Accepted,
            ),
            (
                "The import ran without errors on Monday.",
                "The import ran with errors on Monday.",
                Verdict::Rejected,
            ),
            (
                "They failed to finish the migration in May.",
                "They finished the migration in May.",
                Verdict::Rejected,
            ),
            (
                "They finished the migration in May.",
                "They did not finish the migration in May.",
                Verdict::Rejected,
            ),
            (
                "Nobody in finance has lost access since the move.",
                "Since the move, nobody in finance has lost access.",
                Verdict::Accepted,
            ),
            (
                "Not only the pilot team uses the planner, all teams do.",
                "The pilot team uses the planner.",
                Verdict::Accepted,
            ),
        ];
        for (quote, text, expected) in cases {
            assert_eq!(judge(quote, text), expected, "{text}");
        }
    }

    #[test]
    fn what_was_cut_off_a_sentence_counts() {
        let text = "We never agreed that the planner replaces the ledger.";
        let quote = "the planner replaces the ledger";
        let note = prose("note:file/a", SourceKind::Note, text);
        assert_eq!(
            verdict(
                vec![note],
                &claim(
                    "It was agreed that the planner replaces the ledger.",
                    &[("note:file/a", quote)]
                )
            ),
            Verdict::Rejected
        );
    }
}
