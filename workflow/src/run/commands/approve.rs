//! Approving a brief, sending it back, taking it up again.

use grounding::SourceId;

use super::{Signer, said};
use crate::brief::DIGEST_DIGITS;
use crate::people::{Act, Person, Role};
use crate::run::event::{Approval, Return, RunEvent, items_named};
use crate::run::refusal::Refusal;
use crate::run::state::{State, Unsignable};
use crate::run::task::held_up_by;
use crate::run::{ClosedBy, RETURNED, Run};

/// An approval to be given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Approve {
    /// The role; none where the person has only one whose turn it is.
    pub role: Option<Role>,
    /// The digest that was seen, or its beginning; none for what the person was shown last.
    pub digest: Option<String>,
    /// The items that are answered for, by their words, or `all`.
    pub items: Vec<String>,
    /// Why no source was opened.
    pub unopened_because: Option<String>,
    /// What is said with it.
    pub comment: String,
}

/// A brief to be sent back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SendBack {
    /// What is missing.
    pub missing: Vec<String>,
    /// What is said with it.
    pub comment: String,
    /// Whether it is material.
    pub material: bool,
}

impl Run {
    /// Approves in a role what the person has seen (VR-31, VR-32, HO-20, HS-26).
    pub fn approve(&self, signer: &Signer<'_>, asked: &Approve) -> Result<RunEvent, Refusal> {
        let State::InReview(review) = &self.state else {
            return Err(self.not_now("it can't be approved"));
        };
        let role = self.role_to_sign(signer.person, asked.role)?;
        self.allow(signer, Act::ApproveAs(role))?;
        review
            .check(role, &signer.person.login, &self.started.plan)
            .map_err(|why| self.unsignable(role, why))?;
        let digest = self.digest_seen(signer, asked.digest.as_deref())?;
        let unjudged = self.unjudged();
        if !unjudged.is_empty() {
            return Err(Refusal::ClaimsWait(unjudged));
        }
        self.answered()?;
        self.stop_before_approval()?;
        let named = items_named(&self.started.plan.items, &asked.items).map_err(Refusal::Already)?;
        let all = self.started.plan.items.iter().map(|item| &item.name);
        let left: Vec<String> = all.filter(|name| !named.contains(name)).cloned().collect();
        if !left.is_empty() {
            return Err(Refusal::Items(left));
        }
        let opened: Vec<SourceId> = self
            .opened
            .get(&signer.person.login)
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        let because = asked.unopened_because.clone().filter(|it| !it.trim().is_empty());
        if opened.is_empty() && because.is_none() && self.started.sources_cited > 0 {
            return Err(Refusal::NotOpened {
                count: self.started.sources_cited,
            });
        }
        Ok(RunEvent::Approved(Approval {
            role,
            digest,
            items: named,
            unopened_because: because.filter(|_| opened.is_empty()),
            opened,
            comment: asked.comment.clone(),
        }))
    }

    /// Sends the brief back, with what is missing (HO-21).
    pub fn send_back(&self, signer: &Signer<'_>, asked: &SendBack) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Return)?;
        if !matches!(self.state, State::InReview(_)) {
            return Err(self.not_now("it can't be sent back"));
        }
        let missing: Vec<String> = asked
            .missing
            .iter()
            .filter(|it| !it.trim().is_empty())
            .cloned()
            .collect();
        if missing.is_empty() && asked.comment.trim().is_empty() {
            return Err(Refusal::Unsaid(
                "a return says what is missing, or why the brief can't be used",
            ));
        }
        let role = self.own_role(signer.person, Act::Return);
        Ok(RunEvent::Returned(Return {
            role,
            digest: self.digest.clone(),
            missing,
            comment: asked.comment.clone(),
            material: asked.material,
        }))
    }

    /// Takes a returned brief up again, or one that somebody has approved.
    pub fn reopen(&self, signer: &Signer<'_>, reason: &str) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Return)?;
        let is_signed = matches!(&self.state, State::InReview(review) if !review.signatures().is_empty());
        if !is_signed && !matches!(self.state, State::Returned(_) | State::Approved(_)) {
            return Err(self.not_now("there is nothing to take up again"));
        }
        said(reason, "say why it is taken up again")?;
        Ok(RunEvent::Reopened {
            reason: reason.trim().to_owned(),
        })
    }

    /// The role in which the person would sign: the one named, else the one that is theirs among
    /// those whose turn it is.
    fn role_to_sign(&self, person: &Person, asked: Option<Role>) -> Result<Role, Refusal> {
        if let Some(role) = asked {
            return Ok(role);
        }
        let mut given = self.state.signatures().iter();
        let own = given.find(|it| it.signed.by.as_deref() == Some(person.login.as_str()));
        if let Some(before) = own {
            return Err(Refusal::SignedAlready {
                role: before.approval.role,
                name: before.signed.name.clone(),
                at: before.signed.at,
            });
        }
        let turn = self.waits_for();
        let theirs: Vec<Role> = turn
            .iter()
            .copied()
            .filter(|role| person.holds(*role, Some(self.account())))
            .collect();
        match theirs.as_slice() {
            [role] => Ok(*role),
            // Whoever has signed, or whose turn is yet to come, learns that, and not that they lack
            // the role of another.
            [] => {
                let own = self
                    .started
                    .plan
                    .roles()
                    .find(|role| person.holds(*role, Some(self.account())));
                own.or(turn.first().copied()).ok_or(Refusal::NotYet(turn))
            }
            _ => Err(Refusal::Unsaid(
                "you have more than one of the roles; name one with `--role`",
            )),
        }
    }

    fn unsignable(&self, role: Role, why: Unsignable) -> Refusal {
        match why {
            Unsignable::SignedAlready(before) => Refusal::SignedAlready {
                role,
                name: before.signed.name,
                at: before.signed.at,
            },
            Unsignable::SamePerson(before) => Refusal::SamePerson {
                name: before.signed.name,
                role: before.approval.role,
            },
            Unsignable::NotYet(roles) => Refusal::NotYet(roles),
            Unsignable::NoSuchRole => Refusal::NoSuchRole {
                kind: self.started.kind.clone(),
                role,
                takes: self.started.plan.roles().collect(),
            },
        }
    }

    /// The digest that the approval is bound to: what the person named or was shown last, which
    /// must be what the brief is now.
    fn digest_seen(&self, signer: &Signer<'_>, named: Option<&str>) -> Result<String, Refusal> {
        let seen = match named {
            Some(named) => named.to_owned(),
            None => match self.seen.get(&signer.person.login) {
                Some(seen) => seen.clone(),
                None => {
                    return Err(Refusal::NotSeen {
                        now: self.digest.clone(),
                    });
                }
            },
        };
        let hex = |digest: &str| digest.trim().to_lowercase().trim_start_matches("sha256:").to_owned();
        let (given, now) = (hex(&seen), hex(&self.digest));
        if given.len() < DIGEST_DIGITS {
            return Err(Refusal::Unsaid("name at least 8 digits of the digest that you saw"));
        }
        if now.starts_with(&given) {
            Ok(self.digest.clone())
        } else {
            Err(Refusal::Changed {
                seen,
                now: self.digest.clone(),
            })
        }
    }

    /// What somebody sent the brief back for is answered before anybody approves it (HO-21).
    fn answered(&self) -> Result<(), Refusal> {
        let undecided = self.undecided();
        let missing = undecided.iter().filter(|subject| subject.about == RETURNED);
        let names: Vec<String> = missing.map(|subject| subject.name.clone()).collect();
        if names.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Unanswered(names))
        }
    }

    /// The order of stop tasks holds for the approval too, which is one of the tasks.
    fn stop_before_approval(&self) -> Result<(), Refusal> {
        let at = self.tasks.iter().position(|task| task.closed_by == ClosedBy::Approval);
        match at.and_then(|at| held_up_by(&self.tasks, at)) {
            Some(first) => Err(Refusal::StopTask {
                task: first.id.clone(),
                title: first.title.clone(),
            }),
            None => Ok(()),
        }
    }
}
