use super::*;
use crate::summary::facts::fixture::{dairy, ledger, owned_by, request};

fn asked(kind: &str, record: &str) -> Request {
    Request {
        trigger: Some(Trigger {
            kind: kind.to_owned(),
            record: record.to_owned(),
            also: Vec::new(),
        }),
        ..request()
    }
}

#[test]
fn somebody_who_asks_is_trigger_enough() {
    let told = |request: &Request| {
        let trigger = find(request).unwrap();
        format!("{}:{}", trigger.kind, trigger.record)
    };
    assert_eq!(told(&request()), "on_request:request");
    assert_eq!(told(&asked("on_request", "")), "on_request:request");
    assert_eq!(told(&asked("manual", "their board meets")), "manual:their board meets");
}

#[test]
fn what_keeps_it_from_beginning() {
    let codes = |ledger: &grounding::Ledger, request: &Request| {
        let stops = stops(&Facts::read(ledger, request), find(request).as_ref(), request);
        let told = stops.into_iter().map(|stop| format!("{}: {}", stop.code, stop.message));
        told.collect::<Vec<_>>()
    };
    assert_eq!(codes(&dairy(), &request()), Vec::<String>::new());
    assert_eq!(
        codes(&ledger(vec![owned_by("Senna Oduya", "Food")]), &request()),
        Vec::<String>::new()
    );
    assert_eq!(
        codes(&ledger(Vec::new()), &request()),
        ["no_evidence: there is no evidence of this account to draft from: read its exports with `vouch ingest PATH`"]
    );
    assert_eq!(
        codes(&dairy(), &asked("closed_won", "crm:deal/1")),
        ["no_trigger: no trigger: a summary starts on request or by hand"]
    );
    let unreadable = Request {
        rules_unreadable: Some("`rules.toml`: no such file".to_owned()),
        ..request()
    };
    assert_eq!(
        codes(&dairy(), &unreadable),
        ["rules_unreadable: `rules.toml`: no such file"]
    );
}
