//! What a pilot has come to (VR-63, VR-66, HO-32, HO-36, HO-39).

use std::collections::BTreeSet;

use grounding::AccountId;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::case::{Case, HANDOFF, Period, Window, count};
use super::handoff::without_material_return;
use super::lines::Lines;
use super::metrics_text::threshold;
use super::pilot::{Evidence, Pilot};
use super::recap::value_and_caveats;
use super::share::{Share, Threshold};
use crate::people::Role;
use crate::run::Run;

/// What a pilot's numbers may be taken for until evidence from the field is attached (VR-66).
const LABEL: &str = "pilot-shaped";

/// The document's own sentence on that.
const SENTENCE: &str = "Sources support workflow mechanics and pilot design unless field evidence is attached.";

/// What a pilot has come to by a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PilotReport {
    /// The pilot's name.
    pub name: String,
    /// The kind of brief it is about.
    pub kind: String,
    /// How the accounts were picked, in words.
    pub sample: String,
    /// Who owns it.
    pub owner: String,
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// The day of the report.
    pub as_of: Date,
    /// How many days are left after that day; 0 on the last day and from then on.
    pub days_left: u32,
    /// How many accounts the sample has.
    pub accounts: u32,
    /// How many briefs were begun for them in the days of the pilot, reruns not counted.
    pub briefs: u32,
    /// The accounts of the sample for which none was begun (HO-36).
    pub gaps: Vec<AccountId>,
    /// Of the briefs, the share that passes the test of their kind (VR-62, HO-32), and the share
    /// that the pilot wants.
    pub threshold: Threshold,
    /// What was sent back, in the order of days and accounts.
    pub returns: Vec<PilotReturn>,
    /// What the numbers may be taken for; none once there is evidence from the field.
    pub claim_level: Option<ClaimLevel>,
    /// The evidence from the field, as attached up to the day of the report.
    pub evidence: Vec<Evidence>,
}

/// What a pilot's numbers may be taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClaimLevel {
    /// Its word, `pilot-shaped`.
    pub label: String,
    /// What that means.
    pub means: String,
}

/// A brief of a pilot that was sent back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct PilotReturn {
    /// On which day.
    pub on: Date,
    /// The account.
    pub account: AccountId,
    /// In which role.
    pub role: Role,
    /// Whether what was missing is material.
    pub material: bool,
    /// What was missing.
    pub missing: Vec<String>,
    /// What was said with it.
    pub comment: String,
}

/// What a pilot has come to by a day. It looks at runs that began in the pilot's days, and at what
/// happened to them in those days; what happened after the last of them, or after the day of the
/// report, doesn't count.
pub fn report(pilot: &Pilot, runs: &[Run], as_of: Date) -> PilotReport {
    let plan = &pilot.plan;
    let days = Period {
        from: plan.start,
        to: plan.end.min(as_of),
    };
    let window = Window(Some(days));
    let sample: BTreeSet<&AccountId> = plan.accounts.iter().collect();
    let own = runs
        .iter()
        .filter(|run| window.holds(run.began.day) && sample.contains(run.account()));
    let cases = Case::all(own, &plan.kind, window);
    let served: BTreeSet<&AccountId> = cases.iter().flat_map(Case::runs).map(Run::account).collect();
    let evidence = pilot.evidence.iter().filter(|(signed, _)| signed.day <= as_of);
    let evidence: Vec<Evidence> = evidence.map(|(_, it)| it.clone()).collect();
    PilotReport {
        name: pilot.name.clone(),
        kind: plan.kind.clone(),
        sample: plan.sample.clone(),
        owner: plan.owner.clone(),
        start: plan.start,
        end: plan.end,
        as_of,
        days_left: u32::try_from((plan.end - as_of).get_days()).unwrap_or(0),
        accounts: count(sample.iter()),
        briefs: count(cases.iter()),
        gaps: sample.difference(&served).map(|account| (*account).clone()).collect(),
        threshold: Threshold::new(passing(&plan.kind, &cases, window), pilot.wanted),
        returns: returns(&cases, window),
        claim_level: evidence.is_empty().then(|| ClaimLevel {
            label: LABEL.to_owned(),
            means: SENTENCE.to_owned(),
        }),
        evidence,
    }
}

/// Prints a pilot's report, in so many columns (40 to 100).
pub fn render_report(report: &PilotReport, width: usize) -> String {
    let mut lines = Lines::new(width);
    lines.wrapped(0, &format!("Pilot {} as of {}", report.name, report.as_of));
    lines.wrapped(
        0,
        &format!("{} of {}, owned by {}", report.kind, report.sample, report.owner),
    );
    let left = match report.days_left {
        0 if report.as_of > report.end => "over".to_owned(),
        0 => "the last day".to_owned(),
        1 => "one day left".to_owned(),
        days => format!("{days} days left"),
    };
    lines.wrapped(0, &format!("from {} to {}, {left}", report.start, report.end));
    if let Some(level) = &report.claim_level {
        lines.title(&format!("Claim level: {}", level.label));
        lines.wrapped(2, &level.means);
    } else {
        lines.title("Evidence from the field");
        for evidence in &report.evidence {
            lines.wrapped(
                2,
                &format!("{} ({}): {}", evidence.file, evidence.digest, evidence.note),
            );
        }
    }
    lines.title("Numbers");
    lines.row("  accounts in the sample", &report.accounts.to_string());
    lines.row("  briefs", &report.briefs.to_string());
    lines.row("  accounts without a brief", &report.gaps.len().to_string());
    threshold(&mut lines, test(&report.kind), &report.threshold);
    if !report.gaps.is_empty() {
        lines.title("Without a brief");
        for account in &report.gaps {
            lines.wrapped(2, account.as_str());
        }
    }
    if !report.returns.is_empty() {
        lines.title("Sent back");
        for it in &report.returns {
            lines.wrapped(2, &told_return(it));
        }
    }
    lines.finish()
}

/// The share of the cases that passes the test of their kind.
fn passing(kind: &str, cases: &[Case<'_>], window: Window) -> Share {
    match kind {
        HANDOFF => without_material_return(cases, window),
        _ => value_and_caveats(cases, window),
    }
}

fn test(kind: &str) -> &'static str {
    match kind {
        HANDOFF => "accepted without a material return",
        _ => "value evidence and risk caveats, approved",
    }
}

fn returns(cases: &[Case<'_>], window: Window) -> Vec<PilotReturn> {
    let runs = cases.iter().flat_map(Case::runs);
    let all = runs.flat_map(|run| run.returns.iter().map(move |(signed, because)| (run, signed, because)));
    let mut found: Vec<PilotReturn> = all
        .filter(|(_, signed, _)| window.holds(signed.day))
        .map(|(run, signed, because)| PilotReturn {
            on: signed.day,
            account: run.account().clone(),
            role: because.role,
            material: because.material,
            missing: because.missing.clone(),
            comment: because.comment.clone(),
        })
        .collect();
    found.sort();
    found
}

fn told_return(it: &PilotReturn) -> String {
    let material = if it.material { ", material" } else { "" };
    let said: Vec<&str> = it
        .missing
        .iter()
        .chain(std::iter::once(&it.comment))
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    format!(
        "{} {} by the {}{material}: {}",
        it.on,
        it.account,
        it.role.noun(),
        said.join("; ")
    )
}
