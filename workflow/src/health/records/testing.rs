//! A small account whose systems call everything by names of their own, and signals read off it by
//! hand.

mod account;
mod crm;
mod facts;

use grounding::{
    AccountId, Affiliation, Author, Claim, Ledger, Place, Policy, Record, RecordText, Source, SourceId, SourceKind,
    Span, State, Value, ValueRole, Verdict, Visibility, verify_claim,
};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::health::level::{Level, Trend};
use crate::health::readings::BuiltInReading;
use crate::health::signal::{Reading, Seen, Signal};
use crate::health::{Criterion, CriterionOrigin};

pub(super) use account::{busy, ledger, signals};
pub(super) use crm::*;
pub(super) use facts::{course, facts, scored, sections};

/// The day that the tests speak of.
pub(super) const AS_OF: Date = date(2026, 6, 30);

/// A record with these fields; its title is the first one's value.
pub(super) fn row(id: &str, kind: SourceKind, day: Date, fields: &[(&str, &str)], record: Record) -> Source {
    let text = RecordText::new();
    let (text, fields) = fields
        .iter()
        .fold(text, |text, (name, value)| text.field(name, value))
        .finish();
    let title = fields.first().map(|field| text[field.span.range()].to_owned());
    Source {
        fields,
        title: title.unwrap_or_default(),
        record: Some(record),
        ..prose(id, kind, day, &text)
    }
}

/// The same with a typed figure in a field.
pub(super) fn with_figure(mut source: Source, field: &str, value: i64, period: Date, role: ValueRole) -> Source {
    let place = source.fields.iter().find(|it| it.name == field).unwrap();
    source.values.push(Value {
        span: place.span,
        metric: field.to_owned(),
        value: value.into(),
        unit: String::new(),
        period: Some(period),
        role,
    });
    source
}

/// A text without fields.
pub(super) fn prose(id: &str, kind: SourceKind, day: Date, text: &str) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: (kind != SourceKind::User).then(|| AccountId::new("ottmar")),
        kind,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: Some(day),
        visibility: Visibility::Internal,
        state: State::Live,
        text: text.to_owned(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

/// The same, by somebody at the customer.
pub(super) fn by(name: &str, source: Source) -> Source {
    let author = Author {
        span: Span::new(0, source.text.len()),
        name: name.to_owned(),
        email: None,
        affiliation: Affiliation::Customer,
    };
    Source {
        authors: vec![author],
        ..source
    }
}

/// A record of the ledger as evidence.
pub(super) fn seen<'a>(ledger: &'a Ledger, id: &str) -> Seen<'a> {
    let source = ledger.source(&SourceId::raw(id)).unwrap();
    Seen {
        date: source.occurred_at,
        value: None,
        source: Some(source),
        span: None,
    }
}

/// A sentence of a record as evidence.
pub(super) fn sentence<'a>(ledger: &'a Ledger, id: &str, words: &str) -> Seen<'a> {
    let seen = seen(ledger, id);
    let start = seen.source.unwrap().text.find(words).unwrap();
    Seen {
        span: Some(Span::new(start, start + words.len())),
        ..seen
    }
}

/// What a built-in reading came to, and what it rests on.
pub(super) fn reading<'a>(name: &'static str, value: i64, seen: Vec<Seen<'a>>) -> Reading<'a> {
    let built_in = BuiltInReading::find(name).unwrap();
    let (limits, value) = (built_in.limits(), Decimal::from(value));
    Reading {
        criterion: Criterion {
            name: built_in.name,
            what: built_in.what.to_owned(),
            unit: built_in.unit,
            limits,
            origin: CriterionOrigin::Default,
        },
        value,
        level: limits.level(value),
        points: limits.points(value),
        seen,
    }
}

/// A signal of these readings, of which the first is the worst.
pub(super) fn signal(trend: Trend, readings: Vec<Reading<'_>>) -> Signal<'_> {
    let worst = &readings[0];
    Signal {
        name: BuiltInReading::find(worst.criterion.name).unwrap().signal,
        level: worst.level,
        points: Some(worst.points),
        trend,
        newest: Some(AS_OF),
        is_stale: false,
        unknown: String::new(),
        readings,
        notes: Vec::new(),
        conflicts: Vec::new(),
    }
}

/// A signal of which nothing is known.
pub(super) fn unknown(name: crate::health::SignalName) -> Signal<'static> {
    Signal {
        name,
        level: Level::Unknown,
        points: None,
        trend: Trend::NoPrior,
        newest: None,
        is_stale: false,
        readings: Vec::new(),
        unknown: "there is no evidence of it".to_owned(),
        notes: Vec::new(),
        conflicts: Vec::new(),
    }
}

/// The claims as a person reads them, each with its kind, and with the findings where the verifier
/// doesn't accept it.
pub(super) fn judged(ledger: &Ledger, claims: &[Claim]) -> String {
    let judge = |claim: &Claim| {
        let found = verify_claim(ledger, claim, &Policy::default());
        let mut told = format!("{:?}: {}", claim.kind, claim.text);
        if found.verdict != Verdict::Accepted {
            let findings = found.diagnostics.iter().map(|it| format!("{} {}", it.code, it.message));
            let findings: Vec<String> = findings.collect();
            told.push_str(&format!("\n  {:?}: {}", found.verdict, findings.join("; ")));
        }
        told
    };
    claims.iter().map(judge).collect::<Vec<_>>().join("\n")
}
