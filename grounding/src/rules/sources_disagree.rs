use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::Check;
use crate::text::content_stems;
use crate::verify::DraftCase;
use crate::{Diagnostic, Record, Route, Source, SourceId, SourceKind, Span, ValueRole};

rule! {
    /// Tells of two sources that give different values of a metric.
    ///
    /// ## What it does
    ///
    /// Looks at each metric that the draft speaks of, or whose sources it cites. Figures of the same
    /// metric, unit and month from two records or two series must agree, once the finer one is
    /// rounded to the decimals of the other. Of a series that has several figures in the month, it
    /// is enough that one agrees. A source that its system marks as disputed is a finding too.
    /// It denies, and so pauses the run: both sides are quoted, and neither is taken for true.
    ///
    /// ## Why
    ///
    /// Whoever picks one of two numbers picks the nicer one. The customer has the other.
    ///
    /// ## Example
    ///
    /// The success plan has the median at 31 hours for May, and the dashboard at 40.
    ///
    /// ## Instead
    ///
    /// Somebody who knows corrects one of the two records, and it is ingested again.
    705, "sources disagree", Deny, Check::Draft(check)
}

/// Judgements of people, and what is drawn from other records, measure nothing themselves.
const NOT_MEASURED: [SourceKind; 4] = [
    SourceKind::Series,
    SourceKind::Snapshot,
    SourceKind::Survey,
    SourceKind::Invoice,
];

/// A figure of a metric on a day.
#[derive(Clone, Copy)]
struct Reading<'a> {
    source: &'a Source,
    span: Span,
    value: Decimal,
    day: Date,
}

/// What readings must share to be compared: the metric by its words, the unit, year and month.
type Subject<'k> = (&'k BTreeSet<String>, String, (i16, i8));

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    let mut found = marked(case);
    let spoken = spoken_of(case);
    let mut subjects: BTreeMap<Subject<'_>, BTreeMap<&str, Vec<Reading<'_>>>> = BTreeMap::new();
    for (source, value) in readings(case) {
        let (Some(metric), Some(day)) = (spoken.get(value.metric.as_str()), value.period) else {
            continue;
        };
        let reading = Reading {
            source,
            span: value.span,
            value: value.value,
            day,
        };
        let subject = (metric, unit(&value.unit), (day.year(), day.month()));
        let series = subjects.entry(subject).or_default();
        series.entry(series_of(source)).or_default().push(reading);
    }
    for series in subjects.into_values() {
        found.extend(disputes(series.into_values().collect()));
    }
    found
}

fn readings<'a>(case: &DraftCase<'a>) -> impl Iterator<Item = (&'a Source, &'a crate::Value)> {
    let measuring = case
        .ledger
        .sources()
        .filter(|source| !NOT_MEASURED.contains(&source.kind) && is_whole(source));
    measuring.flat_map(|source| {
        let current = source.values.iter().filter(|value| value.role == ValueRole::Current);
        current.map(move |value| (source, value))
    })
}

/// Whether a figure is of the whole account, rather than of a segment that its series names after
/// the metric.
fn is_whole(source: &Source) -> bool {
    match &source.record {
        Some(Record::Measure(it)) => !it.series.as_str().contains(&format!("/{}/", it.metric)),
        _ => true,
    }
}

/// What a source's figures are points of: its series, or itself.
fn series_of(source: &Source) -> &str {
    match &source.record {
        Some(Record::Measure(it)) => it.series.as_str(),
        _ => source.id.as_str(),
    }
}

/// The metrics that the draft speaks of or whose sources it cites, each with its words.
fn spoken_of<'a>(case: &DraftCase<'a>) -> BTreeMap<&'a str, BTreeSet<String>> {
    let claims: Vec<Vec<String>> = case.said().map(|it| content_stems(&it.claim.text)).collect();
    let cited = cited(case);
    let mut metrics: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut rested_on: BTreeSet<&str> = BTreeSet::new();
    for (source, value) in readings(case) {
        if !value.metric.is_empty() {
            metrics
                .entry(&value.metric)
                .or_insert_with(|| content_stems(&value.metric).into_iter().collect());
            if cited.contains(&source.id) {
                rested_on.insert(&value.metric);
            }
        }
    }
    let said = |words: &BTreeSet<String>| claims.iter().any(|text| words.iter().all(|word| text.contains(word)));
    let spoken: BTreeSet<BTreeSet<String>> = metrics
        .iter()
        .filter(|(metric, words)| !words.is_empty() && (rested_on.contains(*metric) || said(words)))
        .map(|(_, words)| words.clone())
        .collect();
    metrics.retain(|_, words| spoken.contains(words));
    metrics
}

fn cited<'a>(case: &DraftCase<'a>) -> BTreeSet<&'a SourceId> {
    let citations = case.said().flat_map(|it| &it.claim.citations);
    citations.map(|citation| &citation.source_id).collect()
}

/// A unit as it is compared: however it is abbreviated.
fn unit(written: &str) -> String {
    let lower = written.trim().to_lowercase();
    let known = match lower.as_str() {
        "percent" | "per cent" | "pct" => "%",
        "hour" | "hours" | "hr" | "hrs" => "h",
        "minute" | "minutes" | "mins" => "min",
        "second" | "seconds" | "sec" | "secs" => "s",
        other => other.strip_suffix('s').filter(|it| it.len() > 2).unwrap_or(other),
    };
    known.to_owned()
}

/// Each series against those before it, and each record against another of its day.
fn disputes(mut all: Vec<Vec<Reading<'_>>>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for readings in &mut all {
        readings.sort_by(|left, right| (left.day, &left.source.id).cmp(&(right.day, &right.source.id)));
        let same_day = readings
            .windows(2)
            .find(|pair| pair[0].day == pair[1].day && !agree(pair[0], pair[1]));
        found.extend(same_day.map(|pair| told(pair[0], pair[1])));
    }
    for (at, later) in all.iter().enumerate() {
        found.extend(all[..at].iter().find_map(|earlier| dispute(earlier, later)));
    }
    found
}

fn dispute(one: &[Reading<'_>], other: &[Reading<'_>]) -> Option<Diagnostic> {
    let mut pairs = one
        .iter()
        .flat_map(|left| other.iter().map(move |right| (*left, *right)));
    let mut same_day = pairs.clone().filter(|(left, right)| left.day == right.day);
    let (left, right) = match same_day.next_back() {
        Some(pair) => pair,
        None if pairs.any(|(left, right)| agree(left, right)) => return None,
        None => (*one.last()?, *other.last()?),
    };
    (!agree(left, right)).then(|| told(left, right))
}

/// Whether two figures are the same at the decimals of the coarser one.
fn agree(left: Reading<'_>, right: Reading<'_>) -> bool {
    let decimals = left.value.scale().min(right.value.scale());
    let round = |it: Decimal| it.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    round(left.value) == round(right.value)
}

fn told(left: Reading<'_>, right: Reading<'_>) -> Diagnostic {
    let value = left.source.values.iter().find(|value| value.span == left.span);
    let metric = value.map_or("", |value| value.metric.as_str());
    let words = |it: Reading<'_>| it.source.text[it.span.range()].trim().to_owned();
    let message = format!(
        "`{metric}` is {} in `{}` and {} in `{}`",
        words(left),
        left.source.id,
        words(right),
        right.source.id
    );
    Diagnostic::new(message)
        .about(metric)
        .in_source(left.source, left.span, format!("as of {}", left.day))
        .in_source(right.source, right.span, format!("as of {}", right.day))
        .help("somebody who knows says which of the two holds")
        .route(&[Route::AccountOwner, Route::Csm])
}

/// The cited sources that their own system marks as disputed.
fn marked(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    let sources = cited(case).into_iter().filter_map(|id| case.ledger.source(id));
    sources
        .filter_map(|source| {
            let field = source.fields.iter().find(|field| {
                let value = source.text[field.span.range()].trim().to_lowercase();
                match field.name.to_lowercase().as_str() {
                    "disputed" | "is_disputed" => matches!(value.as_str(), "true" | "yes" | "1"),
                    "status" | "state" => value == "disputed",
                    _ => false,
                }
            })?;
            let finding = Diagnostic::new(format!("`{}` is marked as disputed", source.id))
                .about(source.id.as_str())
                .in_source(source, field.span, "disputed");
            Some(
                finding
                    .help("somebody who knows settles it first")
                    .route(&[Route::AccountOwner, Route::Csm]),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_whole, claim, draft_of, kpi, measure, prose};
    use crate::{Draft, RecordText, Source, SourceKind};

    fn weekly(date: &str, value: i64) -> Source {
        let id = format!("usage:row/acme/{date}/answer time");
        let mut source = measure(&id, SourceKind::Usage, "answer time", value, date);
        source.values[0].unit = "h".into();
        source
    }

    fn recap(text: &str) -> Draft {
        let cited = [("note:file/a", "The answer time was talked about at length.")];
        draft_of("recap", vec![claim(text, &cited)], &[])
    }

    fn with(mut sources: Vec<Source>) -> Vec<Source> {
        let note = "The answer time was talked about at length.";
        sources.push(prose("note:file/a", SourceKind::Note, note));
        sources
    }

    #[test]
    fn both_sides_are_quoted() {
        let sources = with(vec![
            kpi("K1", "O1", "answer time", [96, 24, 31]),
            weekly("2026-05-31", 40),
        ]);
        let told = check_whole("V705", sources.clone(), &recap("They talked about the answer time."));
        insta::assert_snapshot!(told, @"
        error[V705]: `answer time` is 31 in `plan:kpi/K1` and 40 in `usage:row/acme/2026-05-31/answer time`
         --> plan:kpi/K1 (2026-06-01):4:10
          |
        4 | current: 31
          |          ^^ as of 2026-05-31
          |
         ::: usage:row/acme/2026-05-31/answer time (2026-05-31):3:8
          |
        3 | value: 40
          |        -- as of 2026-05-31
          |
        help: somebody who knows says which of the two holds
        note: `vouch explain V705` says what this rule asks
        ");
        // Of a metric that the draft is silent about, nothing is at stake.
        assert_eq!(check_whole("V705", sources, &recap("They talked at length.")), "");
    }

    #[test]
    fn what_agrees_once_in_the_month_is_no_dispute() {
        let kpi = kpi("K1", "O1", "answer time", [96, 24, 31]);
        let draft = recap("They talked about the answer time.");
        for weeks in [
            vec![("2026-05-11", 40), ("2026-05-18", 31)],
            vec![("2026-05-31", 31)],
            vec![("2026-04-30", 40)],
        ] {
            let mut sources = with(vec![kpi.clone()]);
            sources.extend(weeks.into_iter().map(|(date, value)| weekly(date, value)));
            assert_eq!(check_whole("V705", sources, &draft), "");
        }
    }

    #[test]
    fn what_a_system_marks_is_disputed() {
        let (text, fields) = RecordText::new()
            .field("metric", "answer time this spring")
            .field("disputed", "true")
            .finish();
        let row = Source {
            fields,
            ..prose("billing:row/7", SourceKind::Row, &text)
        };
        let cited = claim(
            "The answer time was noted.",
            &[("billing:row/7", "metric: answer time this spring")],
        );
        let told = check_whole("V705", vec![row], &draft_of("recap", vec![cited], &[]));
        insta::assert_snapshot!(told, @"
        error[V705]: `billing:row/7` is marked as disputed
         --> billing:row/7 (2026-06-01):2:11
          |
        2 | disputed: true
          |           ^^^^ disputed
          |
        help: somebody who knows settles it first
        note: `vouch explain V705` says what this rule asks
        ");
    }
}
