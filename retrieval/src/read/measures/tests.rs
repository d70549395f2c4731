use grounding::{Account, Alias, AliasSystem, Record, State};

use super::super::tests::{known, read_all, read_one};
use super::super::{FileReading, Format};

/// What a file's figures became: id, day, title, and each value with its unit and role.
fn told(file: &FileReading) -> String {
    let lines: Vec<String> = file
        .records
        .iter()
        .map(|it| {
            let source = &it.source;
            let values: Vec<String> = source
                .values
                .iter()
                .map(|value| format!("{:?} {} {}", value.role, &source.text[value.span.range()], value.unit))
                .collect();
            let series = match &source.record {
                Some(Record::Measure(measure)) => measure.series.as_str(),
                Some(Record::Event(event)) => event.series.as_str(),
                _ => "",
            };
            let day = source.occurred_at.map(|it| it.to_string()).unwrap_or_default();
            format!(
                "{} | {day} | {} | {} | {series}",
                source.id,
                source.title,
                values.join(", ")
            )
        })
        .chain(file.quarantined.iter().map(|it| format!("{}: {}", it.at, it.reason)))
        .collect();
    assert_eq!(file.read, file.records.len() + file.quarantined.len());
    lines.join("\n")
}

#[test]
fn a_long_table_has_a_source_for_each_row() {
    let table = "Customer Name;Week;Metric;Count;Unit\n\
        Orrin Mills;2026-05-25;active users;102;\n\
        orrin;2026-05-25 00:00:00;handling_minutes;4,5;\n\
        ORRIN;2026-W23;adoption;52 %;\n\
        orrin;2026-05-25;saved;3;h\n\
        orrin;2026-05-25;;3;\n\
        orrin;2026-05-25;logins;many;\n\
        orrin;2026-05-25;logins;;\n\
        orrin;05/06/2026;logins;3;\n\
        gone;2026-05-25;logins;3;\n\
        orrin;2026-07-06;logins;3;\n";
    let file = read_one("usage.csv", table, &known());
    assert_eq!(file.format, Some(Format::UsageTable));
    insta::assert_snapshot!(told(&file), @"
    usage:row/orrin/2026-05-25/active users | 2026-05-25 | active users | Current 102  | usage:series/orrin/active users
    usage:row/orrin/2026-05-25/handling_minutes | 2026-05-25 | handling_minutes | Current 4,5 min | usage:series/orrin/handling_minutes
    usage:row/orrin/2026-W23/adoption | 2026-06-07 | adoption | Current 52 % % | usage:series/orrin/adoption
    usage:row/orrin/2026-05-25/saved | 2026-05-25 | saved | Current 3 h | usage:series/orrin/saved
    line 6: `Metric` is empty
    line 7: `Count` `many` is not a number
    line 8: `Count` is empty
    line 9: `Week` `05/06/2026` is not a date
    line 10: unknown account `gone`
    line 11: dated 2026-07-06, after the as-of date 2026-06-30
    ");
    insta::assert_snapshot!(file.records[0].source.text, @"
    Customer Name: Orrin Mills
    Week: 2026-05-25
    Metric: active users
    Count: 102
    Unit:
    ");
}

#[test]
fn a_wide_table_has_a_source_for_each_figure() {
    let table = "account,day,logins,error_rate,region\n\
        orrin,2026-05-25,7,4.5,EU\n\
        orrin,2026-05-26,,0.5,\n\
        orrin,2026-05-27,,,\n\
        orrin,someday,1,1,\n";
    let file = read_one("usage.csv", table, &known());
    assert_eq!(file.format, Some(Format::UsageTable));
    insta::assert_snapshot!(told(&file), @"
    usage:row/orrin/2026-05-25/logins/EU | 2026-05-25 | logins | Current 7  | usage:series/orrin/logins/EU
    usage:row/orrin/2026-05-25/error_rate/EU | 2026-05-25 | error_rate | Current 4.5 % | usage:series/orrin/error_rate/EU
    usage:row/orrin/2026-05-26/error_rate | 2026-05-26 | error_rate | Current 0.5  | usage:series/orrin/error_rate
    line 4: the row holds no figure
    line 5: `day` `someday` is not a date
    ");
    insta::assert_snapshot!(file.records[0].source.text, @"
    account: orrin
    day: 2026-05-25
    logins: 7
    region: EU
    ");
}

#[test]
fn a_dashboard_tells_periods_baselines_and_targets() {
    let table = "Dashboard,Account,Metric,Unit,Period,Value,Baseline,Target,Exported at\n\
        Value,orrin,Handling time,min,2026-Q1,6.5,9,5,2026-06-15\n\
        Value,orrin,Handling time,min,2026-Q2,5.5,9,5,2026-06-15\n\
        Value,orrin,Handling time,min,later,5.5,9,5,2026-06-15\n";
    let file = read_one("d.csv", table, &known());
    assert_eq!(file.format, Some(Format::DashboardMetrics));
    insta::assert_snapshot!(told(&file), @"
    dashboard:metric/orrin/Value/Handling time/2026-Q1 | 2026-03-31 | Handling time | Current 6.5 min, Baseline 9 min, Target 5 min | dashboard:series/orrin/Value/Handling time
    dashboard:metric/orrin/Value/Handling time/2026-Q2 | 2026-06-15 | Handling time | Current 5.5 min, Baseline 9 min, Target 5 min | dashboard:series/orrin/Value/Handling time
    line 4: `Period` `later` is not a date
    ");

    let spans = "account,kpi,value,period_start,period_end\n\
        orrin,adoption,52,2026-05-01,2026-05-31\n\
        orrin,adoption,52,2026-06-30,2026-06-01\n";
    insta::assert_snapshot!(told(&read_one("d.csv", spans, &known())), @"
    dashboard:metric/orrin/adoption/2026-05-01..2026-05-31 | 2026-05-31 | adoption | Current 52  | dashboard:series/orrin/adoption
    line 3: the period ends on 2026-06-01, before it begins on 2026-06-30
    ");
}

#[test]
fn similar_tables_hold_no_figures() {
    for table in [
        "account,date,amount\norrin,2026-05-25,12\n",
        "account,created,priority,topic\norrin,2026-05-25,high,login\n",
        "account,date,ticket_id\norrin,2026-05-25,12\n",
        "account,date,score\norrin,2026-05-25,12\n",
        "account,date,note\norrin,2026-05-25,12 logins\n",
        "account,date,logins\n",
        "metric,value\nlogins,12\n",
    ] {
        assert_eq!(read_one("t.csv", table, &known()).format, None, "{table}");
    }
}

#[test]
fn an_accounts_workspaces_are_kept_apart() {
    let mut accounts: Vec<Account> = known();
    accounts[0].aliases.extend(["mills-eu", "mills-us"].map(|value| Alias {
        system: AliasSystem::Usage,
        value: value.to_owned(),
    }));
    let table = "workspace,date,metric,value\nmills-eu,2026-05-25,logins,1\nmills-us,2026-05-25,logins,2\norrin,2026-05-25,logins,3\n";
    insta::assert_snapshot!(told(&read_one("usage.csv", table, &accounts)), @"
    usage:row/mills-eu/2026-05-25/logins | 2026-05-25 | logins | Current 1  | usage:series/mills-eu/logins
    usage:row/mills-us/2026-05-25/logins | 2026-05-25 | logins | Current 2  | usage:series/mills-us/logins
    usage:row/orrin/2026-05-25/logins | 2026-05-25 | logins | Current 3  | usage:series/orrin/logins
    ");
}

#[test]
fn events_are_told_apart_and_our_own_are_no_evidence() {
    let event = |insert: &str, user: &str, rest: &str| {
        format!(
            r#"{{"$insert_id": "{insert}", "event_type": "report opened", "event_time": "2026-06-21 08:01:11.007000", "user_id": "{user}", {rest}}}"#
        )
    };
    let lines = [
        event(
            "a1",
            "ada@orrin.example",
            r#""groups": {"Org ID": ["orrin"]}, "event_properties": {"plan": "growth", "tags": ["x", "y"], "deep": {"a": 1}}, "user_properties": {"age": 7}"#,
        ),
        event(
            "a1",
            "ada@orrin.example",
            r#""groups": {"Org ID": "orrin"}, "device_id": null"#,
        ),
        event("a2", "qa@vendor.example", r#""groups": {"Org ID": "orrin"}"#),
        event("a3", "bo@orrin.example", r#""groups": {}"#),
        event("a4", "bo@orrin.example", r#""groups": {"org": ["orrin", "beta"]}"#),
        event("", "bo@orrin.example", r#""groups": null"#),
        event("a5", "u-1", r#""groups": null"#),
        r#"{"event_type": "x", "event_time": "never", "user_id": "u", "uuid": "a6"}"#.to_owned(),
        r#"{"event_type": "x", "#.to_owned(),
    ];
    let users = "Id,Name,Email\n005A0000006Vm9r,Tove Lund,tove@vendor.example\n";
    let events = lines.join("\n");
    let reading = read_all(&[("events.jsonl", &events), ("users.csv", users)], &known());
    let file = &reading.files[0];
    assert_eq!(file.format, Some(Format::UsageEvents));
    insta::assert_snapshot!(told(file), @"
    amplitude:event/a1 | 2026-06-21 | report opened |  | amplitude:series/orrin/report opened
    amplitude:event/a1 | 2026-06-21 | report opened |  | amplitude:series/orrin/report opened
    amplitude:event/a2 | 2026-06-21 | report opened |  | amplitude:series/orrin/report opened
    amplitude:event/a3 | 2026-06-21 | report opened |  | amplitude:series/orrin/report opened
    line 9: invalid JSON: EOF while parsing an object at line 1 column 19
    line 5: `groups.org` names 2 accounts
    line 6: there is no `$insert_id`, by which copies of one event are told
    line 8: `event_time` `never` is not a time
    line 7: no account is given
    ");
    insta::assert_snapshot!(file.records[0].source.text, @"
    $insert_id: a1
    event_type: report opened
    event_time: 2026-06-21 08:01:11.007000
    user_id: ada@orrin.example
    groups.Org ID: orrin
    event_properties.plan: growth
    event_properties.tags: x, y
    ");
    let states: Vec<State> = file.records.iter().map(|it| it.source.state).collect();
    assert_eq!(states, [State::Live, State::Live, State::Test, State::Live]);
}

#[test]
fn an_event_that_is_too_long_is_set_aside_whole() {
    let event = format!(
        r#"{{"event_type": "x", "event_time": "2026-06-01 10:00:00", "user_id": "u", "$insert_id": "1", "blob": "{}"}}"#,
        "A".repeat(2 * 1024 * 1024)
    );
    let file = read_one("events.jsonl", &event, &known());
    assert_eq!((file.records.len(), file.quarantined.len()), (0, 1));
    assert_eq!(file.quarantined[0].raw, event.as_bytes());
    insta::assert_snapshot!(file.quarantined[0].reason, @"the event has 2097255 bytes, more than the 1048576 allowed");
}
