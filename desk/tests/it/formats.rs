//! One sample of every export, on top of the accounts' own.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{Vouch, exports, list, text};
use crate::verify_claims::codes;

/// What the table of seats is.
const SETTINGS: &str = r#"
[[mapping]]
name = "lizenz.seats"
columns = ["seat_no", "holder_org", "handed_out"]
system = "lizenz"
object = "seat"
id = "seat_no"
account = "holder_org"
kind = "usage"
date = "handed_out"
date_format = "%d.%m.%Y"
values = [{ column = "minutes", unit = "min" }]
"#;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/formats")
}

/// A store with the accounts' exports and the samples, and what came of the samples.
fn ingested() -> (Vouch, Value) {
    let vouch = Vouch::with(&exports());
    vouch.file("vouch.toml", SETTINGS);
    let report = vouch.json(1, ["ingest", samples().to_str().unwrap()]);
    (vouch, report)
}

/// VR-80, VR-84, HO-38: each class of system has a reader: the CRM, the reporting dashboard,
/// project management, notes, support, calls, mail and Slack. Every sample is known for what it
/// is, and everything in it is accounted for.
#[test]
fn a_sample_of_every_export_is_read_whole() {
    let (vouch, report) = ingested();
    let root = samples();
    let mut told = Vec::new();
    for file in list(&report, "files") {
        let path = Path::new(text(file, "path")).strip_prefix(&root).unwrap();
        let number = |name: &str| file[name].as_u64().unwrap();
        let reasons = list(file, "quarantined").iter().map(|it| text(it, "reason"));
        let reasons: Vec<&str> = reasons.collect();
        told.push(format!(
            "{}: {}, {} read, {} stored{}",
            path.display(),
            file["format"].as_str().unwrap_or("not recognised"),
            number("read"),
            number("stored"),
            reasons.iter().flat_map(|it| ["; ", *it]).collect::<String>()
        ));
        // What only names accounts, people or links is no evidence.
        if number("stored") > 0 {
            let known = number("stored") + number("unchanged") + reasons.len() as u64;
            assert_eq!(number("read"), known, "{file}");
        }
    }
    insta::assert_snapshot!(told.join("\n"), @"
    billing.map.csv: identity.map, 2 read, 2 stored
    dashboard/metrics.csv: dashboard.metrics, 3 read, 3 stored
    gainsight/timeline.csv: gainsight.timeline, 2 read, 2 stored
    health/history.csv: health.history, 2 read, 2 stored
    hubspot/associations.json: hubspot.objects, 2 read, 2 stored
    hubspot/companies.json: hubspot.objects, 1 read, 1 stored
    hubspot/contacts.json: hubspot.objects, 1 read, 1 stored
    hubspot/deals.json: hubspot.objects, 1 read, 1 stored
    hubspot/notes.json: hubspot.objects, 1 read, 1 stored
    intercom/conversations.json: intercom.conversations, 4 read, 4 stored
    jira/filter.csv: jira.issues, 3 read, 3 stored
    jira/search.json: jira.issues, 2 read, 2 stored
    licences/seats.csv: mapped, 2 read, 2 stored
    mail/halden.mbox: mail.mailbox, 3 read, 2 stored; unknown account: nobody has the mail domain `printers.example`
    mail/rollout-dates.eml: mail.message, 1 read, 1 stored
    slack/channels.json: slack.channels, 1 read, 1 stored
    slack/cust-northwind-labs/2026-06-24.json: slack.messages, 2 read, 2 stored
    slack/users.json: slack.users, 2 read, 2 stored
    stripe/invoices.json: stripe.invoices, 3 read, 3 stored
    surveys/nps.csv: nps.answers, 3 read, 2 stored; `score` `11` is not a score from 0 to 10
    usage/events.jsonl: usage.events, 3 read, 3 stored
    usage/weekly.csv: usage.table, 6 read, 5 stored; `value` `n/a` is not a number
    ");

    let again = vouch.json(1, ["ingest", samples().to_str().unwrap()]);
    let totals = |report: &Value, names: [&str; 2]| names.map(|name| report["totals"][name].clone());
    assert_eq!(totals(&again, ["stored", "quarantined"])[0], 0);
    assert_eq!(again["totals"]["unchanged"], report["totals"]["stored"]);
}

/// Ids, days, who may see it and whether it counts, of everything that the samples hold.
#[test]
fn samples_become_sources() {
    let ids = [
        "mail:message/a41f.25062026@northwind-labs.example",
        "mail:message/w1@halden-freight.example",
        "mail:message/t1@quillhaven.example",
        "usage:row/northwind-labs/2026-06-08/trial_quotations",
        "usage:row/northwind-labs/2026-06-15/trial_quotations",
        "usage:row/northwind-labs/2026-06-22/trial_quotations",
        "usage:row/northwind-labs/2026-06-22/handling_minutes",
        "usage:row/halden-freight/2026-06-22/rate_lookups",
        "amplitude:event/e-1",
        "amplitude:event/e-2",
        "amplitude:event/e-3",
        "stripe:invoice/in_Nw0001",
        "stripe:invoice/in_Nw0002",
        "stripe:invoice/in_Hf0001",
        "nps:response/NPS-1",
        "nps:response/NPS-2",
        "health:snapshot/HS-1",
        "health:snapshot/HS-2",
        "dashboard:metric/northwind-labs/Onboarding/Median hours to quotation/2026-05",
        "dashboard:metric/northwind-labs/Onboarding/Median hours to quotation/2026-W25",
        "dashboard:metric/halden-freight/Onboarding/Lanes loaded/2026-05",
        "slack:message/cust-northwind-labs-1782291600.000200",
        "slack:message/cust-northwind-labs-1782291660.000300",
        "intercom:conversation/41070001",
        "intercom:message/9017001",
        "intercom:part/7170001",
        "intercom:part/7170002",
        "jira:issue/DESK-411",
        "jira:comment/30511",
        "jira:issue/DESK-398",
        "hubspot:company/7001",
        "hubspot:contact/7101",
        "hubspot:deal/7201",
        "hubspot:note/7301",
        "gainsight:activity/1I00NW1",
        "gainsight:activity/1I00HF1",
        "lizenz:seat/S-101",
        "lizenz:seat/S-102",
    ];
    let (vouch, report) = ingested();
    let told = ids.map(|id| {
        let run = vouch.run(["--format", "json", "source", id]);
        if run.code != 0 {
            return format!("{id}: {}", run.err);
        }
        let source = run.json();
        let names = ["account_id", "kind", "occurred_at", "visibility", "state"];
        let told = names.map(|name| source[name].as_str().unwrap_or("-"));
        format!("{id}: {}", told.join(", "))
    });
    insta::assert_snapshot!(told.join("\n"), @"
    mail:message/a41f.25062026@northwind-labs.example: northwind-labs, mail, 2026-06-25, shareable, live
    mail:message/w1@halden-freight.example: halden-freight, mail, 2026-06-16, shareable, live
    mail:message/t1@quillhaven.example: halden-freight, mail, 2026-06-17, internal, live
    usage:row/northwind-labs/2026-06-08/trial_quotations: northwind-labs, usage, 2026-06-08, shareable, live
    usage:row/northwind-labs/2026-06-15/trial_quotations: northwind-labs, usage, 2026-06-15, shareable, live
    usage:row/northwind-labs/2026-06-22/trial_quotations: northwind-labs, usage, 2026-06-22, shareable, live
    usage:row/northwind-labs/2026-06-22/handling_minutes: northwind-labs, usage, 2026-06-22, shareable, live
    usage:row/halden-freight/2026-06-22/rate_lookups: halden-freight, usage, 2026-06-22, shareable, live
    amplitude:event/e-1: northwind-labs, usage, 2026-06-22, internal, live
    amplitude:event/e-2: northwind-labs, usage, 2026-06-23, internal, live
    amplitude:event/e-3: northwind-labs, usage, 2026-06-23, internal, test
    stripe:invoice/in_Nw0001: northwind-labs, invoice, 2026-06-20, shareable, live
    stripe:invoice/in_Nw0002: northwind-labs, invoice, 2026-06-20, shareable, test
    stripe:invoice/in_Hf0001: halden-freight, invoice, 2026-06-20, shareable, live
    nps:response/NPS-1: northwind-labs, survey, 2026-06-12, shareable, live
    nps:response/NPS-2: halden-freight, survey, 2026-06-13, shareable, live
    health:snapshot/HS-1: northwind-labs, snapshot, 2026-06-15, internal, live
    health:snapshot/HS-2: halden-freight, snapshot, 2026-06-15, internal, live
    dashboard:metric/northwind-labs/Onboarding/Median hours to quotation/2026-05: northwind-labs, metric, 2026-05-31, shareable, live
    dashboard:metric/northwind-labs/Onboarding/Median hours to quotation/2026-W25: northwind-labs, metric, 2026-06-21, shareable, live
    dashboard:metric/halden-freight/Onboarding/Lanes loaded/2026-05: halden-freight, metric, 2026-05-31, shareable, live
    slack:message/cust-northwind-labs-1782291600.000200: northwind-labs, message, 2026-06-24, internal, live
    slack:message/cust-northwind-labs-1782291660.000300: northwind-labs, message, 2026-06-24, internal, live
    intercom:conversation/41070001: northwind-labs, ticket, 2026-06-10, shareable, live
    intercom:message/9017001: northwind-labs, comment, 2026-06-10, shareable, live
    intercom:part/7170001: northwind-labs, comment, 2026-06-10, shareable, live
    intercom:part/7170002: northwind-labs, comment, 2026-06-10, internal, live
    jira:issue/DESK-411: northwind-labs, ticket, 2026-06-04, internal, live
    jira:comment/30511: northwind-labs, comment, 2026-06-11, internal, live
    jira:issue/DESK-398: halden-freight, ticket, 2026-05-21, internal, live
    hubspot:company/7001: northwind-labs, account, 2026-04-20, internal, live
    hubspot:contact/7101: northwind-labs, contact, 2026-04-21, shareable, live
    hubspot:deal/7201: northwind-labs, opportunity, 2026-05-04, internal, live
    hubspot:note/7301: northwind-labs, note, 2026-06-23, internal, live
    gainsight:activity/1I00NW1: northwind-labs, activity, 2026-06-16, internal, live
    gainsight:activity/1I00HF1: halden-freight, activity, 2026-06-17, internal, live
    lizenz:seat/S-101: northwind-labs, usage, 2026-06-12, internal, live
    lizenz:seat/S-102: halden-freight, usage, 2026-06-15, internal, live
    ");
    // Two comments in the filter of Jira have no ids of their own; seven rows only tell of people and links.
    assert_eq!(report["totals"]["stored"], ids.len() + 2 + 7);
}

/// CO-1 for the newer kinds: a rare word of a mail, a message, an issue, a conversation, a note
/// brings that document, and in this account only.
#[test]
fn a_rare_word_brings_its_document() {
    let (vouch, _) = ingested();
    for (word, kind, id) in [
        (
            "calorimetry",
            "mail",
            "mail:message/a41f.25062026@northwind-labs.example",
        ),
        (
            "pipettes",
            "message",
            "slack:message/cust-northwind-labs-1782291600.000200",
        ),
        ("dpi", "ticket", "jira:issue/DESK-411"),
        ("misleading", "comment", "intercom:part/7170002"),
        ("accreditation", "note", "hubspot:note/7301"),
        ("letterhead", "activity", "gainsight:activity/1I00NW1"),
        ("Fridays", "survey", "nps:response/NPS-1"),
    ] {
        let hits = vouch.json(0, ["search", "northwind", word]);
        let hits: Vec<[&Value; 2]> = hits
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| [&hit["kind"], &hit["source_id"]])
            .collect();
        assert_eq!(hits, [[&json!(kind), &json!(id)]]);
        assert_eq!(vouch.json(0, ["search", "halden", word]), json!([]));
    }
}

/// VR-84: a dashboard's metric, like an invoice, a survey answer and a usage figure, can be shown
/// and cited; what the vendor says of itself and test invoices can not.
#[test]
fn figures_of_samples_can_be_cited() {
    let (vouch, _) = ingested();
    let shown = vouch.json(0, ["source", "stripe:invoice/in_Hf0001"]);
    assert!(
        text(&shown, "text").contains("amount_due: 315000 (JPY 315,000)"),
        "{shown}"
    );
    let cases: [(&str, &str, &str, &str, &[&str]); 5] = [
        (
            "northwind-labs",
            "The median time to a quotation stood at 31 h.",
            "dashboard:metric/northwind-labs/Onboarding/Median hours to quotation/2026-05",
            "metric: Median hours to quotation\nperiod: 2026-05\nvalue: 31\nunit: h",
            &[],
        ),
        (
            "northwind-labs",
            "35 trial quotations were counted.",
            "usage:row/northwind-labs/2026-06-22/trial_quotations",
            "metric: trial_quotations\nvalue: 35",
            &[],
        ),
        (
            "northwind-labs",
            "Ines Duarte gave a score of 9.",
            "nps:response/NPS-1",
            "respondent: ines.duarte@northwind-labs.example\nscore: 9",
            &[],
        ),
        (
            "halden-freight",
            "Invoice QH-2026-0042 over JPY 315,000 is open.",
            "stripe:invoice/in_Hf0001",
            "number: QH-2026-0042\ncustomer: cus_Hf3RateDesk\nstatus: open\namount_due: 315000 (JPY 315,000)",
            &[],
        ),
        (
            "northwind-labs",
            "Invoice QH-2026-0044 is open.",
            "stripe:invoice/in_Nw0002",
            "number: QH-2026-0044\ncustomer: cus_Nw7Quotation",
            &["V110"],
        ),
    ];
    let answers = vouch.verify(
        cases
            .iter()
            .map(|&(account, text, source, quote, _)| [account, text, source, quote]),
    );
    let told: Vec<Vec<&str>> = answers.iter().map(codes).collect();
    let expected = cases.map(|(.., codes)| codes.to_vec());
    assert_eq!(told, expected, "{answers:?}");
}
