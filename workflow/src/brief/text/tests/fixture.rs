//! A recap, a first recap, a summary, a business review and the health of one made-up account, with
//! something in every part.

mod health;
mod recap;
mod summary;

use std::collections::BTreeSet;
use std::sync::Arc;

use grounding::{
    Account, AccountId, Affiliation, Audience, Author, Ledger, Place, Source, SourceId, SourceKind, Span, State, View,
    Visibility,
};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::brief::Brief;

pub(crate) use health::{first_health, health, paused_health, unknown_health};
pub(crate) use recap::{first, recap};
pub(crate) use summary::{business_review, summary};

/// A source and some of its words.
type Cited = (&'static str, &'static str);

const KPI: &str = "plan:kpi/quotes";
const CALL: &str = "gong:call/12";
const VISIT: &str = "note:file/visit";
const TICKET: &str = "zendesk:ticket/88";
const ACCOUNT: &str = "crm:account/1";
const SCORE: &str = "health:score/6";

const HOURS: Cited = (KPI, "baseline: 26 h\ncurrent: 9 h");
const MORNING: Cited = (CALL, "quotes go out the same morning now");
const FEWER: Cited = (CALL, "we expect fewer calls by autumn");
const WORKSHOPS: Cited = (CALL, "both workshops went well");
const SECOND_SITE: Cited = (CALL, "could the yard in Leith get it too");
const NO_FIGURES: Cited = (VISIT, "Leith has sent us no figures");
const LEAVES: Cited = (VISIT, "Noor is looking for another job");
const PRINTER: Cited = (TICKET, "the printer drops every tenth label");
const GOAL: Cited = ("plan:objective/G-1", "Answer quotes within a day");
const TRAINED: Cited = ("plan:objective/G-2", "Train all depots");
const CALLS: Cited = ("plan:objective/G-3", "Fewer calls about parcels");
const HEALTH: Cited = (SCORE, "health: 62, amber");

/// What the briefs cite, each for its readers.
pub(crate) fn sources() -> Vec<Source> {
    use Visibility::{Internal, Shareable};
    let noor = ("Noor Aziz", Affiliation::Customer);
    let ida = ("Ida Falk", Affiliation::Vendor);
    let nobody = ("", Affiliation::Unknown);
    let source =
        |(id, kind, visibility, (name, affiliation)): (&str, SourceKind, Visibility, (&str, Affiliation))| Source {
            id: SourceId::raw(id),
            revision: 1,
            account: Some(AccountId::new("marram")),
            kind,
            title: String::new(),
            authors: vec![Author {
                span: Span::new(0, 1_000),
                name: name.to_owned(),
                email: None,
                affiliation,
            }],
            occurred_at: Some(date(2026, 6, 3)),
            visibility,
            state: State::Live,
            text: String::new(),
            fields: Vec::new(),
            values: Vec::new(),
            record: None,
            origin: Place::default(),
        };
    [
        (KPI, SourceKind::Kpi, Shareable, nobody),
        (CALL, SourceKind::Call, Shareable, noor),
        (VISIT, SourceKind::Note, Internal, ida),
        (TICKET, SourceKind::Ticket, Shareable, noor),
        (ACCOUNT, SourceKind::Account, Internal, nobody),
        (GOAL.0, SourceKind::Objective, Shareable, nobody),
        (TRAINED.0, SourceKind::Objective, Shareable, nobody),
        (CALLS.0, SourceKind::Objective, Internal, nobody),
        (SCORE, SourceKind::Snapshot, Shareable, nobody),
    ]
    .map(source)
    .to_vec()
}

pub(crate) fn ledger() -> Ledger {
    let account = Account {
        id: AccountId::new("marram"),
        name: "Marram Freight".to_owned(),
        aliases: Vec::new(),
    };
    let view = View {
        as_of: date(2026, 6, 30),
        audience: Audience::Internal,
    };
    Ledger::new(account, view, sources().into_iter().map(Arc::new).collect())
}

/// The ids of every claim of a brief.
pub(crate) fn every_claim(brief: &Brief) -> BTreeSet<String> {
    brief.claims.iter().map(|it| it.claim.id.clone()).collect()
}

fn cite(cited: &[Cited]) -> Vec<Value> {
    let cited = cited.iter();
    cited
        .map(|(id, quote)| json!({ "source_id": id, "quote": quote }))
        .collect()
}

const OUTCOME: [&str; 3] = ["outcome", "proven_outcome", "accepted"];
const BENEFIT: [&str; 3] = ["benefit", "likely_benefit", "demoted"];
const ACTIVITY: [&str; 3] = ["activity", "activity", "accepted"];
const FACT: [&str; 3] = ["fact", "fact", "accepted"];
const RISK: [&str; 3] = ["risk", "fact", "accepted"];
const ADVICE: [&str; 3] = ["recommendation", "fact", "accepted"];
const EXPANSION: [&str; 3] = ["expansion", "fact", "needs_review"];

pub(crate) fn claim(
    id: &str,
    text: &str,
    [kind, standing, verdict]: [&str; 3],
    goal: Option<&str>,
    cited: &[Cited],
) -> Value {
    json!({
        "id": id, "text": text, "kind": kind, "standing": standing, "verdict": verdict, "goal_id": goal,
        "origin": if id.starts_with('d') { "derived" } else { "model" },
        "citations": cite(cited), "figures": [], "routes": [], "diagnostics": [],
    })
}

fn section(id: &str, title: &str, origin: &str, claims: &[&str]) -> Value {
    json!({ "id": id, "title": title, "origin": origin, "notice": null, "claims": claims })
}

/// A brief with nothing in it.
pub(crate) fn empty(kind: &str, edition: &str) -> Value {
    json!({
        "schema": "vouch.brief/1", "id": "b1", "kind": kind, "edition": edition, "account_id": "marram",
        "account_name": "Marram Freight", "as_of": "2026-06-30",
        "trigger": null, "state": "in_review", "reasons": [],
        "customer_copy": { "allowed": false, "why": "its owner has not approved it" },
        "inputs": [], "sections": [], "claims": [], "parts": {}, "rejected": [], "diagnostics": [],
        "questions": [], "tasks": [], "flags": [], "gates": [],
        "counts": { "emitted": 0, "accepted": 0, "demoted": 0, "needs_review": 0, "rejected": 0 },
        "model": { "name": "extractive", "requests": 0, "input_tokens": 0, "output_tokens": 0, "prompts": [] },
        "digest": "sha256:77aa90d2b45e1f0c",
    })
}

pub(crate) fn read(brief: Value) -> Brief {
    serde_json::from_value(brief).unwrap()
}
