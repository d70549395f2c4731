//! The account summary: an account at a glance, from its records and what people wrote about it.
//!
//! Source: the Account Summary feature (requirements AS-1 to AS-52, PG-1 to PG-11).

mod achievements;
mod actions;
mod derive;
mod facts;
mod finish;
mod highlights;
mod inputs;
mod kpi_progress;
mod parts;
mod records;
mod relations;
mod review;
mod spec;
mod tasks;
mod trigger;

use grounding::Ledger;

use crate::definition::{Definition, Edition, Frame, Labels, Prepared, Request};
use facts::Facts;

pub use highlights::{FIXED_HIGHLIGHTS, HIGHLIGHTS, check as check_hidden_highlights};
pub use spec::{BUSINESS_REVIEW, SPEC};

/// The account summary.
pub static SUMMARY: Definition = Definition {
    spec: &SPEC,
    editions: &[Edition {
        name: "business-review",
        spec: &BUSINESS_REVIEW,
    }],
    labels: Labels {
        difficulty: "low",
        revenue_impact: "medium",
        operational_impact: "medium",
        risk: "low",
    },
    triggers: &["on_request"],
    prepare,
    frame: |_, _| Frame::default(),
    derive: derive::derive,
    finish: finish::finish,
    plan: review::plan,
    components: review::components,
    due_by: "",
    stops: &review::STOPS,
};

fn prepare(ledger: &Ledger, request: &Request) -> Prepared {
    let facts = Facts::read(ledger, request);
    let inputs = inputs::inputs(&facts);
    let trigger = trigger::find(request);
    Prepared {
        questions: Vec::new(),
        records: records::records(&facts, request),
        stops: trigger::stops(&facts, trigger.as_ref(), request),
        evidence_from: Some(facts.since),
        request: request.clone(),
        trigger,
        inputs,
    }
}
