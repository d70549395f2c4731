//! What waits, and what is missing.

use clap::Args;
use grounding::AccountId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use workflow::brief::{RunState, Trigger};
use workflow::health::HEALTH;
use workflow::people::{Act, Role};
use workflow::run::{Run, RunHead, render_line};

use super::Desk;
use crate::cli::Exit;
use crate::runs;

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    /// Every run, also those that wait for nobody
    #[arg(long)]
    all: bool,
    /// Only the runs of this account
    #[arg(long)]
    account: Option<String>,
    /// What was saved under a name, whatever became of its run
    #[arg(long, conflicts_with = "all")]
    saved: bool,
}

/// A brief that was saved under a name.
#[derive(Debug, Serialize)]
struct SavedBrief {
    name: String,
    run: String,
    account_id: String,
    kind: String,
    saved_by: String,
    saved_at: Timestamp,
}

/// A run in a list, for a program.
#[derive(Debug, Serialize)]
struct Listed {
    #[serde(flatten)]
    head: RunHead,
    waits_for: Vec<Role>,
    next: String,
}

/// An account that has a trigger for a brief and no run of it.
#[derive(Debug, Serialize)]
struct Gap {
    account_id: String,
    kind: &'static str,
    trigger: String,
    record: String,
}

/// The trigger of what is drafted whenever somebody asks for it.
const ON_REQUEST: &str = "on_request";

impl Desk<'_> {
    pub(super) async fn list(&self, args: &ListArgs) -> anyhow::Result<Exit> {
        self.session.allow(Act::Read, None)?;
        let only = match &args.account {
            Some(name) => Some(crate::names::account(self.accounts, name)?.id.clone()),
            None => None,
        };
        if args.saved {
            return self.saved(only.as_ref()).await;
        }
        let mut found = Vec::new();
        for head in self.store().heads(only.as_ref()).await? {
            let waits = !matches!(head.state, RunState::Superseded | RunState::Failed);
            if (args.all || waits) && self.session.can(Act::Read, Some(&head.account)) {
                let run = runs::load(self.store(), &head.id).await?;
                if args.all || self.is_for(&run) {
                    found.push(run);
                }
            }
        }
        // The most pressing first; of those, what has most to look at.
        found.sort_by_key(|run| {
            let due = run.next_due().unwrap_or(Date::MAX);
            (due, std::cmp::Reverse(run.started.risk), run.id.clone())
        });
        if self.context.output.is_json() {
            let listed: Vec<Listed> = found.iter().map(|run| listed(run, self.today())).collect();
            crate::output::Output::json(&listed)?;
        } else if found.is_empty() {
            self.context
                .output
                .text("nothing waits; `vouch review list --all` lists every run")?;
        } else {
            let lines: Vec<String> = found.iter().map(|run| render_line(run, self.today())).collect();
            self.context.output.text(&lines.join("\n"))?;
        }
        Ok(Exit::Done)
    }

    /// What was saved under a name, the newest first (AS-46). It is opened again as it was kept,
    /// and no model is asked (AS-47).
    async fn saved(&self, only: Option<&AccountId>) -> anyhow::Result<Exit> {
        let mut found = Vec::new();
        for head in self.store().heads(only).await? {
            if !self.session.can(Act::Read, Some(&head.account)) {
                continue;
            }
            let run = runs::load(self.store(), &head.id).await?;
            found.extend(run.saved.iter().map(|(signed, name)| SavedBrief {
                name: name.clone(),
                run: run.id.clone(),
                account_id: head.account.to_string(),
                kind: head.kind.clone(),
                saved_by: signed.name.clone(),
                saved_at: signed.at,
            }));
        }
        found.sort_by(|left, right| (right.saved_at, &left.name).cmp(&(left.saved_at, &right.name)));
        self.context.output.result(&found, |found| {
            if found.is_empty() {
                return "nothing was saved yet; `vouch review save RUN --name NAME` keeps a brief".to_owned();
            }
            let line = |it: &SavedBrief| {
                format!(
                    "{}  {} of {}, saved by {} on {}; `vouch review show {}`",
                    it.name,
                    it.kind,
                    it.account_id,
                    it.saved_by,
                    it.saved_at.strftime("%Y-%m-%d"),
                    it.run
                )
            };
            found.iter().map(line).collect::<Vec<_>>().join("\n")
        })?;
        Ok(Exit::Done)
    }

    /// The accounts that have a trigger for a brief and no run of it (HO-36). What is only asked
    /// for, and the month that ends for everybody, are no gaps; nor is a snapshot that nobody has
    /// taken, since `vouch health --all` takes them all.
    pub(super) async fn gaps(&self) -> anyhow::Result<Exit> {
        self.session.allow(Act::Read, None)?;
        let mut found = Vec::new();
        for account in self
            .accounts
            .iter()
            .filter(|it| self.session.can(Act::Read, Some(&it.id)))
        {
            let heads = self.store().heads(Some(&account.id)).await?;
            let ledger = self.context.ledger(self.workspace, account).await?;
            let kinds = workflow::kinds().iter();
            for definition in kinds.filter(|it| it.spec.kind != HEALTH.spec.kind) {
                let mut request = self.context.settings.request(None, "");
                request.thresholds.monthly_report = false;
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
        let none = found.is_empty();
        self.context.output.result(&found, |found| {
            if none {
                return "every account with a trigger has its brief".to_owned();
            }
            let line = |gap: &Gap| {
                format!(
                    "{}  no {} though {} ({}); `vouch {} {}`",
                    gap.account_id,
                    gap.kind,
                    gap.trigger.replace('_', " "),
                    gap.record,
                    gap.kind,
                    gap.account_id
                )
            };
            found.iter().map(line).collect::<Vec<_>>().join("\n")
        })?;
        Ok(if none { Exit::Done } else { Exit::Findings })
    }

    /// Whether something of the run waits for whoever sits here; for nobody in particular,
    /// whether anything waits at all.
    fn is_for(&self, run: &Run) -> bool {
        let open_task = |task: &workflow::run::Task| task.done.is_none();
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
}

fn listed(run: &Run, today: Date) -> Listed {
    Listed {
        head: run.head(),
        waits_for: run.waits_for(),
        next: match run.next_due() {
            Some(due) if due < today => format!("overdue since {due}"),
            Some(due) => format!("due {due}"),
            None => "no date".to_owned(),
        },
    }
}
