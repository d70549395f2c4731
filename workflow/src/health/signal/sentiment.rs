//! The signal `sentiment`: how the customer's people sound, and what they answer when asked.

use rust_decimal::Decimal;

use super::held::{MOST_SEEN, hold, is_of_last, number};
use super::{Reading, Seen, Signal, SignalName, of_readings};
use crate::account::rounded;
use crate::health::observed::{Answered, Observed, Voice};
use crate::health::policy::HealthPolicy;

#[cfg(test)]
mod tests;

/// How many days back people's words and answers count.
const DAYS: i32 = 90;

/// Fewer sentences that carry a feeling are no mood.
const FEWEST_TONED: usize = 3;

/// The best score that a survey gives; the worst is 0.
const BEST_SCORE: Decimal = Decimal::TEN;

pub(super) fn read<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Signal<'a> {
    let voices = observed.voices.iter().map(|voice| voice.date);
    let answers = observed.answers.iter().map(|answer| answer.date);
    let newest = voices.chain(answers).max();
    let readings = [tone(observed, policy), survey(observed, policy)];
    let readings = readings.into_iter().flatten().collect();
    Signal {
        notes: notes(observed),
        ..of_readings(SignalName::Sentiment, observed, policy, newest, readings)
    }
}

fn tone<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Option<Reading<'a>> {
    let mut toned = toned(observed);
    if toned.len() < FEWEST_TONED {
        return None;
    }
    let mean = mean(toned.iter().map(|(points, _)| *points))?;
    toned.sort_by_key(|(points, voice)| (*points, std::cmp::Reverse(voice.date)));
    let seen = |(points, voice): (Decimal, Voice<'a>)| Seen {
        date: Some(voice.date),
        value: Some(rounded(points)),
        source: voice.place.map(|(source, _)| source),
        span: voice.place.map(|(_, span)| span),
    };
    let seen = toned.into_iter().take(MOST_SEEN).map(seen).collect();
    hold("tone", mean, seen, observed, policy)
}

fn survey<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Option<Reading<'a>> {
    let (mut answers, _) = answers(observed);
    let mean = mean(answers.iter().map(|answer| answer.score))?;
    answers.sort_by_key(|answer| (answer.score, std::cmp::Reverse(answer.date)));
    let seen = |answer: Answered<'a>| Seen {
        date: Some(answer.date),
        value: Some(answer.score),
        source: answer.source,
        span: None,
    };
    hold(
        "survey",
        mean,
        answers.into_iter().map(seen).collect(),
        observed,
        policy,
    )
}

/// The recent sentences that carry a feeling, each with its points from -100 to 100.
fn toned<'a>(observed: &Observed<'a>) -> Vec<(Decimal, Voice<'a>)> {
    let points = |voice: &Voice<'a>| {
        let compound = Decimal::try_from(voice.compound.clamp(-1.0, 1.0)).ok()?;
        let points = compound.checked_mul(Decimal::ONE_HUNDRED)?;
        (!points.is_zero()).then_some((points, *voice))
    };
    recent(observed).filter_map(points).collect()
}

fn recent<'o, 'a>(observed: &'o Observed<'a>) -> impl Iterator<Item = &'o Voice<'a>> {
    let is_recent = |voice: &&Voice<'a>| is_of_last(DAYS, observed.as_of, voice.date);
    observed.voices.iter().filter(is_recent)
}

/// The recent answers, and how many of them are on no scale from 0 to 10 and so aren't counted.
fn answers<'a>(observed: &Observed<'a>) -> (Vec<Answered<'a>>, usize) {
    let answers = observed.answers.iter().copied();
    let (answers, others): (Vec<_>, Vec<_>) = answers
        .filter(|answer| is_of_last(DAYS, observed.as_of, answer.date))
        .partition(|answer| (Decimal::ZERO..=BEST_SCORE).contains(&answer.score));
    (answers, others.len())
}

fn mean(values: impl ExactSizeIterator<Item = Decimal>) -> Option<Decimal> {
    let count = number(values.len());
    values.sum::<Decimal>().checked_div(count)
}

fn notes(observed: &Observed<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let toned = toned(observed).len();
    if recent(observed).next().is_none() {
        notes.push(format!(
            "nothing that the customer said or wrote in {DAYS} days is on record"
        ));
    } else if toned < FEWEST_TONED {
        notes.push(format!(
            "sentences of the last {DAYS} days that carry a feeling: {toned}, where a tone needs {FEWEST_TONED}"
        ));
    }
    let (answers, others) = answers(observed);
    if answers.is_empty() {
        notes.push(format!("no answer to a survey in {DAYS} days"));
    }
    if others > 0 {
        notes.push(format!(
            "survey answers left out because they are not from 0 to 10: {others}"
        ));
    }
    notes
}
