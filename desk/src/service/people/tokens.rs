//! What people and programs sign in with.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use store::{PeopleChange, StoredToken};
use workflow::people::Act;

use super::failed;
use crate::failure::{Hinted, Kind};
use crate::secrets::{self, Token};
use crate::service::Service;

/// A token as its owner gets to see it, once.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MadeToken {
    /// Whose it is.
    pub(crate) login: String,
    /// What tells it from others; no secret.
    pub(crate) id: String,
    /// The whole token.
    pub(crate) token: String,
    /// The last day on which it may be used.
    pub(crate) expires: Option<Date>,
}

/// A token in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ListedToken {
    /// What tells it from others.
    pub(crate) id: String,
    /// Whose it is.
    pub(crate) login: String,
    /// What it is for.
    pub(crate) label: String,
    /// When it was made.
    pub(crate) made_at: Timestamp,
    /// The last day on which it may be used.
    pub(crate) expires: Option<Date>,
    /// Whether it is good for nothing any more.
    pub(crate) revoked: bool,
}

impl Service<'_> {
    /// Makes a token for a person, or without a login for whoever is at the desk.
    pub(crate) async fn make_token(
        &self,
        login: Option<&str>,
        label: &str,
        expires: Option<Date>,
    ) -> anyhow::Result<MadeToken> {
        let own = self.own_login();
        let Some(login) = login.or(own) else {
            let hint = "`vouch token create LOGIN`, as an administrator".to_owned();
            let unnamed = Hinted::new("say whose token it is to be", [hint]);
            return Err(unnamed.of_kind(Kind::Unnamed).into());
        };
        // Everybody may make tokens for themselves.
        if own != Some(login) {
            self.session.allow(Act::ManagePeople, None)?;
        }
        self.new_token(login, label, expires).await
    }

    /// The tokens: everybody's for whoever manages people, else one's own.
    pub(crate) async fn tokens(&self) -> anyhow::Result<Vec<ListedToken>> {
        let own = self.own_login();
        let all = self.session.can(Act::ManagePeople, None);
        if !all && own.is_none() {
            self.session.allow(Act::ManagePeople, None)?;
        }
        let tokens = self.store().tokens(own.filter(|_| !all)).await?;
        Ok(tokens.into_iter().map(ListedToken::from).collect())
    }

    /// Makes a token useless: one's own, or anybody's for whoever manages people.
    pub(crate) async fn revoke_token(&self, id: &str) -> anyhow::Result<()> {
        let known = self.store().token(id).await?;
        if known.is_none_or(|token| self.own_login() != Some(&token.login)) {
            self.session.allow(Act::ManagePeople, None)?;
        }
        let change = [PeopleChange::RevokeToken { id }];
        let revoked = self
            .store()
            .change_people(self.session.author(), Timestamp::now(), &change);
        revoked.await.map_err(failed)?;
        Ok(())
    }

    /// Makes a token for whoever has been found to get one.
    pub(super) async fn new_token(&self, login: &str, label: &str, expires: Option<Date>) -> anyhow::Result<MadeToken> {
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
        self.change_people(&[PeopleChange::AddToken(&stored)]).await?;
        Ok(MadeToken {
            login: login.to_owned(),
            id: token.id,
            token: token.text,
            expires,
        })
    }

    fn own_login(&self) -> Option<&str> {
        self.session.person().map(|person| person.login.as_str())
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
