//! The signals of a snapshot, each with what it rests on.

use grounding::{Claim, Source, SourceId, Span, VerifiedClaim};
use rust_decimal::Decimal;

use super::decimal;
use crate::brief::{HealthCriterion, HealthSignal, SentimentWords};
use crate::definition::Drafted;
use crate::health::criterion::{Criterion, CriterionOrigin};
use crate::health::facts::Facts;
use crate::health::records;
use crate::health::signal::{Reading, Signal, SignalName};
use crate::health::tone::toned_words;

/// The signals that the edition shows, in their order.
pub(super) fn signals(facts: &Facts<'_>, drafted: &Drafted<'_>) -> Vec<HealthSignal> {
    let told = records::told(facts);
    let said = drafted.said_in("condition");
    let shown = facts.snapshot.signals.iter();
    shown.map(|signal| view(facts, signal, &told, &said)).collect()
}

fn view(facts: &Facts<'_>, signal: &Signal<'_>, told: &[(SignalName, Claim)], said: &[&VerifiedClaim]) -> HealthSignal {
    let worst = signal.worst().filter(|_| signal.is_known());
    let mut weights = facts.snapshot.score.terms.iter();
    let weight = weights.find(|term| term.name == signal.name).map(|term| term.weight);
    HealthSignal {
        name: signal.name,
        level: signal.level,
        value: worst.map(|reading| decimal(reading.value)),
        unit: worst
            .map(|reading| reading.criterion.unit.to_owned())
            .unwrap_or_default(),
        points: signal.points.map(decimal),
        weight: decimal(weight.unwrap_or_default()),
        trend: signal.trend,
        newest: signal.newest,
        stale: signal.is_stale,
        criterion: worst.map(|reading| criterion(&reading.criterion)),
        claims: claims(signal.name, told, said),
        sources: sources(signal),
        notes: notes(signal),
        words: if signal.name == SignalName::Sentiment {
            words(facts, signal)
        } else {
            Vec::new()
        },
    }
}

/// The ids of the claims that tell a signal: those computed from its records, under whatever id
/// and with whatever words a person gave them since.
fn claims(name: SignalName, told: &[(SignalName, Claim)], said: &[&VerifiedClaim]) -> Vec<String> {
    let own = |it: &&&VerifiedClaim| {
        let claim = &it.claim;
        let mut of_signal = told.iter().filter(|(of, _)| *of == name);
        of_signal.any(|(_, told)| told.text == claim.text || told.citations == claim.citations)
    };
    said.iter().filter(own).map(|it| it.claim.id.clone()).collect()
}

fn criterion(criterion: &Criterion) -> HealthCriterion {
    let (origin, why) = match &criterion.origin {
        CriterionOrigin::Default => ("default", ""),
        CriterionOrigin::Settings(why) => ("settings", why.as_str()),
        CriterionOrigin::Goal(goal) => ("goal", goal.as_str()),
    };
    HealthCriterion {
        name: criterion.name.to_owned(),
        what: criterion.what.clone(),
        green: decimal(criterion.limits.green),
        red: decimal(criterion.limits.red),
        origin: origin.to_owned(),
        why: why.to_owned(),
    }
}

/// The records behind the readings, those of the worst one first.
fn sources(signal: &Signal<'_>) -> Vec<SourceId> {
    let mut ids: Vec<SourceId> = Vec::new();
    let seen = signal.readings.iter().flat_map(|reading| &reading.seen);
    for source in seen.filter_map(|seen| seen.source) {
        if !ids.contains(&source.id) {
            ids.push(source.id.clone());
        }
    }
    ids
}

/// Why it is unknown, and what else to know about its evidence.
fn notes(signal: &Signal<'_>) -> Vec<String> {
    let unknown = std::iter::once(&signal.unknown).filter(|why| !why.is_empty());
    unknown.chain(&signal.notes).map(|note| sentence(note)).collect()
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

/// The words that carry sentiment in the sentences that the signal rests on.
fn words(facts: &Facts<'_>, signal: &Signal<'_>) -> Vec<SentimentWords> {
    let seen = signal.readings.iter().flat_map(|reading| &reading.seen);
    let heard = seen.filter_map(|seen| {
        let (source, span) = (seen.source?, seen.span?);
        let is_there = |(of, at): (&Source, Span)| of.id == source.id && at == span;
        let mut voices = facts.observed.voices.iter();
        voices
            .find(|voice| voice.place.is_some_and(is_there))
            .map(|voice| (source, voice))
    });
    heard
        .map(|(source, voice)| SentimentWords {
            source_id: source.id.clone(),
            sentence: voice.text.to_owned(),
            words: toned_words(voice.text)
                .into_iter()
                .map(|span| voice.text[span.range()].to_owned())
                .collect(),
            tone: format!("{:.2}", voice.compound),
        })
        .collect()
}

/// A reading's number with its unit: `12%`, `31 days`, `2 milestones`.
pub(in super::super) fn told_number(reading: &Reading<'_>) -> String {
    let number: Decimal = reading.value.normalize();
    match reading.criterion.unit {
        "%" => format!("{number}%"),
        "" => number.to_string(),
        unit if number == Decimal::ONE => format!("{number} {}", unit.strip_suffix('s').unwrap_or(unit)),
        unit => format!("{number} {unit}"),
    }
}
