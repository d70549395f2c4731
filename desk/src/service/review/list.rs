//! What waits, what was saved, and what is missing.

use std::cmp::Reverse;

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use workflow::brief::{RunState, Trigger};
use workflow::health::HEALTH;
use workflow::people::{Act, Role};
use workflow::run::{Run, RunHead, Saved, Task};

use crate::runs;
use crate::service::Service;

/// The trigger of what is drafted whenever somebody asks for it.
const ON_REQUEST: &str = "on_request";

/// Which runs to list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RunFilter<'a> {
    /// Every run, also those that wait for nobody.
    pub(crate) all: bool,
    /// Only the runs of this account, as it is named.
    pub(crate) account: Option<&'a str>,
}

/// A run in a list, for a program.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Listed {
    #[serde(flatten)]
    head: RunHead,
    waits_for: Vec<Role>,
    next: String,
}

/// A brief that was saved under a name.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SavedBrief {
    pub(crate) name: String,
    pub(crate) run: String,
    /// The version of the run's brief that was kept, counted from 1.
    pub(crate) version: u32,
    pub(crate) account_id: String,
    pub(crate) kind: String,
    pub(crate) saved_by: String,
    pub(crate) saved_at: Timestamp,
}

/// An account that has a trigger for a brief and no run of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Gap {
    pub(crate) account_id: String,
    pub(crate) kind: &'static str,
    pub(crate) trigger: String,
    /// The record that the trigger was read from.
    pub(crate) record: String,
}

impl Service<'_> {
    /// The runs that wait for whoever sits here, or every run: the most pressing first; of those,
    /// what has most to look at.
    pub(crate) async fn waiting(&self, filter: RunFilter<'_>) -> anyhow::Result<Vec<Run>> {
        let mut found = Vec::new();
        for head in self.readable_heads(filter.account).await? {
            let ended = matches!(head.state, RunState::Superseded | RunState::Failed);
            if filter.all || !ended {
                let run = runs::load(self.store(), &head.id).await?;
                if filter.all || self.is_for(&run) {
                    found.push(run);
                }
            }
        }
        found.sort_by_key(|run| {
            let due = run.next_due().unwrap_or(Date::MAX);
            (due, Reverse(run.started.risk), run.id.clone())
        });
        Ok(found)
    }

    /// A run as it is listed for a program.
    pub(crate) fn listed(&self, run: &Run) -> Listed {
        Listed {
            head: run.head(),
            waits_for: run.waits_for(),
            next: match run.next_due() {
                Some(due) if due < self.today => format!("overdue since {due}"),
                Some(due) => format!("due {due}"),
                None => "no date".to_owned(),
            },
        }
    }

    /// What was saved under a name, the newest first (AS-46). It is opened again as it was kept,
    /// and no model is asked (AS-47).
    pub(crate) async fn saved(&self, account: Option<&str>) -> anyhow::Result<Vec<SavedBrief>> {
        let mut found = Vec::new();
        for head in self.readable_heads(account).await? {
            let run = runs::load(self.store(), &head.id).await?;
            found.extend(run.saved.iter().map(|Saved { signed, name, version }| SavedBrief {
                name: name.clone(),
                run: run.id.clone(),
                version: *version,
                account_id: head.account.to_string(),
                kind: head.kind.clone(),
                saved_by: signed.name.clone(),
                saved_at: signed.at,
            }));
        }
        found.sort_by(|left, right| (right.saved_at, &left.name).cmp(&(left.saved_at, &right.name)));
        Ok(found)
    }

    /// The accounts that have a trigger for a brief and no run of it (HO-36). What is only asked
    /// for, and the month that ends for everybody, are no gaps; nor is a snapshot that nobody has
    /// taken, since `vouch health --all` takes them all.
    pub(crate) async fn gaps(&self) -> anyhow::Result<Vec<Gap>> {
        let mut request = self.settings.request(None, "");
        request.thresholds.monthly_report = false;
        let mut found = Vec::new();
        for account in self.readable().await? {
            let heads = self.store().heads(Some(&account.id)).await?;
            let ledger = self.ledger(&account).await?;
            let kinds = workflow::kinds().iter();
            for definition in kinds.filter(|it| it.spec.kind != HEALTH.spec.kind) {
                let prepared = (definition.prepare)(&ledger, &request);
                let begun = heads.iter().any(|head| head.kind == definition.spec.kind);
                let shown = |trigger: &Trigger| !begun && trigger.kind != ON_REQUEST;
                if let Some(trigger) = prepared.trigger.filter(shown) {
                    found.push(Gap {
                        account_id: account.id.to_string(),
                        kind: definition.spec.kind,
                        trigger: trigger.kind,
                        record: trigger.record,
                    });
                }
            }
        }
        Ok(found)
    }

    /// Whether something of the run waits for whoever sits here; for nobody in particular,
    /// whether anything waits at all.
    pub(crate) fn is_for(&self, run: &Run) -> bool {
        let open_task = |task: &Task| task.done.is_none();
        let waits = run.is_open() || (run.completed.is_none() && run.tasks.iter().any(open_task));
        let Some(person) = self.session.person() else {
            return waits;
        };
        let account = Some(run.account());
        let mine = |role: Role| {
            person.holds(role, account)
                && run
                    .people
                    .get(&role)
                    .and_then(|it| it.login.as_ref())
                    .is_none_or(|login| *login == person.login)
        };
        let to_sign = run.waits_for().into_iter().any(mine);
        let to_decide = run.is_open()
            && run
                .undecided()
                .iter()
                .any(|subject| subject.to.iter().any(|route| mine(Role::from(*route))));
        let to_do = run
            .tasks
            .iter()
            .filter(|task| open_task(task))
            .any(|task| match &task.assignee {
                Some(login) => *login == person.login,
                None => mine(task.role),
            });
        let sent_back = run.state.word() == RunState::Returned && run.started.plan.roles().any(mine);
        waits && (to_sign || to_decide || to_do || sent_back)
    }

    /// The runs of the accounts that this person may read, of one account where one is named.
    async fn readable_heads(&self, account: Option<&str>) -> anyhow::Result<Vec<RunHead>> {
        self.session.allow(Act::Read, None)?;
        let only = match account {
            Some(name) => Some(self.account(name).await?.id),
            None => None,
        };
        let mut heads = self.store().heads(only.as_ref()).await?;
        heads.retain(|head| self.session.can(Act::Read, Some(&head.account)));
        Ok(heads)
    }
}
