//! `vouch user`: people and their roles.

use std::io::IsTerminal as _;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use grounding::AccountId;
use jiff::Timestamp;
use store::PeopleChange;
use workflow::people::{Act, Grant, Person, Role, Who, may};

use super::{Context, Exit};
use crate::failure::Hinted;
use crate::names;
use crate::secrets::{self, MIN_PASSWORD};
use crate::session::Session;
use crate::workspace::Workspace;

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
    if let UserCommand::List = command {
        session.allow(Act::Read, None)?;
        let people = workspace.store.people().await?;
        context.output.result(&people, |people| listed(people))?;
        return Ok(Exit::Done);
    }
    if let UserCommand::Init(args) = command {
        return init(context, &workspace, &session, args).await;
    }
    if session.is_fresh() {
        // Whoever is added first must be able to add others.
        let hint = "`vouch user init` makes the first person, an administrator".to_owned();
        return Err(Hinted::new("this store knows nobody yet", [hint]).into());
    }
    session.allow(Act::ManagePeople, None)?;
    let desk = Desk {
        workspace: &workspace,
        session: &session,
    };
    let said = match command {
        UserCommand::Add(args) => desk.add(args).await?,
        UserCommand::Grant(args) => {
            let grant = desk.grant(&args.role).await?;
            desk.change(&[PeopleChange::Grant {
                login: &args.login,
                grant: &grant,
            }])
            .await?;
            format!("{} is {} now", args.login, phrase(&grant))
        }
        UserCommand::Revoke(args) => {
            let grant = desk.grant(&args.role).await?;
            if grant.role == Role::Admin && grant.account.is_none() {
                desk.keeps_an_administrator(&args.login).await?;
            }
            desk.change(&[PeopleChange::Revoke {
                login: &args.login,
                grant: &grant,
            }])
            .await?;
            format!("{} is not {} any more", args.login, phrase(&grant))
        }
        UserCommand::Enable(args) => desk.set_active(&args.login, true).await?,
        UserCommand::Disable(args) => desk.set_active(&args.login, false).await?,
        UserCommand::Password(args) => desk.set_password(&args.login).await?,
        UserCommand::Init(_) | UserCommand::List => String::new(),
    };
    context.output.said(&said)?;
    Ok(Exit::Done)
}

/// Makes the first person. Only on a store that knows nobody, so that nobody makes themselves an
/// administrator of a desk that has one.
async fn init(context: &Context<'_>, workspace: &Workspace, session: &Session, args: &NewArgs) -> anyhow::Result<Exit> {
    if !session.is_fresh() && !workspace.store.people().await?.is_empty() {
        let hint = "an administrator adds people with `vouch user add`".to_owned();
        return Err(Hinted::new("this store knows people already", [hint]).into());
    }
    let person = Person {
        name: args.name.clone().unwrap_or_else(|| args.login.clone()),
        email: args.email.as_deref().map(address),
        grants: vec![Grant {
            role: Role::Admin,
            account: None,
        }],
        active: true,
        login: args.login.clone(),
    };
    let desk = Desk { workspace, session };
    desk.change(&[PeopleChange::Add(&person)]).await?;
    let made = desk.make_token(&person.login, "the first token", None).await?;
    context.output.result(&made, super::token::told)?;
    Ok(Exit::Done)
}

/// The store, and who changes its people.
pub(super) struct Desk<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) session: &'a Session,
}

impl Desk<'_> {
    async fn add(&self, args: &AddArgs) -> anyhow::Result<String> {
        let mut grants = Vec::new();
        for role in &args.roles {
            grants.push(self.grant(role).await?);
        }
        let person = Person {
            login: args.login.clone(),
            name: args.name.clone(),
            email: args.email.as_deref().map(address),
            grants,
            active: true,
        };
        self.change(&[PeopleChange::Add(&person)]).await?;
        Ok(format!(
            "added {}; `vouch token create {}` makes what they sign in with",
            person.name, person.login
        ))
    }

    /// A role as somebody writes it: `csm`, or `csm:northwind` for one account.
    async fn grant(&self, text: &str) -> anyhow::Result<Grant> {
        let (role, account) = match text.split_once(':') {
            Some((role, account)) => (role, Some(account)),
            None => (text, None),
        };
        let role: Role = role.parse().map_err(|error: String| anyhow::anyhow!(error))?;
        let account = match account {
            Some(name) => {
                let accounts = self.workspace.accounts().await?;
                Some(AccountId::new(names::account(&accounts, name)?.id.as_str()))
            }
            None => None,
        };
        Ok(Grant { role, account })
    }

    /// Refuses what would leave nobody to manage people: nobody could ever be let in again.
    async fn keeps_an_administrator(&self, without: &str) -> anyhow::Result<()> {
        let manages = |person: &Person| may(Who::SignedIn(person), Act::ManagePeople, None).is_ok();
        let people = self.workspace.store.people().await?;
        let (gone, left): (Vec<Person>, Vec<Person>) = people
            .into_iter()
            .filter(manages)
            .partition(|person| person.login == without);
        if gone.is_empty() || !left.is_empty() {
            return Ok(());
        }
        let hint = "make somebody else one first: `vouch user grant LOGIN admin`".to_owned();
        Err(Hinted::new(format!("`{without}` is the last administrator"), [hint]).into())
    }

    async fn set_active(&self, login: &str, active: bool) -> anyhow::Result<String> {
        if !active {
            self.keeps_an_administrator(login).await?;
        }
        self.change(&[PeopleChange::SetActive { login, active }]).await?;
        let may = if active { "may" } else { "may not" };
        Ok(format!("{login} {may} sign in from now on"))
    }

    async fn set_password(&self, login: &str) -> anyhow::Result<String> {
        let password = match std::env::var("VOUCH_NEW_PASSWORD") {
            Ok(password) => password,
            Err(_) if std::io::stdin().is_terminal() => {
                rpassword::prompt_password(format!("New password of {login}: "))?
            }
            Err(_) => anyhow::bail!("there is no terminal to ask on, and `VOUCH_NEW_PASSWORD` is not set"),
        };
        if password.chars().count() < MIN_PASSWORD {
            anyhow::bail!("a password has at least {MIN_PASSWORD} characters");
        }
        let hash = secrets::hash_password(password).await?;
        self.change(&[PeopleChange::SetPassword { login, hash: &hash }]).await?;
        Ok(format!("{login} has a new password"))
    }

    pub(super) async fn change(&self, changes: &[PeopleChange<'_>]) -> anyhow::Result<()> {
        let author = self.session.author();
        let changed = self.workspace.store.change_people(author, Timestamp::now(), changes);
        changed.await.context("the people were not changed")?;
        Ok(())
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

fn address(text: &str) -> String {
    text.trim().to_lowercase()
}

fn login(text: &str) -> Result<String, String> {
    let text = text.trim().to_lowercase();
    let fits = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, '.' | '-' | '_');
    if text.is_empty() || !text.chars().all(fits) {
        return Err("a login has lowercase letters, digits, `.`, `-` and `_`".to_owned());
    }
    Ok(text)
}
