//! What pauses a snapshot, what must be passed, and what never leaves.

use grounding::{Code, Diagnostic, Draft, Ledger, Policy, Severity, Source, SourceId, Verdict, verify};

use super::super::facts::fixture::{
    ago, asked, call, decision, draft, finished, invoice, ledger, measure, survey, well, well_but,
};
use super::finish;
use crate::brief::Reason;
use crate::definition::{Drafted, Request, SectionDraft};
use crate::health::HEALTH;

fn told(reasons: &[Reason]) -> String {
    let line = |it: &Reason| {
        let cited: Vec<&str> = it.citations.iter().map(|it| it.source_id.as_str()).collect();
        format!(
            "{} about {:?} to {:?}: {} [{}]",
            it.code,
            it.about,
            it.to,
            it.message,
            cited.join(", ")
        )
    };
    reasons.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn reasons(ledger: &Ledger) -> String {
    told(&finished(ledger, &Request::default()).reasons)
}

/// HS-14: two figures for one thing pause the run with both sources, until somebody has decided.
#[test]
fn a_conflict_pauses_with_both_sources() {
    let other = || Source {
        id: SourceId::raw("dash:row/1"),
        ..measure("weekly_logins", "", ago(1), 60)
    };
    let found = finished(&well_but([other()]), &Request::default()).reasons;
    insta::assert_snapshot!(told(&found), @r#"conflicting_signals about "weekly logins on 2026-06-29" to [AccountOwner, Csm]: usage: weekly logins on 2026-06-29 is 60 in `dash:row/1` and 100 in `usage:row/alder/2026-06-29/weekly_logins` [dash:row/1, usage:row/alder/2026-06-29/weekly_logins]"#);
    let covers = found[0].citations.clone();
    let decided = well_but([other(), decision(&found[0].about, covers)]);
    assert_eq!(reasons(&decided), "");
}

/// HS-14: usage and talks that are too old to go by pause the run, until somebody has said that
/// they may be gone by.
#[test]
fn old_evidence_pauses_it() {
    let old = || {
        let fresh = |it: &Source| !it.id.as_str().contains("weekly") && !it.id.as_str().contains("call:");
        let weeks = (0..20).map(|week| measure("weekly_logins", "", ago(31 + 7 * week), 100));
        let rest = well().into_iter().filter(fresh).chain(weeks);
        rest.chain([call(1, ago(91), "We went through the plan.")])
            .collect::<Vec<_>>()
    };
    let found = finished(&ledger(old()), &Request::default());
    insta::assert_snapshot!(told(&found.reasons), @r#"
    usage_stale about "usage_stale" to [AccountOwner, Csm]: usage: the newest evidence is of 30 May 2026, 31 days ago; it may be 30 days old at most [usage:row/alder/2026-05-30/weekly_logins]
    activities_stale about "stakeholder_engagement_stale" to [AccountOwner, Csm]: relationship: the newest evidence is of 31 March 2026, 91 days ago; it may be 90 days old at most [call:call/1]
    "#);
    let fresh = found.gates.iter().find(|it| it.name == "signals_fresh").unwrap();
    insta::assert_snapshot!(format!("{} {}", fresh.passed, fresh.why), @"false too old: usage, stakeholder engagement");
    let decisions = found.reasons.into_iter().enumerate().map(|(at, it)| Source {
        id: SourceId::raw(format!("vouch:decision/{at}")),
        ..decision(&it.about, it.citations)
    });
    let decided = ledger(old().into_iter().chain(decisions).collect());
    let found = finished(&decided, &Request::default());
    assert_eq!(told(&found.reasons), "");
    let fresh = found.gates.iter().find(|it| it.name == "signals_fresh").unwrap();
    assert!(fresh.passed);
}

/// HS-14: a figure that another source gives differently pauses the run where the condition tells it;
/// elsewhere it is something to look at.
#[test]
fn a_disputed_figure_of_the_condition_pauses_it() {
    let ledger = ledger(well());
    let request = Request::default();
    let prepared = (HEALTH.prepare)(&ledger, &request);
    let draft = draft(&ledger, &request, &prepared.records);
    let with_dispute = |section: &str| {
        let mut verification = verify(&ledger, &draft, &Policy::default());
        let of_section = draft.sections.iter().find(|it| it.id == section).unwrap();
        let disputed = verification
            .claims
            .iter_mut()
            .find(|it| of_section.claims.contains(&it.claim.id))
            .unwrap();
        disputed.verdict = Verdict::NeedsReview;
        disputed.diagnostics.push(Diagnostic {
            code: Code(306),
            severity: Severity::Review,
            ..Diagnostic::new("another source says 80 for the same metric and month")
        });
        let drafted = Drafted {
            verification: &verification,
            questions: &[],
            sections: &draft.sections,
        };
        let finished = finish(&ledger, &prepared, &drafted);
        let context = finished.flags.iter().filter(|it| it.kind == "context");
        let context = context.map(|it| format!("context: {}", it.message));
        let pauses = finished.reasons.iter().map(|it| told(std::slice::from_ref(it)));
        pauses.chain(context).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(with_dispute("condition"), @r#"V306 about "c1" to [AccountOwner, Csm]: “Weekly logins stood at 100 on 20 April 2026 and on 15 June 2026.”: another source says 80 for the same metric and month []"#);
    insta::assert_snapshot!(with_dispute("trend"), @"context: “The last health score on record was 88 (green) on 10 June 2026, while weekly logins stood at 100 on 20 April 2026 and on 15 June 2026.”: another source says 80 for the same metric and month");
}

/// HS-21: an account of which no signal can be read is held up, and so is a draft that says nothing
/// to do (HS-16).
#[test]
fn nothing_known_and_nothing_to_do_pause_it() {
    insta::assert_snapshot!(reasons(&ledger(Vec::new())), @r#"no_evidence about "signals_missing" to [AccountOwner, Csm]: none of the signals can be read: nothing on record says how the account stands []"#);
    let ledger = ledger(well());
    let request = Request::default();
    let prepared = (HEALTH.prepare)(&ledger, &request);
    let records: Vec<SectionDraft> = prepared
        .records
        .iter()
        .filter(|it| it.section != "next_action")
        .cloned()
        .collect();
    let draft: Draft = draft(&ledger, &request, &records);
    let verification = verify(&ledger, &draft, &Policy::default());
    let drafted = Drafted {
        verification: &verification,
        questions: &draft.questions,
        sections: &draft.sections,
    };
    let finished = finish(&ledger, &prepared, &drafted);
    insta::assert_snapshot!(told(&finished.reasons), @r#"no_evidence about "next_action" to [AccountOwner, Csm]: no next action that rests on evidence is told, and no score goes out without one []"#);
    assert_eq!(finished.health.unwrap().next_action, None);
}

/// The gates say what is passed and why.
#[test]
fn the_gates_say_what_is_passed() {
    let gates = |ledger: &Ledger| {
        let gates = finished(ledger, &Request::default()).gates.into_iter();
        let lines = gates.map(|it| format!("{} {}: {}", it.name, it.passed, it.why));
        lines.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(gates(&ledger(well())), @"
    evidence_attached true: every input is there
    signals_fresh true: no evidence is too old to go by
    next_action true: there is one, and it rests on evidence
    owner_assigned true: the account owner is known: Mara Quist
    owner_review false: the account owner has not reviewed it
    stop_rules true: none of the ten stop rules applies
    measurement_logged false: counted once it is kept as a run
    ");
    let quiet = well().into_iter().filter(|it| !it.id.as_str().contains("billing:"));
    let prices = call(1, ago(9), "We went through the price list.");
    let quiet = quiet.filter(|it| it.id != prices.id).chain([prices.clone()]);
    insta::assert_snapshot!(gates(&ledger(quiet.collect())), @"
    evidence_attached false: missing: billing
    signals_fresh true: no evidence is too old to go by
    next_action true: there is one, and it rests on evidence
    owner_assigned true: the account owner is known: Mara Quist
    owner_review false: the account owner has not reviewed it
    stop_rules false: it is likely to affect the price
    measurement_logged false: counted once it is kept as a run
    ");
}

/// HS-30: the first version shows five signals, and nothing of the other two.
#[test]
fn the_first_version_shows_five_signals() {
    let request = Request {
        edition: "first",
        ..asked("weekly_review")
    };
    let troubled = well_but([invoice(2, ago(75), Some(ago(40)), true)]);
    let found = finished(&troubled, &request);
    let health = found.health.as_ref().unwrap();
    let names: Vec<&str> = health.signals.iter().map(|it| it.name.word()).collect();
    assert_eq!(names, ["usage", "support", "sentiment", "relationship", "milestones"]);
    assert!(found.flags.iter().all(|it| it.kind != "billing_overdue"));
    assert_eq!(health.owner.as_deref(), Some("Mara Quist"));
    assert!(health.next_action.is_some());
    let sections: Vec<&str> = HEALTH
        .edition("first")
        .unwrap()
        .sections
        .iter()
        .map(|it| it.id)
        .collect();
    assert_eq!(sections, ["condition", "trend", "next_action"]);
}

/// A snapshot never goes to the customer, whatever it says.
#[test]
fn a_snapshot_is_for_our_own_people() {
    let withheld = finished(&ledger(vec![survey(1, ago(3), 9, "")]), &Request::default()).withheld;
    let told: Vec<&str> = withheld.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(told, ["a health snapshot is for the vendor's own people"]);
}
