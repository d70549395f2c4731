//! The derived sections of hand-made drafts, each held against the verifier with its feeders.

use grounding::{Affiliation, Citation, Claim, ClaimOrigin, GoalStatus, Ledger, Source, SourceKind};
use jiff::civil::date;

use super::derive;
use crate::account::fact;
use crate::definition::SectionDraft;
use crate::summary::parts::fixture::{
    accepted, basis, call, contact, draft, goal, health, invoice, judged, kpi, ledger, lines, outcome, prepared, risk,
    ticket, words, written,
};

type Sections = Vec<(&'static str, Vec<Claim>)>;

const REPORTS: &str = "Answer every request within two days by October 2026";
const USERS: &str = "Raise weekly active users to 200 users";

fn sources() -> Vec<Source> {
    let call = call(
        "1",
        "Business review",
        date(2026, 6, 2),
        &[
            (
                "Rhea Lund",
                "CSM",
                Affiliation::Vendor,
                "Welcome to the business review, everybody.",
            ),
            (
                "Omar Vance",
                "COO",
                Affiliation::Customer,
                "We are very pleased with the new planner.",
            ),
        ],
    );
    vec![
        health(date(2026, 6, 15), 84, "green"),
        goal("G1", USERS, GoalStatus::OnTrack, date(2026, 9, 30)),
        kpi("K1", "G1", "weekly active users", 200, date(2026, 9, 30)),
        goal("G2", REPORTS, GoalStatus::OffTrack, date(2026, 10, 31)),
        ticket("7", "Invoices are sent twice", true),
        invoice("INV-81", date(2026, 5, 15)),
        contact("Omar Vance", "COO"),
        call,
        written(
            "note:file/1",
            SourceKind::Note,
            date(2026, 5, 20),
            ("Omar Vance", Affiliation::Customer),
            "The search is slow for the night shift.",
        ),
    ]
}

const KPI_LINES: [&str; 6] = ["metric", "baseline", "target", "current", "current date", "due"];

fn progress(ledger: &Ledger) -> Claim {
    outcome(
        "Weekly active users rose from 109 users to 168 users by 15 June 2026, and the target is 200 users; due 30 September 2026.",
        "G1",
        lines(ledger, "plan:kpi/K1", &KPI_LINES),
    )
}

fn off_track(ledger: &Ledger) -> Claim {
    let cited = lines(ledger, "plan:objective/G2", &["name", "status"]);
    risk(&format!("The goal `{REPORTS}` is off track."), cited)
}

/// What the feeders say.
fn fed(ledger: &Ledger) -> Sections {
    let escalated = risk(
        "The ticket `Invoices are sent twice` is open (priority urgent).",
        lines(ledger, "desk:ticket/7", &["subject", "status", "priority"]),
    );
    let told = risk(
        "The search is slow for the night shift.",
        vec![words(ledger, "note:file/1", "The search is slow for the night shift.")],
    );
    let score = fact(
        "The health score of 15 June 2026: 84, green.".to_owned(),
        lines(ledger, "health:snapshot/2026-06-15", &["date", "score", "color"]),
    );
    let pleased = fact(
        "Omar Vance is very pleased with the new planner.".to_owned(),
        vec![words(
            ledger,
            "talk:call/1",
            "Omar Vance: We are very pleased with the new planner.",
        )],
    );
    vec![
        ("highlights", vec![score]),
        ("kpi_progress", vec![progress(ledger)]),
        ("relational_health", vec![pleased]),
        ("risks", vec![told, off_track(ledger), escalated]),
    ]
}

/// The derived sections of a draft, after asserting that the verifier accepts them beside it.
fn derived(ledger: &Ledger, sections: &Sections) -> Vec<SectionDraft> {
    let feeding = draft(ledger, sections);
    let verified = judged(ledger, &feeding);
    let made = derive(ledger, &prepared(), &basis(&feeding, &verified));
    let mut whole = sections.clone();
    whole.extend(made.iter().map(|it| (it.section, it.claims.clone())));
    let whole = draft(ledger, &whole);
    let verified = judged(ledger, &whole);
    verified.claims.iter().for_each(accepted);
    let codes: Vec<String> = verified.diagnostics.iter().map(|it| it.code.to_string()).collect();
    assert!(!codes.contains(&"V711".to_owned()), "{codes:?}");
    made
}

fn texts(made: &[SectionDraft], section: &str) -> String {
    let claims = made.iter().filter(|it| it.section == section).flat_map(|it| &it.claims);
    claims.map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// AS-4, AS-40, PG-9: four topics, each from a claim of another section, in one paragraph that the
/// verifier accepts.
#[test]
fn the_executive_summary_has_four_topics() {
    let ledger = ledger(sources());
    let made = derived(&ledger, &fed(&ledger));
    insta::assert_snapshot!(texts(&made, "executive_summary"), @"
    The health score was 84 (green) on 15 June 2026.
    The ticket `Invoices are sent twice` is open (priority urgent).
    The goal `Answer every request within two days by October 2026` is off track.
    Omar Vance is very pleased with the new planner.
    Weekly active users rose from 109 users to 168 users by 15 June 2026, and the target is 200 users.
    ");
    let claims = made.iter().flat_map(|it| &it.claims);
    assert!(claims.clone().all(|it| it.origin == ClaimOrigin::Derived));
}

/// AS-41: what nothing feeds stays empty.
#[test]
fn without_feeders_nothing_is_derived() {
    let ledger = ledger(sources());
    let made = derived(&ledger, &Vec::new());
    let claims: Vec<(&str, usize)> = made.iter().map(|it| (it.section, it.claims.len())).collect();
    assert_eq!(claims, [("executive_summary", 0), ("next_steps", 0)]);
}

/// AS-42: with all feeders hidden but one, what is derived cites what that one cites, and nothing
/// else.
#[test]
fn what_is_derived_cites_what_is_shown() {
    let ledger = ledger(sources());
    for (section, claims) in fed(&ledger) {
        let known: Vec<Citation> = claims.iter().flat_map(|it| it.citations.clone()).collect();
        let made = derived(&ledger, &vec![(section, claims)]);
        let cited: Vec<&Citation> = made
            .iter()
            .flat_map(|it| &it.claims)
            .flat_map(|it| &it.citations)
            .collect();
        assert!(!cited.is_empty(), "{section}");
        assert!(cited.iter().all(|it| known.contains(it)), "{section}");
    }
}

/// A topic that no section covers is left out, and so is an excluded KPI (AS-31).
#[test]
fn a_topic_that_nothing_covers_is_left_out() {
    let mut sources = sources();
    sources.retain(|it| it.id.as_str() != "plan:kpi/K1");
    let with_kpi = |status: GoalStatus| {
        let mut kpi = kpi("K1", "G1", "weekly active users", 200, date(2026, 9, 30));
        if let Some(grounding::Record::Kpi(record)) = &mut kpi.record {
            record.status = status;
        }
        let mut sources = sources.clone();
        sources.push(kpi);
        let ledger = ledger(sources);
        let mut claim = progress(&ledger);
        claim.kind = grounding::ClaimKind::Risk;
        claim.standing = grounding::Standing::Fact;
        texts(
            &derived(&ledger, &vec![("kpi_progress", vec![claim])]),
            "executive_summary",
        )
    };
    assert_eq!(
        with_kpi(GoalStatus::OnTrack),
        "Weekly active users rose from 109 users to 168 users by 15 June 2026, and the target is 200 users."
    );
    assert_eq!(with_kpi(GoalStatus::Blocked), "");
}

/// The gravest challenge comes first: an escalation, then what is off track, what is overdue, what
/// somebody told of.
#[test]
fn the_gravest_challenge_is_told() {
    let ledger = ledger(sources());
    let late = risk(
        "The invoice `INV-81` has been open since its due date, 15 May 2026.",
        lines(&ledger, "billing:invoice/INV-81", &["number", "status", "due date"]),
    );
    let sections = fed(&ledger);
    let (_, risks) = sections.last().unwrap();
    let [told, off_track, escalated] = risks.as_slice() else {
        panic!("three risks");
    };
    let summary = |risks: Vec<&Claim>| {
        let risks = risks.into_iter().cloned().collect();
        texts(&derived(&ledger, &vec![("risks", risks)]), "executive_summary")
    };
    insta::assert_snapshot!(summary(vec![told]), @"The search is slow for the night shift.");
    insta::assert_snapshot!(summary(vec![told, &late]), @"The invoice `INV-81` has been open since its due date, 15 May 2026.");
    insta::assert_snapshot!(summary(vec![&late, off_track]), @"
    The goal `Answer every request within two days by October 2026` is off track.
    The invoice `INV-81` has been open since its due date, 15 May 2026.
    ");
    insta::assert_snapshot!(summary(vec![told, off_track, &late, escalated]), @"
    The ticket `Invoices are sent twice` is open (priority urgent).
    The goal `Answer every request within two days by October 2026` is off track.
    ");
}

/// AS-10: each step names its goal and by when.
#[test]
fn each_next_step_names_a_goal_and_a_horizon() {
    let ledger = ledger(sources());
    let made = derived(&ledger, &fed(&ledger));
    insta::assert_snapshot!(texts(&made, "next_steps"), @"
    By 30 September 2026, bring weekly active users from 168 users to the target of 200 users (goal “Raise weekly active users to 200 users”).
    Over the coming months, bring the goal “Answer every request within two days by October 2026” back on track.
    ");
    let steps = made.iter().find(|it| it.section == "next_steps").unwrap();
    let goals: Vec<Option<&str>> = steps.claims.iter().map(|it| it.goal_id.as_deref()).collect();
    assert_eq!(goals, [Some("plan:objective/G1"), Some("plan:objective/G2")]);
}

/// AS-11: what is due within a month, or is among the immediate actions, is no step of the next
/// months.
#[test]
fn next_steps_are_apart_from_what_is_due_now() {
    let mut near = sources();
    near.retain(|it| it.id.as_str() != "plan:kpi/K1");
    near.push(kpi("K1", "G1", "weekly active users", 200, date(2026, 7, 30)));
    let near = ledger(near);
    let claim = Claim {
        text: "Weekly active users rose from 109 users to 168 users, and the target is 200 users; due 30 July 2026."
            .to_owned(),
        ..progress(&near)
    };
    assert_eq!(
        texts(&derived(&near, &vec![("kpi_progress", vec![claim])]), "next_steps"),
        ""
    );

    let ledger = ledger(sources());
    let mut sections = fed(&ledger);
    let action = Claim {
        kind: grounding::ClaimKind::Recommendation,
        goal_id: Some("plan:objective/G2".to_owned()),
        ..off_track(&ledger)
    };
    sections.push(("immediate_actions", vec![action]));
    let made = derived(&ledger, &sections);
    let steps = made.iter().find(|it| it.section == "next_steps").unwrap();
    let goals: Vec<Option<&str>> = steps.claims.iter().map(|it| it.goal_id.as_deref()).collect();
    assert_eq!(goals, [Some("plan:objective/G1")]);
}
