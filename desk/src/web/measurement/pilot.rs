//! What a pilot's report says to whoever decides what comes of it.

use workflow::measure::{PilotReport, PilotReturn};

use super::numbers::{self, Row};
use crate::service::measure::Baseline;

/// The numbers of a pilot's accounts, before it and in its days.
pub(super) struct Compared {
    /// The days before it.
    pub(super) before: String,
    /// Its days up to now.
    pub(super) now: String,
    /// What is counted.
    pub(super) rows: Vec<ComparedRow>,
}

/// A number before the pilot and in its days.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ComparedRow {
    pub(super) name: String,
    pub(super) is_part: bool,
    pub(super) before: String,
    pub(super) now: String,
    pub(super) means: String,
}

/// A brief of the pilot that was sent back.
pub(super) struct ReturnView {
    pub(super) on: String,
    pub(super) account: String,
    pub(super) by: &'static str,
    pub(super) material: bool,
    /// What was missing, and what was said with it.
    pub(super) said: String,
}

/// The days of a pilot, and how many are left.
pub(super) fn days(report: &PilotReport) -> String {
    let left = match report.days_left {
        _ if report.as_of < report.start => "not begun yet".to_owned(),
        0 if report.as_of > report.end => "over".to_owned(),
        0 => "the last day".to_owned(),
        1 => "one day left".to_owned(),
        days => format!("{days} days left"),
    };
    format!("{} to {}, {left}", report.start, report.end)
}

/// What a brief must come to for the pilot, by its kind.
pub(super) fn test(kind: &str) -> &'static str {
    match kind {
        "handoff" => "accepted without a material return",
        _ => "value evidence and risk caveats, approved",
    }
}

/// What is to be done with a pilot as it stands, in one or two sentences.
pub(super) fn advice(report: &PilotReport) -> String {
    let over = report.as_of > report.end;
    let gaps = report.gaps.len();
    let drafting = || match gaps {
        1 => "draft the one that is missing".to_owned(),
        _ => format!("draft the {gaps} that are missing"),
    };
    let material = report.returns.iter().filter(|it| it.material).count();
    match report.threshold.met {
        None if over => "Run it again: no brief was begun in its days, so it shows nothing.".to_owned(),
        None => "Begin: no brief was begun in its days yet, so there is nothing to go by.".to_owned(),
        Some(met) if !over => {
            let stands = if met {
                "On course"
            } else {
                "Short of the threshold so far"
            };
            match gaps {
                0 if met => format!("{stands}: go on to the last day; every account of the sample has a brief."),
                0 => format!(
                    "{stands}: every account of the sample has a brief, and {} pass yet.",
                    not_yet(report)
                ),
                _ => format!("{stands}: go on, and {}.", drafting()),
            }
        }
        Some(true) if report.claim_level.is_some() => {
            "The workflow ran as wanted. Before it is extended, attach evidence from the field: until then these \
             numbers say nothing of outcomes."
                .to_owned()
        }
        Some(true) => "Extend it: the threshold is met, and evidence from the field stands beside it.".to_owned(),
        Some(false) if material > 0 => {
            "Don't extend it yet: the threshold is not met. What was sent back for something material says where to \
             mend first."
                .to_owned()
        }
        Some(false) => {
            "Don't extend it yet: the threshold is not met. Look at the briefs that nobody approved.".to_owned()
        }
    }
}

/// How many briefs fall short of what the pilot asks of them, as the beginning of a sentence.
fn not_yet(report: &PilotReport) -> String {
    let share = &report.threshold.share;
    let short = share.of.saturating_sub(share.passed);
    format!("{short} of {} do not", share.of)
}

/// The baseline metric of the pilot's kind, before it and in its days.
pub(super) fn compared(kind: &str, baseline: &Baseline) -> Compared {
    let days = |it: &workflow::measure::Metrics| {
        it.period
            .map_or_else(String::new, |period| format!("{} to {}", period.from, period.to))
    };
    let rows = |it: &workflow::measure::Metrics| match kind {
        "handoff" => numbers::acceptance_rate(&it.handoff),
        _ => numbers::evidence_coverage(&it.recap),
    };
    Compared {
        before: days(&baseline.before),
        now: days(&baseline.now),
        rows: beside(rows(&baseline.before), rows(&baseline.now)),
    }
}

/// The same rows of two times beside each other.
fn beside(before: Vec<Row>, now: Vec<Row>) -> Vec<ComparedRow> {
    let both = before.into_iter().zip(now);
    both.map(|(before, now)| ComparedRow {
        name: now.name,
        is_part: now.is_part,
        before: before.value,
        now: now.value,
        means: now.means,
    })
    .collect()
}

/// What was sent back, the latest first.
pub(super) fn returns(report: &PilotReport) -> Vec<ReturnView> {
    report.returns.iter().rev().map(returned).collect()
}

fn returned(it: &PilotReturn) -> ReturnView {
    let said = it.missing.iter().chain(std::iter::once(&it.comment));
    let said: Vec<&str> = said.map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    ReturnView {
        on: it.on.to_string(),
        account: it.account.to_string(),
        by: it.role.noun(),
        material: it.material,
        said: said.join("; "),
    }
}

#[cfg(test)]
mod tests {
    use grounding::AccountId;
    use jiff::civil::{Date, date};
    use workflow::measure::{ClaimLevel, Share, Threshold, metrics};
    use workflow::people::Role;

    use super::*;

    fn report(as_of: Date, passed: usize, of: usize) -> PilotReport {
        PilotReport {
            name: "q2".to_owned(),
            kind: "handoff".to_owned(),
            sample: "every deal won in the segment `mid-market`".to_owned(),
            owner: "Ira Sole".to_owned(),
            start: date(2026, 4, 1),
            end: date(2026, 5, 30),
            as_of,
            days_left: u32::try_from((date(2026, 5, 30) - as_of).get_days()).unwrap_or(0),
            accounts: 3,
            briefs: 3,
            gaps: Vec::new(),
            threshold: Threshold::new(Share::of_all((0..of).map(|at| at < passed)), "0.9".parse().unwrap()),
            returns: Vec::new(),
            claim_level: Some(ClaimLevel {
                label: "pilot-shaped".to_owned(),
                means: String::new(),
            }),
            evidence: Vec::new(),
        }
    }

    #[test]
    fn advice_follows_from_the_threshold_the_days_and_the_evidence() {
        let (during, after) = (date(2026, 4, 20), date(2026, 6, 30));
        let gaps = PilotReport {
            gaps: vec![AccountId::new("orrin"), AccountId::new("birch")],
            ..report(during, 1, 2)
        };
        let proven = PilotReport {
            claim_level: None,
            ..report(after, 3, 3)
        };
        let returned = PilotReport {
            returns: vec![PilotReturn {
                on: during,
                account: AccountId::new("orrin"),
                role: Role::Csm,
                material: true,
                missing: vec!["the scope".to_owned()],
                comment: String::new(),
            }],
            ..report(after, 2, 3)
        };
        let all = [
            report(during, 0, 0),
            gaps,
            report(during, 3, 3),
            report(during, 1, 3),
            report(after, 0, 0),
            report(after, 3, 3),
            proven,
            returned,
            report(after, 2, 3),
        ];
        let told: Vec<String> = all.iter().map(|it| format!("{}: {}", days(it), advice(it))).collect();
        insta::assert_snapshot!(told.join("\n"), @"
        2026-04-01 to 2026-05-30, 40 days left: Begin: no brief was begun in its days yet, so there is nothing to go by.
        2026-04-01 to 2026-05-30, 40 days left: Short of the threshold so far: go on, and draft the 2 that are missing.
        2026-04-01 to 2026-05-30, 40 days left: On course: go on to the last day; every account of the sample has a brief.
        2026-04-01 to 2026-05-30, 40 days left: Short of the threshold so far: every account of the sample has a brief, and 2 of 3 do not pass yet.
        2026-04-01 to 2026-05-30, over: Run it again: no brief was begun in its days, so it shows nothing.
        2026-04-01 to 2026-05-30, over: The workflow ran as wanted. Before it is extended, attach evidence from the field: until then these numbers say nothing of outcomes.
        2026-04-01 to 2026-05-30, over: Extend it: the threshold is met, and evidence from the field stands beside it.
        2026-04-01 to 2026-05-30, over: Don't extend it yet: the threshold is not met. What was sent back for something material says where to mend first.
        2026-04-01 to 2026-05-30, over: Don't extend it yet: the threshold is not met. Look at the briefs that nobody approved.
        ");
    }

    #[test]
    fn the_baseline_metric_of_its_kind_is_compared_with_its_parts() {
        let nothing = |from: Date, to: Date| metrics(&[], &[], Some((from, to)));
        let baseline = Baseline {
            before: nothing(date(2026, 1, 31), date(2026, 3, 31)),
            now: nothing(date(2026, 4, 1), date(2026, 5, 30)),
        };
        let told = |kind: &str| {
            let it = compared(kind, &baseline);
            let rows: Vec<String> = it.rows.iter().map(|row| row.name.clone()).collect();
            format!("{} | {} | {}", it.before, it.now, rows.join(", "))
        };
        insta::assert_snapshot!(format!("{}\n{}", told("handoff"), told("recap")), @"
        2026-01-31 to 2026-03-31 | 2026-04-01 to 2026-05-30 | cs_handoff_acceptance_rate, success criteria, stakeholders, promised scope, risks, timeline, owner notes
        2026-01-31 to 2026-03-31 | 2026-04-01 to 2026-05-30 | account_value_evidence_coverage, outcome evidence, usage signal, milestone summary, support context, risk caveats, owner approval
        ");
    }
}
