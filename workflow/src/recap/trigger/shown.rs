//! The triggers that the records show.

use std::collections::BTreeMap;

use grounding::text::{stem, words};
use grounding::{Milestone, Record, Source, SourceId, SourceKind, Utterance, lexicon};
use jiff::civil::Date;

use super::super::facts::Facts;
use crate::account::renewal_deal;
use crate::trigger::Shown;

/// How far from the run's day a review may be and still be what the recap is for, in days.
pub(super) const REVIEW_DAYS: i32 = 45;
/// What stands before the month in the record of a monthly report.
pub(super) const CALENDAR: &str = "calendar:";

/// What a business review is called; each phrase in any form of its words.
const BUSINESS_REVIEWS: [&str; 14] = [
    "qbr",
    "ebr",
    "mbr",
    "business review",
    "executive review",
    "value review",
    "success review",
    "quarterly review",
    "quarterly customer review",
    "quarterly value review",
    "q1 review",
    "q2 review",
    "q3 review",
    "q4 review",
];
/// What an account review is called.
const ACCOUNT_REVIEWS: [&str; 5] = [
    "account review",
    "account health review",
    "account planning",
    "account plan review",
    "review of the account",
];
/// Where reviews are named: in a title or in what is said first.
const NAMED_IN: [SourceKind; 6] = [
    SourceKind::Call,
    SourceKind::Transcript,
    SourceKind::Note,
    SourceKind::Task,
    SourceKind::Activity,
    SourceKind::PlaybookTask,
];

/// Every trigger that the records show, the strongest first.
pub(super) fn shown(facts: &Facts<'_>) -> Vec<Shown> {
    let of = |kind: &'static str| {
        move |source: &SourceId| Shown {
            kind,
            record: source.to_string(),
        }
    };
    let mut found = Vec::new();
    found.extend(near_renewal(facts).as_ref().map(of("renewal")));
    found.extend(closed_out(facts).iter().map(of("project_closeout")));
    let reviews = |phrases: &[&str]| reviews(facts, phrases).into_iter().map(|(_, source)| &source.id);
    found.extend(reviews(&BUSINESS_REVIEWS).map(of("qbr")));
    found.extend(reviews(&ACCOUNT_REVIEWS).map(of("account_review")));
    found.extend(month_ended(facts).map(|record| Shown {
        kind: "monthly_report",
        record,
    }));
    found
}

/// The renewal ahead, on the run's day or later: its day, by the order form before the open renewal
/// deal, and the record that shows it, the deal before the order form.
pub(in super::super) fn renewal_ahead<'a>(facts: &Facts<'a>) -> Option<(Date, &'a Source)> {
    let is_ahead = |day: &Date| *day >= facts.as_of;
    let deal = renewal_deal(facts.ledger).and_then(|(source, deal)| Some((deal.close_date.filter(is_ahead)?, source)));
    match (facts.renewal.filter(is_ahead), deal) {
        (Some(day), Some((_, source))) => Some((day, source)),
        (Some(day), None) => facts.sale.scope.as_ref().map(|scope| (day, scope.source)),
        (None, deal) => deal,
    }
}

/// The next business or account review within reach, on the run's day or later.
pub(in super::super) fn review_ahead(facts: &Facts<'_>) -> Option<Date> {
    let all = [reviews(facts, &BUSINESS_REVIEWS), reviews(facts, &ACCOUNT_REVIEWS)];
    let days = all.into_iter().flatten().map(|(day, _)| day);
    days.filter(|day| *day >= facts.as_of).min()
}

fn near_renewal(facts: &Facts<'_>) -> Option<SourceId> {
    let (day, source) = renewal_ahead(facts)?;
    let left = (day - facts.as_of).get_days();
    (left <= facts.thresholds.renewal_near_days).then(|| source.id.clone())
}

/// The projects of which every milestone is completed, the last of them not long ago; the newest
/// first. A project that nobody recorded is shown by its last milestone.
fn closed_out(facts: &Facts<'_>) -> Vec<SourceId> {
    let mut projects: BTreeMap<&SourceId, Vec<(&Source, &Milestone)>> = BTreeMap::new();
    for (source, milestone) in facts.ledger.milestones() {
        projects
            .entry(&milestone.project)
            .or_default()
            .push((source, milestone));
    }
    let ended = projects.into_iter().filter_map(|(project, milestones)| {
        let completed = milestones.iter().map(|(source, it)| Some((it.completed?, &source.id)));
        let (last, milestone) = completed.collect::<Option<Vec<_>>>()?.into_iter().max()?;
        let age = (facts.as_of - last).get_days();
        let known = facts.ledger.source(project).map_or(milestone, |source| &source.id);
        (0..=facts.thresholds.closeout_days)
            .contains(&age)
            .then(|| (age, known.clone()))
    });
    let mut ended: Vec<(i32, SourceId)> = ended.collect();
    ended.sort();
    ended.into_iter().map(|(_, record)| record).collect()
}

/// The records that name such a review not long before or after the run's day: those ahead first,
/// the nearest of them before the others.
fn reviews<'a>(facts: &Facts<'a>, phrases: &[&str]) -> Vec<(Date, &'a Source)> {
    let candidates = facts
        .ledger
        .sources()
        .filter(|source| source.account.is_some() && NAMED_IN.contains(&source.kind));
    let dated = candidates.filter_map(|source| Some((day_of(source)?, source)));
    let distance = |day: Date| (day - facts.as_of).get_days().abs();
    let near = dated.filter(|(day, _)| distance(*day) <= REVIEW_DAYS);
    let mut found: Vec<_> = near.filter(|(_, source)| names(source, phrases)).collect();
    found.sort_by_key(|(day, source)| (*day < facts.as_of, distance(*day), &source.id));
    found
}

/// The day that a record speaks of: a CRM activity's is the day it is due or was done.
fn day_of(source: &Source) -> Option<Date> {
    match &source.record {
        Some(Record::Task(task)) => task.date.or(source.occurred_at),
        _ => source.occurred_at,
    }
}

/// Whether a record's title or what it says first names one of the phrases, and doesn't deny it.
fn names(source: &Source, phrases: &[&str]) -> bool {
    let first = Utterance::of(source).into_iter().next();
    let told = first.as_ref().map(Utterance::text);
    let mut texts = std::iter::once(source.title.as_str()).chain(told);
    texts.any(|text| has_phrase(text, phrases) && !lexicon::negations().is_in(text))
}

fn has_phrase(text: &str, phrases: &[&str]) -> bool {
    let stems = |text: &str| words(text).map(|word| stem(word.text)).collect::<Vec<String>>();
    let said = stems(text);
    phrases.iter().any(|phrase| {
        let wanted = stems(phrase);
        said.windows(wanted.len()).any(|window| window == wanted.as_slice())
    })
}

/// The month that ended last, where the account was a customer in it: something of it is known from
/// then or before.
fn month_ended(facts: &Facts<'_>) -> Option<String> {
    let as_of = facts.as_of;
    let end = if as_of == as_of.last_of_month() {
        as_of
    } else {
        as_of.first_of_month().yesterday().ok()?
    };
    let is_known = facts
        .ledger
        .sources()
        .any(|source| source.account.is_some() && source.occurred_at.is_some_and(|day| day <= end));
    (facts.thresholds.monthly_report && is_known).then(|| format!("{CALENDAR}{}", end.strftime("%Y-%m")))
}
