//! What is written beside a brief, and whether it may leave.

use super::{Signer, said};
use crate::people::Act;
use crate::run::Run;
use crate::run::event::{Noted, Relation, RunEvent};
use crate::run::gates::SENSITIVE_GATE;
use crate::run::refusal::Refusal;
use crate::run::state::State;

impl Run {
    /// Writes something beside the brief.
    pub fn comment(&self, signer: &Signer<'_>, text: &str, claim: Option<&str>) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Comment)?;
        said(text, "a comment has words")?;
        Ok(RunEvent::Commented {
            text: text.trim().to_owned(),
            claim: claim.map(str::to_owned),
        })
    }

    /// Keeps the brief under a name (AS-46, PG-4).
    pub fn save(&self, signer: &Signer<'_>, name: &str) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Comment)?;
        said(name, "a saved brief has a name")?;
        let name = name.trim();
        if self.saved.iter().any(|known| known.name == name) {
            return Err(Refusal::Already(format!("it is kept under the name `{name}` already")));
        }
        Ok(RunEvent::Saved { name: name.to_owned() })
    }

    /// Links the brief with something else, which stays a document of its own (HO-35, VR-73).
    pub fn link(&self, signer: &Signer<'_>, relation: Relation, target: &str) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Work)?;
        said(target, "a link has a target")?;
        if target.trim() == self.id {
            return Err(Refusal::Already("a brief is not linked with itself".to_owned()));
        }
        Ok(RunEvent::Linked {
            relation,
            target: target.trim().to_owned(),
            digest: self.digest.clone(),
        })
    }

    /// Notes what came of the brief.
    pub fn note(&self, signer: &Signer<'_>, noted: Noted) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Record)?;
        if noted.on > signer.signed.day {
            let text = "what is noted has happened; its day can't be later than the day this command speaks of";
            return Err(Refusal::Already(text.to_owned()));
        }
        Ok(RunEvent::Noted(Noted {
            text: noted.text.trim().to_owned(),
            ..noted
        }))
    }

    /// Whether a document for the customer may leave (VR-33, HO-22): only what everybody who must
    /// has approved.
    pub fn may_leave(&self, signer: &Signer<'_>) -> Result<(), Refusal> {
        self.allow(signer, Act::ExportToCustomer)?;
        let gates = self.gates().into_iter();
        let held: Vec<String> = gates
            .filter(|gate| gate.name == SENSITIVE_GATE && !gate.passed)
            .map(|gate| gate.why)
            .collect();
        match self.state {
            State::Approved(_) if held.is_empty() => Ok(()),
            State::Approved(_) => Err(Refusal::Gates(held)),
            _ => Err(self.not_now("nothing of it goes to the customer")),
        }
    }
}
