use grounding::{AccountId, BriefSpec, Claim, Draft, DraftSection, Policy, Source, SourceKind, Verdict, verify};
use jiff::civil::date;

use super::super::facts::Facts;
use super::super::facts::testing::{busy, goal, judged, kpi, ledger, measure, milestone, prose, row, survey};
use super::super::{FIRST, SPEC};
use super::{delivered, feedback, records};
use crate::account::{kpis, told_goal_state, told_kpi, told_usage};
use crate::definition::Request;

/// The record claims of the sections that a version shows, as a person reads them, after the rules
/// on the draft as a whole.
fn told(sources: Vec<Source>, spec: &'static BriefSpec) -> String {
    let ledger = ledger(sources);
    let request = Request::default();
    let all = records(&Facts::read(&ledger, &request));
    let mut draft = Draft {
        kind: spec.kind.to_owned(),
        spec: Some(spec),
        ..Draft::new(AccountId::new("larch"), Vec::new())
    };
    for section in spec
        .sections
        .iter()
        .filter_map(|it| all.iter().find(|draft| draft.section == it.id))
    {
        let from = draft.claims.len();
        draft
            .claims
            .extend(section.claims.iter().enumerate().map(|(at, claim)| Claim {
                id: format!("c{}", from + at + 1),
                ..claim.clone()
            }));
        draft.sections.push(DraftSection {
            id: section.section.to_owned(),
            claims: draft.claims[from..].iter().map(|it| it.id.clone()).collect(),
            ..DraftSection::default()
        });
    }
    let found = verify(&ledger, &draft, &Policy::default());
    let mut lines = Vec::new();
    for section in &draft.sections {
        lines.push(format!("{}:", section.id));
        for it in found.claims.iter().filter(|it| section.claims.contains(&it.claim.id)) {
            lines.push(format!("  {:?}/{:?}: {}", it.claim.kind, it.standing, it.claim.text));
            if it.verdict != Verdict::Accepted {
                let why: Vec<String> = it
                    .diagnostics
                    .iter()
                    .map(|it| format!("{} {}", it.code, it.message))
                    .collect();
                lines.push(format!("    {:?}: {}", it.verdict, why.join("; ")));
            }
        }
    }
    lines.join("\n")
}

fn of_facts(sources: Vec<Source>, tell: fn(&Facts<'_>) -> Vec<Claim>) -> String {
    let ledger = ledger(sources);
    let request = Request::default();
    let claims = tell(&Facts::read(&ledger, &request));
    judged(&ledger, &claims)
}

#[test]
fn every_claim_of_the_full_recap_is_borne_out() {
    insta::assert_snapshot!(told(busy(), &SPEC), @"
    goals:
      Fact/Fact: “Raise on-time deliveries to 90%”, due 30 June 2026: achieved.
      Fact/Fact: “Get 80 drivers onto the app”, due 30 September 2026: in progress.
      Fact/Fact: “Cut rewash rate to 2%”, due 31 December 2026: at risk.
      Fact/Fact: “Plan routes in under 20 minutes”, due 31 May 2026: on hold.
    outcomes:
      Outcome/ProvenOutcome: On-time deliveries rose from 71% (January 2026) to 93% (12 June 2026), past the target of 90%; Ada Byrne says so too.
      Outcome/ProvenOutcome: Active drivers rose from 24 drivers (January 2026) to 62 drivers (12 June 2026); the target is 80 drivers.
    delivered:
      Activity/Activity: The milestone “Scanner link accepted” of the project “Depot rollout” was completed on 28 April 2026; it was due on 21 April 2026.
      Activity/Activity: The milestone “Depot north live” of the project “Depot rollout” was completed on 12 March 2026, the day it was due.
    usage:
      Outcome/ProvenOutcome: Active drivers went from 24 on 26 January 2026 to 66 on 22 June 2026, 42 more.
      Fact/Fact: Routes planned went from 310 on 26 January 2026 to 290 on 22 June 2026, 20 fewer.
    feedback:
      Fact/Fact: Ada Byrne gave the score 9 on 24 May 2026: “On-time deliveries are at 93% since the new routes.”
      Fact/Fact: A survey answer gave the score 6 on 2 May 2026.
    risks:
      Risk/Fact: The ticket `Scanner drops orders` is open (priority urgent).
      Risk/Fact: The goal `Cut rewash rate to 2%` is off track; its owner is Tove Lund.
      Risk/Fact: An open risk: The depot manager leaves in August (rated high); it has no owner on record.
      Risk/Fact: Rewash rate rose from 5% (January 2026) to 6.5% (12 June 2026), against a target of 2%, and the KPI is at risk; its owner is Tove Lund.
      Risk/Fact: The goal “Plan routes in under 20 minutes” was due on 31 May 2026 and is on hold; its owner is Tove Lund.
      Risk/Fact: The milestone “Depot south live” of the project “Depot rollout” was due on 15 June 2026 and is open; its owner is Tove Lund.
      Risk/Fact: Of the invoice LQ-204, EUR 1,250 was due on 10 June 2026 and is unpaid.
    next:
      Recommendation/Fact: Resolve the escalated ticket `Scanner drops orders` before the review.
      Recommendation/Fact: Agree with Tove Lund on a plan to recover the goal “Plan routes in under 20 minutes”: it is on hold.
      Recommendation/Fact: Name an owner for the open risk “The depot manager leaves in August”.
    decision:
      Fact/Fact: The renewal on 15 September 2026 is the decision to prepare for.
    ");
}

#[test]
fn the_first_version_says_nothing_twice() {
    insta::assert_snapshot!(told(busy(), &FIRST), @"
    original_goal:
      Fact/Fact: “Raise on-time deliveries to 90%”, due 30 June 2026: achieved.
      Fact/Fact: “Get 80 drivers onto the app”, due 30 September 2026: in progress.
      Fact/Fact: “Cut rewash rate to 2%”, due 31 December 2026: at risk.
      Fact/Fact: “Plan routes in under 20 minutes”, due 31 May 2026: on hold.
    delivered_work:
      Activity/Activity: The milestone “Scanner link accepted” of the project “Depot rollout” was completed on 28 April 2026; it was due on 21 April 2026.
      Activity/Activity: The milestone “Depot north live” of the project “Depot rollout” was completed on 12 March 2026, the day it was due.
    evidence:
      Fact/Fact: On-time deliveries: 71% on 31 January 2026 and 93% on 12 June 2026, against a target of 90%.
      Fact/Fact: Active drivers: 24 drivers on 31 January 2026 and 62 drivers on 12 June 2026, against a target of 80 drivers.
      Fact/Fact: Rewash rate: 5% on 31 January 2026 and 6.5% on 12 June 2026, against a target of 2%.
      Outcome/ProvenOutcome: Active drivers went from 24 on 26 January 2026 to 66 on 22 June 2026, 42 more.
      Fact/Fact: Routes planned went from 310 on 26 January 2026 to 290 on 22 June 2026, 20 fewer.
    customer_outcome:
      Outcome/ProvenOutcome: On-time deliveries rose from 71% (January 2026) to 93% (12 June 2026), past the target of 90%; Ada Byrne says so too.
      Outcome/ProvenOutcome: Active drivers rose from 24 drivers (January 2026) to 62 drivers (12 June 2026); the target is 80 drivers.
    open_risk:
      Risk/Fact: The ticket `Scanner drops orders` is open (priority urgent).
      Risk/Fact: The goal `Cut rewash rate to 2%` is off track; its owner is Tove Lund.
      Risk/Fact: An open risk: The depot manager leaves in August (rated high); it has no owner on record.
      Risk/Fact: Rewash rate rose from 5% (January 2026) to 6.5% (12 June 2026), against a target of 2%, and the KPI is at risk; its owner is Tove Lund.
      Risk/Fact: The goal “Plan routes in under 20 minutes” was due on 31 May 2026 and is on hold; its owner is Tove Lund.
      Risk/Fact: The milestone “Depot south live” of the project “Depot rollout” was due on 15 June 2026 and is open; its owner is Tove Lund.
      Risk/Fact: Of the invoice LQ-204, EUR 1,250 was due on 10 June 2026 and is unpaid.
    next_recommendation:
      Recommendation/Fact: Resolve the escalated ticket `Scanner drops orders` before the review.
      Recommendation/Fact: Agree with Tove Lund on a plan to recover the goal “Plan routes in under 20 minutes”: it is on hold.
      Recommendation/Fact: Name an owner for the open risk “The depot manager leaves in August”.
    ");
}

#[test]
fn a_kpi_is_told_by_the_way_it_went() {
    let metric = |unit| ("repair time", unit);
    let cases = [
        (metric("h"), "On track", ["9.10", "6", "7.5"]),
        (metric("h"), "On track", ["9", "6", "6"]),
        (metric("%"), "On track", ["20", "35", "20"]),
        (metric("h"), "At risk", ["9", "6", "8"]),
        (metric("h"), "On track", ["9", "6", "11"]),
        (metric("days"), "On track", ["9", "", "11"]),
        (metric(""), "Planned", ["9", "6", ""]),
        (metric("h"), "Planned", ["", "6", ""]),
    ];
    let told: Vec<String> = cases
        .into_iter()
        .map(|(metric, status, figures)| {
            let name = "Get vans back on the road";
            let ledger = ledger(vec![goal(1, name, "On track", ""), kpi(1, metric, status, figures)]);
            let claims: Vec<Claim> = kpis(&ledger).iter().filter_map(told_kpi).collect();
            judged(&ledger, &claims)
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    Outcome/ProvenOutcome: Repair time fell from 9.1 h (January 2026) to 7.5 h (12 June 2026); the target is 6 h.
    Outcome/ProvenOutcome: Repair time fell from 9 h (January 2026) to 6 h (12 June 2026), which was the target.
    Fact/Fact: Repair time stood at 20% on 12 June 2026, as in January 2026; the target is 35%.
    Risk/Fact: Repair time fell from 9 h (January 2026) to 8 h (12 June 2026); the target is 6 h, and the KPI is at risk.
    Risk/Fact: Repair time rose from 9 h (January 2026) to 11 h (12 June 2026), against a target of 6 h.
    Fact/Fact: Repair time went from 9 days (January 2026) to 11 days (12 June 2026).
    Fact/Fact: Repair time stood at a baseline of 9 in January 2026, its only figure on record; the target is 6.
    ");
}

#[test]
fn a_goal_stands_where_its_system_says() {
    let goals = [
        goal(1, "Print labels in colour.", "At Risk", "2026-08-31"),
        goal(2, "Scan at the door", "in_progress", ""),
        goal(3, "Know every van", "", "2026-08-31"),
        goal(4, "Fold towels by machine", "Wobbly", "2026-08-31"),
    ];
    let ledger = ledger(goals.into());
    let claims: Vec<Claim> = ledger
        .goals()
        .iter()
        .filter_map(|goal| told_goal_state(&ledger, goal))
        .collect();
    insta::assert_snapshot!(judged(&ledger, &claims), @"
    Fact/Fact: “Print labels in colour”, due 31 August 2026: at risk.
    Fact/Fact: “Scan at the door”: in progress.
    Fact/Fact: “Know every van”, due 31 August 2026.
    Fact/Fact: “Fold towels by machine”, due 31 August 2026.
    ");
}

#[test]
fn figures_over_time_are_told_without_praise_unless_they_are_a_goal() {
    let on = |month, value| measure("site_visits", "", date(2026, month, 28), value);
    let part = |day, value: i64| {
        let mut source = measure("site_visits", "", day, value);
        let figure = value.to_string();
        let fields = [("site", "Lyon"), ("figure", figure.as_str())];
        let Some(grounding::Record::Measure(mut measure)) = source.record.take() else {
            return source;
        };
        measure.series = grounding::SourceId::raw("usage:series/larch/site_visits/Lyon");
        let id = format!("usage:row/larch/{day}/site_visits/Lyon");
        row(
            &id,
            SourceKind::Metric,
            day,
            &fields,
            grounding::Record::Measure(measure),
        )
    };
    let sources = vec![
        goal(1, "Fewer parcels lost", "On track", "2026-12-31"),
        kpi(1, ("the lost parcels", "parcels"), "On track", ["40", "10", "22"]),
        measure("lost_parcels", "", date(2025, 9, 30), 38),
        measure("lost_parcels", "", date(2026, 1, 30), 40),
        measure("lost_parcels", "", date(2026, 6, 15), 19),
        on(2, 1200),
        on(5, 1200),
        part(date(2026, 2, 28), 300),
        part(date(2026, 5, 28), 410),
        measure("load_time", "s", date(2026, 2, 10), 4),
        measure("load_time", "s", date(2026, 6, 10), 3),
        measure("open_rate", "%", date(2026, 6, 10), 31),
    ];
    let ledger = ledger(sources);
    insta::assert_snapshot!(judged(&ledger, &told_usage(&ledger)), @"
    Outcome/ProvenOutcome: Lost parcels went from 40 on 30 January 2026 to 19 on 15 June 2026, 21 fewer.
    Fact/Fact: Load time went from 4 s on 10 February 2026 to 3 s on 10 June 2026, 1 s less.
    Fact/Fact: Open rate stood at 31% on 10 June 2026.
    Fact/Fact: Site visits stood at 1,200 on 28 February 2026 and on 28 May 2026.
    Fact/Fact: Site visits (Lyon) went from 300 on 28 February 2026 to 410 on 28 May 2026, 110 more.
    ");
}

#[test]
fn what_was_completed_within_a_year_is_told_newest_first() {
    let task = |id: &str, name: &str, state: &str, day| {
        let text = grounding::RecordText::new().field("Name", name).field("State", state);
        let (text, fields) = text.field("Finished", "2026-05-04").finish();
        Source {
            title: name.to_owned(),
            fields,
            ..prose(id, SourceKind::PlaybookTask, day, &text)
        }
    };
    let day = date(2026, 5, 4);
    let sources = vec![
        milestone(1, "Depot north live", date(2026, 3, 12), Some(date(2026, 3, 12))),
        milestone(2, "Depot south live", date(2026, 6, 15), Some(date(2026, 6, 18))),
        milestone(3, "Kickoff held", date(2025, 3, 1), Some(date(2025, 3, 1))),
        task("plan:task/1", "Train the drivers", "Done", day),
        task("plan:task/2", "Train the drivers", "Done", day),
        task("plan:task/3", "Train the planners", "In progress", day),
    ];
    insta::assert_snapshot!(of_facts(sources, delivered::delivered), @"
    Activity/Activity: The milestone “Depot south live”, the last of the project “Depot rollout”, was completed on 18 June 2026; it was due on 15 June 2026.
    Activity/Activity: The playbook task “Train the drivers” was done on 4 May 2026.
    Activity/Activity: The milestone “Depot north live” of the project “Depot rollout” was completed on 12 March 2026, the day it was due.
    ");
}

#[test]
fn the_newest_answers_are_told_in_the_customers_words() {
    let long = "The app is quick. ".repeat(30);
    let sources = vec![
        survey(
            1,
            date(2026, 5, 24),
            "ada@larch.example",
            10,
            "The biggest change is the lost parcels, which are 19 now.",
        ),
        survey(2, date(2026, 5, 20), "nobody@larch.example", 3, ""),
        survey(3, date(2026, 4, 2), "", 6, "Too many clicks."),
        survey(4, date(2026, 3, 2), "Cleo Marsh", 8, &long),
        survey(5, date(2025, 3, 2), "Cleo Marsh", 2, "Slow."),
    ];
    insta::assert_snapshot!(of_facts(sources, feedback::feedback), @"
    Fact/Fact: Ada Byrne gave the score 10 on 24 May 2026: “The biggest change is the lost parcels, which are 19 now.”
    Fact/Fact: A survey answer gave the score 3 on 20 May 2026.
    Fact/Fact: A survey answer gave the score 6 on 2 April 2026: “Too many clicks.”
    Fact/Fact: Cleo Marsh gave the score 8 on 2 March 2026: “The app is quick. The app is quick. The app is quick. The app is quick. The app is quick. The app is quick. The app is quick. The app is quick. The app is quick. The app is quick. The app is quick. The app is quick. The app is quick. The app is quick. The app is quick.”
    ");
}
