//! What a run waits for from somebody: a word on claims, an answer, an approval, tasks.

use workflow::brief::RunState;
use workflow::people::{Person, Role};
use workflow::run::{Approve, ClosedBy, Refusal, Run, Signer, Subject, Task};

use super::Waiting;
use crate::web::words::{beginning, sentence, titled};

/// What the run waits for from whoever looks.
pub(super) fn waiting(run: &Run, signer: &Signer<'_>) -> Vec<Waiting> {
    let theirs = Theirs {
        run,
        person: signer.person,
    };
    let mut found = Vec::new();
    let due = run.started.due.or_else(|| run.next_due());
    let mut add = |to_do: String, part: &str| found.push(theirs.waiting(due, to_do, part));
    let claims = theirs.claims();
    let subjects = theirs.subjects();
    if let Some(first) = claims.first() {
        add(
            counted(
                claims.len(),
                "Judge the claim that waits for you",
                "claims that wait for you",
                "Judge",
            ),
            first,
        );
    }
    if subjects > 0 {
        let to_do = counted(
            subjects,
            "Decide the question that waits for you",
            "questions that wait for you",
            "Decide",
        );
        add(to_do, "subjects");
    }
    if run.state.word() == RunState::Returned && run.started.plan.roles().any(|role| theirs.plays(role)) {
        add(
            "It was sent back: answer what is missing, or take it up again".to_owned(),
            "subjects",
        );
    }
    // Whoever judges first is not told twice.
    if claims.is_empty() && run.waits_for().into_iter().any(|role| theirs.plays(role)) {
        add(approval(run, signer, &theirs), "approve-panel");
    }
    found.extend(theirs.tasks(signer, subjects > 0));
    found
}

/// What is somebody's in a run.
struct Theirs<'a> {
    run: &'a Run,
    person: &'a Person,
}

impl Theirs<'_> {
    fn waiting(&self, due: Option<jiff::civil::Date>, to_do: String, part: &str) -> Waiting {
        let run = self.run;
        let kind = &run.started.kind;
        let title = workflow::definition(kind).map_or(kind.as_str(), |it| it.spec.title);
        Waiting {
            due,
            account: run.account().clone(),
            what: title.to_owned(),
            to_do,
            address: format!("/runs/{}#{part}", run.id),
        }
    }

    /// Whether they play a part: they have the role, and nobody else was given it.
    fn plays(&self, role: Role) -> bool {
        let given = self.run.people.get(&role).and_then(|it| it.login.as_ref());
        self.person.holds(role, Some(self.run.account())) && given.is_none_or(|login| *login == self.person.login)
    }

    /// The claims that wait for their word.
    fn claims(&self) -> Vec<String> {
        if self.run.state.word() != RunState::InReview {
            return Vec::new();
        }
        let mut claims = self.run.unjudged();
        claims.retain(|claim| {
            let routes = self.run.to_judge.get(claim).map(Vec::as_slice).unwrap_or_default();
            if routes.is_empty() {
                self.run.started.plan.roles().any(|role| self.plays(role))
            } else {
                routes.iter().any(|route| self.plays(Role::from(*route)))
            }
        });
        claims
    }

    /// How many questions wait for their answer.
    fn subjects(&self) -> usize {
        let is_theirs = |subject: &&Subject| subject.to.iter().any(|route| self.plays(Role::from(*route)));
        if self.run.is_open() {
            self.run.undecided().iter().filter(is_theirs).count()
        } else {
            0
        }
    }

    /// Whether a task is theirs: it was given to them, or to nobody while they play its part.
    fn does(&self, task: &Task) -> bool {
        match &task.assignee {
            Some(login) => *login == self.person.login,
            None => self.plays(task.role),
        }
    }

    /// The same for a task by its name.
    fn is_theirs(&self, task: &str) -> bool {
        self.run.tasks.iter().any(|it| it.id == task && self.does(it))
    }

    /// The open tasks that are theirs. What the approval closes is told as that, and so is what
    /// answers close, as long as questions are told.
    fn tasks(&self, signer: &Signer<'_>, questions_told: bool) -> Vec<Waiting> {
        if self.run.completed.is_some() {
            return Vec::new();
        }
        let is_told = |task: &Task| match task.closed_by {
            ClosedBy::Hand => false,
            ClosedBy::Answers => questions_told,
            ClosedBy::Approval => true,
        };
        let open = self.run.tasks.iter().enumerate();
        open.filter(|(_, task)| task.done.is_none() && self.does(task) && !is_told(task))
            .filter_map(|(at, task)| {
                let title = titled(&beginning(&task.title));
                let to_do = match self.run.finish_task(signer, &task.id, "looked at") {
                    // Whoever does the first one is told of that, and of the next one afterwards.
                    Err(Refusal::StopTask { task: first, .. }) if self.is_theirs(&first) => return None,
                    Err(Refusal::StopTask { title: first, .. }) => format!("{title}, after: {}", beginning(&first)),
                    _ => title,
                };
                Some(self.waiting(self.run.due(at), to_do, "tasks"))
            })
            .collect()
    }
}

fn approval(run: &Run, signer: &Signer<'_>, theirs: &Theirs<'_>) -> String {
    let role = run.waits_for().into_iter().find(|role| theirs.plays(*role));
    // What is asked in the panel itself is taken as answered.
    let asked = Approve {
        role,
        digest: Some(run.digest.clone()),
        items: vec!["all".to_owned()],
        unopened_because: Some("looked at".to_owned()),
        comment: String::new(),
    };
    let noun = role.map(Role::noun).unwrap_or_default();
    match run.approve(signer, &asked) {
        Ok(_) | Err(Refusal::NotSeen { .. }) => format!("Approve as the {noun}"),
        Err(Refusal::ClaimsWait(claims)) if claims.len() == 1 => {
            format!("Approve as the {noun}, once somebody has judged a claim")
        }
        Err(Refusal::ClaimsWait(claims)) => {
            format!(
                "Approve as the {noun}, once somebody has judged {} claims",
                claims.len()
            )
        }
        Err(refusal) => format!("Approve as the {noun}. Not yet: {}", sentence(&refusal.to_string())),
    }
}

fn counted(count: usize, one: &str, many: &str, verb: &str) -> String {
    if count == 1 {
        one.to_owned()
    } else {
        format!("{verb} {count} {many}")
    }
}
