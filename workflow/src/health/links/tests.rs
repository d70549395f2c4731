//! What belongs with a snapshot.

use grounding::{Affiliation, Project, Record, Source, SourceKind};

use super::super::facts::fixture::{ago, finished, ledger, milestone, prose, renewal, row, said, well, well_but};
use crate::definition::Request;

fn linked(ledger: &grounding::Ledger) -> String {
    let parts = finished(ledger, &Request::default()).parts;
    let line = |link: &crate::brief::Link| {
        let target = if link.target.is_empty() { "-" } else { &link.target };
        let cited: Vec<&str> = link.citations.iter().map(|it| it.source_id.as_str()).collect();
        format!("{} {target}: {} [{}]", link.relation, link.note, cited.join(", "))
    };
    parts.links.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn onboarding() -> Source {
    let project = Record::Project(Project {
        name: "Onboarding of the bakeries".to_owned(),
        onboarding: true,
        deal: None,
        owner: None,
        created: Some(ago(100)),
    });
    let fields = [("Project", "Onboarding of the bakeries")];
    row("project:project/1", SourceKind::Project, ago(100), &fields, project)
}

/// HS-34: a snapshot points at what belongs with it, by kind.
#[test]
fn a_snapshot_points_at_what_belongs_with_it() {
    let asks = "Ines asked about adding a second plant.";
    let ledger = well_but([
        said(9, Affiliation::Customer, ago(5), "We may stop using it in autumn."),
        onboarding(),
        milestone(2, "Second bakery live", ago(-30), None),
        prose("plan:activity/5", SourceKind::Activity, ago(21), asks),
        renewal(ago(-120)),
    ]);
    insta::assert_snapshot!(linked(&ledger), @"
    churn_risk note:file/9: Somebody speaks of leaving: “We may stop using it in autumn.” [note:file/9]
    feedback_analysis survey:answer/1: One answer to surveys, the newest of 18 June 2026. [survey:answer/1]
    onboarding_health project:project/1: Milestones of “Onboarding of the bakeries” that are reached: 1 of 2. [project:project/1]
    expansion_signals plan:activity/5: Interest in more: “Ines asked about adding a second plant.” [plan:activity/5]
    renewal_preparation crm:opportunity/9: The contract renews on 28 October 2026, in 120 days. [crm:opportunity/9, crm:opportunity/9]
    ");
}

/// HS-34: what the evidence holds nothing of is not linked.
#[test]
fn what_is_not_there_is_not_linked() {
    assert_eq!(linked(&ledger(Vec::new())), "");
    insta::assert_snapshot!(linked(&ledger(well())), @"feedback_analysis survey:answer/1: One answer to surveys, the newest of 18 June 2026. [survey:answer/1]");
}
