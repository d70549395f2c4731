//! Whether a password or a token proves who somebody is.

use jiff::civil::Date;
use store::Store;
use workflow::people::Person;

use crate::secrets::{self, Token};

/// Why it doesn't, as the end of a sentence about the token or the login.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unproven {
    /// It has not the form of a token.
    #[error("is no token of this program")]
    NoToken,
    /// There is no such token.
    #[error("is not known here")]
    Unknown,
    /// It may not be used any more.
    #[error("was revoked")]
    Revoked,
    /// Its last day is over.
    #[error("expired on {on}")]
    Expired {
        /// The last day.
        on: Date,
    },
    /// The password is another's, or nobody has the login.
    #[error("and this password do not go together")]
    Mismatch,
    /// It proves who it is, but they may not sign in.
    #[error("may no longer sign in")]
    Inactive {
        /// Who it is.
        login: String,
    },
}

/// Whoever has the token, and the token's id.
///
/// # Errors
///
/// Fails where the store can't be read.
pub(crate) async fn token(store: &Store, text: &str, day: Date) -> anyhow::Result<Result<(Person, String), Unproven>> {
    let Some(id) = Token::id_of(text) else {
        return Ok(Err(Unproven::NoToken));
    };
    let Some(stored) = store.token(id).await? else {
        return Ok(Err(Unproven::Unknown));
    };
    if !secrets::verify(text.to_owned(), stored.hash.clone()).await? {
        return Ok(Err(Unproven::Unknown));
    }
    Ok(still_good(store, id, day).await?.map(|person| (person, id.to_owned())))
}

/// Whoever has the token of that id, whose secret was proven before.
///
/// # Errors
///
/// Fails where the store can't be read.
pub(crate) async fn still_good(store: &Store, id: &str, day: Date) -> anyhow::Result<Result<Person, Unproven>> {
    let Some(stored) = store.token(id).await? else {
        return Ok(Err(Unproven::Unknown));
    };
    if stored.revoked {
        return Ok(Err(Unproven::Revoked));
    }
    // Speaking of an earlier day with `--as-of` brings no token back.
    let day = day.max(jiff::Zoned::now().date());
    if let Some(on) = stored.expires.filter(|expires| *expires < day) {
        return Ok(Err(Unproven::Expired { on }));
    }
    active(store, &stored.login).await
}

/// Whoever has the login, if the password is theirs.
///
/// # Errors
///
/// Fails where the store can't be read.
pub(crate) async fn password(store: &Store, login: &str, password: String) -> anyhow::Result<Result<Person, Unproven>> {
    let Some(hash) = store.password_hash(login).await? else {
        // As slow as a wrong password, so that nobody learns which logins there are.
        secrets::verify(password, secrets::NOBODYS.to_owned()).await?;
        return Ok(Err(Unproven::Mismatch));
    };
    if !secrets::verify(password, hash).await? {
        return Ok(Err(Unproven::Mismatch));
    }
    active(store, login).await
}

/// The person, if they may sign in.
///
/// # Errors
///
/// Fails where the store can't be read.
pub(crate) async fn active(store: &Store, login: &str) -> anyhow::Result<Result<Person, Unproven>> {
    let person = store.person(login).await?.filter(|person| person.active);
    Ok(person.ok_or_else(|| Unproven::Inactive {
        login: login.to_owned(),
    }))
}

/// The person who has a mail address, proven elsewhere, if they may sign in and are the only one.
///
/// # Errors
///
/// Fails where the store can't be read.
#[cfg(feature = "sso")]
pub(crate) async fn email(store: &Store, address: &str) -> anyhow::Result<Result<Person, Unproven>> {
    let people = store.people().await?.into_iter();
    let has_it = |person: &Person| person.email.as_ref().is_some_and(|it| it.eq_ignore_ascii_case(address));
    let mut found = people.filter(|person| person.active && has_it(person));
    Ok(match (found.next(), found.next()) {
        (Some(person), None) => Ok(person),
        _ => Err(Unproven::Unknown),
    })
}
