mod measures;

use grounding::{Affiliation, Source};
use jiff::civil::date;
use serde_json::json;

use super::*;
use crate::read::tests::{known, read_mapped};
use crate::read::{FileReading, Reading};

/// Mappings as the settings give them, in JSON.
fn mappings(settings: &serde_json::Value) -> Result<Mappings, String> {
    let mappings: Vec<Mapping> = serde_json::from_value(settings.clone()).map_err(|error| error.to_string())?;
    Mappings::new(mappings).map_err(|error| error.to_string())
}

fn seats() -> serde_json::Value {
    json!([
        {
            "name": "seats", "system": "lizenz", "object": "seat", "columns": ["Seat No", "Licence", "Used On"],
            "id": "seat_no", "account": "licence.customer", "kind": "usage", "title": "Feature",
            "date": "used on", "date_format": "%d.%m.%Y", "author": "by",
            "values": [{"column": "minutes", "unit": "min"}],
            "deleted": {"column": "state", "is": ["void"]},
            "lookups": {"licence": {"column": "licence", "mapping": "licences"}},
            "checks": [
                {"column": "used on", "not_before": "licence.from", "not_after": "licence.to"},
                {"column": "minutes", "required": true, "then": "quarantine"},
                {"column": "seat_no", "unique": true}
            ]
        },
        {
            "name": "licences", "system": "lizenz", "object": "licence", "columns": ["licence", "terms.from"],
            "id": ["licence"], "account": "customer", "visibility": "shareable",
        }
    ])
}

const SEATS: &str = "Seat No;Licence;Used On;Feature;Minutes;By;State\n\
    1;L1;02.05.2026;Maps;12;ada@orrin.example;\n\
    2;L1;2026-07-01;Maps;3;;VOID\n\
    3;L1;30.04.2026;Maps;1.5;Tove;\n\
    3;L1;01.05.2026;Maps;2;;\n\
    4;L1;05/02/2026;Maps;1;;\n\
    5;L1;01.05.2026;Maps;;;\n\
    6;L9;01.05.2026;Maps;1;;\n\
    ;L1;01.05.2026;Maps;1;;\n\
    7;L1;01.05.2026;Maps;many;;\n";
const LICENCES: &str = "{\"licence\": \"L1\", \"customer\": \"orrin\", \"from\": \"2026-05-01\", \"to\": null, \"terms\": {\"from\": 1, \"tags\": [\"a\", 2]}}\n\
    [1]\n\
    {\"licence\": \"L2\", \"customer\": \"nobody\", \"terms\": {\"from\": 1}}\n";

fn bad(file: &FileReading) -> Vec<(&str, &str)> {
    let bad = file.quarantined.iter();
    bad.map(|it| (it.at.as_str(), it.reason.as_str())).collect()
}

fn read(files: &[(&str, &str)], settings: &serde_json::Value) -> Reading {
    read_mapped(files, &mappings(settings).unwrap(), &known())
}

#[test]
fn rows_are_placed_through_other_records_and_checked_against_them() {
    let reading = read(&[("a.csv", SEATS), ("b.jsonl", LICENCES)], &seats());
    let file = &reading.files[0];
    assert_eq!((file.format, file.read), (Some(Format::Mapped), 9));
    let sources: Vec<&Source> = file.records.iter().map(|it| &it.source).collect();
    let first = sources[0];
    assert_eq!(
        first.text,
        "Seat No: 1\nLicence: L1\nUsed On: 02.05.2026\nFeature: Maps\nMinutes: 12\nBy: ada@orrin.example\nState: "
    );
    let value = &first.values[0];
    assert_eq!(
        (
            &first.text[value.span.range()],
            value.metric.as_str(),
            value.unit.as_str(),
            value.period
        ),
        ("12", "Minutes", "min", Some(date(2026, 5, 2)))
    );
    let author = first.author().unwrap();
    assert_eq!(
        (author.name.as_str(), author.affiliation),
        ("ada@orrin.example", Affiliation::Customer)
    );
    let placed: Vec<_> = sources
        .iter()
        .map(|it| {
            (
                it.id.as_str(),
                it.account.as_ref().unwrap().as_str(),
                it.occurred_at.unwrap(),
            )
        })
        .collect();
    assert_eq!(
        placed,
        [
            ("lizenz:seat/1", "orrin", date(2026, 5, 2)),
            ("lizenz:seat/3", "orrin", date(2026, 4, 30)),
            ("lizenz:seat/3", "orrin", date(2026, 5, 1)),
        ]
    );
    assert_eq!(
        bad(file),
        [
            ("line 6", "`Used On` `05/02/2026` is not a date"),
            ("line 7", "`minutes` is empty"),
            ("line 9", "`Seat No` is empty"),
            ("line 10", "`Minutes` `many` is not a number"),
            ("line 3", "dated 2026-07-01, after the as-of date 2026-06-30"),
            ("line 8", "unknown account: there is no licence `L9`"),
        ]
    );
    insta::assert_snapshot!(file.note.as_deref().unwrap(), @"2 records: `seat_no` is that of another record too, which says something else; the last one read counts (first: line 4); 1 record: `used on` does not lie from `licence.from` to `licence.to` (line 4)");

    let file = &reading.files[1];
    let source = &file.records[0].source;
    assert_eq!((file.read, source.id.as_str()), (3, "lizenz:licence/L1"));
    assert_eq!(
        source.text,
        "licence: L1\ncustomer: orrin\nfrom: 2026-05-01\nto: \nterms.from: 1\nterms.tags: a, 2"
    );
    assert_eq!(
        bad(file),
        [
            ("line 2", "the line is no JSON object"),
            ("line 3", "unknown account `nobody`"),
        ]
    );
}

#[test]
fn records_may_introduce_accounts_and_be_prose() {
    let settings = json!([
        {
            "name": "customers", "system": "shop", "object": "customer", "columns": ["number", "mail"],
            "id": "number", "names_accounts": {"id": "number", "name": "name", "domain": "mail"}, "kind": "account",
            "lookups": {"cancelled": {"column": "number", "mapping": "letters", "by": "customer"}},
            "checks": [{"column": "gone", "tells_whether": "cancelled", "then": "quarantine", "says": "gone or not?"}]
        },
        {
            "name": "letters", "system": "shop", "object": "letter", "columns": ["customer", "letter"],
            "account": "customer", "account_is": "crm", "kind": "note", "text": "letter", "side": "customer", "author": "from"
        }
    ]);
    let customers = r#"{"page": 1, "rows": [
        {"number": 100000000000000001, "name": "Quill", "mail": "a@quill.example", "gone": "yes"},
        {"number": 100000000000000002, "name": "Quill", "mail": "", "gone": false},
        {"number": 3, "name": "Hatch", "mail": "hatch.example", "gone": "maybe"},
        {"name": "", "mail": ""}]}"#;
    let letters = "customer,from,letter\n100000000000000001,A. Quill,\"We leave.\n\nToday.\"\n\
        100000000000000002,,\n4,,Hello\n";
    let reading = read(&[("c.json", customers), ("l.csv", letters)], &settings);
    let accounts: Vec<&str> = reading.accounts.iter().map(|it| it.id.as_str()).collect();
    // Long numbers are not cut as Salesforce's ids are.
    assert_eq!(accounts, ["hatch", "orrin", "quill", "quill-2"]);
    assert_eq!(
        bad(&reading.files[0]),
        [("rows[3]", "`number` is empty"), ("rows[2]", "gone or not?"),]
    );
    let letter = &reading.files[1].records[0].source;
    assert_eq!(
        (letter.account.as_ref().unwrap().as_str(), letter.text.as_str()),
        ("quill", "We leave.\n\nToday.")
    );
    assert_eq!(letter.author().unwrap().affiliation, Affiliation::Customer);
    assert_eq!(
        bad(&reading.files[1]),
        [
            ("line 5", "`letter` is empty"),
            ("line 6", "unknown account: nothing tells the account of `4`"),
        ]
    );
    let again = read(&[("l.csv", letters)], &settings);
    assert_eq!(again.files[0].records.len(), 0, "nothing tells whose they are then");
}

#[test]
fn a_mapping_means_files_with_its_columns_and_gives_way_to_built_in_formats() {
    let mut settings = json!([{
        "name": "mine", "system": "my", "object": "row", "columns": ["Id", "Name"], "account": "Account"
    }]);
    let format = |settings: &serde_json::Value, text: &str| {
        let file = read(&[("x", text)], settings).files.remove(0);
        (file.format, file.quarantined.first().map(|it| it.reason.clone()))
    };
    let users = "Id,Name,Email,Account\n005A0000006Vm9r,Ada,a@b.example,orrin\n";
    assert_eq!(format(&settings, users), (Some(Format::SalesforceUser), None));
    assert_eq!(
        format(&settings, "Id,Name,Account\n5,Ada,orrin\n"),
        (Some(Format::Mapped), None)
    );
    assert_eq!(format(&settings, "Id,Account\n5,orrin\n"), (None, None));
    assert_eq!(format(&settings, "[{\"id\": 5, \"names\": 1}]"), (None, None));
    assert_eq!(
        format(&settings, "Id,Name\n5,Ada\n"),
        (
            Some(Format::Mapped),
            Some("the mapping `mine` needs a column `Account`, which the table has not".to_owned())
        )
    );
    assert_eq!(
        format(&settings, "[{\"id\": 5, \"Id\": 5, \"name\": 1}, {\"Name\" "),
        (None, None)
    );
    assert_eq!(
        format(&settings, "[{\"Id\": 5, \"Name\": 1}, {\"Name\" "),
        (
            Some(Format::Mapped),
            Some("invalid JSON: EOF while parsing an object at line 1 column 31".to_owned())
        )
    );
    settings[0]["first"] = json!(true);
    assert_eq!(format(&settings, users), (Some(Format::Mapped), None));
}

#[test]
fn a_mapping_that_cannot_work_is_refused() {
    let refused = |change: serde_json::Value| {
        let mut mapping = json!({"name": "m", "system": "s", "object": "o", "columns": ["a"], "account": "a"});
        for (key, value) in change.as_object().unwrap() {
            mapping[key] = value.clone();
        }
        mappings(&json!([mapping])).unwrap_err()
    };
    let errors = [
        refused(json!({"columns": []})),
        refused(json!({"system": "a b"})),
        refused(json!({"kind": "objective"})),
        refused(json!({"account": null})),
        refused(json!({"text": "a", "values": [{"column": "b"}]})),
        refused(json!({"done": {"column": "a", "is": "x"}})),
        refused(json!({"measure": {"column": "b"}})),
        refused(json!({"kind": "usage", "measure": {"column": "b"}})),
        refused(json!({"kind": "usage", "values": [{"column": "b"}], "measure": {"column": "b"}})),
        refused(json!({"kind": "usage", "measure": {"column": "b", "covers_days": 0}})),
        refused(json!({"date_format": "%d.%m.%!"})),
        refused(json!({"deleted": {"column": "a"}})),
        refused(json!({"lookups": {"x": {"column": "a", "mapping": "y"}}})),
        refused(json!({"lookups": {"x": {"column": "a", "mapping": "m"}}})),
        refused(json!({"checks": [{"column": "a"}]})),
        refused(json!({"checks": [{"column": "a", "tells_whether": "y"}]})),
        refused(json!({"colour": "red"}))
            .split(", expected")
            .next()
            .unwrap()
            .to_owned(),
    ];
    insta::assert_snapshot!(errors.join("\n"), @r"
    mapping `m`: `columns` must name the columns that tell the file from others
    mapping `m`: `system` must be a word of letters and digits
    mapping `m`: `kind` can't be goal: it may be `row`, `account`, `task`, `case`, `ticket`, `comment`, `note`, `activity`, `mail`, `message`, `usage`, `metric`, `invoice`, `survey`, `snapshot`
    mapping `m`: `account` is missing, and there is no `names_accounts`
    mapping `m`: `values` stand in `field: value` lines, which records with `text` have not
    mapping `m`: `done` is for the kind `task`
    mapping `m`: `measure` is for the kinds `usage` and `metric`
    mapping `m`: `measure` must have the `column` of one of the `values`
    mapping `m`: `measure` needs a `date`, since a point of a series has a day
    invalid value: integer `0`, expected a nonzero u16
    mapping `m`: `date_format` is not made of `strftime` directives for days
    mapping `m`: `deleted` must have either `is` or `is_not`
    mapping `m`: `lookups` speak of a mapping `y`, which there is not
    mapping `m`: `lookups` must say `by` which column `x` is found, since its id is not one column
    mapping `m`: `checks` must each ask one thing; that of `a` doesn't
    mapping `m`: `checks` speak of a lookup `y`, which there is not
    unknown field `colour`
    ");
}
