//! A snapshot as a source, so that the next one can cite it and compare with it (HS-6, HS-10).

#[cfg(test)]
mod tests;

use grounding::{
    AccountId, Affiliation, Author, Field, HealthScore, Place, Record, RecordText, Source, SourceId, SourceKind, Span,
    State, Value, ValueRole, Visibility,
};
use rust_decimal::Decimal;

use crate::brief::{Brief, Health, HealthSignal};

/// Who scored it, in the source's id and as its author: this program.
const OURS: &str = "vouch";

/// The snapshot that a run of a health brief made, as the source `vouch:snapshot/<run>`. It stays
/// with the vendor. None where the brief is of another kind, where it wasn't drafted because the
/// run was paused or stopped, and where too little was known for a score.
pub fn snapshot_source(brief: &Brief, run: &str) -> Option<Source> {
    let health = brief.health.as_ref().filter(|_| brief.state.is_drafted())?;
    let score = Decimal::from(health.score?);
    let (text, fields) = written(brief, health, score);
    let authors = vec![Author {
        span: Span::new(0, text.len()),
        name: OURS.to_owned(),
        email: None,
        affiliation: Affiliation::Vendor,
    }];
    Some(Source {
        id: SourceId::new(OURS, "snapshot", run),
        revision: 0,
        account: Some(AccountId::new(&brief.account_id)),
        kind: SourceKind::Snapshot,
        title: format!("Health score, {}", brief.as_of),
        authors,
        occurred_at: Some(brief.as_of),
        visibility: Visibility::Internal,
        state: State::Live,
        values: values(brief, health, score, &fields),
        text,
        fields,
        record: Some(Record::Health(HealthScore {
            score: Some(score),
            level: health.level.word().to_owned(),
            author: Some(OURS.to_owned()),
            date: brief.as_of,
        })),
        origin: Place::default(),
    })
}

/// Whether a source is a snapshot that this program made.
pub fn is_own(source: &Source) -> bool {
    source.kind == SourceKind::Snapshot && source.id.system() == OURS
}

fn written(brief: &Brief, health: &Health, score: Decimal) -> (String, Vec<Field>) {
    let head = RecordText::new()
        .field("date", &brief.as_of.to_string())
        .field("score", &score.to_string())
        .field("level", health.level.word())
        .field("trend", health.trend.words());
    let with_signals = health.signals.iter().fold(head, |text, signal| {
        let level = signal.level.word();
        let value = match &signal.points {
            Some(points) => format!("{points} ({level})"),
            None => level.to_owned(),
        };
        text.field(signal.name.word(), &value)
    });
    with_signals.field("policy", &health.policy).finish()
}

/// The score and the points of the signals, each where it stands in the text.
fn values(brief: &Brief, health: &Health, score: Decimal, fields: &[Field]) -> Vec<Value> {
    let value = |metric: &str, number: Decimal, letters: usize| {
        let start = fields.iter().find(|field| field.name == metric)?.span.start;
        Some(Value {
            span: Span::new(start, start + letters),
            metric: metric.to_owned(),
            value: number,
            unit: String::new(),
            period: Some(brief.as_of),
            role: ValueRole::Current,
        })
    };
    let of_signal = |signal: &HealthSignal| {
        let points = signal.points.as_ref()?;
        value(signal.name.word(), points.parse().ok()?, points.len())
    };
    let of_score = value("score", score, score.to_string().len());
    of_score
        .into_iter()
        .chain(health.signals.iter().filter_map(of_signal))
        .collect()
}
