//! A brief with everything in it, and evidence that would rather be markup.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{Affiliation, Author, Place, Source, SourceId, SourceKind, Span, State, Visibility};
use jiff::civil::date;
use serde_json::{Value, json};
use workflow::brief::{Brief, RunState};
use workflow::document::{Approver, Document, RunStanding};
use workflow::people::Role;

const CALL: &str = "gong:call/208";
const PITCH: &str = "gong:call/190";
const ORDER: &str = "contract:order-form/cinder-vale";
const NOTE: &str = "note:file/war_room";

/// What the customer must not find anywhere.
pub(super) const SECRETS: [&str; 9] = [
    "gong:call/208",
    "war_room",
    "walk away",
    "a second line",
    "twice as fast",
    "never called back",
    "4111",
    "Jonas Ehle",
    "vendor",
];

/// The internal edition, in review.
pub(super) fn internal() -> Document {
    let sources = sources();
    let standing = RunStanding {
        state: RunState::InReview,
        version: 3,
        waits_for: vec![Role::Csm],
        approvals: vec![approver("Petra Lind", Role::Ae, "2026-07-01T10:12:30Z")],
    };
    Document::internal(&brief(), &standing, &BTreeMap::new(), &|id| sources.get(id))
}

/// The customer's edition, once approved, of every claim.
pub(super) fn customer() -> Document {
    let sources = sources();
    let brief = brief();
    let standing = RunStanding {
        state: RunState::Approved,
        version: 3,
        waits_for: Vec::new(),
        approvals: vec![
            approver("Petra Lind", Role::Ae, "2026-07-01T10:12:30Z"),
            approver("Omar Sy", Role::Csm, "2026-07-02T08:00:00Z"),
        ],
    };
    let all: BTreeSet<String> = brief.claims.iter().map(|it| it.claim.id.clone()).collect();
    Document::customer(&brief, &standing, &BTreeMap::new(), &|id| sources.get(id), &all).unwrap()
}

fn approver(name: &str, role: Role, at: &str) -> Approver {
    Approver {
        role,
        name: name.to_owned(),
        at: at.parse().unwrap(),
    }
}

fn sources() -> BTreeMap<SourceId, Source> {
    let theirs = ("Jonas Ehle", Affiliation::Customer);
    let ours = ("Petra Lind", Affiliation::Vendor);
    let all = [
        source(CALL, SourceKind::Call, Visibility::Shareable, theirs),
        source(PITCH, SourceKind::Call, Visibility::Shareable, ours),
        source(
            ORDER,
            SourceKind::OrderForm,
            Visibility::Shareable,
            ("", Affiliation::Unknown),
        ),
        source(NOTE, SourceKind::Note, Visibility::Internal, ours),
    ];
    all.into_iter().map(|source| (source.id.clone(), source)).collect()
}

fn source(id: &str, kind: SourceKind, visibility: Visibility, (name, affiliation): (&str, Affiliation)) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: None,
        kind,
        title: String::new(),
        authors: vec![Author {
            span: Span::new(0, 1_000),
            name: name.to_owned(),
            email: None,
            affiliation,
        }],
        occurred_at: Some(date(2026, 5, 14)),
        visibility,
        state: State::Live,
        text: String::new(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

fn cite(id: &str, quote: &str) -> Value {
    json!({ "source_id": id, "quote": quote, "start": 0, "end": quote.len() })
}

fn claim(id: &str, text: &str, [kind, standing]: [&str; 2], citation: &Value) -> Value {
    json!({
        "id": id, "text": text, "kind": kind, "standing": standing, "verdict": "accepted", "citations": [citation],
        "figures": [], "routes": [], "diagnostics": [],
    })
}

fn brief() -> Brief {
    let fact = ["fact", "fact"];
    let shift = cite(
        CALL,
        "a shift lost nine hours to paper, now four; card 4111 1111 1111 1111",
    );
    let script = cite(
        CALL,
        "<script>alert(\"kiln\")</script> | =HYPERLINK(\"https://kiln.example\")",
    );
    let weeks = cite(PITCH, "live in two weeks | no *ifs*");
    let claims = [
        claim(
            "c1",
            "A shift lost nine hours to paper and loses four now.",
            ["outcome", "proven_outcome"],
            &shift,
        ),
        claim(
            "c2",
            "A third kiln is likely to join.",
            ["benefit", "likely_benefit"],
            &cite(CALL, "[^1]: x"),
        ),
        claim(
            "c3",
            "# Two trainings & a visit were held.",
            ["activity", "activity"],
            &script,
        ),
        claim(
            "c4",
            "They would walk away from a longer term.",
            fact,
            &cite(NOTE, "they walk away at three years"),
        ),
        claim(
            "c5",
            "They could run a second line with us.",
            ["expansion", "fact"],
            &shift,
        ),
        claim("c6", "=HYPERLINK(\"https://kiln.example\") was said.", fact, &shift),
        claim("c7", "Two weeks were promised.", ["promise", "fact"], &weeks),
        claim("c8", "The kiln's log may be lost.", ["risk", "fact"], &shift),
    ];
    serde_json::from_value(json!({
        "schema": "vouch.brief/1", "id": "b7", "kind": "handoff", "account_id": "cinder-vale",
        "account_name": "Cinder & Vale <Kilns>", "as_of": "2026-06-30", "trigger": null, "state": "in_review", "reasons": [],
        "customer_copy": { "allowed": false, "why": "nobody has approved it" },
        "inputs": [{ "name": "deal_notes", "status": "missing", "newest": null, "sources": 0 }],
        "sections": [
            { "id": "success", "title": "What success means", "origin": "model",
              "notice": { "kind": "activities_since", "date": "2026-02-11" }, "claims": ["c1", "c2", "c3", "c4", "c5", "c6"] },
            { "id": "promises", "title": "Promises and scope", "origin": "model", "notice": null, "claims": ["c7"] },
            { "id": "risks", "title": "What could go wrong", "origin": "model", "notice": null, "claims": ["c8"] },
        ],
        "claims": claims,
        "parts": { "checklist": [{
            "topic": "timeline", "said_by": "Petra Lind", "said_on": "2026-05-02", "said_in": "call", "promise": weeks,
            "scope": "conflicts", "clause": cite(ORDER, "Go-live: week nine"), "routes": ["ae", "csm"],
        }] },
        "rejected": [{
            "section": "success", "claim": { "id": "x1", "text": "Shifts are twice as fast." },
            "diagnostics": [{ "code": "V301", "severity": "deny", "message": "the call gives nine hours and four", "labels": [] }],
        }],
        "diagnostics": [],
        "questions": [
            { "id": "q1", "text": "Which go-live holds?", "to": "ae", "citations": [cite(ORDER, "Go-live: week nine")] },
            { "id": "q2", "text": "Who owns the kiln's log?", "to": "csm" },
        ],
        "tasks": [{ "id": "t1", "title": "Settle the go-live", "owner": "ae", "due": "2026-07-03", "stop": true }],
        "flags": [{ "kind": "claim", "message": "the sponsor never called back", "days_to_kickoff": 9, "routes": ["csm"], "citations": [] }],
        "gates": [{ "name": "kickoff", "passed": false, "why": "the CSM has not approved" }],
        "counts": { "emitted": 9, "accepted": 8, "demoted": 0, "needs_review": 0, "rejected": 1 },
        "model": { "name": "extractive", "requests": 0, "input_tokens": 0, "output_tokens": 0, "prompts": [] },
        "digest": "sha256:0b1c2d3e4f5a6b7c8d9e",
    }))
    .unwrap()
}
