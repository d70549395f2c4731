//! Claims labelled by what should come of them, in the form that `vouch verify --claims` takes.
//!
//! One JSON object a line: a claim with its `account_id` and a `label` of `expected`, `acceptable`
//! (without it, `expected` alone), `reason` and `hard`. What the verdicts must be is judged against
//! a store, which is the caller's; here they are only counted.
//!
//! An accepted claim is right where `accept` is acceptable, or `accept_routed` and somebody is
//! asked to look; a rejected one where `reject` is; a demoted one where `demote` is. A claim that
//! waits for a person is right where `accept_routed`, `pause`, `flag_stale` or `demote` is.

use std::collections::BTreeMap;
use std::path::Path;

use grounding::{AccountId, Claim, Severity, Verdict, VerifiedClaim};
use serde::Deserialize;

use super::measure::{Case, Group, Report};
use super::{BenchError, files};
use crate::ratio;

/// The set's name.
pub const NAME: &str = "claims";

/// A claim and what should come of it.
#[derive(Debug, Clone, Deserialize)]
pub struct LabelledClaim {
    /// The account it speaks of.
    pub account_id: AccountId,
    /// What should come of it.
    pub label: Label,
    /// The claim.
    #[serde(flatten)]
    pub claim: Claim,
    /// The file it stands in, without its extension.
    #[serde(skip)]
    pub file: String,
}

/// What should come of a claim.
#[derive(Debug, Clone, Deserialize)]
pub struct Label {
    /// What should come of it.
    pub expected: String,
    /// All that may come of it; without any, what is expected.
    #[serde(default)]
    pub acceptable: Vec<String>,
    /// Why it should be refused; none for what should be accepted.
    #[serde(default)]
    pub reason: Option<String>,
    /// Whether people found it hard.
    #[serde(default)]
    pub hard: bool,
}

/// The labelled claims of a file, or of the files in a folder and below it.
///
/// # Errors
///
/// Fails where a file can't be read, or where there is no labelled claim.
pub fn read(data: &Path) -> Result<Vec<LabelledClaim>, BenchError> {
    let rows = files::lines::<LabelledClaim>(data, |_| true)?;
    if rows.is_empty() {
        return Err(BenchError::Missing {
            set: NAME,
            path: data.to_owned(),
            expected: "JSON lines with `account_id`, `text` and `label`",
        });
    }
    Ok(rows
        .into_iter()
        .map(|(file, claim)| LabelledClaim { file, ..claim })
        .collect())
}

/// Counts what came of the claims, each beside its label.
pub fn score(rows: &[(LabelledClaim, VerifiedClaim)]) -> Report {
    let mut members: BTreeMap<String, Vec<&(LabelledClaim, VerifiedClaim)>> = BTreeMap::new();
    for row in rows {
        let label = &row.0.label;
        let reason = label.reason.as_deref().unwrap_or(match label.expected.as_str() {
            "accept" => "accepted",
            _ => "no reason given",
        });
        let hard = label.hard.then(|| "hard".to_owned());
        for group in [reason.to_owned(), format!("file {}", row.0.file)]
            .into_iter()
            .chain(hard)
        {
            members.entry(group).or_default().push(row);
        }
    }
    let whole = group(&rows.iter().collect::<Vec<_>>());
    let wrong = rows.iter().filter(|row| !is_right(row));
    Report {
        set: NAME,
        rows: whole.rows,
        metric: "right",
        value: whole.value,
        measures: whole.measures,
        groups: members.into_iter().map(|(name, of)| (name, group(&of))).collect(),
        cases: wrong.map(case).collect(),
    }
}

fn group(rows: &[&(LabelledClaim, VerifiedClaim)]) -> Group {
    let share = |verdicts: &[Verdict]| {
        let of = rows.iter().filter(|(_, found)| verdicts.contains(&found.verdict));
        ratio(of.count(), rows.len())
    };
    let accepted = || rows.iter().filter(|(_, found)| found.verdict == Verdict::Accepted);
    let right = ratio(rows.iter().filter(|row| is_right(row)).count(), rows.len());
    let wrongly = accepted().filter(|row| !is_right(row)).count();
    Group {
        rows: rows.len(),
        value: right,
        measures: BTreeMap::from([
            ("right", right),
            ("accept", share(&[Verdict::Accepted])),
            ("demote", share(&[Verdict::Demoted])),
            ("review", share(&[Verdict::NeedsReview])),
            ("reject", share(&[Verdict::Rejected])),
            ("error left", ratio(wrongly, accepted().count())),
        ]),
    }
}

fn is_right((row, found): &(LabelledClaim, VerifiedClaim)) -> bool {
    let label = &row.label;
    let may = |outcome: &str| match label.acceptable.as_slice() {
        [] => label.expected == outcome,
        acceptable => acceptable.iter().any(|it| it == outcome),
    };
    match found.verdict {
        Verdict::Accepted => may("accept") || (may("accept_routed") && !found.routes.is_empty()),
        Verdict::Rejected => may("reject"),
        Verdict::Demoted => may("demote"),
        Verdict::NeedsReview => ["accept_routed", "pause", "flag_stale", "demote"].into_iter().any(may),
    }
}

fn case((row, found): &(LabelledClaim, VerifiedClaim)) -> Case {
    let findings = found.diagnostics.iter().filter(|it| it.severity > Severity::Allow);
    Case {
        id: row.claim.id.clone(),
        claim: row.claim.text.clone(),
        quotes: row.claim.citations.iter().map(|it| it.quote.clone()).collect(),
        expected: match &row.label.reason {
            Some(reason) => format!("{} ({reason})", row.label.expected),
            None => row.label.expected.clone(),
        },
        found: format!("{:?}", found.verdict).to_lowercase(),
        findings: findings.map(|it| format!("{}: {}", it.code, it.message)).collect(),
    }
}
