use super::Check;
use crate::lexicon::{Table, related_to, word_id};
use crate::text::{content_words, root, stem};
use crate::verify::ClaimCase;
use crate::{Diagnostic, Goal, Ledger};

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
    let own = distinctive(case.ledger, goal);
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
    let better = case.ledger.goals().iter().find(|other| {
        let terms = distinctive(case.ledger, other);
        other.id != goal.id && !terms.is_empty() && terms.iter().any(|term| told.contains(&term.as_str()))
    });
    let message = format!(
        "neither the claim nor its quotes speak of the goal \u{201C}{}\u{201D}",
        goal.record.name
    );
    let finding = Diagnostic::new(message).in_claim(case.whole(), "told for that goal");
    vec![match better {
        Some(other) => finding.help(format!(
            "it may serve `{}`: \u{201C}{}\u{201D}",
            other.id, other.record.name
        )),
        None => finding.help("name the goal that it serves, or tell it as a fact"),
    }]
}

/// The words that tell a goal from the account's others, by root.
fn distinctive(ledger: &Ledger, goal: &Goal) -> Vec<String> {
    let own = terms(goal);
    let others: Vec<Vec<String>> = ledger.goals().iter().filter(|it| it.id != goal.id).map(terms).collect();
    let same = |other: &Vec<String>| own.iter().all(|term| other.contains(term));
    let others: Vec<&Vec<String>> = others.iter().filter(|it| !same(it)).collect();
    own.iter()
        .filter(|term| !others.iter().any(|other| other.contains(term)))
        .cloned()
        .collect()
}

fn terms(goal: &Goal) -> Vec<String> {
    let mut text = format!("{} {}", goal.record.name, goal.record.description);
    for (_, kpi) in &goal.kpis {
        text.push(' ');
        text.push_str(&kpi.metric);
    }
    let says_nothing = |word: &str| {
        word.starts_with(|it: char| it.is_ascii_digit())
            || [
                Table::Rising,
                Table::Falling,
                Table::Improving,
                Table::Targets,
                Table::General,
                Table::Reached,
            ]
            .into_iter()
            .any(|table| table.is_in(word))
    };
    let mut terms: Vec<String> = content_words(&text)
        .filter(|word| word.text.len() > 2 && !says_nothing(word.text) && !is_month(word.text))
        .map(|word| stem(root(&word.text.to_lowercase())))
        .collect();
    terms.sort();
    terms.dedup();
    terms
}

fn is_month(word: &str) -> bool {
    !crate::text::find_dates(&format!("1 {word} 2026")).is_empty()
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
