//! Is there anything that could prove what the customer gained (VR-70)?

use std::collections::BTreeSet;

use grounding::text::find_figures;
use grounding::{Affiliation, Kpi, Ledger, Source, SourceId, SourceKind, Utterance, ValueRole, lexicon};
use jiff::civil::Date;

use super::condition::{Answer, VALUE_EVIDENCE};
use super::{counted, joined};

/// Where a customer's own words stand.
const WORDS: [SourceKind; 6] = [
    SourceKind::Comment,
    SourceKind::Call,
    SourceKind::Transcript,
    SourceKind::Note,
    SourceKind::Mail,
    SourceKind::Message,
];

/// Evidence of value is one of: a KPI that was measured after its baseline, a metric that was
/// measured on two days, a sentence of the customer's that tells of a result, an answer to a
/// survey. Work that was done is none, and neither is the vendor's own health score.
pub(super) fn evidence(ledger: &Ledger) -> Answer {
    let kinds = [
        (
            measured_kpis(ledger),
            "KPI measured after its baseline",
            "KPIs measured after their baseline",
        ),
        (
            measured_series(ledger),
            "metric measured on two days",
            "metrics measured on two days or more",
        ),
        (
            told_results(ledger),
            "sentence of the customer's about a result",
            "sentences of the customer's about results",
        ),
        (ledger.surveys().count(), "survey answer", "survey answers"),
    ];
    let found: Vec<String> = kinds
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
    if found.is_empty() {
        let why = "no KPI was measured after its baseline, no metric was measured on two days, the customer tells of no result, and nobody answered a survey";
        let to_do = "give the KPIs of the success plan a `baseline` and a later `current`, or export usage figures or survey answers, and read them with `vouch ingest PATH`";
        return Answer::not_ready(&VALUE_EVIDENCE, why.to_owned(), to_do.to_owned());
    }
    Answer::ready(&VALUE_EVIDENCE, joined(&found))
}

fn measured_kpis(ledger: &Ledger) -> usize {
    ledger
        .kpis()
        .filter(|(source, kpi)| is_measured_since(source, kpi))
        .count()
}

/// Whether a KPI has a baseline and was measured later. Where the baseline has no day, any dated
/// measurement is later.
fn is_measured_since(source: &Source, kpi: &Kpi) -> bool {
    let baselines = source.values.iter().filter(|value| value.role == ValueRole::Baseline);
    let baseline_day: Option<Date> = baselines.filter_map(|value| value.period).max();
    let is_later = |day: Date| baseline_day.is_none_or(|baseline| baseline < day);
    kpi.baseline.is_some() && kpi.current.is_some() && kpi.current_date.is_some_and(is_later)
}

/// The metrics that were measured on more than one day. Counts of what users did are no
/// measurements: a log-in changes nothing by itself.
fn measured_series(ledger: &Ledger) -> usize {
    let measured: BTreeSet<&SourceId> = ledger.measures().map(|(_, measure)| &measure.series).collect();
    let series = ledger.series().filter(|(source, _)| measured.contains(&source.id));
    series
        .filter(|(_, series)| series.first.date < series.last.date)
        .count()
}

/// The sentences in which the customer's people tell of a result. What they said before they
/// bought tells of what they had, and hopes and questions tell of nothing.
fn told_results(ledger: &Ledger) -> usize {
    let won = ledger.deals().filter(|(_, deal)| deal.won);
    let sold: Option<Date> = won.filter_map(|(_, deal)| deal.close_date).min();
    let is_since = |date: Option<Date>| sold.is_none_or(|sold| date.is_some_and(|date| date > sold));
    Utterance::all(ledger, &WORDS)
        .into_iter()
        .filter(|said| said.affiliation() == Affiliation::Customer && is_since(said.source.occurred_at))
        .filter(|said| tells_result(said.text()))
        .count()
}

fn tells_result(text: &str) -> bool {
    let is_open = text.trim_end().ends_with('?') || lexicon::hedges().is_in(text) || lexicon::pending().is_in(text);
    let with_figure = || lexicon::results_with_figure().is_in(text) && !find_figures(text).is_empty();
    !is_open && (lexicon::results().is_in(text) || with_figure())
}
