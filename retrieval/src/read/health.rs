//! A table of recorded health scores: `snapshot_id, account, date, score, colour, author`, one
//! column for each part of the score, and a note. No vendor's own format: what a customer-success
//! team keeps in a sheet, or exports from its platform's scorecard history.
//!
//! A score is what the vendor thinks of the account, so it stays with the vendor.

use grounding::{Affiliation, Author, HealthScore, Record, SourceId, SourceKind, Span, Value, ValueRole, Visibility};

use super::Format;
use super::dates::day;
use super::directory::AccountRef;
use super::measures::{number, period, required, shortened, span_of};
use super::outcome::{Draft, ExportFile, Parsed};
use super::projects::Drafts;
use super::table::{Columns, Row, Table};

const ID: &[&str] = &[
    "snapshotid",
    "healthsnapshotid",
    "scorecardid",
    "healthscoreid",
    "healthid",
    "id",
];
const ACCOUNT: &[&str] = &[
    "account",
    "accountslug",
    "accountname",
    "accountid",
    "customer",
    "customername",
    "customerid",
    "company",
    "companyname",
];
const DATE: &[&str] = &[
    "date",
    "snapshotdate",
    "scoredate",
    "scoredat",
    "recordedat",
    "recordedon",
    "asof",
    "month",
    "timestamp",
];
const SCORE: &[&str] = &["score", "healthscore", "overallscore", "overall", "health"];
const LEVEL: &[&str] = &[
    "colour",
    "color",
    "level",
    "healthcolour",
    "healthcolor",
    "rag",
    "grade",
    "status",
];
const AUTHOR: &[&str] = &["author", "recordedby", "scoredby", "updatedby", "owner", "csm"];

/// Whether these are the columns of such a table.
pub(super) fn fits(columns: &Columns) -> bool {
    let of_health = columns.has(&ID[..ID.len() - 1]) || columns.has(&["healthscore", "healthcolour", "healthcolor"]);
    let has = |names: &[&str]| columns.has(names);
    has(ID) && has(ACCOUNT) && has(DATE) && (has(SCORE) || has(LEVEL)) && (of_health || (has(SCORE) && has(LEVEL)))
}

/// Takes the table apart.
pub(super) fn parse(table: Table, file: &ExportFile<'_>) -> Parsed {
    let read = table.rows.len() + table.bad.len();
    let mut quarantined = table.bad;
    let mut drafts = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        match read_row(&table.columns, row, file) {
            Ok(draft) => drafts.push(draft),
            Err(reason) => quarantined.push(row.refuse(reason)),
        }
    }
    Parsed::new(Format::HealthHistory, read, quarantined, Drafts(drafts))
}

fn read_row(columns: &Columns, row: &Row, file: &ExportFile<'_>) -> Result<Draft, String> {
    let cell = |names: &[&str]| columns.cell(row, names);
    if cell(ID).is_empty() {
        return Err(format!("`{}` is empty", columns.name(ID)));
    }
    let written = cell(DATE);
    let date = day(written)
        .or_else(|| period(written).map(|it| it.last))
        .ok_or_else(|| format!("`{}` `{}` is not a date", columns.name(DATE), shortened(written)))?;
    let score = match cell(SCORE) {
        "" if cell(LEVEL).is_empty() => return Err("there is neither a score nor a level".to_owned()),
        "" => None,
        written => Some(required(columns.name(SCORE), written)?.value),
    };

    let id = SourceId::new("health", "snapshot", cell(ID));
    let account = AccountRef::Name(cell(ACCOUNT).to_owned());
    let mut draft = Draft::new(id, SourceKind::Snapshot, account, file.place(row.at()), &row.raw);
    let source = &mut draft.source;
    source.title = format!("Health score, {date}");
    source.visibility = Visibility::Internal;
    source.occurred_at = Some(date);
    (source.text, source.fields) = columns.text(row, |_| true).finish();
    // The score and its parts: whatever else the row has that is a number.
    let other = [ID, ACCOUNT, DATE, LEVEL, AUTHOR].map(|names| columns.find(names));
    for column in (0..columns.len()).filter(|column| !other.contains(&Some(*column))) {
        let metric = columns.written(column);
        if let (Some(read), Some(span)) = (number(row.cell(column)), span_of(&source.fields, &source.text, metric)) {
            source.values.push(Value {
                span,
                metric: metric.to_owned(),
                value: read.value,
                unit: read.unit,
                period: Some(date),
                role: ValueRole::Current,
            });
        }
    }
    let author = Some(cell(AUTHOR).to_owned()).filter(|it| !it.is_empty());
    source.authors = author
        .iter()
        .map(|name| Author {
            span: Span::new(0, source.text.len()),
            name: name.clone(),
            email: None,
            affiliation: Affiliation::Vendor,
        })
        .collect();
    source.record = Some(Record::Health(HealthScore {
        score,
        level: cell(LEVEL).to_owned(),
        author,
        date,
    }));
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{known, read_one};

    #[test]
    fn a_score_stays_with_the_vendor() {
        let table = "snapshot_id,account,date,score,colour,author,usage,note\n\
            S1,orrin,2026-05-31,71,amber,Tove Lund,64,Monthly review 3\n\
            S2,Orrin Mills,2026-05,,red,,,\n\
            S3,orrin,2026-05-31,,,,,\n\
            S4,orrin,2026-05-31,good,green,,,\n\
            S5,orrin,soon,50,green,,,\n\
            S6,gone,2026-05-31,50,green,,,\n";
        let file = read_one("h.csv", table, &known());
        let first = &file.records[0].source;
        insta::assert_snapshot!(first.text, @"
        snapshot_id: S1
        account: orrin
        date: 2026-05-31
        score: 71
        colour: amber
        author: Tove Lund
        usage: 64
        note: Monthly review 3
        ");
        let values: Vec<(&str, &str)> = first
            .values
            .iter()
            .map(|it| (it.metric.as_str(), &first.text[it.span.range()]))
            .collect();
        assert_eq!(values, [("score", "71"), ("usage", "64")]);
        let told: Vec<_> = file
            .records
            .iter()
            .map(|it| format!("{} {:?} {:?}", it.source.id, it.source.visibility, it.source.record))
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        health:snapshot/S1 Internal Some(Health(HealthScore { score: Some(71), level: "amber", author: Some("Tove Lund"), date: 2026-05-31 }))
        health:snapshot/S2 Internal Some(Health(HealthScore { score: None, level: "red", author: None, date: 2026-05-31 }))
        "#);
        let refused: Vec<String> = file
            .quarantined
            .iter()
            .map(|it| format!("{}: {}", it.at, it.reason))
            .collect();
        insta::assert_snapshot!(refused.join("\n"), @"
        line 4: there is neither a score nor a level
        line 5: `score` `good` is not a number
        line 6: `date` `soon` is not a date
        line 7: unknown account `gone`
        ");
        assert_eq!(file.read, 6);
    }
}
