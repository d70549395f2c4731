//! Who is at the desk: the person behind a token or a password, or nobody in particular.

pub(crate) mod proof;

use std::io::IsTerminal as _;

use grounding::{Account, AccountId};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Author, Store};
use workflow::people::{Act, Denied, Person, Who, may};
use workflow::run::{Signed, Signer};

use crate::failure::{Hinted, Kind};
use crate::names;
pub(crate) use proof::Unproven;

/// The environment variable that holds a token.
const TOKEN: &str = "VOUCH_TOKEN";
/// The environment variable that holds a password, for whom `--user` names.
const PASSWORD: &str = "VOUCH_PASSWORD";

/// Who is at the desk.
#[derive(Debug)]
pub(crate) struct Session {
    person: Option<Person>,
    /// Whether the store knows nobody yet.
    fresh: bool,
    /// Whether reading takes a name too.
    closed: bool,
    day: Date,
}

impl Session {
    /// Signs in whoever shows a token or a password; nobody where neither is shown.
    pub(crate) async fn open(store: &Store, user: Option<&str>, day: Date, closed: bool) -> anyhow::Result<Self> {
        let token = std::env::var(TOKEN).ok().filter(|token| !token.trim().is_empty());
        let person = match (user, token) {
            (Some(login), _) => Some(by_password(store, login).await?),
            (None, Some(token)) => Some(by_token(store, token.trim(), day).await?),
            (None, None) => None,
        };
        let fresh = person.is_none() && store.people().await?.is_empty();
        Ok(Self {
            person,
            fresh,
            closed,
            day,
        })
    }

    /// The session of somebody whose name was proven elsewhere, as the pages and the API do with
    /// every request.
    pub(crate) fn of(person: Person, day: Date) -> Self {
        Self {
            person: Some(person),
            fresh: false,
            closed: true,
            day,
        }
    }

    /// Who asks, for the question whether they may.
    pub(crate) fn who(&self) -> Who<'_> {
        match &self.person {
            Some(person) => Who::SignedIn(person),
            None => Who::Local { fresh: self.fresh },
        }
    }

    /// The person, if somebody has signed in.
    pub(crate) fn person(&self) -> Option<&Person> {
        self.person.as_ref()
    }

    /// Whether the store knows nobody yet.
    pub(crate) fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// May this person do this to this account?
    pub(crate) fn allow(&self, act: Act, account: Option<&AccountId>) -> anyhow::Result<()> {
        if self.closed && !self.fresh && self.person.is_none() {
            return Err(denied(&Denied::NotSignedIn { act: act.phrase() }));
        }
        may(self.who(), act, account).map_err(|error| denied(&error))
    }

    /// Whether they may, for lists that leave out what they may not see.
    pub(crate) fn can(&self, act: Act, account: Option<&AccountId>) -> bool {
        self.allow(act, account).is_ok()
    }

    /// The account that was named, among those that this person may read. Of the others they learn
    /// nothing: no near name and no second meaning of a name comes from among them. Only whoever names
    /// one by its slug is told that it takes a role.
    pub(crate) fn account<'a>(&self, accounts: &'a [Account], name: &str) -> anyhow::Result<&'a Account> {
        self.allow(Act::Read, None)?;
        let readable: Vec<&Account> = accounts.iter().filter(|it| self.can(Act::Read, Some(&it.id))).collect();
        names::account(&readable, name).or_else(|unknown| {
            let meant = accounts.iter().find(|account| account.id.as_str() == name);
            let meant = meant.ok_or(unknown)?;
            self.allow(Act::Read, Some(&meant.id))?;
            Ok(meant)
        })
    }

    /// The person and the time, for what takes a name.
    pub(crate) fn signer(&self, act: Act) -> anyhow::Result<Signer<'_>> {
        let Some(person) = &self.person else {
            return Err(denied(&Denied::NotSignedIn { act: act.phrase() }));
        };
        Ok(Signer {
            person,
            signed: self.signed(),
        })
    }

    /// The name, the time and the day that stand under what is done now.
    pub(crate) fn signed(&self) -> Signed {
        Signed {
            by: self.person.as_ref().map(|person| person.login.clone()),
            name: self.name().to_owned(),
            at: Timestamp::now(),
            day: self.day,
        }
    }

    /// The same for the store.
    pub(crate) fn author(&self) -> Author<'_> {
        Author {
            login: self.person.as_ref().map(|person| person.login.as_str()),
            name: self.name(),
            day: self.day,
        }
    }

    fn name(&self) -> &str {
        self.person
            .as_ref()
            .map_or("the local user", |person| person.name.as_str())
    }
}

/// What somebody reads who may not do something.
pub(crate) fn denied(error: &Denied) -> anyhow::Error {
    let hints = match error {
        Denied::NotSignedIn { .. } => vec![
            format!("set `{TOKEN}` to your token, or name yourself with `--user LOGIN`"),
            "`vouch user init` makes the first person, `vouch user add` the others".to_owned(),
        ],
        Denied::Inactive { .. } => vec!["an administrator lets them in again with `vouch user enable`".to_owned()],
        Denied::Role { .. } => vec!["an administrator grants roles with `vouch user grant`".to_owned()],
    };
    let kind = match error {
        Denied::NotSignedIn { .. } => Kind::Unnamed,
        Denied::Inactive { .. } | Denied::Role { .. } => Kind::Denied,
    };
    Hinted::new(error.to_string(), hints).of_kind(kind).into()
}

async fn by_token(store: &Store, text: &str, day: Date) -> anyhow::Result<Person> {
    match proof::token(store, text, day).await? {
        Ok((person, _)) => Ok(person),
        Err(Unproven::Inactive { login }) => Err(denied(&Denied::Inactive { login })),
        Err(unproven) => {
            let hint = format!("`vouch token create` makes another; unset `{TOKEN}` to go on without a name");
            Err(Hinted::new(format!("the token in `{TOKEN}` {unproven}"), [hint]).into())
        }
    }
}

async fn by_password(store: &Store, login: &str) -> anyhow::Result<Person> {
    let password = match std::env::var(PASSWORD) {
        Ok(password) => password,
        Err(_) if std::io::stdin().is_terminal() => rpassword::prompt_password(format!("Password of {login}: "))?,
        Err(_) => {
            let hint = format!("set `{PASSWORD}`, or `{TOKEN}` without `--user`");
            return Err(Hinted::new("there is no terminal to ask for a password on", [hint]).into());
        }
    };
    match proof::password(store, login, password).await? {
        Ok(person) => Ok(person),
        Err(Unproven::Inactive { login }) => Err(denied(&Denied::Inactive { login })),
        Err(unproven) => {
            let hint = "an administrator sets another with `vouch user password`".to_owned();
            Err(Hinted::new(format!("`{login}` {unproven}"), [hint]).into())
        }
    }
}
