//! What people may do to a run. Each method says which event follows, or why none may; every
//! one asks for the person's rights first.

use grounding::{Route, SourceId};
use jiff::civil::Date;

use super::gates::SENSITIVE_GATE;
use super::event::{Approval, Decided, Note, Noted, Relation, Return, RunEvent, Signed, Subject, items_named};
use super::refusal::Refusal;
use super::state::{State, Unsignable};
use super::task::held_up_by;
use super::{Anchor, ClosedBy, RETURNED, Run};
use crate::people::{Act, Person, Role, Who, may};

/// Somebody who signed in, at a time.
#[derive(Debug, Clone)]
pub struct Signer<'a> {
    /// Who.
    pub person: &'a Person,
    /// Their name, the time and the day, as they will stand under what they do.
    pub signed: Signed,
}

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

/// A claim to be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judge {
    /// The claim.
    pub claim: String,
    /// Whether it may be said.
    pub accepted: bool,
    /// Why.
    pub reason: String,
}

/// A short digest proves nothing; so many hexadecimal digits do.
const DIGEST_DIGITS: usize = 8;

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

    /// Accepts or rejects a claim that waits for a person.
    pub fn judge(&self, signer: &Signer<'_>, asked: &Judge) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Judge)?;
        if !matches!(self.state, State::InReview(_)) {
            return Err(self.not_now("its claims can't be judged"));
        }
        let Some(routes) = self.to_judge.get(&asked.claim) else {
            return Err(Refusal::NoSuch {
                what: "claim that waits for a person",
                name: asked.claim.clone(),
                known: self.to_judge.keys().cloned().collect(),
            });
        };
        if !self.may_judge(signer.person, routes) {
            return Err(Refusal::NotTheirs {
                name: asked.claim.clone(),
                roles: if routes.is_empty() {
                    self.started.plan.roles().collect()
                } else {
                    routes.iter().copied().map(Role::from).collect()
                },
                to: "judge",
            });
        }
        said(&asked.reason, "say why the claim may be said, or why not")?;
        if !self.state.signatures().is_empty() {
            let text = "somebody has approved this brief with the claim as it was judged; reopen it first";
            return Err(Refusal::Already(text.to_owned()));
        }
        Ok(RunEvent::ClaimJudged {
            claim: asked.claim.clone(),
            accepted: asked.accepted,
            reason: asked.reason.trim().to_owned(),
        })
    }

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
                name: subject.text.clone(),
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

    /// Says that a task is done (SC-8).
    pub fn finish_task(&self, signer: &Signer<'_>, name: &str, note: &str) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Work)?;
        self.must_be_alive()?;
        let at = self.task(name)?;
        let task = &self.tasks[at];
        if let Some(done) = &task.done {
            return Err(Refusal::Already(format!(
                "{} has done `{name}` already, on {}",
                done.name, done.day
            )));
        }
        if let Some(first) = held_up_by(&self.tasks, at) {
            return Err(Refusal::StopTask {
                task: first.id.clone(),
                title: first.title.clone(),
            });
        }
        match task.closed_by {
            ClosedBy::Approval => {
                let text = format!("`{name}` is done once the brief is approved: `vouch review approve RUN`");
                return Err(Refusal::Already(text));
            }
            ClosedBy::Answers => {
                let open = self.undecided().iter().filter(|it| it.code == "question").count();
                if open > 0 && note.trim().is_empty() {
                    return Err(Refusal::Unsaid(
                        "questions are still open; answer them with `vouch review decide`, or say with `--note` why not",
                    ));
                }
            }
            ClosedBy::Hand => {}
        }
        Ok(RunEvent::TaskDone {
            task: name.to_owned(),
            note: note.trim().to_owned(),
        })
    }

    /// Opens a task that was done.
    pub fn reopen_task(&self, signer: &Signer<'_>, name: &str, reason: &str) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Work)?;
        self.must_be_alive()?;
        let at = self.task(name)?;
        let task = &self.tasks[at];
        if task.done.is_none() {
            return Err(Refusal::Already(format!("`{name}` is open already")));
        }
        if task.closed_by == ClosedBy::Approval {
            let text = format!("`{name}` follows the approvals; reopen the brief to open it");
            return Err(Refusal::Already(text));
        }
        if task.stop && !self.state.signatures().is_empty() {
            let text = format!("somebody has approved with `{name}` done; reopen the brief first");
            return Err(Refusal::Already(text));
        }
        said(reason, "say why the task is open again")?;
        Ok(RunEvent::TaskReopened {
            task: name.to_owned(),
            reason: reason.trim().to_owned(),
        })
    }

    /// Gives a task or a role to somebody who may have it.
    pub fn assign(&self, signer: &Signer<'_>, what: &str, to: &Person) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Work)?;
        self.must_be_alive()?;
        let task = self.tasks.iter().find(|task| task.id == what);
        let role = match task {
            Some(task) => Some(task.role),
            None => what.parse::<Role>().ok(),
        };
        let Some(role) = role else {
            self.task(what)?;
            return Err(Refusal::Unsaid("name a task or a role"));
        };
        if !to.active || !to.holds(role, Some(self.account())) {
            let text = format!("`{}` is not the {} of this account", to.login, role.noun());
            return Err(Refusal::Already(text));
        }
        let what = task.map_or_else(|| role.word().to_owned(), |task| task.id.clone());
        Ok(RunEvent::Assigned {
            what,
            to: to.login.clone(),
            name: to.name.clone(),
        })
    }

    /// Moves a date that tasks are counted from (SC-9).
    pub fn move_date(&self, signer: &Signer<'_>, field: &str, to: Date) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Work)?;
        self.must_be_alive()?;
        let field = field.trim().to_lowercase();
        let mut known: Vec<String> = self.dates.keys().cloned().collect();
        known.extend(self.tasks.iter().filter_map(|task| match &task.due.as_ref()?.from {
            Anchor::Field(name) => Some(name.clone()),
            _ => None,
        }));
        known.sort();
        known.dedup();
        if !known.contains(&field) {
            return Err(Refusal::NoSuch {
                what: "date",
                name: field,
                known,
            });
        }
        Ok(RunEvent::DateMoved { field, to })
    }

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
        if self.saved.iter().any(|(_, known)| known == name) {
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
    pub fn note(&self, signer: &Signer<'_>, what: Note, on: Date, text: &str) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Record)?;
        if on > signer.signed.day {
            let text = "what is noted has happened; its day can't be later than the day this command speaks of";
            return Err(Refusal::Already(text.to_owned()));
        }
        Ok(RunEvent::Noted(Noted {
            what,
            on,
            text: text.trim().to_owned(),
        }))
    }

    /// Brings the workflow to its end (HO-10, HO-24).
    pub fn complete(&self, signer: &Signer<'_>) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Work)?;
        if let Some(done) = &self.completed {
            return Err(Refusal::Already(format!("{} completed it on {}", done.name, done.day)));
        }
        let closed: Vec<String> = self
            .gates()
            .into_iter()
            .filter(|gate| !gate.passed)
            .map(|gate| format!("{}: {}", gate.name.replace('_', " "), gate.why))
            .collect();
        if !closed.is_empty() {
            return Err(Refusal::Gates(closed));
        }
        if !matches!(self.state, State::Approved(_)) {
            return Err(self.not_now("it is not complete"));
        }
        Ok(RunEvent::Completed)
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

    /// Whether somebody may edit a claim of the brief as it stands.
    pub fn may_edit(&self, signer: &Signer<'_>) -> Result<(), Refusal> {
        self.allow(signer, Act::Judge)?;
        match self.state {
            State::InReview(_) | State::Returned(_) | State::Approved(_) => Ok(()),
            _ => Err(self.not_now("it can't be edited")),
        }
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

    /// The role in which the person would sign: the one named, else the one that is theirs among
    /// those whose turn it is.
    fn role_to_sign(&self, person: &Person, asked: Option<Role>) -> Result<Role, Refusal> {
        if let Some(role) = asked {
            return Ok(role);
        }
        let turn = self.waits_for();
        let theirs: Vec<Role> = turn
            .iter()
            .copied()
            .filter(|role| person.holds(*role, Some(self.account())))
            .collect();
        match theirs.as_slice() {
            [role] => Ok(*role),
            [] => turn.first().copied().ok_or(Refusal::NotYet(turn)),
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
        let hex = |digest: &str| digest.strip_prefix("sha256:").unwrap_or(digest).to_lowercase();
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

    /// Who may judge a claim: whoever it is routed to, else whoever approves.
    fn may_judge(&self, person: &Person, routes: &[Route]) -> bool {
        let holds = |role: Role| person.holds(role, Some(self.account()));
        if routes.is_empty() {
            self.started.plan.roles().any(holds)
        } else {
            routes.iter().copied().map(Role::from).any(holds)
        }
    }

    /// The first of the person's roles that may do it.
    fn own_role(&self, person: &Person, act: Act) -> Role {
        let roles = person.roles(Some(self.account()));
        let own = roles.into_iter().find(|role| act.roles().contains(role));
        own.unwrap_or(Role::Reader)
    }

    fn task(&self, name: &str) -> Result<usize, Refusal> {
        let at = self.tasks.iter().position(|task| task.id == name);
        at.ok_or_else(|| Refusal::NoSuch {
            what: "task",
            name: name.to_owned(),
            known: self.tasks.iter().map(|task| task.id.clone()).collect(),
        })
    }

    fn must_be_alive(&self) -> Result<(), Refusal> {
        match self.state {
            State::Superseded(_) | State::Failed => Err(self.not_now("nothing is left to do in it")),
            _ => Ok(()),
        }
    }

    fn allow(&self, signer: &Signer<'_>, act: Act) -> Result<(), Refusal> {
        Ok(may(Who::SignedIn(signer.person), act, Some(self.account()))?)
    }

    fn not_now(&self, what: &'static str) -> Refusal {
        Refusal::State {
            state: self.state.word(),
            what,
        }
    }
}

fn said(text: &str, otherwise: &'static str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        Err(Refusal::Unsaid(otherwise))
    } else {
        Ok(())
    }
}
