//! Tasks, their dates, and who does them.

use std::str::FromStr as _;

use clap::Args;
use jiff::civil::Date;
use workflow::long_date;
use workflow::people::Role;
use workflow::scorecard::{Part, Scorecard, TaskSpec};

use super::Desk;
use super::args::ScorecardArgs;
use crate::cli::Exit;

#[derive(Debug, Args)]
pub(in crate::cli) struct DoneArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// The task, by its name in the template
    task: String,
    /// What is to be remembered of it
    #[arg(long, default_value = "")]
    note: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct MoveArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// A date field of the template, or `due`
    field: String,
    /// The new date
    to: Date,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AssignArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// The part: `supervisor` or `cs_rep`
    #[arg(value_name = "ROLE", value_parser = part)]
    part: Part,
    /// Who gets it
    login: String,
}

impl Desk<'_> {
    pub(super) async fn done(&self, args: &DoneArgs) -> anyhow::Result<Exit> {
        let finishing = self
            .service
            .finish_scorecard_task(&args.card.id, &args.task, &args.note);
        let card = finishing.await?;
        self.say(&card, format!("`{}` is done; {}", args.task, left(&card)))
    }

    pub(super) async fn move_date(&self, args: &MoveArgs) -> anyhow::Result<Exit> {
        let moving = self.service.move_scorecard_date(&args.card.id, &args.field, args.to);
        let card = moving.await?;
        let tasks = card.template().tasks.iter().enumerate();
        let open = tasks.filter(|(_, task)| !card.done.contains_key(&task.id));
        let told = open.filter_map(|(at, task)| Some(format!("`{}` by {}", task.id, long_date(card.due_of(at)?))));
        let text = format!(
            "`{}` is {} now; {}",
            args.field,
            long_date(args.to),
            told.collect::<Vec<_>>().join(", ")
        );
        self.say(&card, text)
    }

    pub(super) async fn assign(&self, args: &AssignArgs) -> anyhow::Result<Exit> {
        let assigning = self.service.assign_scorecard(&args.card.id, args.part, &args.login);
        let card = assigning.await?;
        let name = card.people.get(&args.part).map_or(&args.login, |it| &it.name);
        self.say(&card, format!("{name} is the {} now", args.part.noun()))
    }
}

/// What comes next for a scorecard, in words.
pub(super) fn left(card: &Scorecard) -> String {
    let Some(at) = card.next_task() else {
        return "nothing is left to do".to_owned();
    };
    let tasks = &card.template().tasks;
    let Some(task) = tasks.get(at) else {
        return "nothing is left to do".to_owned();
    };
    if at == card.template().review() {
        return if card.state.word() == "open" {
            format!("next: `vouch scorecard submit {}`", card.id)
        } else {
            format!("next: {} ({})", task.title, task.id)
        };
    }
    let due = card
        .due_of(at)
        .map(|due| format!(", by {}", long_date(due)))
        .unwrap_or_default();
    format!("next: {} ({}){due}{}", task.title, task.id, waiting(card, task))
}

/// What a task waits for, in words.
fn waiting(card: &Scorecard, task: &TaskSpec) -> String {
    let fields = card.covered(task);
    let empty: Vec<&str> = fields
        .iter()
        .filter(|it| card.is_empty(it))
        .map(|it| it.id.as_str())
        .collect();
    let unconfirmed = fields.iter().filter(|it| card.is_unconfirmed(&it.id));
    let unconfirmed: Vec<&str> = unconfirmed.map(|it| it.id.as_str()).collect();
    let mut told = String::new();
    if !empty.is_empty() {
        told.push_str(&format!("; to fill: {}", empty.join(", ")));
    }
    if !unconfirmed.is_empty() {
        told.push_str(&format!("; to confirm: {}", unconfirmed.join(", ")));
    }
    if task.copy && card.copies.is_empty() {
        told.push_str("; to attach: a copy of the figures");
    }
    told
}

/// Reads a part by its own word or by the role that it takes.
fn part(text: &str) -> Result<Part, String> {
    let role = Role::from_str(text)?;
    let part = Part::ALL.into_iter().find(|part| part.role() == role);
    part.ok_or_else(|| format!("`{text}` is no part of a scorecard; the parts are `cs_rep`, `supervisor`"))
}
