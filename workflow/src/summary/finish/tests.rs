//! What follows from hand-made drafts.

use grounding::{
    Affiliation, Claim, ClaimKind, Draft, GoalStatus, Ledger, Notice, Question, Route, Source, SourceId, SourceKind,
    ValueRole,
};
use jiff::civil::date;

use super::finish;
use crate::account::fact;
use crate::definition::{Finished, Prepared};
use crate::summary::facts::Facts;
use crate::summary::inputs::inputs;
use crate::summary::parts::fixture::{
    draft, drafted, goal, invoice, judged, kpi, ledger, lines, outcome, prepared, ticket, words, written,
};

const ASK: &str = "Omar Vance asked about ten more seats for the night shift.";

fn sample() -> Ledger {
    ledger(vec![
        ticket("7", "Invoices are sent twice", true),
        invoice("INV-81", date(2026, 5, 15)),
        invoice("INV-94", date(2026, 7, 15)),
        written(
            "plan:activity/1",
            SourceKind::Activity,
            date(2026, 6, 1),
            ("Rhea Lund", Affiliation::Vendor),
            ASK,
        ),
    ])
}

fn finished(ledger: &Ledger, draft: &Draft) -> Finished {
    let prepared = Prepared {
        inputs: inputs(&Facts::read(ledger, &prepared().request)),
        ..prepared()
    };
    finish(ledger, &prepared, &drafted(draft, &judged(ledger, draft)))
}

fn flags(finished: &Finished) -> String {
    let told = finished.flags.iter().map(|it| format!("{}: {}", it.kind, it.message));
    told.collect::<Vec<_>>().join("\n")
}

/// An escalation that no claim tells of, which would pause a recap (VR-24), is a flag of a summary;
/// and it keeps a copy from the customer (VR-42).
#[test]
fn what_is_wrong_with_the_account_pauses_no_summary() {
    let ledger = sample();
    let finished = finished(&ledger, &draft(&ledger, &[("risks", Vec::new())]));
    assert_eq!(finished.reasons, []);
    insta::assert_snapshot!(flags(&finished), @"
    missing_evidence: no KPI of an open goal is on record
    missing_evidence: the open escalation `Invoices are sent twice` is left out
    commercial_risk: an invoice has been overdue since 15 May 2026
    ");
    let withheld: Vec<(&str, &str)> = finished
        .withheld
        .iter()
        .map(|it| (it.code.as_str(), it.message.as_str()))
        .collect();
    assert_eq!(
        withheld,
        [(
            "open_escalation",
            "the ticket `Invoices are sent twice` is open and escalated"
        )]
    );
}

/// Two sources that give a figure differently are something to look at, and pause no summary.
#[test]
fn a_disputed_figure_is_a_flag() {
    let own = kpi("K1", "G1", "weekly active users", 200, date(2026, 9, 30));
    let mut other = Source {
        id: SourceId::raw("dash:metric/1"),
        kind: SourceKind::Metric,
        text: own.text.replace("168", "150"),
        record: None,
        ..own.clone()
    };
    other.values.retain(|value| value.role == ValueRole::Current);
    other.values.iter_mut().for_each(|value| value.value = 150.into());
    let goal = goal(
        "G1",
        "Raise weekly active users to 200 users",
        GoalStatus::OnTrack,
        date(2026, 9, 30),
    );
    let ledger = ledger(vec![goal, own, other]);
    let claim = outcome(
        "Weekly active users rose from 109 users to 168 users by 15 June 2026.",
        "G1",
        lines(
            &ledger,
            "plan:kpi/K1",
            &["metric", "baseline", "current", "current date"],
        ),
    );
    let finished = finished(&ledger, &draft(&ledger, &[("kpi_progress", vec![claim])]));
    assert_eq!(finished.reasons, []);
    let context: Vec<&str> = finished
        .flags
        .iter()
        .filter(|it| it.kind == "context")
        .map(|it| it.message.as_str())
        .collect();
    insta::assert_snapshot!(context.join("\n"), @"`weekly active users` is 150 in `dash:metric/1` and 168 in `plan:kpi/K1`");
}

/// PG-9: an executive summary of three paragraphs is a fault of the summary, and pauses it.
#[test]
fn a_summary_that_is_too_long_pauses() {
    let ledger = sample();
    let cited = || vec![words(&ledger, "plan:activity/1", ASK)];
    let one = fact(ASK.to_owned(), cited());
    let of = |sentences: usize| {
        let draft = draft(
            &ledger,
            &[
                ("executive_summary", vec![one.clone(); sentences]),
                ("expansion", vec![one.clone()]),
            ],
        );
        let reasons = finished(&ledger, &draft).reasons;
        reasons.into_iter().map(|it| it.code).collect::<Vec<_>>()
    };
    assert_eq!(of(10), Vec::<String>::new());
    assert_eq!(of(11), ["V711"]);
}

/// AS-51: each suggested expansion is the account owner's to decide on; those that were rejected
/// are not.
#[test]
fn the_owner_decides_on_each_suggested_expansion() {
    let ledger = sample();
    let suggestion = Claim {
        kind: ClaimKind::Expansion,
        ..fact(ASK.to_owned(), vec![words(&ledger, "plan:activity/1", ASK)])
    };
    let made_up = Claim {
        text: "They want a second site in Lyon next year.".to_owned(),
        ..suggestion.clone()
    };
    let draft = draft(&ledger, &[("expansion", vec![suggestion, made_up])]);
    let finished = finished(&ledger, &draft);
    let tasks: Vec<String> = finished
        .tasks
        .iter()
        .map(|it| format!("{} {} ({:?}, {})", it.id, it.title, it.owner, it.due.unwrap()))
        .collect();
    insta::assert_snapshot!(tasks.join("\n"), @"
    t1 Review this summary (AccountOwner, 2026-07-03)
    t2 Decide whether to pursue: Omar Vance asked about ten more seats for the night shift. (AccountOwner, 2026-07-14)
    ");
    let flags = flags(&finished);
    let asked = "review_required: suggested expansions are for the account owner to decide on";
    assert!(flags.contains(asked), "{flags}");
}

/// AS-24, AS-25, AS-41: the gate names each section that lacks something, and what.
#[test]
fn a_gate_names_the_sections_that_lack_something() {
    let ledger = sample();
    let mut draft = draft(
        &ledger,
        &[
            ("risks", Vec::new()),
            ("expansion", Vec::new()),
            ("next_steps", Vec::new()),
            ("achievements", Vec::new()),
        ],
    );
    let notices = [
        ("activities_since", Some(date(2026, 2, 11))),
        ("no_activities", None),
        ("insufficient_data", None),
    ];
    for (section, (kind, date)) in draft.sections.iter_mut().zip(notices) {
        section.notice = Some(Notice {
            kind: kind.to_owned(),
            date,
        });
    }
    let gates: Vec<String> = finished(&ledger, &draft)
        .gates
        .iter()
        .map(|it| format!("{} {}: {}", it.name, it.passed, it.why))
        .collect();
    insta::assert_snapshot!(gates.join("\n"), @"
    evidence_attached false: missing: account, contacts, goals, kpis, usage, projects
    sections_complete false: Risks and Blockers: CS activities were used from 11 February 2026 on; Suggested Expansion Opportunities: no CS activity was used; Strategic Next Steps: there is nothing to draw on
    owner_assigned false: nobody is on record as account owner
    ");
}

/// The model's questions are asked, but for those whose answer is in the evidence.
#[test]
fn the_model_s_questions_are_asked() {
    let ledger = sample();
    let question = Question {
        id: "q1".to_owned(),
        text: "Who decides on the second site?".to_owned(),
        about: "risks".to_owned(),
        to: Route::Ae,
        citations: Vec::new(),
    };
    let draft = Draft {
        questions: vec![question.clone()],
        ..draft(&ledger, &[])
    };
    assert_eq!(finished(&ledger, &draft).questions, [question]);
}
