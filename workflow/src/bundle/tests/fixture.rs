//! A bundle of an approved brief.

use grounding::{AccountId, Affiliation, Author, Place, Source, SourceId, SourceKind, Span, State, Visibility};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::brief::{Brief, sha256};
use crate::bundle::Bundle;
use crate::definition::definition;
use crate::log::{Entry, Event, run_stream};
use crate::people::Role;
use crate::run::{Approval, Casting, Run, RunEvent, Signed, start};

const VISIT: &str = "note:file/visit";
const MAIL: &str = "mail:message/8c@relay.example";
const TEXTS: [(&str, &str); 2] = [
    (MAIL, "We send forty samples a week and lose two of them on the way."),
    (VISIT, "The lab moves in October, and nobody has told the couriers."),
];

fn source((id, text): (&str, &str)) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: Some(AccountId::new("juniper-works")),
        kind: if id == VISIT {
            SourceKind::Note
        } else {
            SourceKind::Mail
        },
        title: "Samples".to_owned(),
        authors: vec![Author {
            span: Span::new(0, text.len()),
            name: "Edda Frost".to_owned(),
            email: None,
            affiliation: Affiliation::Customer,
        }],
        occurred_at: Some(date(2026, 6, 3)),
        visibility: Visibility::Internal,
        state: State::Live,
        text: text.to_owned(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

/// A claim that cites words of one of the texts.
fn claim(id: &str, text: &str, (source, whole): (&str, &str), quote: &str) -> Value {
    let start = whole.find(quote).unwrap();
    json!({
        "id": id, "text": text, "kind": "fact", "standing": "fact", "verdict": "accepted", "goal_id": null,
        "citations": [{ "source_id": source, "quote": quote, "start": start, "end": start + quote.len() }],
        "figures": [], "routes": [], "diagnostics": [],
    })
}

fn brief() -> Brief {
    let brief: Brief = serde_json::from_value(json!({
        "schema": "vouch.brief/1", "id": "run-1", "kind": "handoff", "account_id": "juniper-works",
        "account_name": "Juniper Works", "as_of": "2026-06-30", "trigger": null, "state": "in_review",
        "reasons": [], "customer_copy": { "allowed": false, "why": "nobody has approved it" }, "inputs": [],
        "sections": [{ "id": "why", "title": "Why they bought", "origin": "model", "notice": null, "claims": ["c1", "c2"] }],
        "claims": [
            claim("c1", "They lose two samples a week.", TEXTS[0], "lose two of them"),
            claim("c2", "The lab moves in October.", TEXTS[1], "The lab moves in October"),
        ],
        "parts": {}, "rejected": [], "diagnostics": [], "questions": [], "tasks": [], "flags": [], "gates": [],
        "counts": { "emitted": 2, "accepted": 2, "demoted": 0, "needs_review": 0, "rejected": 0 },
        "model": { "name": "extractive", "requests": 0, "input_tokens": 0, "output_tokens": 0, "prompts": [] },
        "digest": "",
    }))
    .unwrap();
    brief.sealed()
}

fn approval(role: Role, digest: &str) -> RunEvent {
    RunEvent::Approved(Approval {
        role,
        digest: digest.to_owned(),
        items: vec!["scope".to_owned()],
        opened: vec![SourceId::raw(VISIT)],
        unopened_because: None,
        comment: String::new(),
    })
}

/// The run, its brief, the sources, and the entries of the log about it.
pub(super) fn parts() -> (Run, Brief, Vec<Source>, Vec<Entry>) {
    let brief = brief();
    let casting = Casting { people: &[], number: 1 };
    let begun = start(definition("handoff").unwrap(), &brief, casting);
    let events = [
        ("ada", "Ada Lund", RunEvent::Started(Box::new(begun))),
        ("ada", "Ada Lund", approval(Role::Ae, &brief.digest)),
        ("cem", "Cem Aksoy", approval(Role::Csm, &brief.digest)),
    ];
    let entries: Vec<Entry> = (1..)
        .zip(events)
        .map(|(step, (login, name, event))| {
            let entry = Entry {
                // Others are in between.
                number: 7 * i64::from(step),
                stream: run_stream("run-1"),
                step,
                signed: Signed {
                    by: Some(login.to_owned()),
                    name: name.to_owned(),
                    at: format!("2026-07-01T0{step}:00:00Z").parse().unwrap(),
                    day: date(2026, 7, 1),
                },
                event: Event::Run(event),
                previous: sha256(format!("the one before {step}").as_bytes()),
                digest: String::new(),
            };
            entry.sealed()
        })
        .collect();
    let events = entries.iter().filter_map(|entry| match &entry.event {
        Event::Run(event) => Some((&entry.signed, event)),
        _ => None,
    });
    let run = Run::replay("run-1", events).unwrap();
    (run, brief, TEXTS.map(source).to_vec(), entries)
}

/// All of it in a bundle.
pub(super) fn bundle() -> Bundle {
    let (run, brief, sources, entries) = parts();
    Bundle::new(&run, brief, sources, entries, sha256(b"the last entry"))
}
