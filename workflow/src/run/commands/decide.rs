//! Answering a question, deciding a conflict.

use grounding::SourceId;

use super::{Signer, said};
use crate::people::{Act, Role};
use crate::run::Run;
use crate::run::event::{Decided, RunEvent, Subject};
use crate::run::refusal::Refusal;
use crate::run::state::State;

/// A subject to be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decide {
    /// The subject.
    pub subject: Subject,
    /// The answer.
    pub answer: String,
    /// Which of the quotes holds, counted from 1.
    pub holds: Option<usize>,
    /// The source that the answer will be.
    pub source_id: SourceId,
}

impl Run {
    /// Answers a question or resolves a conflict.
    pub fn decide(&self, signer: &Signer<'_>, asked: &Decide) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Decide)?;
        if matches!(self.state, State::Superseded(_) | State::Failed) {
            return Err(self.not_now("there is nothing to decide"));
        }
        said(&asked.answer, "a decision says what holds")?;
        let subject = &self.subject(&asked.subject.name)?;
        let theirs: Vec<Role> = subject.to.iter().copied().map(Role::from).collect();
        let may = theirs
            .iter()
            .find(|role| signer.person.holds(**role, Some(self.account())));
        let Some(role) = may
            .copied()
            .or_else(|| theirs.is_empty().then(|| self.own_role(signer.person, Act::Decide)))
        else {
            return Err(Refusal::NotTheirs {
                name: subject.name.clone(),
                roles: theirs,
                to: "decide",
            });
        };
        let holds = match asked.holds {
            Some(number) if number == 0 || number > subject.citations.len() => {
                return Err(Refusal::NoSuch {
                    what: "quote",
                    name: number.to_string(),
                    known: (1..=subject.citations.len()).map(|it| it.to_string()).collect(),
                });
            }
            number => number.map(|it| it - 1),
        };
        Ok(RunEvent::Decided(Decided {
            subject: subject.clone(),
            answer: asked.answer.trim().to_owned(),
            role,
            holds,
            source_id: asked.source_id.clone(),
        }))
    }

    /// The undecided subject of that name.
    pub fn subject(&self, name: &str) -> Result<Subject, Refusal> {
        let open = self.undecided();
        let found = open.iter().find(|it| it.name == name);
        found.cloned().ok_or_else(|| Refusal::NoSuch {
            what: "open question or conflict",
            name: name.to_owned(),
            known: open.iter().map(|it| it.name.clone()).collect(),
        })
    }
}
