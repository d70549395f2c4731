use std::collections::{BTreeMap, BTreeSet};

use grounding::{AccountId, Affiliation, Author, Place, Source, SourceId, SourceKind, Span, State, Visibility};
use jiff::civil::date;
use serde_json::{Value, json};

use super::{Approver, Block, Document, Line, NotApproved, RunStanding};
use crate::brief::{Brief, RunState};
use crate::people::Role;
use crate::run::{Judged, Signed};

const CALL: &str = "gong:call/51";
const PITCH: &str = "gong:call/50";
const ORDER: &str = "contract:order-form/hollow-reed";
const NOTE: &str = "note:file/price-talk";
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

fn sources() -> BTreeMap<SourceId, Source> {
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

fn claim(id: &str, text: &str, labels: [&str; 3], citations: &[Value]) -> Value {
    let [kind, standing, verdict] = labels;
    json!({
        "id": id, "text": text, "kind": kind, "standing": standing, "verdict": verdict, "citations": citations,
        "figures": [], "routes": [], "diagnostics": [],
    })
}

/// A brief with a claim for everything that can keep one from the customer.
fn everything() -> Brief {
    let fact = ["fact", "fact", "accepted"];
    let promise = ["promise", "fact", "accepted"];
    let said = cite(CALL, "proofs took nine days, and take four now; ring +44 113 496 0412");
    let weeks = cite(PITCH, "you will be live in three weeks");
    let seats = cite(PITCH, "and forty seats are in");
    let eight = cite(ORDER, "Go-live: eight weeks from kickoff");
    let mut proven = claim(
        "c1",
        "Proofs took nine days and take four now.",
        ["outcome", "proven_outcome", "accepted"],
        std::slice::from_ref(&said),
    );
    proven["goal_id"] = json!("plan:objective/G-2");
    let claims = [
        proven,
        claim(
            "c2",
            "Two more titles are likely to follow.",
            ["benefit", "likely_benefit", "demoted"],
            std::slice::from_ref(&said),
        ),
        claim(
            "c3",
            "The price may fall by a tenth.",
            fact,
            &[cite(NOTE, "we can go down a tenth")],
        ),
        claim(
            "c4",
            "Editors need a shared queue.",
            ["requirement", "fact", "needs_review"],
            std::slice::from_ref(&said),
        ),
        claim(
            "c5",
            "Editors need a night mode.",
            ["requirement", "fact", "needs_review"],
            std::slice::from_ref(&said),
        ),
        claim(
            "c6",
            "Editors need a fax.",
            ["requirement", "fact", "needs_review"],
            std::slice::from_ref(&said),
        ),
        claim(
            "c7",
            "Three weeks were promised.",
            promise,
            &[weeks.clone(), eight.clone()],
        ),
        claim(
            "c8",
            "Forty seats were promised.",
            promise,
            std::slice::from_ref(&seats),
        ),
        claim(
            "c9",
            "The archive may not move in time.",
            ["risk", "fact", "accepted"],
            std::slice::from_ref(&said),
        ),
        claim(
            "c10",
            "They could buy the print module.",
            ["expansion", "fact", "accepted"],
            std::slice::from_ref(&said),
        ),
        claim("c11", "A mail speaks of a pause.", fact, &[cite(GONE, "let us pause")]),
        claim(
            "c12",
            "Two workshops were held.",
            ["activity", "activity", "accepted"],
            std::slice::from_ref(&said),
        ),
        claim(
            "c13",
            "A fact that nobody verified again.",
            fact,
            std::slice::from_ref(&said),
        ),
        claim(
            "c14",
            "The press is worried about the archive.",
            fact,
            std::slice::from_ref(&said),
        ),
    ];
    let section = |id: &str, title: &str, claims: &[&str]| json!({ "id": id, "title": title, "origin": "model", "notice": null, "claims": claims });
    let item = |topic: &str, promise: &Value, scope: &str, clause: Value| {
        json!({
            "topic": topic, "said_by": "Bram Tolle", "said_on": "2026-05-14", "said_in": "call", "promise": promise,
            "scope": scope, "clause": clause, "routes": ["ae", "csm"],
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
        "claims": claims,
        "parts": {
            "checklist": [
                item("timeline", &weeks, "conflicts", eight.clone()),
                item("scope", &seats, "in_scope", cite(ORDER, "Seats: 40")),
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
        "questions": [{ "id": "q1", "text": "Which go-live holds?", "about": "timeline", "to": "ae", "citations": [eight] }],
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

fn standing(state: RunState) -> RunStanding {
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

fn judged() -> BTreeMap<String, Judged> {
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

fn internal(brief: &Brief, state: RunState) -> Document {
    let sources = sources();
    Document::internal(brief, &standing(state), &judged(), &|id| sources.get(id))
}

fn customer(brief: &Brief, state: RunState) -> Result<Document, NotApproved> {
    let sources = sources();
    Document::customer(brief, &standing(state), &judged(), &|id| sources.get(id), &allowed())
}

/// A document as bare text, with nothing left out.
fn shown(document: &Document) -> String {
    let mut text = format!("{}\n", document.running());
    for (name, value) in document.head() {
        text.push_str(&format!("{name}: {value}\n"));
    }
    for block in &document.blocks {
        match block {
            Block::Heading(title) => text.push_str(&format!("\n# {title}\n")),
            Block::Paragraph(said) => text.push_str(&format!("{said}\n")),
            Block::List(lines) | Block::Numbered(lines) => {
                for line in lines {
                    text.push_str(&format!("- {}\n", shown_line(line)));
                }
            }
            Block::Table(table) => {
                text.push_str(&format!("{}\n", table.head.join(" | ")));
                for row in &table.rows {
                    let cells: Vec<String> = row.iter().map(shown_line).collect();
                    text.push_str(&format!("{}\n", cells.join(" | ")));
                }
            }
        }
    }
    text.push('\n');
    for (at, note) in document.footnotes.iter().enumerate() {
        text.push_str(&format!("{} {}\n", at + 1, note.text()));
    }
    text.push_str(&document.end());
    text
}

fn shown_line(line: &Line) -> String {
    let mark = line.mark.map(|it| format!("{}: ", it.word())).unwrap_or_default();
    let notes: String = line.notes.iter().map(|it| format!("[{it}]")).collect();
    format!("{mark}{}{notes}", line.text)
}

/// VR-43: a telephone number is in no text. A claim that a person rejected (`c6`) is gone, and one
/// that waits for a person (`c4`) is open.
#[test]
fn the_internal_edition_has_everything_that_its_readers_should_know() {
    insta::assert_snapshot!(shown(&internal(&everything(), RunState::InReview)), @"
    Handoff · Hollow Reed Press · draft, not approved
    As of: 2026-06-30
    Audience: internal
    State: in review, version 2; waits for the AE and the CSM
    Digest: 5e1f0c77aa90

    # What success means
    - Proven: Proofs took nine days and take four now. [G-2][1]
    - Likely: Two more titles are likely to follow.[1]
    - The price may fall by a tenth.[2]
    - Activity: Two workshops were held.[1]

    # What users need in their work
    - Open: Editors need a shared queue.[1]
    - Editors need a night mode.[1]
    - They could buy the print module.[1]
    - A mail speaks of a pause.[3]
    - A fact that nobody verified again.[1]

    # Who matters
    Name | Role | Side | Can sponsor | On recorded calls
    Ines Hale[4] | Publisher | customer | yes | never

    # Promises and scope
    - Conflict: Three weeks were promised.[5][6]
    - Forty seats were promised.[7]

    # What could go wrong
    - Open: The archive may not move in time.[1]
    - The press is worried about the archive.[1]

    # Promise and scope checklist
    Done | About | What was promised | What the order form says | Who decides
    ☐ | timeline | “you will be live in three weeks” — Bram Tolle, call, 14 May 2026[5] | Conflict: “Go-live: eight weeks from kickoff”[6] | AE and CSM
    ☐ | scope | “and forty seats are in” — Bram Tolle, call, 14 May 2026[7] | “Seats: 40”[8] | AE and CSM

    # Open risks
    - Open: The archive may not move in time.[1]

    # What we could not prove
    - V301 “Proofs are twice as fast.”: the call gives nine and four days
    - V107 A claim that rests on what its reader may not see: `note:file/board` is restricted
    - Deal notes: stale, the newest is of January 2025

    # Questions
    - Which go-live holds? (for the AE)[6]

    # Flags
    - Sponsor not engaged: Ines Hale was on no call

    # Known already
    - When is the kickoff? “the ninth of July”[9]

    # Decided
    - Which weeks hold? “eight weeks”[10]

    # What to do next
    Done | Task | Owner | Due
    ☐ | Settle the go-live | AE | 3 July 2026
    ☐ | Invite Ines Hale | CSM | no date yet

    # Gates
    - Kickoff is closed: the CSM has not approved

    1 gong:call/51 · Ora Finch, customer · 14 May 2026: “proofs took nine days, and take four now; ring [phone number withheld]”
    2 note:file/price-talk · Bram Tolle, vendor · 14 May 2026: “we can go down a tenth”
    3 mail:message/x1@relay.example · Ora Finch, customer · 14 May 2026: “let us pause”
    4 gong:call/51 · Ora Finch, customer · 14 May 2026: “Ines signs”
    5 gong:call/50 · Bram Tolle, vendor · 14 May 2026: “you will be live in three weeks”
    6 contract:order-form/hollow-reed · 14 May 2026: “Go-live: eight weeks from kickoff”
    7 gong:call/50 · Bram Tolle, vendor · 14 May 2026: “and forty seats are in”
    8 contract:order-form/hollow-reed · 14 May 2026: “Seats: 40”
    9 gong:call/51 · Ora Finch, customer · 14 May 2026: “the ninth of July”
    10 contract:order-form/hollow-reed · 14 May 2026: “eight weeks”
    Digest of the brief: sha256:5e1f0c77aa90d2b4
    ");
}

#[test]
fn the_customer_edition_has_only_what_may_be_shared() {
    insta::assert_snapshot!(shown(&customer(&everything(), RunState::Approved).unwrap()), @"
    Handoff · Hollow Reed Press
    As of: 2026-06-30
    Audience: customer
    State: approved, version 2
    Digest: 5e1f0c77aa90
    Approved by: Bram Tolle (AE), 2026-07-01 10:12 UTC
    Approved by: Mila Brandt (CSM), 2026-07-02 08:00 UTC

    # What success means
    - Proven: Proofs took nine days and take four now.[1]
    - Likely: Two more titles are likely to follow.[1]
    - Activity: Two workshops were held.[1]

    # What users need in their work
    - Editors need a night mode.[1]

    # Promises and scope
    - Forty seats were promised.[2]

    1 call, 14 May 2026: “proofs took nine days, and take four now; ring [phone number withheld]”
    2 call, 14 May 2026: “and forty seats are in”
    Digest of the brief: sha256:5e1f0c77aa90d2b4
    ");
}

/// VR-33 and HO-22: there is no way to a customer's document but through approval.
#[test]
fn the_customer_gets_nothing_of_a_brief_that_is_not_approved() {
    for state in [
        RunState::Paused,
        RunState::Stopped,
        RunState::Failed,
        RunState::InReview,
        RunState::Returned,
        RunState::Superseded,
    ] {
        assert_eq!(customer(&everything(), state), Err(NotApproved), "{state:?}");
    }
}

#[test]
fn an_empty_brief_says_that_nothing_is_on_record() {
    let brief = Brief {
        sections: Vec::new(),
        claims: Vec::new(),
        parts: crate::brief::Parts::default(),
        rejected: Vec::new(),
        inputs: Vec::new(),
        questions: Vec::new(),
        tasks: Vec::new(),
        flags: Vec::new(),
        gates: Vec::new(),
        ..everything()
    };
    let blocks = internal(&brief, RunState::Approved).blocks;
    let nothing = "Nothing: no claim was rejected, and no input is missing or stale.";
    assert_eq!(
        blocks,
        [
            Block::Heading("Open risks".to_owned()),
            Block::Paragraph("None on record.".to_owned()),
            Block::Heading("What we could not prove".to_owned()),
            Block::Paragraph(nothing.to_owned()),
        ]
    );
    let blocks = customer(&brief, RunState::Approved).unwrap().blocks;
    assert_eq!(
        blocks,
        [Block::Paragraph("Nothing of this brief can be shared.".to_owned())]
    );
}

#[test]
fn a_restricted_source_is_named_but_not_quoted() {
    let mut sources = sources();
    sources.get_mut(&SourceId::raw(NOTE)).unwrap().visibility = Visibility::Restricted;
    let brief = everything();
    let document = Document::internal(&brief, &standing(RunState::Approved), &judged(), &|id| sources.get(id));
    let note = document.footnotes.iter().find(|it| it.about.starts_with(NOTE)).unwrap();
    assert_eq!(
        note.text(),
        "note:file/price-talk \u{b7} Bram Tolle, vendor \u{b7} 14 May 2026 \u{b7} restricted"
    );
}
