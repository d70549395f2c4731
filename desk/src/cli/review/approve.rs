//! Approving a brief, and sending it back.

use clap::Args;
use workflow::brief::RunState;
use workflow::people::Role;
use workflow::run::{Approve, Run, SendBack};

use super::{Desk, RunArgs};
use crate::cli::Exit;

#[derive(Debug, Args)]
pub(in crate::cli) struct ApproveArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The role to approve in, where you have several
    #[arg(long = "role", value_name = "ROLE")]
    role: Option<Role>,
    /// The items that you answer for; `all` for every one
    #[arg(long = "ok", value_name = "ITEM", value_delimiter = ',')]
    items: Vec<String>,
    /// The digest of what you saw, or its beginning [default: of what you were last shown]
    #[arg(long)]
    digest: Option<String>,
    /// Why you opened none of its sources
    #[arg(long = "unopened", value_name = "REASON")]
    unopened: Option<String>,
    /// What you say with it
    #[arg(long, default_value = "")]
    comment: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReturnArgs {
    #[command(flatten)]
    run: RunArgs,
    /// Something that is missing; each becomes a question
    #[arg(long = "missing", value_name = "TEXT")]
    missing: Vec<String>,
    /// What you say with it
    #[arg(long, default_value = "")]
    comment: String,
    /// The work can't begin without it
    #[arg(long)]
    material: bool,
}

impl Desk<'_> {
    pub(super) async fn approve(&self, args: &ApproveArgs) -> anyhow::Result<Exit> {
        let asked = Approve {
            role: args.role,
            digest: args.digest.clone(),
            items: args.items.clone(),
            unopened_because: args.unopened.clone(),
            comment: args.comment.clone(),
        };
        let run = self.service.approve(&args.run.run, &asked).await?;
        self.tell(&run, &approved_line(&run))
    }

    pub(super) async fn send_back(&self, args: &ReturnArgs) -> anyhow::Result<Exit> {
        let asked = SendBack {
            missing: args.missing.clone(),
            comment: args.comment.clone(),
            material: args.material,
        };
        let run = self.service.send_back(&args.run.run, &asked).await?;
        self.tell(&run, &sent_back_line(&run))
    }
}

/// How a brief that was sent back goes on: what is missing is answered, and it is taken up again.
fn sent_back_line(run: &Run) -> String {
    let missing = run
        .undecided()
        .into_iter()
        .find(|subject| subject.name.starts_with('m'));
    match missing {
        Some(missing) => format!(
            "sent back; `vouch review decide {} {} --answer TEXT` answers what is missing",
            run.id, missing.name
        ),
        None => format!(
            "sent back; `vouch review reopen {} --reason TEXT` takes it up again",
            run.id
        ),
    }
}

/// What an approval has led to.
fn approved_line(run: &Run) -> String {
    if run.state.word() == RunState::Approved {
        let targets: Vec<&str> = run.attached.iter().map(|(_, it)| it.as_str()).collect();
        return format!(
            "approved by everybody; attached to {}; `vouch export {} --as docx` makes a document",
            targets.join(", "),
            run.id
        );
    }
    let waits: Vec<String> = run
        .waits_for()
        .iter()
        .map(|role| match run.people.get(role) {
            Some(person) => format!("the {} {}", role.noun(), person.name),
            None => format!("the {}", role.noun()),
        })
        .collect();
    format!("approved; it waits for {}", waits.join(" and "))
}
