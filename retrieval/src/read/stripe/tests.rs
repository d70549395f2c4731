use grounding::{Account, Alias, AliasSystem, Record, State};

use super::super::tests::{known, read_one};
use super::super::{FileReading, Format};

fn accounts() -> Vec<Account> {
    let mut accounts = known();
    accounts[0].aliases.push(Alias {
        system: AliasSystem::Billing,
        value: "cus_Orrin".to_owned(),
    });
    accounts
}

fn invoice(id: &str, rest: &str) -> String {
    format!(
        r#"{{"id": "{id}", "object": "invoice", "customer": "cus_Orrin", "currency": "eur", "created": 1780000000, "livemode": true{rest}}}"#
    )
}

fn read(invoices: &[String], more: &str) -> FileReading {
    let list = format!(
        r#"{{"object": "list", "has_more": {more}, "data": [{}]}}"#,
        invoices.join(", ")
    );
    read_one("invoices.json", &list, &accounts())
}

#[test]
fn an_invoice_has_its_amounts_in_minor_and_major_units() {
    let whole = r#"{"id": "in_1", "object": "invoice", "number": "ORR-0001", "customer": {"id": "cus_Orrin", "object": "customer"},
        "status": "open", "amount_due": 1240000, "amount_paid": 0, "amount_remaining": 1240000, "currency": "eur",
        "created": 1780000000, "due_date": 1782592000, "livemode": true, "lines": {"data": []},
        "status_transitions": {"finalized_at": 1780003600, "paid_at": null}}"#;
    let file = read(&[whole.to_owned()], "false");
    assert_eq!((file.format, file.note), (Some(Format::StripeInvoices), None));
    let record = &file.records[0];
    let source = &record.source;
    insta::assert_snapshot!(source.text, @"
    number: ORR-0001
    customer: cus_Orrin
    status: open
    amount_due: 1240000 (EUR 12,400.00)
    amount_paid: 0 (EUR 0.00)
    amount_remaining: 1240000 (EUR 12,400.00)
    currency: eur
    created: 1780000000 (2026-05-28)
    due_date: 1782592000 (2026-06-27)
    livemode: true
    ");
    let values: Vec<String> = source
        .values
        .iter()
        .map(|it| {
            format!(
                "{} {} {} as {}",
                it.metric,
                it.value,
                it.unit,
                &source.text[it.span.range()]
            )
        })
        .collect();
    insta::assert_snapshot!(values.join("\n"), @"
    amount_due 12400.00 EUR as EUR 12,400.00
    amount_paid 0.00 EUR as EUR 0.00
    amount_remaining 12400.00 EUR as EUR 12,400.00
    ");
    assert_eq!(source.account.as_ref().map(grounding::AccountId::as_str), Some("orrin"));
    assert_eq!(record.modified.as_deref(), Some("2026-05-28T21:26:40Z"));
    let Some(Record::Invoice(invoice)) = &source.record else {
        panic!("no invoice")
    };
    insta::assert_snapshot!(format!("{invoice:?}"), @r#"Invoice { number: Some("ORR-0001"), status: Open, currency: "EUR", due: Some(12400.00), paid: Some(0.00), remaining: Some(12400.00), created: 2026-05-28, due_date: Some(2026-06-27) }"#);
}

#[test]
fn what_a_list_leaves_out_or_garbles_is_told() {
    let file = read(
        &[
            invoice("in_1", r#", "amount_due": 500, "amount_paid": null"#),
            invoice("in_2", r#", "amount_due": "12.50 EUR""#),
            invoice("in_3", r#", "amount_due": 12.5"#),
            invoice("in_4", r#", "amount_due": 1e400"#),
            invoice("in_5", r#", "due_date": 99999999999999"#),
            invoice("in_6", "").replace("cus_Orrin", "cus_unknown"),
            invoice("in_7", "").replace("true", "false"),
            invoice("in_8", "").replace("true", "null"),
            invoice("in_9", "").replace("eur", "euros"),
            invoice("", ""),
            "7".to_owned(),
        ],
        "true",
    );
    let live: Vec<(&str, State)> = file
        .records
        .iter()
        .map(|it| (it.source.id.as_str(), it.source.state))
        .collect();
    assert_eq!(
        live,
        [
            ("stripe:invoice/in_1", State::Live),
            ("stripe:invoice/in_7", State::Test)
        ]
    );
    let refused: Vec<String> = file
        .quarantined
        .iter()
        .map(|it| format!("{}: {}", it.at, it.reason))
        .collect();
    insta::assert_snapshot!(refused.join("\n"), @"
    data[1]: `amount_due` `12.50 EUR` is not an integer of minor units
    data[2]: `amount_due` `12.5` is not an integer of minor units
    data[3]: `amount_due` `1e400` is not an integer of minor units
    data[4]: `due_date` `99999999999999` is not a time in seconds
    data[7]: `livemode` is neither true nor false, so a test can't be told from an invoice
    data[8]: `currency` `EUROS` is not a currency's code
    data[9]: there is no `id`
    data[10]: an invoice is an object
    data[5]: unknown account `cus_unknown`
    ");
    insta::assert_snapshot!(file.note.unwrap_or_default(), @"the list is incomplete: `has_more` is true, so more pages follow this one");
    assert_eq!(file.read, 11);
}

#[test]
fn other_lists_and_single_invoices() {
    assert_eq!(read_one("i.json", &invoice("in_1", ""), &accounts()).records.len(), 1);
    let bare = format!("[{}]", invoice("in_1", ""));
    assert_eq!(read_one("i.json", &bare, &accounts()).records.len(), 1);
    let charges = r#"{"object": "list", "data": [{"id": "ch_1", "object": "charge", "customer": "cus_Orrin"}]}"#;
    assert_eq!(read_one("i.json", charges, &accounts()).format, None);
}
