//! Reports on pilots (VR-62, VR-63, VR-66, HO-32, HO-36, HO-39).

use grounding::AccountId;
use jiff::civil::{Date, date};

use crate::measure::testing::{Told, handoff, recap, runs, signed};
use crate::measure::{Evidence, Pilot, PilotEvent, PilotPlan, PilotReport, render_report, report};
use crate::run::Signed;

const START: Date = date(2026, 1, 1);
const END: Date = date(2026, 3, 1);
const AFTER: Date = date(2026, 3, 2);

fn pilot(kind: &str, accounts: &[&str], attached: Option<Date>) -> Pilot {
    let plan = PilotPlan {
        kind: kind.to_owned(),
        sample: "every deal won in the segment `mid-market`".to_owned(),
        accounts: accounts.iter().map(|account| AccountId::new(*account)).collect(),
        segment: None,
        owner: "Ira Sole".to_owned(),
        start: START,
        end: END,
        threshold: "0.90".to_owned(),
    };
    let mut events: Vec<(Signed, PilotEvent)> = vec![(signed("ira", START), PilotEvent::Started(plan))];
    events.extend(attached.map(|day| {
        let evidence = Evidence {
            file: "escalations.csv".to_owned(),
            digest: "sha256:77".to_owned(),
            note: "early escalations fell from nine to four".to_owned(),
        };
        (signed("ira", day), PilotEvent::EvidenceAttached(evidence))
    }));
    Pilot::replay("q1", events.iter().map(|(by, event)| (by, event))).unwrap()
}

fn reported(told: &[Told], as_of: Date) -> PilotReport {
    report(&pilot("handoff", &["orrin", "tarn"], None), &runs(told), as_of)
}

/// HO-32: what happens on the last day counts, what happens on the day after does not.
#[test]
fn the_last_day_is_of_the_pilot() {
    let numbers = |told: &[Told], as_of| {
        let report = reported(told, as_of);
        (
            report.briefs,
            report.threshold.share.passed,
            report.returns.len(),
            report.days_left,
        )
    };
    let both = |began, approved| {
        [
            handoff("orrin", 1, began).approved(approved),
            handoff("tarn", 1, began).returned(approved, true),
        ]
    };
    assert_eq!(numbers(&both(END, END), AFTER), (2, 1, 1, 0));
    assert_eq!(numbers(&both(END, AFTER), AFTER), (2, 0, 0, 0));
    assert_eq!(numbers(&both(AFTER, AFTER), AFTER), (0, 0, 0, 0));
    assert_eq!(numbers(&both(START, START), START), (2, 1, 1, 59));
    let before = START.yesterday().unwrap();
    assert_eq!(numbers(&both(before, START), START), (0, 0, 0, 59));
    // A report on an earlier day knows nothing of the last one.
    assert_eq!(numbers(&both(START, END), END.yesterday().unwrap()), (2, 0, 0, 1));
}

/// HO-36.
#[test]
fn an_account_without_a_brief_is_a_gap() {
    let gaps = |told: &[Told]| reported(told, END).gaps;
    assert_eq!(
        gaps(&[handoff("orrin", 1, START), recap("tarn", 1, START)]),
        [AccountId::new("tarn")]
    );
    let mut failed = handoff("tarn", 1, START);
    failed.started.state = crate::brief::RunState::Failed;
    assert_eq!(gaps(&[failed]), [AccountId::new("orrin"), AccountId::new("tarn")]);
    assert_eq!(gaps(&[handoff("orrin", 1, START), handoff("tarn", 1, START)]), []);
}

/// VR-62: the pilot of recaps has a test of its own.
#[test]
fn a_pilot_of_recaps_looks_at_value_and_caveats() {
    let told = [
        recap("orrin", 1, START).without("usage_signal").approved(END),
        recap("tarn", 1, START).without("risk_caveats").approved(END),
        recap("elsewhere", 1, START).approved(END),
    ];
    let report = report(&pilot("recap", &["orrin", "tarn"], None), &runs(&told), END);
    assert_eq!(
        (report.threshold.share.to_string(), report.threshold.met),
        ("1 of 2 (50 %)".to_owned(), Some(false))
    );
}

/// VR-66, HO-39.
#[test]
fn a_report_is_pilot_shaped_until_there_is_evidence_from_the_field() {
    let told = [
        handoff("orrin", 1, START).approved(END),
        handoff("orrin", 2, START).returned(date(2026, 2, 1), true),
    ];
    let pilot = pilot("handoff", &["orrin", "tarn"], Some(END));
    let runs = runs(&told);
    insta::assert_snapshot!(render_report(&report(&pilot, &runs, END.yesterday().unwrap()), 80), @"
    Pilot q1 as of 2026-02-28
    handoff of every deal won in the segment `mid-market`, owned by Ira Sole
    from 2026-01-01 to 2026-03-01, one day left

    Claim level: pilot-shaped
      Sources support workflow mechanics and pilot design unless field evidence is
      attached.

    Numbers
      accounts in the sample                                  2
      briefs                                                  2
      accounts without a brief                                1
      accepted without a material return                      0 of 2 (0 %)
        90 % wanted                                           not met

    Without a brief
      tarn

    Sent back
      2026-02-01 orrin by the CSM, material: who signs off the data export; before
      kickoff, please
    ");
    insta::assert_snapshot!(render_report(&report(&pilot, &runs, END), 80), @"
    Pilot q1 as of 2026-03-01
    handoff of every deal won in the segment `mid-market`, owned by Ira Sole
    from 2026-01-01 to 2026-03-01, the last day

    Evidence from the field
      escalations.csv (sha256:77): early escalations fell from nine to four

    Numbers
      accounts in the sample                                  2
      briefs                                                  2
      accounts without a brief                                1
      accepted without a material return                      1 of 2 (50 %)
        90 % wanted                                           not met

    Without a brief
      tarn

    Sent back
      2026-02-01 orrin by the CSM, material: who signs off the data export; before
      kickoff, please
    ");
}

#[test]
fn a_pilot_that_has_no_brief_has_no_share() {
    let report = reported(&[], AFTER);
    assert_eq!(
        (report.threshold.met, report.threshold.share.value.clone()),
        (None, None)
    );
    insta::assert_snapshot!(render_report(&report, 80), @"
    Pilot q1 as of 2026-03-02
    handoff of every deal won in the segment `mid-market`, owned by Ira Sole
    from 2026-01-01 to 2026-03-01, over

    Claim level: pilot-shaped
      Sources support workflow mechanics and pilot design unless field evidence is
      attached.

    Numbers
      accounts in the sample                                  2
      briefs                                                  0
      accounts without a brief                                2
      accepted without a material return                      no data
        90 % wanted                                           no data

    Without a brief
      orrin
      tarn
    ");
}
