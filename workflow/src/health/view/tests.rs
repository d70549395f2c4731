//! A snapshot as a brief has it.

use grounding::{Affiliation, Ledger};
use rust_decimal::{Decimal, RoundingStrategy};

use super::super::facts::fixture::{ago, finished, ledger, mail, milestone, own_snapshot, survey, well, well_but};
use crate::brief::Health;
use crate::definition::Request;
use crate::health::{HealthPolicy, Limits, OwnCriterion};

fn health(ledger: &Ledger, request: &Request) -> Health {
    finished(ledger, request).health.unwrap()
}

/// The signals in lines: level, value, points and weight, day, criterion, claims, sources, notes.
fn signals(health: &Health) -> String {
    let lines = health.signals.iter().map(|it| {
        let value = it.value.as_deref().unwrap_or("-");
        let held = it.criterion.as_ref().map(|it| {
            let why = if it.why.is_empty() { "" } else { ": " };
            format!("{} {}/{} ({}{why}{})", it.name, it.green, it.red, it.origin, it.why)
        });
        let sources: Vec<&str> = it.sources.iter().map(grounding::SourceId::as_str).collect();
        format!(
            "{} {}: {value} {} = {} \u{d7} {}, {}, {} | {} | {} | {}",
            it.name.word(),
            it.level.word(),
            it.unit,
            it.points.as_deref().unwrap_or("-"),
            it.weight,
            it.newest.map_or_else(|| "never".to_owned(), |day| day.to_string()),
            held.unwrap_or_default(),
            it.claims.join(" "),
            sources.join(" "),
            it.notes.join(" "),
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// HS-4, HS-6: each signal with its level, what it was held against, and what it rests on.
#[test]
fn every_signal_shows_what_it_rests_on() {
    let whole = health(&ledger(well()), &Request::default());
    insta::assert_snapshot!(signals(&whole), @"
    usage green: 0 % = 100 × 20, 2026-06-29, usage_change -10/-40 (default) | c1 | usage:row/alder/2026-06-15/weekly_logins usage:row/alder/2026-04-20/weekly_logins | 
    adoption green: 0 % = 100 × 15, 2026-06-29, adoption_change -10/-40 (default) | c2 | usage:row/alder/2026-06-15/adoption_rate usage:row/alder/2026-04-20/adoption_rate | 
    support green: 0 tickets = 100 × 15, 2026-05-21, open_escalations 0/2 (default) | c3 | desk:ticket/1 | 
    sentiment green: 9 points = 100 × 10, 2026-06-18, survey 7/5 (default) | c4 | survey:answer/1 | Sentences of the last 90 days that carry a feeling: 1, where a tone needs 3.
    billing green: 0 days = 100 × 10, 2026-05-16, days_overdue 0/60 (default) | c5 | billing:invoice/1 | 
    relationship green: 9 days = 100 × 15, 2026-06-21, days_since_contact 30/90 (default) | c6 | call:call/1 | Nobody who can sponsor is on record.
    milestones green: 0 milestones = 100 × 15, 2026-06-30, missed_milestones 0/2 (default) | c7 | project:milestone/1 plan:objective/1 |
    ");
    let bare = health(&ledger(Vec::new()), &Request::default());
    insta::assert_snapshot!(signals(&bare), @"
    usage unknown: -  = - × 20, never,  |  |  | There is no evidence of it.
    adoption unknown: -  = - × 15, never,  |  |  | There is no evidence of it.
    support unknown: -  = - × 15, never,  |  |  | There is no evidence of it. No ticket is on record, which says neither that nothing waits nor that something does.
    sentiment unknown: -  = - × 10, never,  |  |  | There is no evidence of it. Nothing that the customer said or wrote in 90 days is on record. No answer to a survey in 90 days.
    billing unknown: -  = - × 10, never,  |  |  | There is no evidence of it. No invoice is on record, which doesn't say that all are paid.
    relationship unknown: -  = - × 15, never,  |  |  | There is no evidence of it. No meeting, call or mail with somebody of the customer's is on record, support aside. Nobody who can sponsor is on record.
    milestones unknown: -  = - × 15, never,  |  |  | There is no evidence of it. No milestone is on record. No open goal is on record.
    ");
}

/// HS-31: the formula can be reckoned by hand, and comes to the score.
#[test]
fn the_formula_comes_to_the_score() {
    let late = well_but([milestone(2, "Second bakery live", ago(30), None)]);
    let late = health(&late, &Request::default());
    insta::assert_snapshot!(late.formula, @"
    (usage 20 × 100 + adoption 15 × 100 + support 15 × 100 + sentiment 10 × 100 + billing 10 × 100 + relationship 15 × 100 + milestones 15 × 50) / 100 = 92.5, rounded 93
    ");
    let (sum, rest) = late.formula.split_once(") / ").unwrap();
    let (weights, result) = rest.split_once(" = ").unwrap();
    let number = |text: &str| text.parse::<Decimal>().unwrap();
    let term = |term: &str| {
        let (_, factors) = term.split_once(' ').unwrap();
        factors.split(" \u{d7} ").map(number).product::<Decimal>()
    };
    let sum: Decimal = sum.trim_start_matches('(').split(" + ").map(term).sum();
    let mean = sum / number(weights);
    let (exact, rounded) = result.split_once(", rounded ").unwrap();
    assert_eq!(mean, number(exact));
    let mean = mean.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    assert_eq!(mean, number(rounded));
    assert_eq!(late.score.map(Decimal::from), Some(mean));
}

/// HS-6, HS-35: the scores before and today's, and where it is going.
#[test]
fn the_history_ends_with_today() {
    let seen = well_but([own_snapshot(ago(8), 60, "Amber"), own_snapshot(ago(0), 100, "Green")]);
    let health = health(&seen, &Request::default());
    let told = |health: &Health| {
        let points = health.history.iter().map(|it| {
            let source = it.source_id.as_ref().map_or("today", grounding::SourceId::as_str);
            let score = it.score.as_deref().unwrap_or("-");
            format!("{} {score} {} {} {source}", it.date, it.level.word(), it.ours)
        });
        points.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(told(&health), @"
    2026-06-10 88 green false health:snapshot/2026-06-10
    2026-06-22 60 amber true vouch:snapshot/2026-06-22
    2026-06-30 100 green true today
    ");
    assert_eq!(
        (health.trend.words(), health.change.as_deref()),
        ("improving", Some("40"))
    );
}

/// HS-11: a criterion of the account's own goes before the default, and the snapshot says so.
#[test]
fn an_own_criterion_is_told_with_its_reason() {
    let request = Request {
        health: HealthPolicy {
            criteria: vec![OwnCriterion {
                account: "alder".to_owned(),
                reading: "survey".to_owned(),
                limits: Limits::new(10, 8),
                why: "agreed in the kickoff".to_owned(),
            }],
            ..HealthPolicy::default()
        },
        ..Request::default()
    };
    let health = health(&ledger(well()), &request);
    let sentiment = signals(&health).lines().nth(3).unwrap_or_default().to_owned();
    insta::assert_snapshot!(sentiment, @"sentiment amber: 9 points = 50 × 10, 2026-06-18, survey 10/8 (settings: agreed in the kickoff) | c1 | survey:answer/1 | Sentences of the last 90 days that carry a feeling: 1, where a tone needs 3.");
}

/// HS-12: the words that a tone comes from, each in its sentence.
#[test]
fn the_words_behind_a_tone_are_shown() {
    let text = "The ovens are a disaster. We hate the new labels. The plan is good.";
    let angry = well_but([
        mail(4, Affiliation::Customer, ago(4), text),
        survey(1, ago(12), 9, "Fine."),
    ]);
    let health = health(&angry, &Request::default());
    let words = health.signals.iter().flat_map(|it| &it.words);
    let told = words.map(|it| {
        format!(
            "{} {}: {} [{}]",
            it.source_id,
            it.tone,
            it.sentence,
            it.words.join(", ")
        )
    });
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @"
    mail:message/4 -0.62: The ovens are a disaster. [disaster]
    mail:message/4 -0.57: We hate the new labels. [hate]
    mail:message/4 0.44: The plan is good. [good]
    ");
}

/// HS-4, HS-16: what to do next, by whom and by when, waits for the owner.
#[test]
fn the_next_action_has_an_owner_and_a_day() {
    let late = well_but([milestone(2, "Second bakery live", ago(30), None)]);
    let finished = finished(&late, &Request::default());
    let health = finished.health.unwrap();
    let next = health.next_action.unwrap();
    insta::assert_snapshot!(format!("{} {} {} {}", next.claim, next.owner, next.due.unwrap(), next.status), @"c9 Mara Quist 2026-07-03 needs_owner_review");
    assert_eq!(health.owner.as_deref(), Some("Mara Quist"));
    assert_eq!(health.policy, "built-in");
}
