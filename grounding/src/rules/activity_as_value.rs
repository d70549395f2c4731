use super::Check;
use super::hedged_as_proven::hedge;
use crate::align::Cited;
use crate::bound::{Bound, by_date};
use crate::text::{content_stems, find_figures};
use crate::verify::{ClaimCase, Proof};
use crate::{Diagnostic, Span, Standing, Value, ValueRole, lexicon};

rule! {
    /// Demotes work that is told as value.
    ///
    /// ## What it does
    ///
    /// An outcome needs a quote that says what changed or was measured. Where there is none, and
    /// the quotes don't speak of a hope either, the claim is left the standing of an activity. A
    /// likely benefit is, where its quotes only say what somebody did (delivered, trained, met).
    ///
    /// Usage figures, dashboard metrics, KPIs and survey answers measure. A health score is the
    /// vendor's own judgement: an outcome with nothing else to show is left a fact.
    ///
    /// ## Why
    ///
    /// Ten workshops are ten workshops. What they changed is another sentence, with another
    /// source.
    ///
    /// ## Example
    ///
    /// `They gained from 12 new workflows.`, citing "we delivered 12 workflows in March".
    ///
    /// ## Instead
    ///
    /// Cite what changed for the customer, or tell it as an activity.
    205, "activity told as value", Demote, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if !case.claim.is_value() {
        return Vec::new();
    }
    let proofs: Vec<Proof<'_>> = case.proofs().collect();
    if let Some(judgement) = proofs.first()
        && proofs.iter().all(|proof| proof.source.kind.is_own_judgement())
    {
        return vec![own_judgement(case, *judgement)];
    }
    let shown = |proof: &Proof<'_>| shows_result(case, *proof) || hedge(*proof).is_some();
    if proofs.iter().any(shown) || shows_move(case) {
        return Vec::new();
    }
    let deed = proofs.iter().filter(|proof| proof.is_statement()).find_map(|proof| {
        let words = lexicon::activities().find(proof.text())?;
        Some((
            proof,
            Span::new(proof.span.start + words.start, proof.span.start + words.end),
        ))
    });
    let told_as_outcome = case.claim.standing == Standing::ProvenOutcome;
    let whole = || {
        proofs
            .iter()
            .find(|proof| proof.is_statement())
            .map(|proof| (proof, proof.span))
    };
    let Some((proof, span)) = deed.or_else(|| whole().filter(|_| told_as_outcome)) else {
        return Vec::new();
    };
    let finding = Diagnostic::new("what is cited was done, but nothing is said of what it changed")
        .in_claim(case.whole(), "told as value")
        .in_source(proof.source, span, "an activity")
        .leaves(Standing::Activity);
    vec![finding.help("cite what changed for the customer, or tell it as an activity")]
}

/// Whether the quotes give the same thing's figure for two times.
fn shows_move(case: &ClaimCase<'_>) -> bool {
    let bound: Vec<&Bound> = case.cited().iter().flat_map(Cited::bound).take(MOST_COMPARED).collect();
    let pairs = bound.iter().enumerate();
    let dated = pairs
        .into_iter()
        .any(|(at, one)| bound[at + 1..].iter().any(|other| by_date(one, other).is_some()));
    dated || case.cited().iter().any(then_and_now)
}

/// Among the first so many figures of the quotes.
const MOST_COMPARED: usize = 64;

/// Whether a quote gives two figures in one unit, and says of one that it was so before.
fn then_and_now(cited: &Cited<'_>) -> bool {
    const BEFORE: [&str; 9] = [
        "before",
        "previously",
        "earlier",
        "last",
        "ago",
        "formerly",
        "used",
        "once",
        "initially",
    ];
    let figures = cited.bound();
    let alike = figures.iter().enumerate().any(|(at, one)| {
        figures[at + 1..]
            .iter()
            .any(|other| one.figure.unit == other.figure.unit && one.figure.value != other.figure.value)
    });
    let then = || {
        cited
            .reading
            .words
            .iter()
            .any(|word| BEFORE.contains(&word.lower.as_str()))
    };
    alike && then()
}

fn own_judgement(case: &ClaimCase<'_>, proof: Proof<'_>) -> Diagnostic {
    Diagnostic::new("what is cited is our own judgement of the account, and proves nothing that they gained")
        .in_claim(case.whole(), "told as value")
        .in_source(proof.source, proof.span, "our own score")
        .leaves(Standing::Fact)
        .help("cite what was measured, or what the customer says, or tell the score as a fact")
}

/// Whether a quote says what changed or was measured: by a word of change, a measured value of a
/// record, or a figure beside the words of a goal's metric.
fn shows_result(case: &ClaimCase<'_>, proof: Proof<'_>) -> bool {
    if proof.source.kind.is_own_judgement() {
        return false;
    }
    let measures = |value: &Value| matches!(value.role, ValueRole::Current | ValueRole::Change);
    let mut within = proof.source.values.iter().filter(|it| proof.span.contains(it.span));
    let measured = within.any(measures);
    let names_metric = || {
        let stems = content_stems(proof.text());
        let of_metric = |metric: &str| {
            let terms = content_stems(metric);
            !terms.is_empty() && terms.iter().all(|term| stems.contains(term))
        };
        case.ledger.kpis().any(|(_, kpi)| of_metric(&kpi.metric)) && !find_figures(proof.text()).is_empty()
    };
    let with_figure = || lexicon::results_with_figure().is_in(proof.text()) && !find_figures(proof.text()).is_empty();
    measured || lexicon::results().is_in(proof.text()) || with_figure() || names_metric()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, goal, measure, outcome, prose, verdict};
    use crate::{GoalStatus, SourceKind, Verdict};

    #[test]
    fn workshops_are_not_value() {
        let note = prose(
            "note:file/a",
            SourceKind::Note,
            "We held 12 workshops with the night shift in March.",
        );
        let goal = goal(
            "G1",
            "Cut reporting from 9 h to 5 h by December 2026",
            GoalStatus::OnTrack,
        );
        let quote = "We held 12 workshops with the night shift in March.";
        let claim = outcome(
            "The night shift profited from 12 workshops.",
            "G1",
            &[("note:file/a", quote)],
        );
        insta::assert_snapshot!(check("V205", vec![note, goal], &claim), @"
        warning[V205]: what is cited was done, but nothing is said of what it changed
         --> claim c1:1:1
          |
        1 | The night shift profited from 12 workshops.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ told as value
          |
         ::: note:file/a (2026-06-01):1:4
          |
        1 | We held 12 workshops with the night shift in March.
          |    ---- an activity
          |
        help: cite what changed for the customer, or tell it as an activity
        note: `vouch explain V205` says what this rule asks
        ");
    }

    #[test]
    fn our_own_score_is_not_value() {
        let score = measure("health:snapshot/7", SourceKind::Snapshot, "score", 71, "2026-05-31");
        let goal = goal("G1", "Raise adoption to 80 by December 2026", GoalStatus::OnTrack);
        let quote = "date: 2026-05-31\nmetric: score\nvalue: 71";
        let claim = outcome("Adoption rose to 71.", "G1", &[("health:snapshot/7", quote)]);
        insta::assert_snapshot!(check("V205", vec![score, goal], &claim), @"
        warning[V205]: what is cited is our own judgement of the account, and proves nothing that they gained
         --> claim c1:1:1
          |
        1 |   Adoption rose to 71.
          |   ^^^^^^^^^^^^^^^^^^^^ told as value
          |
         ::: health:snapshot/7 (2026-05-31):1:1
          |
        1 | / date: 2026-05-31
        2 | | metric: score
        3 | | value: 71
          | |_________- our own score
          |
        help: cite what was measured, or what the customer says, or tell the score as a fact
        note: `vouch explain V205` says what this rule asks
        ");
    }

    #[test]
    fn a_measured_figure_is() {
        let row = |date: &str, value: i64| {
            let id = format!("usage:row/a/{date}/adoption");
            measure(&id, SourceKind::Usage, "adoption", value, date)
        };
        let goal = goal("G1", "Raise adoption to 80 by December 2026", GoalStatus::OnTrack);
        let before = row("2026-01-31", 40);
        let after = row("2026-05-31", 71);
        let quotes = [
            (before.id.to_string(), before.text.clone()),
            (after.id.to_string(), after.text.clone()),
        ];
        let cited = [
            (quotes[0].0.as_str(), quotes[0].1.as_str()),
            (quotes[1].0.as_str(), quotes[1].1.as_str()),
        ];
        let claim = outcome("Adoption rose to 71 in May 2026, from 40 in January.", "G1", &cited);
        assert_eq!(verdict(vec![before, after, goal], &claim), Verdict::Accepted);
    }
}
