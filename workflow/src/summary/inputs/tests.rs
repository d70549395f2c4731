use jiff::civil::date;

use super::*;
use crate::definition::Request;
use crate::summary::facts::fixture::{dairy, goal, ledger, measured_kpi, prose, request};

fn told(ledger: &grounding::Ledger, request: &Request) -> String {
    let rows = inputs(&Facts::read(ledger, request)).into_iter().map(|row| {
        let newest = row.newest.map_or_else(|| "never".to_owned(), |day| day.to_string());
        format!("{} {:?} {} {newest} {}", row.name, row.status, row.sources, row.note)
            .trim_end()
            .to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_input_has_a_row() {
    insta::assert_snapshot!(told(&dairy(), &request()), @"
    account Present 1 2025-08-01
    contacts Present 3 2025-08-01
    goals Present 5 2026-01-10
    kpis Present 4 2026-05-31
    activities Present 6 2026-06-12
    tickets Present 3 2026-06-20
    usage Missing 0 never no usage figures and no product events
    projects Present 3 2025-10-01
    ");
}

#[test]
fn what_is_old_is_stale() {
    let ledger = ledger(vec![
        goal("1", "Lose less milk", "On Track", date(2026, 9, 30)),
        measured_kpi("1", "milk loss", "hl", ["14", "6", "9"], "On Track", date(2026, 5, 15)),
        prose("note:file/1", SourceKind::Note, date(2026, 3, 1), "They are content."),
    ]);
    insta::assert_snapshot!(told(&ledger, &request()), @"
    account Missing 0 never no account record in the CRM
    contacts Missing 0 never no contact at the customer
    goals Present 1 2026-01-10
    kpis Stale 1 2026-05-15 nothing measured newer than 45 days
    activities Stale 1 2026-03-01 nothing newer than 120 days
    tickets Missing 0 never no ticket and no support case
    usage Missing 0 never no usage figures and no product events
    projects Missing 0 never no project
    ");
    let mut patient = request();
    patient.thresholds.usage_stale_days = 46;
    patient.thresholds.talks_stale_days = 121;
    let rows = told(&ledger, &patient);
    assert_eq!(rows.matches("Stale").count(), 0);
}
