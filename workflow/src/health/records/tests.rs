//! What an account's records come to in claims, and what the verifier makes of them.

mod condition;
mod next;
mod short;

use grounding::{Claim, Ledger};
use jiff::civil::date;
use rust_decimal::Decimal;

use super::testing::*;
use super::{actions, records, told};
use crate::definition::Request;
use crate::health::Course;
use crate::health::level::{Level, Trend};
use crate::health::observed::{MilestoneSeen, Scored, Voice};
use crate::health::signal::{Signal, SignalName};

#[test]
fn everything_that_is_told_stands_in_the_records() {
    let ledger = ledger(busy());
    let request = Request::default();
    let mut facts = facts(&ledger, &request, signals(&ledger));
    let scores = vec![scored(&ledger, date(2026, 3, 31)), scored(&ledger, date(2026, 5, 31))];
    facts.snapshot.course = course(scores, -24);
    insta::assert_snapshot!(sections(&ledger, &facts), @"
    condition:
      Risk: Weekly active users stood at 62 on 23 June 2026, against 107 on 20 March 2026, 42% fewer.
      Risk: Weekly active users stood at 62 on 12 June 2026, against a target of 200.
      Risk: Ines Duarte wrote on 2 June 2026: “The new queue is slow and my people are annoyed by it.”
      Risk: Ines Duarte gave the score 4 on 16 May 2026: “Works, but the search could be faster.”
      Risk: EUR 1,250 of the invoice OT-7 was due on 31 March 2026 and is unpaid.
      Risk: Omar Vance gave no reply to our attempts of 9 June 2026, 17 June 2026 and 25 June 2026.
      Risk: Omar Vance (COO) last took part on 12 March 2026, in the call “Spring review”.
      Risk: The milestone “Press link accepted” was due on 21 April 2026 and is open.
      Risk: The milestone “Second plant live” was due on 1 June 2026 and is open.
      Risk: The event “report exported” was last counted on 4 May 2026.
      Risk: Weekly active users stood at 62 on 23 June 2026, of 120 seats signed for.
      Risk: The ticket “Plates arrive unsorted”, opened on 2 May 2026, is open (status pending, priority urgent).
      Risk: The ticket “Colour profile is gone”, opened on 20 June 2026, is open (priority normal).
    trend:
      Fact: The health score went from 75 (green) on 31 March 2026 to 51 (yellow) on 31 May 2026, while weekly active users stood at 62 on 23 June 2026, against 107 on 20 March 2026.
    risks:
      Risk: The goal `Everybody plans in the tool` is off track.
      Risk: An open risk: The plant administrator leaves in August (rated high).
      Risk: The contract renews on 14 August 2026, and weekly active users stood at 62 on 23 June 2026, against 107 on 20 March 2026, 42% fewer.
      Risk: The contract renews on 14 August 2026, and Ines Duarte wrote on 2 June 2026: “The new queue is slow and my people are annoyed by it.”
      Risk: The contract renews on 14 August 2026, and EUR 1,250 of the invoice OT-7 was due on 31 March 2026 and is unpaid.
    opportunities:
      Outcome: Misprints per week fell from 40 (January 2026) to 12 (12 June 2026); the target is 10.
      Fact: Omar Vance gave the score 9 on 9 June 2026: “The plates are sorted by themselves now.”
    next_action:
      Recommendation: Reach out to Ines Duarte by another way: Omar Vance gave no reply to our attempts of 9 June 2026, 17 June 2026 and 25 June 2026.
      Recommendation: Agree with Tove Lund on a new date: the milestone “Press link accepted” was due on 21 April 2026 and is open.
      Recommendation: Clear the invoice OT-7 with their finance team: EUR 1,250 was due on 31 March 2026 and is unpaid.
    ");
}

/// What is well is told once, by the records that show it; what is unknown is not told.
#[test]
fn what_is_well_is_told_too() {
    let paid = grounding::InvoiceStatus::Paid;
    let sources = vec![
        contact("Omar Vance", "COO"),
        measure("weekly_active_users", date(2026, 3, 20), 107),
        measure("weekly_active_users", date(2026, 6, 23), 126),
        ticket(32, "Colour profile is gone", date(2026, 6, 20), ["solved", "normal"]),
        by(
            "Omar Vance",
            prose(
                "mail:message/1",
                grounding::SourceKind::Mail,
                date(2026, 6, 2),
                "The new queue is excellent and we are happy with it. Best regards",
            ),
        ),
        invoice("OT-7", date(2026, 3, 31), paid),
        milestone(3, "First plant live", date(2026, 3, 2), Some(date(2026, 3, 12))),
        goal(1, "Fewer misprints", "On track", "2026-12-31"),
    ];
    let ledger = ledger(sources);
    let at = |id: &str| seen(&ledger, id);
    let figures = vec![
        at("usage:row/ottmar/2026-06-23/weekly_active_users"),
        at("usage:row/ottmar/2026-03-20/weekly_active_users"),
    ];
    let signals = vec![
        signal(Trend::Improving, vec![reading("usage_change", 18, figures)]),
        unknown(SignalName::Adoption),
        signal(
            Trend::Flat,
            vec![reading("open_escalations", 0, vec![at("desk:ticket/32")])],
        ),
        signal(Trend::Flat, vec![reading("tone", 60, Vec::new())]),
        signal(
            Trend::Flat,
            vec![reading("days_overdue", 0, vec![at("billing:invoice/OT-7")])],
        ),
        signal(
            Trend::Flat,
            vec![
                reading("days_since_contact", 28, vec![at("mail:message/1")]),
                reading("unanswered", 0, vec![at("mail:message/1")]),
            ],
        ),
        signal(
            Trend::Flat,
            vec![
                reading("missed_milestones", 0, vec![at("project:milestone/3")]),
                reading("goals_behind", 0, vec![at("plan:objective/1")]),
            ],
        ),
    ];
    let request = Request::default();
    let mut facts = facts(&ledger, &request, signals);
    let milestone = at("project:milestone/3");
    facts.observed.milestones = vec![MilestoneSeen {
        due: Some(date(2026, 3, 2)),
        completed: milestone.date,
        source: milestone.source,
    }];
    let mail = at("mail:message/1").source.unwrap();
    facts.observed.voices = vec![Voice {
        date: date(2026, 6, 2),
        text: &mail.text[..52],
        compound: 0.8,
        place: Some((mail, grounding::Span::new(0, 52))),
    }];
    insta::assert_snapshot!(sections(&ledger, &facts), @"
    condition:
      Fact: Weekly active users stood at 126 on 23 June 2026, against 107 on 20 March 2026.
      Fact: The ticket “Colour profile is gone”, opened on 20 June 2026, has the status solved.
      Fact: Omar Vance wrote on 2 June 2026: “The new queue is excellent and we are happy with it.”
      Fact: The invoice OT-7, due on 31 March 2026, has the status paid.
      Fact: Omar Vance last wrote on 2 June 2026.
      Fact: The milestone “First plant live” was completed on 12 March 2026.
    trend: nothing
    risks: nothing
    opportunities:
      Fact: Weekly active users rose from 107 on 20 March 2026 to 126 on 23 June 2026.
    next_action:
      Recommendation: Keep the rhythm: go through the goal “Fewer misprints” in the next review.
    ");
}

/// HS-10: a change of score is told with evidence other than scores, or not at all.
#[test]
fn a_change_of_score_needs_a_signal_beside_it() {
    let first = date(2026, 3, 31);
    let last = date(2026, 5, 31);
    let sources = || {
        vec![
            health(first, 51, "Yellow"),
            health(last, 75, "Green"),
            measure("sign_ins", date(2026, 6, 23), 40),
        ]
    };
    let ledger = ledger(sources());
    let request = Request::default();
    let used = || {
        let figure = seen(&ledger, "usage:row/ottmar/2026-06-23/sign_ins");
        vec![signal(Trend::Improving, vec![reading("usage_change", 0, vec![figure])])]
    };
    let told = |signals: Vec<Signal<'_>>, course: Course<'_>| {
        let mut facts = facts(&ledger, &request, Vec::new());
        facts.snapshot.signals = signals;
        facts.snapshot.course = course;
        judged(&ledger, &super::changed::changed(&facts))
    };
    let recorded = || course(vec![scored(&ledger, first), scored(&ledger, last)], 24);
    let today = Scored {
        date: AS_OF,
        score: Some(Decimal::from(80)),
        level: Level::Green,
        is_ours: true,
        source: None,
    };
    let beside_today = course(vec![scored(&ledger, last), today], 5);
    assert_eq!(told(Vec::new(), recorded()), "");
    insta::assert_snapshot!(told(used(), recorded()), @"Fact: The health score went from 51 (yellow) on 31 March 2026 to 75 (green) on 31 May 2026, while sign ins stood at 40 on 23 June 2026.");
    insta::assert_snapshot!(told(used(), beside_today), @"Fact: The last health score on record was 75 (green) on 31 May 2026, while sign ins stood at 40 on 23 June 2026.");
}

/// HS-30: the first version has no section of risks, and tells what no draft may leave out.
#[test]
fn the_first_version_tells_escalations_and_goals_that_are_off_track() {
    let ledger = ledger(vec![
        ticket(31, "Plates arrive unsorted", date(2026, 5, 2), ["pending", "urgent"]),
        goal(2, "Everybody plans in the tool", "At risk", "2026-09-30"),
    ]);
    let request = Request {
        edition: "first",
        ..Request::default()
    };
    let facts = facts(&ledger, &request, Vec::new());
    let drafts = records(&facts);
    let condition: Vec<&Claim> = drafts
        .iter()
        .filter(|it| it.section == "condition")
        .flat_map(|it| &it.claims)
        .collect();
    let texts: Vec<&str> = condition.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "The ticket `Plates arrive unsorted` is open (priority urgent).",
            "The goal `Everybody plans in the tool` is off track."
        ]
    );
    assert_eq!(told(&facts), Vec::new());
    assert!(!actions(&facts).is_empty());
}
