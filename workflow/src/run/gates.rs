//! What must be passed before a run's workflow comes to its end, as things stand now (HO-13,
//! HO-24).

use grounding::Citation;

use super::state::State;
use super::{Run, Subject};
use crate::brief::Gate;
use crate::people::Role;

/// The gate that holds up what leaves for the customer (HO-23).
pub(super) const SENSITIVE_GATE: &str = "sensitive_commitments";
/// What the questions behind it are about.
pub(super) const SENSITIVE: &str = "sensitive_commitment";

impl Run {
    /// The words of sensitive promises whose owner has not said that they hold: they leave in no
    /// claim (HO-23).
    pub fn withheld(&self) -> Vec<Citation> {
        let decided = self.decisions.iter().map(|(_, it)| it);
        decided
            .filter(|it| it.subject.about == SENSITIVE && it.holds.is_none())
            .flat_map(|it| it.subject.citations.iter().cloned())
            .collect()
    }

    /// The gates as things stand: those of the draft, and what people have done since.
    pub fn gates(&self) -> Vec<Gate> {
        let mut gates: Vec<Gate> = self
            .started
            .gates
            .iter()
            .map(|gate| match self.passed_since(gate) {
                Some(why) if !gate.passed => Gate {
                    passed: true,
                    why,
                    ..gate.clone()
                },
                _ => gate.clone(),
            })
            .collect();
        // The last one opens once all the others are.
        let others = gates
            .iter()
            .filter(|gate| gate.name != "kickoff")
            .all(|gate| gate.passed);
        let waits = self.kickoff_waits_for(others);
        if let Some(kickoff) = gates.iter_mut().find(|gate| gate.name == "kickoff") {
            kickoff.passed = waits.is_empty();
            kickoff.why = if waits.is_empty() {
                "approved, and nothing is open".to_owned()
            } else {
                format!("waits for {}", waits.join(", and for "))
            };
        }
        gates
    }

    /// Why a gate that was closed is open now.
    fn passed_since(&self, gate: &Gate) -> Option<String> {
        match gate.name.as_str() {
            "measurement_logged" => Some("the log has the run's start".to_owned()),
            "commitments_reviewed" | "owner_review" | "stop_rules" => {
                let State::Approved(approved) = &self.state else {
                    return None;
                };
                let names: Vec<&str> = approved.signatures().iter().map(|it| it.signed.name.as_str()).collect();
                Some(format!("reviewed by {}", names.join(" and ")))
            }
            "owner_assigned" => {
                let known = |role| self.people.get(&role).is_some_and(|person| person.login.is_some());
                let mut parts = self.started.plan.roles().chain([Role::AccountOwner]);
                parts
                    .all(known)
                    .then(|| "everybody who approves and the account's owner are known to the desk".to_owned())
            }
            "risks_owned" => {
                let risks: Vec<&Subject> = self.started.open.iter().filter(|it| it.code == "V704").collect();
                let owned = !risks.is_empty() && risks.into_iter().all(|it| self.is_decided(it));
                owned.then(|| "every open risk has an owner by decision".to_owned())
            }
            SENSITIVE_GATE => {
                let mut asked = self.started.open.iter().filter(|it| it.about == SENSITIVE).peekable();
                let decided = asked.peek().is_some() && asked.all(|it| self.is_decided(it));
                decided.then(|| "their owner has said whether they may stand".to_owned())
            }
            "evidence_attached" => self
                .are_answered(&self.started.missing_inputs, "missing")
                .then(|| "what the records lack was answered by a person".to_owned()),
            "signals_fresh" => self
                .are_answered(&self.started.stale_inputs, "stale")
                .then(|| "a person has said what may be gone by".to_owned()),
            _ => None,
        }
    }

    /// Whether there are such inputs, and what is asked about each was answered.
    fn are_answered(&self, inputs: &[String], lack: &str) -> bool {
        let answered = |input: &String| {
            let about = format!("{input}_{lack}");
            self.decisions.iter().any(|(_, it)| it.subject.about == about)
        };
        !inputs.is_empty() && inputs.iter().all(answered)
    }

    fn kickoff_waits_for(&self, others: bool) -> Vec<String> {
        let mut waits = Vec::new();
        match &self.state {
            State::Approved(_) => {}
            State::InReview(_) => {
                waits.extend(
                    self.waits_for()
                        .iter()
                        .map(|role| format!("the approval of the {}", role.noun())),
                );
            }
            _ => waits.push("an approved brief".to_owned()),
        }
        if !others {
            waits.push("the other gates".to_owned());
        }
        if self.tasks.iter().any(|task| task.stop && task.done.is_none()) && matches!(self.state, State::Approved(_)) {
            waits.push("the stop tasks".to_owned());
        }
        waits
    }
}
