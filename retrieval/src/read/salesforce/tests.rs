use grounding::{AccountId, Affiliation, Deal, Record, Source, State, Visibility};
use jiff::civil::date;
use rust_decimal::Decimal;

use crate::read::tests::{known, read_all, read_one};

const USERS: &str = "Id,Name,Email,Title\n005A0000001Vm9r,Tove Lund,Tove@Vendor.example,CSM\n";
const TASKS: &str = "\"Id\",\"IsDeleted\",\"WhatId\",\"OwnerId\",\"Subject\",\"Description\",\"ActivityDate\",\"Status\",\"CreatedDate\"\n\
    \"00TA0000001Vm9r\",\"0\",\"006A0000001Vm9rIAC\",\"005A0000001Vm9rIAC\",\"Call\",\"One\ntwo\",\"2026-05-02\",\"Completed\",\"2026-05-01T09:00:00.000Z\"\n\
    \"00TA0000002Vm9r\",\"1\",\"001A0000006Vm9r\",\"\",\"Later\",\"\",\"2026-12-01\",\"Open\",\"2026-05-01T09:00:00.000Z\"\n\
    \"00TA0000003Vm9r\",\"0\",\"001A0000006Vm9r\",\"\",\"Done?\",\"\",\"2026-12-01\",\"Completed\",\"\"\n\
    \"00TA0000004Vm9r\",\"0\",\"001A0000006Vm9R\",\"\",\"Other case\",\"\",\"\",\"Open\",\"\"\n\
    \"nonsense\",\"0\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n";
const DEALS: &str = "Name,StageName,Amount,CurrencyIsoCode,CloseDate,AccountId,Id,CreatedDate,OwnerId\n\
    New,Closed Won,1200.50,EUR,2026-03-01,001A0000006Vm9r,006A0000001Vm9r,2026-01-02T00:00:00Z,005A0000001Vm9r\n";

#[test]
fn tasks_are_placed_dated_and_signed() {
    let reading = read_all(
        &[("deals.csv", DEALS), ("tasks.csv", TASKS), ("users.csv", USERS)],
        &known(),
    );
    let file = &reading.files[1];
    let sources: Vec<&Source> = file.records.iter().map(|it| &it.source).collect();
    let summary: Vec<_> = sources
        .iter()
        .map(|it| {
            let account = it.account.as_ref().unwrap().as_str();
            (
                it.id.as_str(),
                account,
                it.state,
                it.visibility,
                it.occurred_at.unwrap(),
            )
        })
        .collect();
    let internal = Visibility::Internal;
    assert_eq!(
        summary,
        [
            (
                "salesforce:task/00TA0000001Vm9rMAC",
                "orrin",
                State::Live,
                internal,
                date(2026, 5, 2)
            ),
            (
                "salesforce:task/00TA0000002Vm9rMAC",
                "orrin",
                State::Deleted,
                internal,
                date(2026, 5, 1)
            ),
        ]
    );
    assert_eq!(
        sources[0].text,
        "Id: 00TA0000001Vm9r\nIsDeleted: 0\nWhatId: 006A0000001Vm9rIAC\nOwnerId: 005A0000001Vm9rIAC\nSubject: Call\n\
         Description: One\ntwo\nActivityDate: 2026-05-02\nStatus: Completed\nCreatedDate: 2026-05-01T09:00:00.000Z"
    );
    let author = sources[0].author().unwrap();
    assert_eq!(
        (author.name.as_str(), author.email.as_deref(), author.affiliation),
        ("Tove Lund", Some("tove@vendor.example"), Affiliation::Vendor)
    );
    let bad: Vec<_> = file
        .quarantined
        .iter()
        .map(|it| (it.at.as_str(), it.reason.as_str()))
        .collect();
    assert_eq!(
        bad,
        [
            (
                "line 7",
                "`Id` `nonsense` is not the id of a Salesforce task, which begins with `00T`"
            ),
            ("line 5", "dated 2026-12-01, after the as-of date 2026-06-30"),
            ("line 6", "unknown account `001A0000006Vm9RIAS`"),
        ]
    );
}

#[test]
fn a_deal_has_an_amount() {
    let file = read_one("deals.csv", DEALS, &known());
    let source = &file.records[0].source;
    let deal = Deal {
        name: "New".to_owned(),
        stage: "Closed Won".to_owned(),
        won: true,
        closed: true,
        close_date: Some(date(2026, 3, 1)),
        amount: Some(Decimal::new(120_050, 2)),
        currency: "EUR".to_owned(),
        owner: Some("salesforce:user/005A0000001Vm9rIAC".to_owned()),
    };
    assert_eq!(source.record, Some(Record::Deal(deal)));
    assert_eq!(&source.text[source.values[0].span.range()], "1200.50");
    assert_eq!(source.occurred_at, Some(date(2026, 1, 2)));
}

#[test]
fn a_deleted_account_names_nobody() {
    let table = "Id,IsDeleted,Name,Website\n\
        001B0000006Vm9r,1,Orrin (old),https://www.orrin.example\n\
        001C0000006Vm9r,0,Quill & Co.,http://quill.example/\n\
        001A0000006Vm9r,0,Orrin Mills Group,orrin.example\n";
    let reading = read_all(&[("a.csv", table)], &known());
    let accounts: Vec<(&str, &str)> = reading
        .accounts
        .iter()
        .map(|it| (it.id.as_str(), it.name.as_str()))
        .collect();
    assert_eq!(accounts, [("orrin", "Orrin Mills Group"), ("quill-co", "Quill & Co.")]);
    let placed: Vec<_> = reading.files[0]
        .records
        .iter()
        .map(|it| (it.source.account.as_ref().map(AccountId::as_str), it.source.state))
        .collect();
    assert_eq!(
        placed,
        [
            (None, State::Deleted),
            (Some("quill-co"), State::Live),
            (Some("orrin"), State::Live)
        ]
    );
}
