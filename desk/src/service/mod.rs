//! What people do at the desk, whichever way they came in: by the command line, by the pages or by
//! the API. The rights are asked for here, so that no way in has others.
//!
//! A function takes what is asked as values and gives back what has happened as values; how that is
//! said, each way in decides for itself.

pub(crate) mod accounts;
pub(crate) mod actions;
pub(crate) mod drafting;
pub(crate) mod export;
pub(crate) mod measure;
pub(crate) mod people;
pub(crate) mod review;
pub(crate) mod rules;
pub(crate) mod scorecards;
mod set_up;
pub(crate) mod verify;

use grounding::{Account, Audience, Ledger, View};
use jiff::civil::Date;
use store::Store;
use workflow::people::Act;

use crate::failure::Hinted;
use crate::session::Session;
use crate::settings::Settings;
use crate::workspace::Workspace;

/// The desk, and who sits at it.
#[derive(Clone, Copy)]
pub(crate) struct Service<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) settings: &'a Settings,
    pub(crate) session: &'a Session,
    /// The day that is spoken of.
    pub(crate) today: Date,
}

impl<'a> Service<'a> {
    pub(crate) fn store(&self) -> &'a Store {
        &self.workspace.store
    }

    /// The accounts that this person may read.
    pub(crate) async fn readable(&self) -> anyhow::Result<Vec<Account>> {
        self.session.allow(Act::Read, None)?;
        let accounts = self.workspace.accounts().await?;
        let readable = accounts
            .iter()
            .filter(|account| self.session.can(Act::Read, Some(&account.id)));
        Ok(readable.cloned().collect())
    }

    /// The account of that name, for whoever may read it.
    pub(crate) async fn account(&self, name: &str) -> anyhow::Result<Account> {
        let accounts = self.workspace.accounts().await?;
        Ok(self.session.account(&accounts, name)?.clone())
    }

    /// The account's ledger as of today, for the vendor's own people.
    pub(crate) async fn ledger(&self, account: &Account) -> anyhow::Result<Ledger> {
        let view = View {
            as_of: self.today,
            audience: Audience::Internal,
        };
        Ok(Ledger::gather(self.store(), account, view).await?)
    }
}

/// The SHA-256 digest that somebody typed, as it is kept: `sha256:` and its digits in small letters.
fn typed_digest(text: &str) -> anyhow::Result<String> {
    let digest = text.trim().to_lowercase();
    let digits = digest.strip_prefix("sha256:").unwrap_or(&digest);
    if digits.len() != 64 || !digits.chars().all(|it| it.is_ascii_hexdigit()) {
        let hint = "`sha256sum FILE` prints it: 64 digits and letters from `a` to `f`".to_owned();
        return Err(Hinted::new("that is no SHA-256 digest", [hint]).into());
    }
    Ok(format!("sha256:{digits}"))
}
