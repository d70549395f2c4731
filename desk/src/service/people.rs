//! People, their roles, their passwords and their tokens.

#[cfg(test)]
mod tests;
mod tokens;

use anyhow::Context as _;
use grounding::AccountId;
use jiff::Timestamp;
use store::{PeopleChange, StoreError};
use workflow::people::{Act, Grant, Person, Role, Who, may};

use super::Service;
use crate::failure::{Hinted, Kind};
use crate::secrets::{self, MIN_PASSWORD};

pub(crate) use tokens::{ListedToken, MadeToken};

/// Somebody who is to be added.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewPerson<'a> {
    /// What they sign in with.
    pub(crate) login: &'a str,
    /// Their full name.
    pub(crate) name: &'a str,
    /// Their mail address, by which the CRM's users are found again.
    pub(crate) email: Option<&'a str>,
    /// Their roles: `csm` for every account, `csm:northwind` for one.
    pub(crate) roles: &'a [String],
}

impl Service<'_> {
    /// Everybody whom the desk knows, for whoever manages people; somebody else who has signed in
    /// finds only themselves.
    pub(crate) async fn people(&self) -> anyhow::Result<Vec<Person>> {
        self.session.allow(Act::Read, None)?;
        let mut people = self.store().people().await?;
        if let Some(person) = self.session.person()
            && !self.session.can(Act::ManagePeople, None)
        {
            people.retain(|it| it.login == person.login);
        }
        Ok(people)
    }

    /// Makes the first person, an administrator, with a token. Only on a store that knows nobody, so
    /// that nobody makes themselves an administrator of a desk that has one.
    pub(crate) async fn init_people(
        &self,
        login: &str,
        name: Option<&str>,
        email: Option<&str>,
    ) -> anyhow::Result<MadeToken> {
        if !self.session.is_fresh() && !self.store().people().await?.is_empty() {
            let hint = "an administrator adds people with `vouch user add`".to_owned();
            let refused = Hinted::new("this store knows people already", [hint]);
            return Err(refused.of_kind(Kind::Refused).into());
        }
        let login = legal_login(login)?;
        let person = Person {
            name: name.unwrap_or(&login).to_owned(),
            email: email.map(address),
            grants: vec![Grant {
                role: Role::Admin,
                account: None,
            }],
            active: true,
            login,
        };
        self.change_people(&[PeopleChange::Add(&person)]).await?;
        self.new_token(&person.login, "the first token", None).await
    }

    /// Whether whoever is at the desk may change who else is; what follows is refused where not.
    pub(crate) fn may_manage_people(&self) -> anyhow::Result<()> {
        if self.session.is_fresh() {
            // Whoever is added first must be able to add others.
            let hint = "`vouch user init` makes the first person, an administrator".to_owned();
            let refused = Hinted::new("this store knows nobody yet", [hint]);
            return Err(refused.of_kind(Kind::Refused).into());
        }
        self.session.allow(Act::ManagePeople, None)
    }

    /// Adds a person with their roles.
    pub(crate) async fn add_person(&self, asked: &NewPerson<'_>) -> anyhow::Result<Person> {
        self.may_manage_people()?;
        let login = legal_login(asked.login)?;
        let mut grants = Vec::new();
        for role in asked.roles {
            grants.push(self.grant_of(role).await?);
        }
        let person = Person {
            login,
            name: asked.name.to_owned(),
            email: asked.email.map(address),
            grants,
            active: true,
        };
        self.change_people(&[PeopleChange::Add(&person)]).await?;
        Ok(person)
    }

    /// Gives a person a role, as `csm` for every account or as `csm:northwind` for one.
    pub(crate) async fn grant_role(&self, login: &str, role: &str) -> anyhow::Result<Grant> {
        self.may_manage_people()?;
        let grant = self.grant_of(role).await?;
        let change = PeopleChange::Grant { login, grant: &grant };
        self.change_people(&[change]).await?;
        Ok(grant)
    }

    /// Takes a role from a person, which is written in the same way.
    pub(crate) async fn revoke_role(&self, login: &str, role: &str) -> anyhow::Result<Grant> {
        self.may_manage_people()?;
        let grant = self.grant_of(role).await?;
        if grant.role == Role::Admin && grant.account.is_none() {
            self.keep_an_administrator(login).await?;
        }
        let change = PeopleChange::Revoke { login, grant: &grant };
        self.change_people(&[change]).await?;
        Ok(grant)
    }

    /// Lets a person sign in from now on, or not.
    pub(crate) async fn set_active(&self, login: &str, active: bool) -> anyhow::Result<()> {
        self.may_manage_people()?;
        if !active {
            self.keep_an_administrator(login).await?;
        }
        self.change_people(&[PeopleChange::SetActive { login, active }]).await
    }

    /// Sets a person's password. Whoever is signed in as them must do so again.
    pub(crate) async fn set_password(&self, login: &str, password: String) -> anyhow::Result<()> {
        self.may_manage_people()?;
        self.keep_password(login, password).await?;
        Ok(self.store().end_other_visits(login, "").await?)
    }

    /// Sets the password of whoever is at the desk, who shows the old one where they have one. They
    /// stay signed in where they are, by the visit of that id, and nowhere else.
    pub(crate) async fn change_own_password(
        &self,
        old: Option<String>,
        new: String,
        visit: Option<&str>,
    ) -> anyhow::Result<()> {
        let login = self.session.signer(Act::Read)?.person.login.clone();
        if let Some(hash) = self.store().password_hash(&login).await?
            && !secrets::verify(old.unwrap_or_default(), hash).await?
        {
            let hint = "an administrator sets another for whoever has forgotten theirs".to_owned();
            return Err(Hinted::new("that is not your old password", [hint]).into());
        }
        self.keep_password(&login, new).await?;
        Ok(self.store().end_other_visits(&login, visit.unwrap_or_default()).await?)
    }

    /// Whether whoever is at the desk has a password.
    pub(crate) async fn has_password(&self) -> anyhow::Result<bool> {
        let login = &self.session.signer(Act::Read)?.person.login;
        Ok(self.store().password_hash(login).await?.is_some())
    }

    async fn keep_password(&self, login: &str, password: String) -> anyhow::Result<()> {
        if password.chars().count() < MIN_PASSWORD {
            let message = format!("a password has at least {MIN_PASSWORD} characters");
            return Err(Hinted::new(message, []).into());
        }
        let hash = secrets::hash_password(password).await?;
        self.change_people(&[PeopleChange::SetPassword { login, hash: &hash }])
            .await
    }

    /// A role as somebody writes it.
    async fn grant_of(&self, text: &str) -> anyhow::Result<Grant> {
        let (role, account) = match text.split_once(':') {
            Some((role, account)) => (role, Some(account)),
            None => (text, None),
        };
        let role: Role = role.parse().map_err(|error: String| Hinted::new(error, []))?;
        let account = match account {
            Some(name) => {
                let accounts = self.workspace.accounts().await?;
                Some(AccountId::new(self.session.account(&accounts, name)?.id.as_str()))
            }
            None => None,
        };
        Ok(Grant { role, account })
    }

    /// Refuses what would leave nobody to manage people: nobody could ever be let in again.
    async fn keep_an_administrator(&self, without: &str) -> anyhow::Result<()> {
        let manages = |person: &Person| may(Who::SignedIn(person), Act::ManagePeople, None).is_ok();
        let people = self.store().people().await?;
        let (gone, left): (Vec<Person>, Vec<Person>) = people
            .into_iter()
            .filter(manages)
            .partition(|person| person.login == without);
        if gone.is_empty() || !left.is_empty() {
            return Ok(());
        }
        let hint = "make somebody else one first: `vouch user grant LOGIN admin`".to_owned();
        let refused = Hinted::new(format!("`{without}` is the last administrator"), [hint]);
        Err(refused.of_kind(Kind::Refused).into())
    }

    async fn change_people(&self, changes: &[PeopleChange<'_>]) -> anyhow::Result<()> {
        let changed = self
            .store()
            .change_people(self.session.author(), Timestamp::now(), changes);
        changed.await.map_err(failed).context("the people were not changed")?;
        Ok(())
    }
}

/// A login as it is kept, or what is wrong with it.
pub(crate) fn login(text: &str) -> Result<String, String> {
    let text = text.trim().to_lowercase();
    let fits = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, '.' | '-' | '_');
    if text.is_empty() || !text.chars().all(fits) {
        return Err("a login has lowercase letters, digits, `.`, `-` and `_`".to_owned());
    }
    Ok(text)
}

fn legal_login(text: &str) -> anyhow::Result<String> {
    login(text).map_err(|error| Hinted::new(error, []).into())
}

fn address(text: &str) -> String {
    text.trim().to_lowercase()
}

/// What the store refuses, in its words.
fn failed(error: StoreError) -> anyhow::Error {
    let kind = match error {
        StoreError::NoSuchPerson { .. } | StoreError::NoSuchToken { .. } => Kind::Missing,
        StoreError::PersonExists { .. } | StoreError::NoSuchGrant { .. } => Kind::Refused,
        _ => return error.into(),
    };
    Hinted::new(error.to_string(), []).of_kind(kind).into()
}
