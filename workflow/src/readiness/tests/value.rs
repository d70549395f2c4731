//! Whether there is evidence of value.

use grounding::{Affiliation, HealthScore, Record, Source, SourceKind, SurveyAnswer};
use jiff::civil::{Date, date};

use super::super::Readiness;
use super::{ask, deal, event, kpi, measure, record, said, told};

fn value(sources: Vec<Source>) -> String {
    told(&ask("value_evidence", sources, &[]))
}

/// VR-70: without a measurement, a customer's word or a survey there is nothing to prove value
/// with; what the vendor did, said and scored proves none.
#[test]
fn work_words_of_ours_and_our_scores_are_no_evidence_of_value() {
    let score = HealthScore {
        score: Some(80.into()),
        level: "green".to_owned(),
        author: None,
        date: date(2026, 5, 1),
    };
    let day = date(2026, 5, 1);
    let ours = ("Rhea", Affiliation::Vendor);
    let sources = vec![
        deal(),
        record("health:snapshot/1", SourceKind::Snapshot, day, Record::Health(score)),
        said("note:file/1", SourceKind::Note, day, "Their reporting time fell.", ours),
        kpi(day, Some(day)),
        measure(day, 12),
        event(date(2026, 4, 1)),
        event(day),
    ];
    insta::assert_snapshot!(value(sources), @"NotReady: no KPI was measured after its baseline, no metric was measured on two days, the customer tells of no result, and nobody answered a survey -> give the KPIs of the success plan a `baseline` and a later `current`, or export usage figures or survey answers, and read them with `vouch ingest PATH`");
}

/// VR-70: any one of the four kinds will do.
#[test]
fn each_kind_of_evidence_of_value_counts() {
    let (day, later) = (date(2026, 4, 1), date(2026, 5, 1));
    let answer = SurveyAnswer {
        score: 9.into(),
        respondent: None,
        comment: String::new(),
        date: day,
    };
    let survey = record("nps:response/1", SourceKind::Survey, day, Record::Survey(answer));
    let theirs = ("Omar", Affiliation::Customer);
    let words = said(
        "gong:call/1",
        SourceKind::Call,
        later,
        "Our reporting time fell.",
        theirs,
    );
    assert_eq!(
        value(vec![kpi(day, Some(later))]),
        "Ready: 1 KPI measured after its baseline"
    );
    assert_eq!(
        value(vec![measure(day, 12), measure(later, 15)]),
        "Ready: 1 metric measured on two days"
    );
    assert_eq!(
        value(vec![deal(), words.clone()]),
        "Ready: 1 sentence of the customer's about a result"
    );
    assert_eq!(
        value(vec![survey, words]),
        "Ready: 1 sentence of the customer's about a result and 1 survey answer"
    );
}

/// VR-70: what a customer asks, hopes, or said before buying tells of no result.
#[test]
fn a_customers_hope_question_or_complaint_before_the_sale_is_no_evidence() {
    let theirs = ("Omar", Affiliation::Customer);
    let call = |day: Date, text: &str| said("gong:call/1", SourceKind::Call, day, text, theirs);
    let later = date(2026, 5, 1);
    let is_ready = |source: Source| {
        let answer = ask("value_evidence", vec![deal(), source], &[]);
        answer.readiness == Readiness::Ready
    };
    assert!(is_ready(call(later, "Reporting is faster.")));
    assert!(!is_ready(call(later, "Is reporting faster?")));
    assert!(!is_ready(call(later, "We hope that reporting gets faster.")));
    assert!(!is_ready(call(date(2026, 2, 1), "Reporting was faster.")));
}
