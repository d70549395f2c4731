use grounding::{Record, Source, SourceKind, Task};
use jiff::civil::date;

use super::super::facts::Facts;
use super::super::facts::testing::{busy, health, ledger, ledger_on, prose, row};
use super::{links, predates_health_change};
use crate::brief::Link;
use crate::definition::Request;

fn told(links: &[Link]) -> String {
    let line = |link: &Link| {
        let target = if link.target.is_empty() { "-" } else { &link.target };
        let cited: Vec<&str> = link.citations.iter().map(|it| it.source_id.as_str()).collect();
        format!("{} {target}: {} [{}]", link.relation, link.note, cited.join(", "))
    };
    links.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn linked(sources: Vec<Source>) -> String {
    let ledger = ledger(sources);
    let request = Request::default();
    told(&links(&Facts::read(&ledger, &request)))
}

fn planned(subject: &str) -> Source {
    let task = Task {
        subject: subject.to_owned(),
        completed: false,
        date: Some(date(2026, 7, 14)),
        owner: None,
    };
    let fields = [("Subject", subject), ("Due", "2026-07-14")];
    row(
        "crm:task/4",
        SourceKind::Task,
        date(2026, 6, 1),
        &fields,
        Record::Task(task),
    )
}

/// VR-75: a recap points at the renewal, the review, the interest, what could be told outside and
/// the health score.
#[test]
fn a_recap_points_at_what_belongs_with_it() {
    let mut sources = busy();
    sources.push(planned("Quarterly business review with Ada"));
    sources.push(prose(
        "plan:activity/5",
        SourceKind::Activity,
        date(2026, 6, 9),
        "Ada asked about adding a second depot.",
    ));
    insta::assert_snapshot!(linked(sources), @"
    renewal_packet crm:opportunity/9: The renewal is on 15 September 2026, in 77 days. The recap holds no price or terms; the packet is a document of its own. [crm:opportunity/9, crm:opportunity/9]
    business_review crm:task/4: “Quarterly business review with Ada” is planned for 14 July 2026. [crm:task/4]
    expansion_signal plan:activity/5: Interest in more: “Ada asked about adding a second depot.” [plan:activity/5]
    case_study_candidate plan:kpi/1: The target for on-time deliveries is reached, and Ada Byrne says so: “Our on-time deliveries went from 71% in January to 93% in June.” Their permission is needed before it is told outside. [plan:kpi/1, call:note/3]
    health_change health:snapshot/2026-05-31: Our own health score: 74, yellow on 31 May 2026; 81, green on 31 March 2026 before. [health:snapshot/2026-05-31]
    ");
}

#[test]
fn an_account_without_any_has_none() {
    assert_eq!(linked(vec![planned("Review the minutes")]), "");
}

/// VR-75: a recap that was written before the account's health fell says so.
#[test]
fn a_recap_may_predate_a_health_change() {
    let as_of = date(2026, 4, 30);
    let change = |scores: &[(i8, i64, &str)]| {
        let sources = scores
            .iter()
            .map(|(month, score, level)| health(date(2026, *month, 28), *score, level));
        let ledger = ledger_on(date(2026, 8, 31), sources.collect());
        told(&predates_health_change(as_of, &ledger).into_iter().collect::<Vec<_>>())
    };
    insta::assert_snapshot!(change(&[(3, 81, "Green"), (4, 80, "Green"), (6, 78, "Yellow")]), @"health_change health:snapshot/2026-06-28: The recap predates a health change: 80, green on 28 April 2026, 78, yellow on 28 June 2026. [health:snapshot/2026-06-28]");
    insta::assert_snapshot!(change(&[(4, 80, "Tier 1"), (5, 75, "Tier 1"), (6, 70, "Tier 1")]), @"health_change health:snapshot/2026-06-28: The recap predates a health change: 80, tier 1 on 28 April 2026, 70, tier 1 on 28 June 2026. [health:snapshot/2026-06-28]");
    assert_eq!(change(&[(4, 80, "Green"), (6, 71, "Green")]), "");
    assert_eq!(change(&[(4, 60, "Red"), (6, 71, "Amber")]), "");
    assert_eq!(change(&[(6, 71, "Green"), (7, 20, "Red")]), "");
}
