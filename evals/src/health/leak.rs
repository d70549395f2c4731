//! Did anything of later days get into a score of a past day?

use grounding::Source;
use jiff::civil::Date;
use serde::Serialize;
use workflow::health::{Observed, Seen, Snapshot};

/// Something that is dated later than the day that was scored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Late {
    /// What it is, such as `weekly active users` or `the signal support`.
    pub what: String,
    /// The day it is of.
    pub date: Date,
}

/// What was observed, or was read off it, that is later than the day; each thing once. The day is not taken from
/// the observation: one that speaks of a later day is wrong itself.
pub(super) fn late(observed: &Observed<'_>, snapshot: &Snapshot<'_>, day: Date) -> Vec<Late> {
    let mut dated: Vec<(&str, Date)> = vec![
        ("the day of the observation", observed.as_of),
        ("the day of the score", snapshot.as_of),
    ];
    for series in &observed.measured {
        let samples = series
            .samples
            .iter()
            .chain(series.conflicts.iter().flat_map(|(one, other)| [one, other]));
        for sample in samples {
            dated.push((series.metric.as_str(), sample.date));
            dated.extend(told(&series.metric, sample.source));
        }
    }
    dated.extend(observed.events.iter().map(|it| (it.name, it.date)));
    dated.extend(observed.tickets.iter().map(|it| ("a ticket", it.opened)));
    dated.extend(observed.voices.iter().map(|it| ("something said", it.date)));
    dated.extend(observed.answers.iter().map(|it| ("an answer to a survey", it.date)));
    dated.extend(observed.invoices.iter().map(|it| ("an invoice", it.created)));
    dated.extend(observed.touches.iter().map(|it| ("a contact", it.date)));
    dated.extend(observed.scores.iter().map(|it| ("a recorded score", it.date)));
    dated.extend(
        observed
            .milestones
            .iter()
            .filter_map(|it| Some(("a milestone reached", it.completed?))),
    );
    dated.extend(
        observed
            .kpis
            .iter()
            .filter_map(|it| Some((it.metric, it.current_day.filter(|_| it.current.is_some())?))),
    );
    let mut found: Vec<Late> = dated
        .into_iter()
        .filter_map(|(what, date)| later(what, date, day))
        .collect();
    for signal in &snapshot.signals {
        let what = format!("the signal {}", signal.name.word());
        let readings = signal.readings.iter().flat_map(|reading| &reading.seen);
        let conflicts = signal.conflicts.iter().flat_map(|it| [&it.one, &it.other]);
        let seen = readings.chain(conflicts).flat_map(dates);
        let dates = seen.chain(signal.newest);
        found.extend(dates.filter_map(|date| later(&what, date, day)));
    }
    let scores = snapshot.course.scores.iter().map(|it| it.date);
    found.extend(scores.filter_map(|date| later("the course", date, day)));
    found.sort();
    found.dedup();
    found
}

fn later(what: &str, date: Date, day: Date) -> Option<Late> {
    (date > day).then(|| Late {
        what: what.to_owned(),
        date,
    })
}

/// When a record was made, for what it gives.
fn told<'a>(what: &'a str, source: Option<&Source>) -> Option<(&'a str, Date)> {
    Some((what, source?.occurred_at?))
}

/// The days of a piece of evidence: its own and its record's.
fn dates(seen: &Seen<'_>) -> impl Iterator<Item = Date> + use<> {
    let recorded = seen.source.and_then(|source| source.occurred_at);
    seen.date.into_iter().chain(recorded)
}
