//! What the records answer.

use serde_json::json;

use super::*;
use crate::customers::{GARRICK, MORROW};

/// What the records answer to these fields, a line each.
fn told(card: &Value, names: &[&str]) -> String {
    let line = |name: &&str| format!("{name}: {}", text(field(card, name), "told"));
    names.iter().map(line).collect::<Vec<_>>().join(
        "
",
    )
}

/// SC-3: the customer's objectives, their target outcomes and the stage of the path to value are
/// filled in from the records, each with the words that say so.
#[test]
fn objectives_outcomes_and_progress_come_from_the_records() {
    let desk = desk();
    let card = shown(&desk, &begun(&desk, MORROW));
    insta::assert_snapshot!(told(&card, &["objectives", "target_outcomes", "progress_stage", "kpi_progress"]), @"
    objectives: Send treatment quotations within 24 hours; Have 75% of quotations accepted at the first sending; Spare the front desks the calls about unanswered quotations; Show quotations in the patient portal by 29 May 2026
    target_outcomes: quotation response time 24 h instead of 46 h, by 30 June 2026; acceptance at first sending 75% instead of 52%, by 30 September 2026; chasing calls 150 calls a week instead of 340 calls a week, by 18 December 2026
    progress_stage: Value proven
    kpi_progress: 69.6%
    ");
    for name in ["objectives", "target_outcomes", "progress_stage", "kpi_progress"] {
        let field = field(&card, name);
        assert_eq!(text(field, "status"), "unconfirmed", "{name}");
        for citation in list(field, "citations") {
            let source = desk.json("", 0, &["source", text(citation, "source_id")]);
            let place = |end: &str| serde_json::from_value::<usize>(citation[end].clone()).unwrap();
            let said = &text(&source, "text")[place("start")..place("end")];
            assert_eq!(text(citation, "quote"), said, "{name}");
        }
        assert!(!list(field, "citations").is_empty(), "{name}");
    }
    let template = desk.out("", 0, &["scorecard", "templates"]);
    insta::assert_snapshot!(template, @"account-health 1  Account health scorecard, 24 questions, 5 tasks (built in)");
}

/// SC-3: the stages are ordered, and the one that is furthest along of those that the records have
/// reached is filled in.
#[test]
fn the_path_to_value_is_ordered() {
    let desk = desk();
    let id = begun(&desk, MORROW);
    let told = refused(
        &desk,
        CSM,
        &["correct", &id, "progress_stage=gone", "--reason", "so it is"],
    );
    insta::assert_snapshot!(told, @"error: `gone` is no answer to `progress_stage`, which takes a stage of the path: `not_begun`, `goals_agreed`, `in_use`, `first_value`, `value_proven`, `value_realized`");
}

/// Counts, amounts, dates and names come from the records too.
#[test]
fn counts_amounts_and_dates_come_from_the_records() {
    let names = [
        "representative",
        "renewal_on",
        "survey_score",
        "open_escalations",
        "active_users",
        "seats_used",
        "late_milestones",
        "overdue_amount",
        "risks",
    ];
    let desk = desk();
    let (morrow, garrick) = (
        shown(&desk, &begun(&desk, MORROW)),
        shown(&desk, &begun(&desk, GARRICK)),
    );
    insta::assert_snapshot!(told(&morrow, &names), @"
    representative: Nora Quist
    renewal_on: 29 August 2026
    survey_score: 7.5
    open_escalations: 0
    active_users: 58
    seats_used: 96.7%
    late_milestones: 0
    overdue_amount: 0
    risks: Only Theo Marchetti can change a template
    ");
    insta::assert_snapshot!(told(&garrick, &names), @"
    representative: Nora Quist
    renewal_on: 1 April 2027
    survey_score: 3
    open_escalations: 1
    active_users: 9
    seats_used: 22.5%
    late_milestones: 1
    overdue_amount: 61,200
    risks: Order desk has gone back to quoting by hand
    ");
    let cited = |card: &Value, name: &str| {
        let citations = list(field(card, name), "citations").iter();
        let ids: Vec<Value> = citations.map(|it| it["source_id"].clone()).collect();
        ids
    };
    assert_eq!(cited(&garrick, "overdue_amount"), [json!("stripe:invoice/in_Ga0001")]);
    assert_eq!(cited(&garrick, "open_escalations"), [json!("zendesk:ticket/5109")]);
}

/// What the records answer is confirmed, or corrected with a reason; it is not typed over.
#[test]
fn the_representative_confirms_or_corrects_with_a_reason() {
    let desk = desk();
    let id = begun(&desk, GARRICK);
    insta::assert_snapshot!(refused(&desk, CSM, &["fill", &id, "open_escalations=2"]), @"
    error: the records answer `open_escalations` with “1”
    hint: `vouch scorecard confirm ID FIELD` if that holds, else `vouch scorecard correct ID FIELD=VALUE --reason TEXT`
    ");
    insta::assert_snapshot!(refused(&desk, CSM, &["correct", &id, "open_escalations=2"]), @"error: a correction takes a reason: say why the records are wrong");
    insta::assert_snapshot!(refused(&desk, CSM, &["confirm", &id, "business_value"]), @"
    error: the records don't answer `business_value`, so there is nothing to confirm or correct
    hint: `vouch scorecard fill ID FIELD=VALUE`
    ");
    does(&desk, CSM, &["confirm", &id, "overdue_amount"]);
    let reason = [
        "correct",
        &id,
        "open_escalations=2",
        "--reason",
        "the second one is not in the system yet",
    ];
    does(&desk, CSM, &reason);
    let card = shown(&desk, &id);
    let status = |name: &str| (text(field(&card, name), "status"), text(field(&card, name), "told"));
    assert_eq!(status("overdue_amount"), ("confirmed", "61,200"));
    assert_eq!(status("open_escalations"), ("corrected", "2"));
    assert_eq!(text(field(&card, "open_escalations"), "reason"), reason[4]);
    assert_eq!(list(field(&card, "open_escalations"), "citations").len(), 1);
}
