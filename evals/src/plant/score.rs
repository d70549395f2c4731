//! What became of planted errors and of paraphrases.

use std::collections::BTreeMap;

use grounding::{Severity, Verdict, VerifiedClaim};

use super::overlap::is_new;
use super::{Kind, Planted, is_acceptable};
use crate::bench::claims::LabelledClaim;
use crate::bench::{Case, Group, Report};
use crate::ratio;

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// An error that was rejected or demoted by a finding that was mapped to its kind.
    Caught,
    /// An error that was rejected or demoted, but by none of those.
    OtherCode,
    /// Left to a person.
    Review,
    /// An error that was accepted.
    Missed,
    /// No error, and accepted.
    Passed,
    /// No error, but rejected or demoted.
    FalseAlarm,
}

impl Outcome {
    /// What became of a planted error or of a paraphrase.
    pub fn of(kind: Kind, found: &VerifiedClaim) -> Self {
        if kind.is_paraphrase() {
            return Self::of_sound(found);
        }
        match found.verdict {
            Verdict::Accepted => Self::Missed,
            Verdict::NeedsReview => Self::Review,
            Verdict::Demoted | Verdict::Rejected if kind.is_found_in(found) => Self::Caught,
            Verdict::Demoted | Verdict::Rejected => Self::OtherCode,
        }
    }

    /// What became of a claim with nothing wrong.
    pub fn of_sound(found: &VerifiedClaim) -> Self {
        match found.verdict {
            Verdict::Accepted => Self::Passed,
            Verdict::NeedsReview => Self::Review,
            Verdict::Demoted | Verdict::Rejected => Self::FalseAlarm,
        }
    }

    /// Its name, as reports have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Caught => "caught",
            Self::OtherCode => "other code",
            Self::Review => "review",
            Self::Missed => "missed",
            Self::Passed => "passed",
            Self::FalseAlarm => "false alarm",
        }
    }
}

const ERROR: [Outcome; 4] = [Outcome::Caught, Outcome::OtherCode, Outcome::Review, Outcome::Missed];
const SOUND: [Outcome; 3] = [Outcome::Passed, Outcome::Review, Outcome::FalseAlarm];

/// Counts what became of the planted errors, of the paraphrases and of the claims as they were.
/// Of the latter only those count that may be accepted.
pub fn score(unchanged: &[(LabelledClaim, VerifiedClaim)], planted: &[(Planted, VerifiedClaim)]) -> Report {
    let told: Vec<(&Planted, Outcome, &VerifiedClaim)> = planted
        .iter()
        .map(|(planted, found)| (planted, Outcome::of(planted.kind, found), found))
        .collect();
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for kind in Kind::all() {
        let of_kind = told.iter().filter(|(planted, ..)| planted.kind == kind);
        let outcomes: Vec<Outcome> = of_kind.clone().map(|(_, outcome, _)| *outcome).collect();
        if outcomes.is_empty() {
            continue;
        }
        if kind.is_paraphrase() {
            groups.insert(format!("paraphrase {}", kind.name()), group(&outcomes, &SOUND));
            continue;
        }
        let mut errors = group(&outcomes, &ERROR);
        let new = of_kind.filter(|(planted, ..)| is_new(planted));
        let new: Vec<Outcome> = new.map(|(_, outcome, _)| *outcome).collect();
        if !new.is_empty() {
            errors.measures.insert("new words caught", share(&new, Outcome::Caught));
        }
        groups.insert(format!("error {}", kind.name()), errors);
    }
    let sound = || unchanged.iter().filter(|(row, _)| is_acceptable(row));
    let as_they_were: Vec<Outcome> = sound().map(|(_, found)| Outcome::of_sound(found)).collect();
    groups.insert("unchanged".to_owned(), group(&as_they_were, &SOUND));
    let errors: Vec<Outcome> = told
        .iter()
        .filter(|(planted, ..)| !planted.kind.is_paraphrase())
        .map(|(_, outcome, _)| *outcome)
        .collect();
    let whole = group(&errors, &ERROR);
    let wrong = |outcome: Outcome| matches!(outcome, Outcome::Missed | Outcome::FalseAlarm);
    let mut cases: Vec<Case> = told
        .iter()
        .filter(|(_, outcome, _)| wrong(*outcome))
        .map(|(planted, outcome, found)| {
            let kind = planted.kind;
            let expected = if kind.is_paraphrase() { "passed" } else { "caught" };
            case(&planted.base_id, kind.name(), expected, *outcome, found)
        })
        .collect();
    cases.extend(sound().filter_map(|(row, found)| {
        let outcome = Outcome::of_sound(found);
        wrong(outcome).then(|| case(&row.claim.id, "unchanged", "passed", outcome, found))
    }));
    Report {
        set: "planted",
        rows: whole.rows,
        metric: "caught",
        value: whole.value,
        measures: whole.measures,
        groups,
        cases,
    }
}

/// The shares of the outcomes; the value is that of the first.
fn group(outcomes: &[Outcome], names: &[Outcome]) -> Group {
    let measures: BTreeMap<&'static str, f64> = names
        .iter()
        .map(|outcome| (outcome.name(), share(outcomes, *outcome)))
        .collect();
    Group {
        rows: outcomes.len(),
        value: names.first().map_or(0.0, |first| share(outcomes, *first)),
        measures,
    }
}

fn share(of: &[Outcome], wanted: Outcome) -> f64 {
    ratio(of.iter().filter(|outcome| **outcome == wanted).count(), of.len())
}

fn case(id: &str, kind: &str, expected: &str, outcome: Outcome, found: &VerifiedClaim) -> Case {
    let findings = found.diagnostics.iter().filter(|it| it.severity > Severity::Allow);
    Case {
        id: format!("{id} {kind}"),
        claim: found.claim.text.clone(),
        quotes: found.claim.citations.iter().map(|it| it.quote.clone()).collect(),
        expected: expected.to_owned(),
        found: outcome.name().to_owned(),
        findings: findings.map(|it| format!("{}: {}", it.code, it.message)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_rows_of_a_group() {
        let found = group(
            &[Outcome::Caught, Outcome::Missed, Outcome::Missed, Outcome::Review],
            &ERROR,
        );
        assert_eq!((found.rows, found.value), (4, 0.25));
        assert_eq!((found.measures["missed"], found.measures["other code"]), (0.5, 0.0));
    }
}
