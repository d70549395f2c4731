//! The metrics as rows of a table, each with what it counts.

mod handoff;
mod health;
mod recap;

use workflow::measure::{Coverage, Feedback, Metrics, Share, SystemUse, Threshold};

pub(super) use handoff::acceptance_rate;
pub(super) use recap::evidence_coverage;

/// The numbers of one kind.
pub(super) struct Group {
    /// What they are about.
    pub(super) title: &'static str,
    /// The numbers.
    pub(super) rows: Vec<Row>,
}

/// A number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// What it is called.
    pub(super) name: String,
    /// Whether it is a part of the number above it.
    pub(super) is_part: bool,
    /// How much it is: `12`, `9 of 10 (90 %)`, `no data`.
    pub(super) value: String,
    /// Whether a share is what is wanted: the class that has its color, the sign and the words.
    pub(super) verdict: Option<(&'static str, &'static str, String)>,
    /// What is counted.
    pub(super) means: String,
}

/// Everything that is counted.
pub(super) fn groups(metrics: &Metrics) -> Vec<Group> {
    let mut groups = vec![
        group("Handoffs", handoff::handoffs(&metrics.handoff)),
        group("Recaps", recap::recaps(&metrics.recap)),
        group("Customer health", health::health(&metrics.health)),
    ];
    if !metrics.systems.is_empty() {
        groups.push(group("Systems cited", metrics.systems.iter().map(system).collect()));
    }
    if !metrics.feedback.is_empty() {
        groups.push(group(
            "Feedback on briefs",
            metrics.feedback.iter().map(feedback).collect(),
        ));
    }
    groups
}

fn group(title: &'static str, rows: Vec<Row>) -> Group {
    Group { title, rows }
}

fn count(name: &str, value: u32, means: &str) -> Row {
    Row {
        name: name.to_owned(),
        is_part: false,
        value: value.to_string(),
        verdict: None,
        means: means.to_owned(),
    }
}

fn share(name: &str, value: &Share, means: &str) -> Row {
    Row {
        value: value.to_string(),
        ..count(name, 0, means)
    }
}

fn part(row: Row) -> Row {
    Row { is_part: true, ..row }
}

/// A share that is held against the one that is wanted.
pub(super) fn threshold(name: &str, it: &Threshold, means: &str) -> Row {
    let wanted = it.wanted_percent();
    let verdict = match it.met {
        Some(true) => ("proven", "\u{2714}", format!("met: {wanted} wanted")),
        Some(false) => ("review", "!", format!("not met: {wanted} wanted")),
        None => ("plain", "\u{b7}", format!("{wanted} wanted")),
    };
    Row {
        verdict: Some(verdict),
        ..share(name, &it.share, means)
    }
}

/// A baseline metric with its parts.
fn coverage(name: &str, it: &Coverage, means: &str, has: fn(&str) -> &'static str) -> Vec<Row> {
    let parts = it.components.iter().map(|component| {
        let name = component.name.replace('_', " ");
        part(share(&name, &component.share, has(&component.name)))
    });
    std::iter::once(share(name, &it.share, means)).chain(parts).collect()
}

fn system(it: &SystemUse) -> Row {
    count(&it.system, it.briefs, "Briefs that cite a source of it.")
}

fn feedback(it: &Feedback) -> Row {
    let section = it.section.as_deref().unwrap_or("the whole brief").replace('_', " ");
    Row {
        value: format!("{} liked, {} not", it.liked, it.disliked),
        ..count(&format!("{}: {section}", it.kind), 0, "Opinions that people recorded.")
    }
}

#[cfg(test)]
mod tests {
    use workflow::measure::metrics;

    use super::*;

    #[test]
    fn nothing_on_record_is_no_data_and_never_a_share() {
        let groups = groups(&metrics(&[], &[], None));
        let lines: Vec<String> = groups
            .iter()
            .flat_map(|group| {
                let rows = group.rows.iter().map(|row| {
                    let indent = if row.is_part { "    " } else { "  " };
                    let verdict = row
                        .verdict
                        .as_ref()
                        .map_or_else(String::new, |(_, _, words)| format!(" ({words})"));
                    format!("{indent}{}: {}{verdict}", row.name, row.value)
                });
                std::iter::once(group.title.to_owned()).chain(rows)
            })
            .collect();
        insta::assert_snapshot!(lines.join("\n"), @"
        Handoffs
          Started: 0
          Completed: 0
          Accepted: 0
          Sent back for missing context: 0
            material: 0
          Missing fields: 0
          Kickoffs held: 0
            later than planned: 0
            days in all: 0
          Kickoff readiness: no data
          First value reached: 0
          First value missed: 0
          Onboarding escalations: 0
          Risks found by kickoff: 0
          Risks found late: 0
          Accepted without a material return: no data (90 % wanted)
          cs_handoff_acceptance_rate: no data
            success criteria: no data
            stakeholders: no data
            promised scope: no data
            risks: no data
            timeline: no data
            owner notes: no data
        Recaps
          Created: 0
          Claims approved: 0
          Caveats added: 0
          Customer questions: 0
          Renewals supported: 0
          Expansion actions: 0
          Decisions made: 0
            the customers': 0
          Value evidence and risk caveats, approved: no data (90 % wanted)
          account_value_evidence_coverage: no data
            outcome evidence: no data
            usage signal: no data
            milestone summary: no data
            support context: no data
            risk caveats: no data
            owner approval: no data
        Customer health
          Score changes reviewed: 0
          Owner follow-through: 0
          Expansion signals: 0
          Customers renewed: 0
            at risk before: 0
          Customers churned: 0
            green before: 0
          At risk, and left: no data
          Left, and at risk before: no data
          Went the way the trend said: no data
        ");
    }
}
