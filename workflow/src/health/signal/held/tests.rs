//! What the readings of five signals are held against.

use super::*;
use crate::health::by_hand::nothing;
use crate::health::criterion::{CriterionOrigin, Limits};
use crate::health::observed::{
    Answered, Billed, GoalSeen, MilestoneSeen, Profile, TicketSeen, Touch, TouchKind, Voice,
};
use crate::health::policy::OwnCriterion;
use crate::health::signal::testing::ago;
use crate::health::signal::{SignalName, signals};

/// An account of which every reading can be taken.
fn eventful() -> Observed<'static> {
    let ticket = |days: i32| TicketSeen {
        opened: ago(days),
        is_open: Some(true),
        is_escalated: true,
        source: None,
    };
    let voice = Voice {
        date: ago(1),
        text: "It is great.",
        compound: 0.6249,
        place: None,
    };
    Observed {
        tickets: [1, 2, 3, 60].map(ticket).to_vec(),
        voices: vec![voice; 3],
        answers: vec![Answered {
            date: ago(1),
            score: Decimal::TEN,
            source: None,
        }],
        invoices: vec![Billed {
            created: ago(1),
            due: None,
            is_unpaid: Some(false),
            source: None,
        }],
        touches: vec![Touch {
            date: ago(1),
            kind: TouchKind::Met,
            with_sponsor: true,
            is_support: false,
            source: None,
        }],
        milestones: vec![MilestoneSeen {
            due: Some(ago(1)),
            completed: Some(ago(2)),
            source: None,
        }],
        goals: vec![GoalSeen {
            is_behind: Some(false),
            due: None,
            source: None,
        }],
        profile: Profile {
            account: "acme".to_owned(),
            has_sponsor: true,
            ..Profile::default()
        },
        ..nothing()
    }
}

#[test]
fn every_reading_is_held_against_its_built_in_limits() {
    let names = [
        SignalName::Support,
        SignalName::Sentiment,
        SignalName::Billing,
        SignalName::Relationship,
        SignalName::Milestones,
    ];
    let observed = eventful();
    let signals = signals(&observed, &HealthPolicy::default(), &names);
    let mut told: Vec<String> = Vec::new();
    for signal in &signals {
        for Reading { criterion, .. } in &signal.readings {
            told.push(format!(
                "{} | {} | {} | green {} | red {} | {}",
                signal.name.word(),
                criterion.name,
                criterion.unit,
                criterion.limits.green,
                criterion.limits.red,
                criterion.what
            ));
        }
    }
    insta::assert_snapshot!(told.join("\n"), @"
    support | open_escalations | tickets | green 0 | red 2 | open tickets that are escalated or of the highest priority
    support | oldest_ticket | days | green 14 | red 60 | the age of the oldest open ticket
    support | ticket_change | % | green 50 | red 200 | how far the tickets opened in the last 30 days differ from the mean of the three months before
    sentiment | tone | points | green 10 | red -20 | how the customer's sentences of the last 90 days sound on average, from −100 to 100
    sentiment | survey | points | green 7 | red 5 | the mean of the survey answers of the last 90 days, from 0 to 10
    billing | days_overdue | days | green 0 | red 60 | how long the oldest unpaid invoice is past its due date
    relationship | days_since_contact | days | green 30 | red 90 | how long ago somebody of the customer's was last met or heard from, support aside
    relationship | unanswered | attempts | green 1 | red 3 | attempts to reach the customer in the last 60 days that nobody has answered
    relationship | sponsor_days | days | green 90 | red 180 | how long ago a sponsor last took part
    milestones | missed_milestones | milestones | green 0 | red 2 | milestones that are past their due date and not reached
    milestones | goals_behind | % | green 10 | red 50 | open goals that are off track, held up or past due, as a share of all open ones
    ");
}

#[test]
fn an_accounts_own_limits_go_before_those_of_the_policy() {
    let mut policy = HealthPolicy {
        limits: [("survey".to_owned(), Limits::new(9, 8))].into(),
        ..HealthPolicy::default()
    };
    let held = |policy: &HealthPolicy| {
        let reading = hold("survey", Decimal::new(85, 1), Vec::new(), &eventful(), policy);
        reading.map(|it| (it.criterion.origin, it.level, it.points))
    };
    let by_policy = (CriterionOrigin::Default, Level::Amber, Decimal::from(50));
    assert_eq!(held(&policy), Some(by_policy));
    policy.criteria.push(OwnCriterion {
        account: "acme".to_owned(),
        reading: "survey".to_owned(),
        limits: Limits::new(8, 6),
        why: "agreed at the last review".to_owned(),
    });
    let origin = CriterionOrigin::Settings("agreed at the last review".to_owned());
    assert_eq!(held(&policy), Some((origin, Level::Green, Decimal::ONE_HUNDRED)));
}

#[test]
fn a_number_is_rounded_before_it_is_held() {
    let policy = HealthPolicy::default();
    let held = |hundredths: i64| {
        let reading = hold("survey", Decimal::new(hundredths, 2), Vec::new(), &nothing(), &policy);
        reading.map(|it| (it.value.to_string(), it.level))
    };
    assert_eq!(held(695), Some(("7".to_owned(), Level::Green)));
    assert_eq!(held(694), Some(("6.9".to_owned(), Level::Amber)));
    assert_eq!(hold("none_such", Decimal::ONE, Vec::new(), &nothing(), &policy), None);
}

#[test]
fn good_news_is_none_where_something_is_unsure() {
    let policy = HealthPolicy::default();
    let read = |overdue: usize, is_unsure: bool| {
        let reading = hold("days_overdue", number(overdue), Vec::new(), &nothing(), &policy).unwrap();
        unless_good(reading, is_unsure).map(|it| it.level)
    };
    assert_eq!(read(0, false), Some(Level::Green));
    assert_eq!(read(0, true), None);
    assert_eq!(read(1, true), Some(Level::Amber));
    assert_eq!(read(60, true), Some(Level::Red));
}

#[test]
fn the_last_days_are_counted_from_the_day_itself() {
    let is_recent = |days: i32| is_of_last(30, ago(0), ago(days));
    assert_eq!([-1, 0, 29, 30].map(is_recent), [false, true, true, false]);
}
