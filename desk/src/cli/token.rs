//! `vouch token`: what people and programs sign in with.

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{Context, Exit};
use crate::service::people::{ListedToken, MadeToken};

#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    /// Make a token and print it, this once
    Create(TokenArgs),
    /// List tokens: whose, what for, until when
    List,
    /// Make a token useless
    Revoke {
        /// The token's id, which stands between the two underscores
        id: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct TokenArgs {
    /// The person; without one, yourself
    login: Option<String>,
    /// What it is for
    #[arg(long, default_value = "")]
    label: String,
    /// The last day on which it may be used
    #[arg(long, value_name = "DATE")]
    expires: Option<Date>,
}

pub(super) async fn run(context: &Context<'_>, command: &TokenCommand) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let service = context.service(&workspace, &session);
    match command {
        TokenCommand::Create(args) => {
            let making = service.make_token(args.login.as_deref(), &args.label, args.expires);
            context.output.result(&making.await?, told)?;
        }
        TokenCommand::List => {
            let tokens = service.tokens().await?;
            context
                .output
                .result(&tokens, |tokens| tokens.iter().map(line).collect::<Vec<_>>().join("\n"))?;
        }
        TokenCommand::Revoke { id } => {
            service.revoke_token(id).await?;
            context.output.said(&format!("token `{id}` is revoked"))?;
        }
    }
    Ok(Exit::Done)
}

fn line(token: &ListedToken) -> String {
    let until = match (token.revoked, token.expires) {
        (true, _) => "revoked".to_owned(),
        (false, Some(day)) => format!("until {day}"),
        (false, None) => "no end".to_owned(),
    };
    let line = format!("{}  {:<16} {:<16} {}", token.id, token.login, until, token.label);
    line.trim_end().to_owned()
}

pub(super) fn told(made: &MadeToken) -> String {
    format!(
        "{}\n\nThis is the token of {}. It is shown this once; put it where the shell finds it:\n\n    export VOUCH_TOKEN={}",
        made.token, made.login, made.token
    )
}
