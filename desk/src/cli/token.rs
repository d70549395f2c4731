//! `vouch token`: what people and programs sign in with.

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use store::{PeopleChange, StoredToken};
use workflow::people::Act;

use super::user::Desk;
use super::{Context, Exit};
use crate::failure::Hinted;
use crate::secrets::{self, Token};

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

/// A token as it is printed, once.
#[derive(Debug, Serialize)]
pub(super) struct MadeToken {
    login: String,
    id: String,
    token: String,
    expires: Option<Date>,
}

/// A token in a list.
#[derive(Debug, Serialize)]
struct ListedToken {
    id: String,
    login: String,
    label: String,
    made_at: Timestamp,
    expires: Option<Date>,
    revoked: bool,
}

pub(super) async fn run(context: &Context<'_>, command: &TokenCommand) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let store = &workspace.store;
    let own = session.person().map(|person| person.login.clone());
    match command {
        TokenCommand::Create(args) => {
            let login = args.login.clone().or(own.clone());
            let Some(login) = login else {
                let hint = "`vouch token create LOGIN`, as an administrator".to_owned();
                return Err(Hinted::new("say whose token it is to be", [hint]).into());
            };
            // Everybody may make tokens for themselves.
            if own.as_ref() != Some(&login) {
                session.allow(Act::ManagePeople, None)?;
            }
            let desk = Desk {
                workspace: &workspace,
                session: &session,
            };
            let made = desk.make_token(&login, &args.label, args.expires).await?;
            context.output.result(&made, told)?;
        }
        TokenCommand::List => {
            let all = session.can(Act::ManagePeople, None);
            if !all && own.is_none() {
                session.allow(Act::ManagePeople, None)?;
            }
            let tokens = store.tokens(own.as_deref().filter(|_| !all)).await?;
            let tokens: Vec<ListedToken> = tokens.into_iter().map(ListedToken::from).collect();
            context.output.result(&tokens, |tokens| {
                tokens.iter().map(ListedToken::line).collect::<Vec<_>>().join("\n")
            })?;
        }
        TokenCommand::Revoke { id } => {
            let known = store.token(id).await?;
            if known.is_none_or(|token| own.as_ref() != Some(&token.login)) {
                session.allow(Act::ManagePeople, None)?;
            }
            let change = [PeopleChange::RevokeToken { id }];
            store.change_people(session.author(), Timestamp::now(), &change).await?;
            context.output.said(&format!("token `{id}` is revoked"))?;
        }
    }
    Ok(Exit::Done)
}

impl Desk<'_> {
    pub(super) async fn make_token(
        &self,
        login: &str,
        label: &str,
        expires: Option<Date>,
    ) -> anyhow::Result<MadeToken> {
        let token = Token::new()?;
        let stored = StoredToken {
            id: token.id.clone(),
            login: login.to_owned(),
            hash: secrets::hash_token(token.text.clone()).await?,
            label: label.to_owned(),
            made_at: Timestamp::now(),
            expires,
            revoked: false,
        };
        self.change(&[PeopleChange::AddToken(&stored)]).await?;
        Ok(MadeToken {
            login: login.to_owned(),
            id: token.id,
            token: token.text,
            expires,
        })
    }
}

impl From<StoredToken> for ListedToken {
    fn from(token: StoredToken) -> Self {
        Self {
            id: token.id,
            login: token.login,
            label: token.label,
            made_at: token.made_at,
            expires: token.expires,
            revoked: token.revoked,
        }
    }
}

impl ListedToken {
    fn line(&self) -> String {
        let until = match (self.revoked, self.expires) {
            (true, _) => "revoked".to_owned(),
            (false, Some(day)) => format!("until {day}"),
            (false, None) => "no end".to_owned(),
        };
        let line = format!("{}  {:<16} {:<16} {}", self.id, self.login, until, self.label);
        line.trim_end().to_owned()
    }
}

pub(super) fn told(made: &MadeToken) -> String {
    format!(
        "{}\n\nThis is the token of {}. It is shown this once; put it where the shell finds it:\n\n    export VOUCH_TOKEN={}",
        made.token, made.login, made.token
    )
}
