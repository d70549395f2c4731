//! A brief with a claim for everything that can keep one from the customer.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{AccountId, Affiliation, Author, Place, Source, SourceId, SourceKind, Span, State, Visibility};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::brief::{Brief, RunState};
use crate::document::{Approver, Document, NoCopy, RunStanding};
use crate::people::Role;
use crate::run::{Judged, Signed};

const CALL: &str = "gong:call/51";
const PITCH: &str = "gong:call/50";
const ORDER: &str = "contract:order-form/hollow-reed";
pub(super) const NOTE: &str = "note:file/price-talk";
const GONE: &str = "mail:message/x1@relay.example";

fn source(id: &str, kind: SourceKind, visibility: Visibility, author: (&str, Affiliation)) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: Some(AccountId::new("hollow-reed")),
        kind,
        title: String::new(),
        authors: vec![Author {
            span: Span::new(0, 1_000),
            name: author.0.to_owned(),
            email: Some("someone@hollowreed.example".to_owned()),
            affiliation: author.1,
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

pub(super) fn sources() -> BTreeMap<SourceId, Source> {
    let ora = ("Ora Finch", Affiliation::Customer);
    let bram = ("Bram Tolle", Affiliation::Vendor);
    let gone = Source {
        state: State::Deleted,
        ..source(GONE, SourceKind::Mail, Visibility::Shareable, ora)
    };
    let all = [
        source(CALL, SourceKind::Call, Visibility::Shareable, ora),
        source(PITCH, SourceKind::Call, Visibility::Shareable, bram),
        source(
            ORDER,
            SourceKind::OrderForm,
            Visibility::Shareable,
            ("", Affiliation::Unknown),
        ),
        source(NOTE, SourceKind::Note, Visibility::Internal, bram),
        gone,
    ];
    all.into_iter().map(|source| (source.id.clone(), source)).collect()
}

fn cite(id: &str, quote: &str) -> Value {
    json!({ "source_id": id, "quote": quote, "start": 0, "end": quote.len() })
}

/// A source and its words.
type Cited = (&'static str, &'static str);

const SAID: Cited = (CALL, "proofs took nine days, and take four now; ring +44 113 496 0412");
const WEEKS: Cited = (PITCH, "you will be live in three weeks");
const SEATS: Cited = (PITCH, "and forty seats are in");
const EIGHT: Cited = (ORDER, "Go-live: eight weeks from kickoff");

/// A claim for everything that can keep one from the customer.
fn claims() -> Vec<Value> {
    const FACT: [&str; 3] = ["fact", "fact", "accepted"];
    const PROMISE: [&str; 3] = ["promise", "fact", "accepted"];
    const WAITS: [&str; 3] = ["requirement", "fact", "needs_review"];
    let claim = |(id, text, [kind, standing, verdict], cited): (&str, &str, [&str; 3], &[Cited])| {
        json!({
            "id": id, "text": text, "kind": kind, "standing": standing, "verdict": verdict,
            "goal_id": if id == "c1" { Some("plan:objective/G-2") } else { None },
            "citations": cited.iter().map(|(id, quote)| cite(id, quote)).collect::<Vec<_>>(),
            "figures": [], "routes": [], "diagnostics": [],
        })
    };
    let outcome = ["outcome", "proven_outcome", "accepted"];
    let benefit = ["benefit", "likely_benefit", "demoted"];
    let rows: [(&str, &str, [&str; 3], &[Cited]); 14] = [
        ("c1", "Proofs took nine days and take four now.", outcome, &[SAID]),
        ("c2", "Two more titles are likely to follow.", benefit, &[SAID]),
        (
            "c3",
            "The price may fall by a tenth.",
            FACT,
            &[(NOTE, "we can go down a tenth")],
        ),
        ("c4", "Editors need a shared queue.", WAITS, &[SAID]),
        ("c5", "Editors need a night mode.", WAITS, &[SAID]),
        ("c6", "Editors need a fax.", WAITS, &[SAID]),
        ("c7", "Three weeks were promised.", PROMISE, &[WEEKS, EIGHT]),
        ("c8", "Forty seats were promised.", PROMISE, &[SEATS]),
        (
            "c9",
            "The archive may not move in time.",
            ["risk", "fact", "accepted"],
            &[SAID],
        ),
        (
            "c10",
            "They could buy the print module.",
            ["expansion", "fact", "accepted"],
            &[SAID],
        ),
        ("c11", "A mail speaks of a pause.", FACT, &[(GONE, "let us pause")]),
        (
            "c12",
            "Two workshops were held.",
            ["activity", "activity", "accepted"],
            &[SAID],
        ),
        ("c13", "A fact that nobody verified again.", FACT, &[SAID]),
        ("c14", "The press is worried about the archive.", FACT, &[SAID]),
    ];
    rows.map(claim).to_vec()
}

/// A brief with those claims, and everything else that a brief can have.
pub(super) fn everything() -> Brief {
    let section = |id: &str, title: &str, claims: &[&str]| json!({ "id": id, "title": title, "origin": "model", "notice": null, "claims": claims });
    let item = |topic: &str, promise: Cited, scope: &str, clause: Cited| {
        json!({
            "topic": topic, "said_by": "Bram Tolle", "said_on": "2026-05-14", "said_in": "call",
            "promise": cite(promise.0, promise.1), "scope": scope, "clause": cite(clause.0, clause.1), "routes": ["ae", "csm"],
        })
    };
    let deny =
        |code: &str, message: &str| json!({ "code": code, "severity": "deny", "message": message, "labels": [] });
    serde_json::from_value(json!({
        "schema": "vouch.brief/1", "id": "b1", "kind": "handoff", "account_id": "hollow-reed",
        "account_name": "Hollow Reed Press", "as_of": "2026-06-30", "trigger": null, "state": "in_review",
        "reasons": [], "customer_copy": { "allowed": false, "why": "nobody has approved it" },
        "inputs": [
            { "name": "goals", "status": "present", "newest": "2026-05-14", "sources": 1 },
            { "name": "deal_notes", "status": "stale", "newest": "2025-01-09", "sources": 1, "note": "the newest is of January 2025" },
        ],
        "sections": [
            section("success", "What success means", &["c1", "c2", "c3", "c12"]),
            section("requirements", "What users need in their work", &["c4", "c5", "c6", "c10", "c11", "c13"]),
            section("people", "Who matters", &[]),
            section("promises", "Promises and scope", &["c7", "c8"]),
            section("risks", "What could go wrong", &["c9", "c14"]),
        ],
        "claims": claims(),
        "parts": {
            "checklist": [
                item("timeline", WEEKS, "conflicts", EIGHT),
                item("scope", SEATS, "in_scope", (ORDER, "Seats: 40")),
            ],
            "stakeholders": [{
                "name": "Ines Hale", "role": "Publisher", "side": "customer", "sponsor": true, "engaged": false, "calls": 0,
                "last_call": null, "citations": [cite(CALL, "Ines signs")],
            }],
            "known_already": [{ "about": "When is the kickoff?", "citations": [cite(CALL, "the ninth of July")] }],
            "decided": [{ "about": "Which weeks hold?", "citations": [cite(ORDER, "eight weeks")] }],
        },
        "rejected": [
            { "section": "success", "claim": { "id": "x1", "text": "Proofs are twice as fast." },
              "diagnostics": [deny("V301", "the call gives nine and four days")] },
            { "section": "risks", "claim": { "id": "x2", "text": "The plant closes." },
              "diagnostics": [deny("V107", "`note:file/board` is restricted")] },
        ],
        "diagnostics": [],
        "questions": [{ "id": "q1", "text": "Which go-live holds?", "about": "timeline", "to": "ae", "citations": [cite(EIGHT.0, EIGHT.1)] }],
        "tasks": [
            { "id": "t1", "title": "Settle the go-live", "owner": "ae", "due": "2026-07-03", "stop": true },
            { "id": "t2", "title": "Invite Ines Hale", "owner": "csm", "due": null, "stop": false },
        ],
        "flags": [{
            "kind": "sponsor_not_engaged", "message": "Ines Hale was on no call", "days_to_kickoff": 9, "routes": ["csm"], "citations": [],
        }],
        "gates": [{ "name": "kickoff", "passed": false, "why": "the CSM has not approved" }],
        "counts": { "emitted": 16, "accepted": 10, "demoted": 1, "needs_review": 3, "rejected": 2 },
        "model": { "name": "extractive", "requests": 0, "input_tokens": 0, "output_tokens": 0, "prompts": [] },
        "digest": "sha256:5e1f0c77aa90d2b4",
    }))
    .unwrap()
}

pub(super) fn standing(state: RunState) -> RunStanding {
    let approvals = match state {
        RunState::Approved => vec![
            ("Bram Tolle", Role::Ae, "2026-07-01T10:12:30Z"),
            ("Mila Brandt", Role::Csm, "2026-07-02T08:00:00Z"),
        ],
        _ => Vec::new(),
    };
    RunStanding {
        state,
        version: 2,
        waits_for: if state == RunState::InReview {
            vec![Role::Ae, Role::Csm]
        } else {
            Vec::new()
        },
        approvals: approvals
            .into_iter()
            .map(|(name, role, at)| Approver {
                role,
                name: name.to_owned(),
                at: at.parse().unwrap(),
            })
            .collect(),
    }
}

pub(super) fn judged() -> BTreeMap<String, Judged> {
    let judged = |accepted| Judged {
        signed: Signed {
            by: Some("mila".to_owned()),
            name: "Mila Brandt".to_owned(),
            at: "2026-07-01T09:00:00Z".parse().unwrap(),
            day: date(2026, 7, 1),
        },
        accepted,
        reason: "asked them".to_owned(),
    };
    BTreeMap::from([("c5".to_owned(), judged(true)), ("c6".to_owned(), judged(false))])
}

/// Every claim but one.
fn allowed() -> BTreeSet<String> {
    (1..=14).filter(|it| *it != 13).map(|it| format!("c{it}")).collect()
}

pub(super) fn internal(brief: &Brief, state: RunState) -> Document {
    let sources = sources();
    Document::internal(brief, &standing(state), &judged(), &|id| sources.get(id))
}

pub(super) fn customer(brief: &Brief, state: RunState) -> Result<Document, NoCopy> {
    let sources = sources();
    Document::customer(brief, &standing(state), &judged(), &|id| sources.get(id), &allowed())
}
