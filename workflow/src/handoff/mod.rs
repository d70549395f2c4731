//! The customer-success handoff: from a closed deal to the people who make it work.
//!
//! Source: the Customer Success Handoff workflow (requirements HO-1 to HO-43).

mod facts;
mod finish;
mod flags;
mod inputs;
mod parts;
mod questions;
mod records;
mod review;
mod scores;
mod spec;
mod tasks;
mod trigger;

use grounding::Ledger;

use crate::definition::{Definition, Frame, Labels, Prepared, Request};
use facts::Facts;

pub use spec::SPEC;

/// The handoff brief.
pub static HANDOFF: Definition = Definition {
    spec: &SPEC,
    editions: &[],
    labels: Labels {
        difficulty: "medium",
        revenue_impact: "high",
        operational_impact: "high",
        risk: "medium",
    },
    triggers: &["closed_won", "assigned", "kickoff_scheduled", "project_created"],
    prepare,
    frame: |_, _| Frame::default(),
    derive: |_, _, _| Vec::new(),
    finish: finish::finish,
    plan: review::plan,
    components: review::components,
    due_by: tasks::KICKOFF,
    stops: &review::STOPS,
};

fn prepare(ledger: &Ledger, request: &Request) -> Prepared {
    let facts = Facts::read(ledger);
    let inputs = inputs::inputs(&facts);
    let trigger = trigger::find(&facts, request);
    let stops = trigger::stops(&facts, trigger.as_ref(), request);
    Prepared {
        questions: questions::questions(&facts, &inputs),
        records: records::records(&facts),
        request: request.clone(),
        evidence_from: facts.since,
        trigger,
        inputs,
        stops,
    }
}
