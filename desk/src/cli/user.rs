//! `vouch user`: people and their roles.

use std::io::IsTerminal as _;

use clap::{Args, Subcommand};
use workflow::people::{Grant, Person};

use super::{Context, Exit};
use crate::service::people::{NewPerson, login};

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Make the first person, an administrator, and print their token
    Init(NewArgs),
    /// Add a person
    Add(AddArgs),
    /// List the people and their roles
    List,
    /// Give a person a role
    Grant(GrantArgs),
    /// Take a role from a person
    Revoke(GrantArgs),
    /// Let a person sign in again
    Enable(LoginArgs),
    /// Keep a person from signing in
    Disable(LoginArgs),
    /// Set a person's password, from `VOUCH_NEW_PASSWORD` or asked for on the terminal
    Password(LoginArgs),
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// What they sign in with
    #[arg(default_value = "admin", value_parser = login)]
    login: String,
    /// Their full name
    #[arg(long)]
    name: Option<String>,
    /// Their mail address, by which the CRM's users are found again
    #[arg(long)]
    email: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// What they sign in with
    #[arg(value_parser = login)]
    login: String,
    /// Their full name
    #[arg(long)]
    name: String,
    /// Their mail address, by which the CRM's users are found again
    #[arg(long)]
    email: Option<String>,
    /// A role, for every account or for one
    #[arg(long = "role", value_name = "ROLE[:ACCOUNT]")]
    roles: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct GrantArgs {
    /// The person
    login: String,
    /// The role, for every account or for one
    #[arg(value_name = "ROLE[:ACCOUNT]")]
    role: String,
}

#[derive(Debug, Args)]
pub(super) struct LoginArgs {
    /// The person
    login: String,
}

pub(super) async fn users(context: &Context<'_>, command: &UserCommand) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let service = context.service(&workspace, &session);
    let said = match command {
        UserCommand::List => {
            let people = service.people().await?;
            context.output.result(&people, |people| listed(people))?;
            return Ok(Exit::Done);
        }
        UserCommand::Init(args) => {
            let making = service.init_people(&args.login, args.name.as_deref(), args.email.as_deref());
            context.output.result(&making.await?, super::token::told)?;
            return Ok(Exit::Done);
        }
        UserCommand::Add(args) => {
            let asked = NewPerson {
                login: &args.login,
                name: &args.name,
                email: args.email.as_deref(),
                roles: &args.roles,
            };
            let person = service.add_person(&asked).await?;
            format!(
                "added {}; `vouch token create {}` makes what they sign in with",
                person.name, person.login
            )
        }
        UserCommand::Grant(args) => {
            let grant = service.grant_role(&args.login, &args.role).await?;
            format!("{} is {} now", args.login, phrase(&grant))
        }
        UserCommand::Revoke(args) => {
            let grant = service.revoke_role(&args.login, &args.role).await?;
            format!("{} is not {} any more", args.login, phrase(&grant))
        }
        UserCommand::Enable(LoginArgs { login }) => {
            service.set_active(login, true).await?;
            format!("{login} may sign in from now on")
        }
        UserCommand::Disable(LoginArgs { login }) => {
            service.set_active(login, false).await?;
            format!("{login} may not sign in from now on")
        }
        UserCommand::Password(LoginArgs { login }) => {
            // Whoever may not is told so before they are asked for one.
            service.may_manage_people()?;
            service.set_password(login, new_password(login)?).await?;
            format!("{login} has a new password")
        }
    };
    context.output.said(&said)?;
    Ok(Exit::Done)
}

/// A person's new password, from the environment or asked for on the terminal.
fn new_password(login: &str) -> anyhow::Result<String> {
    match std::env::var("VOUCH_NEW_PASSWORD") {
        Ok(password) => Ok(password),
        Err(_) if std::io::stdin().is_terminal() => {
            Ok(rpassword::prompt_password(format!("New password of {login}: "))?)
        }
        Err(_) => anyhow::bail!("there is no terminal to ask on, and `VOUCH_NEW_PASSWORD` is not set"),
    }
}

fn listed(people: &[Person]) -> String {
    if people.is_empty() {
        return "nobody yet; `vouch user init` makes the first person".to_owned();
    }
    let line = |person: &Person| {
        let roles: Vec<String> = person.grants.iter().map(written).collect();
        let gone = if person.active { "" } else { "  (may not sign in)" };
        format!("{:<16} {:<24} {}{gone}", person.login, person.name, roles.join(", "))
    };
    people.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A grant as it is written on the command line.
fn written(grant: &Grant) -> String {
    match &grant.account {
        Some(account) => format!("{}:{account}", grant.role),
        None => grant.role.to_string(),
    }
}

fn phrase(grant: &Grant) -> String {
    match &grant.account {
        Some(account) => format!("{} of `{account}`", grant.role.noun()),
        None => format!("{} of every account", grant.role.noun()),
    }
}
