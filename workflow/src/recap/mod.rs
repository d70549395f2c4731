//! The account value recap: what the customer set out for, what came of it, and what proves it.
//!
//! Source: the Account Value Recap workflow (requirements VR-1 to VR-85).

mod derive;
mod facts;
mod finish;
mod inputs;
mod links;
mod next;
mod parts;
mod proof;
mod records;
mod review;
mod spec;
mod tasks;
mod trigger;

use grounding::Ledger;

use crate::definition::{Definition, Edition, Labels, Prepared, Request};
use facts::Facts;

pub use links::predates_health_change;
pub use spec::{FIRST, SPEC};

/// The account value recap.
pub static RECAP: Definition = Definition {
    spec: &SPEC,
    editions: &[Edition {
        name: "first",
        spec: &FIRST,
    }],
    labels: Labels {
        difficulty: "low",
        revenue_impact: "high",
        operational_impact: "medium",
        risk: "medium",
    },
    triggers: &["qbr", "renewal", "project_closeout", "monthly_report", "account_review"],
    prepare,
    frame: proof::frame,
    derive: derive::derive,
    finish: finish::finish,
    plan: review::plan,
    components: review::components,
    due_by: tasks::REVIEW,
    stops: &review::STOPS,
};

fn prepare(ledger: &Ledger, request: &Request) -> Prepared {
    let facts = Facts::read(ledger, request);
    let inputs = inputs::inputs(&facts);
    let trigger = trigger::find(&facts, request);
    let stops = trigger::stops(&facts, trigger.as_ref(), request);
    Prepared {
        questions: inputs::questions(&facts, &inputs),
        records: records::records(&facts),
        evidence_from: None,
        request: request.clone(),
        trigger,
        inputs,
        stops,
    }
}
