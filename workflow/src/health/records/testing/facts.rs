//! The facts of a ledger, with signals and scores that a test makes by hand.

use grounding::Ledger;
use rust_decimal::Decimal;

use super::{AS_OF, judged, seen};
use crate::definition::Request;
use crate::health::facts::Facts;
use crate::health::level::{Level, Trend};
use crate::health::observed::{Observed, Scored};
use crate::health::records::records;
use crate::health::signal::Signal;
use crate::health::{Course, Snapshot};

/// The facts of a ledger whose signals are these; nothing else was observed but what a test adds.
pub(in super::super) fn facts<'a>(ledger: &'a Ledger, request: &'a Request, signals: Vec<Signal<'a>>) -> Facts<'a> {
    let read = Facts::read(ledger, request);
    let level = signals.iter().map(|signal| signal.level).max();
    let course = Course {
        trend: Trend::NoPrior,
        scores: Vec::new(),
        compared_with: None,
        change: None,
        is_material: false,
    };
    Facts {
        observed: Observed {
            as_of: AS_OF,
            ..Observed::default()
        },
        snapshot: Snapshot {
            signals,
            level: level.unwrap_or(Level::Unknown),
            course,
            ..read.snapshot
        },
        ..read
    }
}

/// The claims of each section, judged.
pub(in super::super) fn sections(ledger: &Ledger, facts: &Facts<'_>) -> String {
    let told = records(facts).into_iter().map(|draft| match draft.claims.as_slice() {
        [] => format!("{}: nothing", draft.section),
        claims => format!("{}:\n  {}", draft.section, judged(ledger, claims).replace('\n', "\n  ")),
    });
    told.collect::<Vec<_>>().join("\n")
}

/// A score that the record of that day holds.
pub(in super::super) fn scored(ledger: &Ledger, day: jiff::civil::Date) -> Scored<'_> {
    let seen = seen(ledger, &format!("health:snapshot/{day}"));
    let Some(grounding::Record::Health(health)) = &seen.source.unwrap().record else {
        panic!("no health score")
    };
    Scored {
        date: day,
        score: health.score,
        level: Level::Unknown,
        is_ours: false,
        source: seen.source,
    }
}

/// Two scores as a course, the second compared with the first.
pub(in super::super) fn course(scores: Vec<Scored<'_>>, change: i64) -> Course<'_> {
    Course {
        trend: if change < 0 { Trend::Declining } else { Trend::Improving },
        compared_with: scores.first().cloned(),
        scores,
        change: Some(Decimal::from(change)),
        is_material: true,
    }
}
