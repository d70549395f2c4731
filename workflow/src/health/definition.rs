//! The health snapshot as a kind of brief.

use std::collections::BTreeMap;

use grounding::Ledger;

use super::facts::{FIRST_EDITION, Facts};
use super::spec::{FIRST, SPEC};
use super::{finish, inputs, records, review, stops, trigger};
use crate::definition::{Definition, Edition, Frame, Labels, Prepared, Request};

/// The health snapshot.
///
/// The document that asks for it rates it nowhere; the labels are ours: what it takes is there once
/// a recap runs, it decides which renewals are looked at, and it is never told to the customer.
pub static HEALTH: Definition = Definition {
    spec: &SPEC,
    editions: &[Edition {
        name: FIRST_EDITION,
        spec: &FIRST,
    }],
    labels: Labels {
        difficulty: "medium",
        revenue_impact: "high",
        operational_impact: "medium",
        risk: "medium",
    },
    triggers: &trigger::KINDS,
    prepare,
    frame: |_, _| Frame::default(),
    derive: records::derive,
    finish: finish::finish,
    plan: review::plan,
    // No baseline metric asks for the parts of a snapshot.
    components: |_| BTreeMap::new(),
    due_by: "",
    stops: &stops::STOPS,
};

fn prepare(ledger: &Ledger, request: &Request) -> Prepared {
    let facts = Facts::read(ledger, request);
    let inputs = inputs::inputs(&facts);
    let trigger = trigger::find(&facts, request);
    Prepared {
        questions: inputs::questions(&facts, &inputs),
        records: records::records(&facts),
        stops: trigger::stops(&facts, trigger.as_ref(), request),
        // How the account stands now is told by what was said lately.
        evidence_from: Some(request.thresholds.window_start(facts.as_of)),
        request: request.clone(),
        trigger,
        inputs,
    }
}
