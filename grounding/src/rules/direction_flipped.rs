use super::Check;
use crate::bound::{Bound, Move, by_date, move_in};
use crate::lexicon::{Mark, Table};
use crate::text::{Figure, Reading, Unit};
use crate::verify::ClaimCase;
use crate::{Diagnostic, Span};

rule! {
    /// Rejects a rise told as a fall, a fall told as a rise, and first and last value exchanged.
    ///
    /// ## What it does
    ///
    /// The claim's word of direction (`rose`, `down`, `fewer`) is held against its own figures
    /// (`fell from 7 to 12`), against the order of the figures in a quote or a record (`from A to
    /// B`, two dates, baseline and current), and against the quote's own words of direction. Words
    /// of better and worse are held against the goal: better is towards its target.
    ///
    /// ## Why
    ///
    /// Both numbers are right, and the sentence says the contrary.
    ///
    /// ## Example
    ///
    /// `Reporting rose from 9 h to 6 h.`
    ///
    /// ## Instead
    ///
    /// `Reporting fell from 9 h to 6 h.`
    403, "direction flipped", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let said = case.said();
    let bound = case.bound();
    let mut findings = Vec::new();
    for sentence in 0..said.sentences.len() {
        let own: Vec<&Bound> = bound.iter().filter(|it| it.sentence == sentence).collect();
        let told = direction(said, sentence);
        let own_move = move_in(said, &own);
        let finding = against_itself(said, sentence, told, own_move.as_ref(), &own)
            .or_else(|| against_figures(case, sentence, told, own_move.as_ref(), &own))
            .or_else(|| against_words(case, sentence, told))
            .or_else(|| against_goal(case, sentence));
        findings.extend(finding);
    }
    findings
}

/// Whether a sentence tells of a rise, and by which words; none where it tells of neither or of
/// both.
fn direction(reading: &Reading<'_>, sentence: usize) -> Option<(bool, Span)> {
    let of = |table: Table| reading.marks_of_in(table, sentence);
    let beside = |mark: &&Mark| {
        let end = mark.span.end;
        let figures = reading.figures();
        let next = figures.partition_point(|it| it.span.start < end);
        let near = |it: &&Figure| it.span.start - end < BESIDE_BYTES;
        let compares = || reading.sentence(sentence).iter().any(|word| word.lower == "than");
        figures.get(next).as_ref().is_some_and(near) || compares()
    };
    let mut up = of(Table::Rising).chain(of(Table::RisingBeside).filter(beside));
    let mut down = of(Table::Falling).chain(of(Table::FallingBeside).filter(beside));
    let (rises, mark) = match (up.next(), down.next()) {
        (Some(mark), None) => (true, mark),
        (None, Some(mark)) => (false, mark),
        _ => return None,
    };
    let denied = reading.words[mark.first].denied;
    (!denied).then_some((rises, mark.span))
}

/// A figure so near after a word is what it moved by, from or to.
const BESIDE_BYTES: usize = 48;

fn against_itself(
    said: &Reading<'_>,
    sentence: usize,
    told: Option<(bool, Span)>,
    own: Option<&Move>,
    bound: &[&Bound],
) -> Option<Diagnostic> {
    let (rises, span) = told?;
    let own = own?;
    // `A fall in open tickets from 12 to 7 and a rise ...` is two moves; one word speaks of one.
    if own.rises()? == rises || bound.len() > 3 || said.sentence(sentence).is_empty() {
        return None;
    }
    let figures = Span::new(
        own.from.span.start.min(own.to.span.start),
        own.from.span.end.max(own.to.span.end),
    );
    let finding = Diagnostic::new("the claim's word and its figures go in opposite directions")
        .in_claim(span, word(rises))
        .in_claim(figures, word(!rises));
    Some(finding.help("say it as the figures go"))
}

/// Against the order of the figures in each quote.
fn against_figures(
    case: &ClaimCase<'_>,
    sentence: usize,
    told: Option<(bool, Span)>,
    own: Option<&Move>,
    bound: &[&Bound],
) -> Option<Diagnostic> {
    let mut all: Vec<(usize, Bound)> = Vec::new();
    for (number, cited) in case.cited().iter().enumerate() {
        let known = cited.bound();
        let known: Vec<&Bound> = known.iter().collect();
        if let Some(there) = move_in(&cited.reading, &known) {
            let place = |figure: &Figure| cited.in_source(figure.span);
            let found = contradicts(case, sentence, told, own, bound, &there);
            if let Some((span, message)) = found {
                let finding = Diagnostic::new(message)
                    .in_claim(span, "the other way round")
                    .in_source(cited.proof.source, place(&there.from), "it began here")
                    .in_source(cited.proof.source, place(&there.to), "and came to this");
                return Some(finding.help("say it as the source's figures go"));
            }
        }
        all.extend(known.into_iter().cloned().map(|it| (number, it)));
    }
    // Two rows of a series tell a move between them.
    let [(_, one), (_, other)] = all.as_slice() else {
        return None;
    };
    let there = by_date(one, other)?;
    let (span, message) = contradicts(case, sentence, told, own, bound, &there)?;
    let place = |at: usize| case.cited()[all[at].0].in_source(all[at].1.figure.span);
    let finding = Diagnostic::new(message)
        .in_claim(span, "the other way round")
        .in_source(case.cited()[all[0].0].proof.source, place(0), "one figure")
        .in_source(case.cited()[all[1].0].proof.source, place(1), "the other");
    Some(finding.help("say it as the source's figures go"))
}

fn contradicts(
    case: &ClaimCase<'_>,
    sentence: usize,
    told: Option<(bool, Span)>,
    own: Option<&Move>,
    bound: &[&Bound],
    there: &Move,
) -> Option<(Span, &'static str)> {
    if let Some(own) = own {
        let swapped = own.from.same_as(&there.to) && own.to.same_as(&there.from) && own.rises().is_some();
        if swapped {
            let span = Span::new(
                own.from.span.start.min(own.to.span.start),
                own.from.span.end.max(own.to.span.end),
            );
            return Some((span, "first and last figure have changed places"));
        }
    }
    let (rises, span) = told?;
    let goes_up = there.rises()?;
    // The word must be said of these figures: by one of them, or by what follows from them.
    let of_these = bound.iter().any(|it| {
        it.figure.same_as(&there.to)
            || it.figure.same_as(&there.from)
            || matches!(it.figure.unit, Unit::Percent | Unit::Points)
            || is_step(&it.figure, there)
    });
    let alone = case.said().sentences.len() == 1 && bound.is_empty();
    ((of_these || alone) && rises != goes_up && sentence < usize::MAX)
        .then_some((span, "the source's figures go the other way"))
}

/// Whether a figure is how far something moved.
fn is_step(figure: &Figure, there: &Move) -> bool {
    let apart = (there.to.value - there.from.value).abs();
    there.to.unit == there.from.unit && figure.value.abs() == apart
}

/// Against the words of direction in the nearest sentence of each quote.
fn against_words(case: &ClaimCase<'_>, sentence: usize, told: Option<(bool, Span)>) -> Option<Diagnostic> {
    let (rises, span) = told?;
    let beside = case
        .aligned_in(sentence)
        .filter(|(beside, _)| beside.aligned.speaks_of_the_same());
    for (beside, cited) in beside {
        if let Some((there, place)) = direction(&cited.reading, beside.aligned.passage)
            && there != rises
        {
            let finding = Diagnostic::new("the source's word goes the other way")
                .in_claim(span, word(rises))
                .in_source(cited.proof.source, cited.in_source(place), word(there));
            return Some(finding.help("say it as the source says it"));
        }
    }
    None
}

/// A word of better or worse against the way to the goal's target.
fn against_goal(case: &ClaimCase<'_>, sentence: usize) -> Option<Diagnostic> {
    let said = case.said();
    let of = |table: Table| said.marks_of_in(table, sentence).next();
    let (better, mark) = match (of(Table::Improving), of(Table::Worsening)) {
        (Some(mark), None) => (true, mark),
        (None, Some(mark)) => (false, mark),
        _ => return None,
    };
    let kpis = &case.goal()?.kpis;
    let [(_, kpi)] = kpis.as_slice() else { return None };
    let wanted_up = kpi.target? > kpi.baseline?;
    for cited in case.cited() {
        let known = cited.bound();
        let known: Vec<&Bound> = known.iter().collect();
        let Some(there) = move_in(&cited.reading, &known) else {
            continue;
        };
        let of_kpi = [kpi.baseline, kpi.current]
            .iter()
            .flatten()
            .any(|value| there.from.value == *value || there.to.value == *value);
        if of_kpi && (there.rises()? == wanted_up) != better {
            let finding = Diagnostic::new(if better {
                "the figures went away from the goal's target"
            } else {
                "the figures went towards the goal's target"
            })
            .in_claim(mark.span, if better { "told as better" } else { "told as worse" })
            .in_source(cited.proof.source, cited.in_source(there.to.span), "where it came to");
            return Some(finding.help("say which way the figures went"));
        }
    }
    None
}

fn word(rises: bool) -> &'static str {
    if rises { "up" } else { "down" }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, goal, kpi, outcome, prose, verdict};
    use crate::{GoalStatus, SourceKind, Verdict};

    const QUOTE: &str = "Reporting stood at 9 h in January 2026 and was 6 h for May 2026.";

    #[test]
    fn a_fall_is_no_rise() {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        let claim = claim("Reporting rose to 6 h in May 2026.", &[("note:file/a", QUOTE)]);
        insta::assert_snapshot!(check("V403", vec![note], &claim), @"
        error[V403]: the source's figures go the other way
         --> claim c1:1:11
          |
        1 | Reporting rose to 6 h in May 2026.
          |           ^^^^ the other way round
          |
         ::: note:file/a (2026-06-01):1:20
          |
        1 | Reporting stood at 9 h in January 2026 and was 6 h for May 2026.
          |                    --- it began here
          |
         ::: note:file/a (2026-06-01):1:48
          |
        1 | Reporting stood at 9 h in January 2026 and was 6 h for May 2026.
          |                                                --- and came to this
          |
        help: say it as the source's figures go
        note: `vouch explain V403` says what this rule asks
        ");
    }

    #[test]
    fn figures_words_and_records_agree_or_not() {
        let cases = [
            (QUOTE, "Reporting fell from 9 h to 6 h.", Verdict::Accepted),
            (QUOTE, "Reporting fell from 6 h to 9 h.", Verdict::Rejected),
            (QUOTE, "Reporting went up by 33 %.", Verdict::Rejected),
            (QUOTE, "Reporting went down by 33 %.", Verdict::Accepted),
            (
                "Use of the planner has grown in all three plants.",
                "Use of the planner has declined in all three plants.",
                Verdict::Rejected,
            ),
            (
                "Use of the planner has grown in all three plants.",
                "Use of the planner increased in all three plants.",
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
        let record = kpi("K1", "G1", "weekly reporting", [9, 5, 6]);
        let quote = record.text.clone();
        let goal = goal(
            "G1",
            "Cut weekly reporting from 9 h to 5 h by December 2026",
            GoalStatus::OnTrack,
        );
        let told = |text: &str| {
            verdict(
                vec![record.clone(), goal.clone()],
                &outcome(text, "G1", &[("plan:kpi/K1", &quote)]),
            )
        };
        assert_eq!(told("Weekly reporting rose from 9 h to 6 h."), Verdict::Rejected);
        assert_eq!(told("Weekly reporting fell from 9 h to 6 h."), Verdict::Accepted);
    }
}
