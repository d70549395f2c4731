use super::Check;
use crate::Diagnostic;
use crate::lexicon::{related_to, word_id};
use crate::verify::ClaimCase;

rule! {
    /// Rejects a value claim that serves another goal than the one it names.
    ///
    /// ## What it does
    ///
    /// The goal's metric, or a word that tells this goal from the account's other goals, must
    /// occur in the claim or in its quotes. Words that several goals share (`average`, `time`)
    /// prove nothing, and neither do numbers, months, or words of rising and falling. A word that
    /// can stand for the goal's own will do.
    ///
    /// ## Why
    ///
    /// Value is what brings the customer nearer to a goal of theirs, not to some goal.
    ///
    /// ## Example
    ///
    /// `Reporting fell from 9 h to 6 h.`, told for the goal "Raise attendance at trainings".
    ///
    /// ## Instead
    ///
    /// Name the goal on reporting, or tell it as a fact.
    204, "goal not addressed", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if !case.claim.is_value() || case.cited().is_empty() {
        return Vec::new();
    }
    let Some(goal) = case.goal().filter(|goal| goal.is_open()) else {
        return Vec::new();
    };
    let all = case.ledger.goal_terms();
    let goals = case.ledger.goals();
    let Some(own) = goals.iter().position(|it| it.id == goal.id).and_then(|at| all.get(at)) else {
        return Vec::new();
    };
    if own.is_empty() {
        return Vec::new();
    }
    let told: Vec<&str> = case
        .said()
        .words
        .iter()
        .chain(case.cited().iter().flat_map(|cited| cited.reading.words.iter()))
        .map(|word| word.root.as_str())
        .collect();
    let holds = |term: &String| {
        let related = word_id(term).map(related_to).unwrap_or_default();
        told.iter()
            .any(|word| word == term || word_id(word).is_some_and(|id| related.contains(&id)))
    };
    // A record of the goal, or of one of its KPIs, speaks of the goal whatever its words.
    let of_goal = case
        .proofs()
        .any(|proof| proof.source.id == goal.id || goal.kpis.iter().any(|(id, _)| *id == proof.source.id));
    if of_goal || own.iter().any(holds) {
        return Vec::new();
    }
    let better = goals.iter().zip(all).find(|(other, terms)| {
        other.id != goal.id && !terms.is_empty() && terms.iter().any(|term| told.contains(&term.as_str()))
    });
    let message = format!(
        "neither the claim nor its quotes speak of the goal \u{201C}{}\u{201D}",
        goal.record.name
    );
    let finding = Diagnostic::new(message).in_claim(case.whole(), "told for that goal");
    vec![match better {
        Some((other, _)) => finding.help(format!(
            "it may serve `{}`: \u{201C}{}\u{201D}",
            other.id, other.record.name
        )),
        None => finding.help("name the goal that it serves, or tell it as a fact"),
    }]
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, goal, outcome, prose, verdict};
    use crate::{GoalStatus, Source, SourceKind, Verdict};

    const QUOTE: &str = "Weekly reporting went down from 9 h in January 2026 to 6 h in May 2026.";

    fn sources() -> Vec<Source> {
        vec![
            goal(
                "G1",
                "Cut weekly reporting from 9 h to 5 h by December 2026",
                GoalStatus::OnTrack,
            ),
            goal(
                "G2",
                "Raise weekly attendance at trainings to 80 by December 2026",
                GoalStatus::OnTrack,
            ),
            prose("note:file/a", SourceKind::Note, QUOTE),
        ]
    }

    #[test]
    fn another_goal_is_not_served() {
        let claim = outcome(
            "Weekly reporting fell from 9 h to 6 h.",
            "G2",
            &[("note:file/a", QUOTE)],
        );
        insta::assert_snapshot!(check("V204", sources(), &claim), @"
        error[V204]: neither the claim nor its quotes speak of the goal “Raise weekly attendance at trainings to 80 by December 2026”
         --> claim c1:1:1
          |
        1 | Weekly reporting fell from 9 h to 6 h.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ told for that goal
          |
        help: name the goal that it serves, or tell it as a fact
        note: `vouch explain V204` says what this rule asks
        ");
        let claim = outcome(
            "Weekly reporting fell from 9 h to 6 h.",
            "G1",
            &[("note:file/a", QUOTE)],
        );
        assert_eq!(verdict(sources(), &claim), Verdict::Accepted);
    }
}
