use super::Check;
use crate::lexicon::Table;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Kpi, Span, Standing};

rule! {
    /// Rejects a goal told as reached whose KPI has not reached its target.
    ///
    /// ## What it does
    ///
    /// Where a value claim says that the goal or the target was met, reached, achieved or
    /// exceeded, the goal's KPI must have come as far: up to its target or beyond, in the
    /// direction from baseline to target. A claim that it was nearly met, or not, says so itself.
    ///
    /// ## Why
    ///
    /// `Goal achieved` is the one sentence of a review that everybody remembers.
    ///
    /// ## Example
    ///
    /// `The reporting target was met.`, with target 5 h and 6 h measured.
    ///
    /// ## Instead
    ///
    /// `Reporting stands at 6 h, 1 h from its target.`
    504, "target not met told as achieved", Deny, Check::Claim(check)
}

/// Words of having got there, by root.
const MET: [&str; 13] = [
    "met",
    "meet",
    "reach",
    "achiev",
    "exceed",
    "surpass",
    "hit",
    "attain",
    "fulfil",
    "beat",
    "outperform",
    "overshot",
    "accomplish",
];
/// Words for what there was to get to, by root.
const AIM: [&str; 5] = ["goal", "target", "object", "aim", "kpi"];

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if !matches!(case.claim.standing, Standing::ProvenOutcome) {
        return Vec::new();
    }
    let Some(span) = told_as_met(case) else {
        return Vec::new();
    };
    let Some(goal) = case.goal() else { return Vec::new() };
    // Of several KPIs the one is meant that is cited or named.
    let meant = |id: &crate::SourceId, kpi: &Kpi| {
        let named = || {
            let terms = crate::text::content_stems(&kpi.metric);
            terms
                .iter()
                .all(|term| case.said().words.iter().any(|word| word.root == *term))
        };
        goal.kpis.len() == 1 || case.proofs().any(|proof| proof.source.id == *id) || named()
    };
    let mut open = goal.kpis.iter().filter(|(id, kpi)| !is_met(kpi) && meant(id, kpi));
    let Some((id, kpi)) = open.next() else {
        return Vec::new();
    };
    let (Some(current), Some(target)) = (kpi.current, kpi.target) else {
        return Vec::new();
    };
    let message = format!("the KPI stands at {current} {}, and its target is {target}", kpi.unit);
    let mut finding = Diagnostic::new(message).in_claim(span, "told as reached");
    if let Some(source) = case.ledger.source(id) {
        let value = source
            .values
            .iter()
            .find(|value| value.role == crate::ValueRole::Current);
        finding = finding.in_source(
            source,
            value.map_or(Span::new(0, 0), |value| value.span),
            "where it stands",
        );
    }
    vec![finding.help("say how far it has come")]
}

/// Whether a KPI has come as far as its target. One that lacks a figure has not been shown not to.
fn is_met(kpi: &Kpi) -> bool {
    let (Some(baseline), Some(target), Some(current)) = (kpi.baseline, kpi.target, kpi.current) else {
        return true;
    };
    if target >= baseline {
        current >= target
    } else {
        current <= target
    }
}

/// Where the claim says that the goal was reached.
fn told_as_met(case: &ClaimCase<'_>) -> Option<Span> {
    let said = case.said();
    let is = |list: &[&str], root: &str| list.iter().any(|stem| root.starts_with(stem));
    let met = said.words.iter().find(|word| is(&MET, &word.root) && !word.denied)?;
    let aim = said
        .words
        .iter()
        .find(|word| is(&AIM, &word.root) && word.sentence == met.sentence && !word.denied)?;
    let nearly = said.sentence(met.sentence).iter().any(|word| {
        matches!(
            word.lower.as_str(),
            "nearly" | "almost" | "towards" | "toward" | "of" | "partly" | "way" | "by" | "if" | "to"
        ) && word.span.start < aim.span.start
            && word.span.start > met.span.start
    });
    let hoped = said.has_in(Table::Hedges, met.sentence) || said.has_in(Table::Uncertain, met.sentence);
    let to_go = said.text.contains(" to go");
    (!nearly && !hoped && !to_go).then(|| Span::new(met.span.start.min(aim.span.start), met.span.end.max(aim.span.end)))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, goal, kpi, outcome, verdict};
    use crate::{GoalStatus, Source, Verdict};

    fn sources(current: i64) -> Vec<Source> {
        let goal = goal(
            "G1",
            "Cut weekly reporting from 9 h to 5 h by December 2026",
            GoalStatus::OnTrack,
        );
        vec![goal, kpi("K1", "G1", "weekly reporting", [9, 5, current])]
    }

    const QUOTE: &str = "metric: weekly reporting\nbaseline: 9\ntarget: 5\ncurrent: ";

    #[test]
    fn nearly_is_not_there() {
        let quote = format!("{QUOTE}6");
        let claim = outcome(
            "The target for weekly reporting was met.",
            "G1",
            &[("plan:kpi/K1", &quote)],
        );
        insta::assert_snapshot!(check("V504", sources(6), &claim), @"
        error[V504]: the KPI stands at 6 h, and its target is 5
         --> claim c1:1:5
          |
        1 | The target for weekly reporting was met.
          |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ told as reached
          |
         ::: plan:kpi/K1 (2026-06-01):4:10
          |
        4 | current: 6
          |          - where it stands
          |
        help: say how far it has come
        note: `vouch explain V504` says what this rule asks
        ");
        let quote = format!("{QUOTE}4");
        let claim = outcome(
            "The target for weekly reporting was met.",
            "G1",
            &[("plan:kpi/K1", &quote)],
        );
        assert_eq!(verdict(sources(4), &claim), Verdict::Accepted);
    }
}
