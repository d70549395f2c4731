//! Records that are points of a series.

use grounding::{Record, Source};
use serde_json::json;

use super::{bad, read};

fn weeks() -> serde_json::Value {
    json!([{
        "name": "weeks", "system": "lizenz", "object": "week", "columns": ["Customer", "Week", "Runs"],
        "account": "customer", "kind": "usage", "date": "week",
        "values": [{"column": "runs", "metric": "weekly runs", "unit": "runs"}, {"column": "minutes", "unit": "min"}],
        "measure": {"column": "runs", "by": "site", "covers_days": 7},
        "rename": {"Runs": "how often"}
    }])
}

/// The metric, the unit, the figure, the day and the series of a point.
fn point(source: &Source) -> Option<[String; 5]> {
    let Some(Record::Measure(it)) = &source.record else {
        return None;
    };
    let series = it.series.to_string();
    Some([
        it.metric.clone(),
        it.unit.clone(),
        it.value.to_string(),
        it.date.to_string(),
        series,
    ])
}

#[test]
fn a_row_may_be_a_point_of_a_series_and_is_dated_the_day_on_which_it_is_known() {
    let text = "Customer,Week,Site,Runs,Minutes\n\
        Orrin,2026-05-04,north,12,30\n\
        orrin,2026-05-04,,3,\n\
        orrin,2026-05-11,north,,30\n\
        orrin,2026-06-29,north,9,\n\
        nobody,2026-05-04,north,9,\n";
    let reading = read(&[("w.csv", text)], &weeks());
    let file = &reading.files[0];
    let sources: Vec<&Source> = file.records.iter().map(|it| &it.source).collect();
    let points: Vec<_> = sources.iter().map(|source| point(source)).collect();
    let told =
        |value: &str, series: &str| Some(["weekly runs", "runs", value, "2026-05-10", series].map(str::to_owned));
    assert_eq!(
        points,
        [
            told("12", "lizenz:series/orrin/weekly runs/north"),
            told("3", "lizenz:series/orrin/weekly runs"),
            // Without the figure it is a row of what else it holds.
            None,
        ]
    );
    let days: Vec<String> = sources.iter().map(|it| it.occurred_at.unwrap().to_string()).collect();
    assert_eq!(days, ["2026-05-10", "2026-05-10", "2026-05-17"]);
    // The column has another name in the text, and its figure is found there.
    let first = sources[0];
    assert_eq!(
        first.text,
        "Customer: Orrin\nWeek: 2026-05-04\nSite: north\nhow often: 12\nMinutes: 30"
    );
    let values: Vec<&str> = first.values.iter().map(|it| &first.text[it.span.range()]).collect();
    assert_eq!(values, ["12", "30"]);
    assert_eq!(
        bad(file),
        [
            ("line 5", "dated 2026-07-05, after the as-of date 2026-06-30"),
            ("line 6", "unknown account `nobody`"),
        ]
    );
}
