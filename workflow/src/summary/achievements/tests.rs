//! Which block a claim stands in.

use grounding::{Affiliation, Claim, ClaimKind, GoalStatus, Ledger, Milestone, Record, SourceId, SourceKind, Standing};
use jiff::civil::date;

use super::blocks;
use crate::account::fact;
use crate::summary::parts::fixture::{draft, drafted, goal, judged, kpi, ledger, lines, outcome, row, words, written};

fn sample() -> Ledger {
    let milestone = Milestone {
        project: SourceId::raw("project:project/1"),
        name: "Pilot team live".to_owned(),
        due: Some(date(2026, 3, 12)),
        completed: Some(date(2026, 3, 12)),
    };
    ledger(vec![
        goal(
            "G1",
            "Raise weekly active users to 200 users",
            GoalStatus::OnTrack,
            date(2026, 9, 30),
        ),
        kpi("K1", "G1", "weekly active users", 200, date(2026, 9, 30)),
        row(
            "project:milestone/1",
            SourceKind::Milestone,
            date(2026, 3, 12),
            &[("milestone", "Pilot team live"), ("completed", "2026-03-12")],
            Record::Milestone(milestone),
        ),
        written(
            "note:file/1",
            SourceKind::Note,
            date(2026, 5, 20),
            ("Omar Vance", Affiliation::Customer),
            "Planning a week takes half as long as before. We saved 40,000 USD on overtime. \
             Their own revenue grew by 90,000 USD with the planner. Rhea trained the night shift.",
        ),
    ])
}

/// AS-9: outcomes, financial and usage indicators, lifecycle; every claim in exactly one block, and
/// an empty block is listed.
#[test]
fn every_claim_stands_in_one_block() {
    let ledger = sample();
    let told = |text: &str| fact(text.to_owned(), vec![words(&ledger, "note:file/1", text)]);
    let users = outcome(
        "Weekly active users rose from 109 users to 168 users.",
        "G1",
        lines(
            &ledger,
            "plan:kpi/K1",
            &["metric", "baseline", "current", "current date"],
        ),
    );
    let trained = Claim {
        kind: ClaimKind::Activity,
        standing: Standing::Activity,
        ..told("Rhea trained the night shift.")
    };
    let live = fact(
        "The milestone `Pilot team live` was completed on 12 March 2026.".to_owned(),
        lines(&ledger, "project:milestone/1", &["milestone", "completed"]),
    );
    let claims = vec![
        told("Planning a week takes half as long as before."),
        told("We saved 40,000 USD on overtime."),
        told("Their own revenue grew by 90,000 USD with the planner."),
        users,
        trained,
        live,
    ];
    let of = |claims: Vec<Claim>| -> Vec<(String, Vec<String>)> {
        let draft = draft(&ledger, &[("achievements", claims)]);
        let verified = judged(&ledger, &draft);
        let blocks = blocks(&drafted(&draft, &verified), &ledger);
        blocks.into_iter().map(|it| (it.name, it.claims)).collect()
    };
    let expected = |outcomes: &[&str], financial: &[&str], lifecycle: &[&str]| {
        let owned = |ids: &[&str]| ids.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        vec![
            ("outcomes".to_owned(), owned(outcomes)),
            ("financial_usage".to_owned(), owned(financial)),
            ("lifecycle".to_owned(), owned(lifecycle)),
        ]
    };
    assert_eq!(of(claims), expected(&["c1", "c2"], &["c3", "c4"], &["c5", "c6"]));
    assert_eq!(of(Vec::new()), expected(&[], &[], &[]));
}
