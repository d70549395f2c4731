//! Logs that nobody could have written.

use super::*;

fn broken(log: &Log, more: &[(&Person, ScorecardEvent)]) -> String {
    let added = more
        .iter()
        .map(|(who, event)| (signer_on(who, DAY).signed, event.clone()));
    let events: Vec<(Signed, ScorecardEvent)> = log.events.iter().cloned().chain(added).collect();
    let replayed = Scorecard::replay("c", events.iter().map(|(signed, event)| (signed, event)));
    replayed.unwrap_err().to_string()
}

#[test]
fn a_log_that_nobody_could_have_written_is_no_scorecard() {
    let (rep, boss) = (rep(), boss());
    let done = |task: &str| ScorecardEvent::TaskDone {
        task: task.to_owned(),
        note: String::new(),
    };
    let filled = |field: &str, value: Value| ScorecardEvent::Filled {
        field: field.to_owned(),
        value,
    };
    let mut log = Log::begin();
    let began = broken(&log, &[(&rep, log.events[0].1.clone())]);
    let ahead = broken(&log, &[(&rep, done("ours"))]);
    let typed = broken(&log, &[(&rep, filled("mood", Value::Text("good".to_owned())))]);
    let beyond = broken(&log, &[(&rep, filled("tickets", Value::Number(51.into())))]);
    log.filled("0", "good", "yes").submitted();
    let approved = |digest: String| ScorecardEvent::Approved {
        digest,
        comment: String::new(),
    };
    let now = log.card.digest();
    let own = broken(&log, &[(&rep, approved(now.clone()))]);
    let other = broken(&log, &[(&boss, approved("sha256:00".to_owned()))]);
    let alert = Alert {
        dimension: "support".to_owned(),
        function: "support".to_owned(),
        level: Level::Red,
        score: Decimal::ZERO,
        was: None,
    };
    let early = broken(&log, &[(&boss, ScorecardEvent::Alerted(alert.clone()))]);
    let accepted = (&boss, approved(now));
    let late = broken(
        &log,
        &[
            accepted.clone(),
            (&rep, filled("mood", Value::Choice("bad".to_owned()))),
        ],
    );
    let alerted = || (&boss, ScorecardEvent::Alerted(alert.clone()));
    let twice = broken(&log, &[accepted.clone(), alerted(), alerted()]);
    let superseded = ScorecardEvent::Superseded { by: "d".to_owned() };
    let replaced = broken(&log, &[accepted, (&rep, superseded)]);
    let all = [began, ahead, typed, beyond, own, other, early, late, twice, replaced];
    insta::assert_snapshot!(all.join("\n"), @"
    step 2 of scorecard `c` cannot have happened: this scorecard is open, so it is not begun again
    step 2 of scorecard `c` cannot have happened: the stop task `visit` (Visit them) comes first
    step 2 of scorecard `c` cannot have happened: `good` is no answer to `mood`, which takes an option: `good`, `mixed`, `bad`
    step 2 of scorecard `c` cannot have happened: `51 tickets` is no answer to `tickets`, which takes a number from 0 to 50 in tickets, such as 1250.5
    step 11 of scorecard `c` cannot have happened: the supervisor of this scorecard is Sunniva
    step 11 of scorecard `c` cannot have happened: it says something else than was seen
    step 11 of scorecard `c` cannot have happened: this scorecard is in review, so nobody is alerted
    step 12 of scorecard `c` cannot have happened: this scorecard is approved, so no answer changes
    step 13 of scorecard `c` cannot have happened: `support` was told of already
    step 12 of scorecard `c` cannot have happened: this scorecard is approved, so no other takes its place
    ");
}

#[test]
fn every_event_but_reading_takes_a_name() {
    let log = Log::begin();
    let nobody = Signed {
        by: None,
        ..signer_on(&rep(), DAY).signed
    };
    let mut card = log.card.clone();
    let exported = |audience: &str| ScorecardEvent::Exported {
        format: "md".to_owned(),
        audience: audience.to_owned(),
        digest: log.card.digest(),
    };
    assert_eq!(card.apply(&nobody, &exported("internal")), Ok(()));
    insta::assert_snapshot!(card.apply(&nobody, &exported("customer")).unwrap_err(), @"step 3 of scorecard `card-1` cannot have happened: it takes a name, and nobody had signed in");
    insta::assert_snapshot!(Scorecard::replay("c", [(&nobody, &log.events[0].1)]).unwrap_err(), @"step 1 of scorecard `c` cannot have happened: it takes a name, and nobody had signed in");
    insta::assert_snapshot!(Scorecard::replay("c", [(&nobody, &exported("internal"))]).unwrap_err(), @"the log of scorecard `c` does not begin with its start");
}

#[test]
fn events_read_back_from_the_log() {
    let mut log = Log::begin();
    log.filled("2.5", "good", "yes");
    log.does(&rep(), |card, signer| {
        card.set_score(signer, "support", "12.5", "by phone")
    });
    log.does(&rep(), |card, signer| {
        card.correct(signer, "stage", "agreed", "not yet", &[])
    });
    for (_, event) in &log.events {
        let text = serde_json::to_string(event).unwrap();
        assert_eq!(&serde_json::from_str::<ScorecardEvent>(&text).unwrap(), event);
    }
}
