//! The people of the desk, their roles, passwords and tokens. Whoever manages people sees
//! everybody; the others see themselves.

mod me;
mod person;
mod tokens;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use workflow::people::{Act, Grant, Person, Role};

use super::app::App;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::routes::Routes;
use super::said::{Done, JustDone, back};
use super::settings::Tabs;
use super::visitor::Visitor;
use crate::service::people::NewPerson;

/// The routes of people.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/settings/people", list)
        .post("/settings/people", add)
        .and(person::routes())
        .and(me::routes())
        .and(tokens::routes())
}

/// A role that somebody has.
struct GrantView {
    /// As it is read: `CSM`, `CSM for northwind`.
    told: String,
    /// As it is written: `csm`, `csm:northwind`.
    written: String,
}

impl GrantView {
    fn of(grant: &Grant) -> Self {
        let role = grant.role;
        match &grant.account {
            Some(account) => Self {
                told: format!("{} for {account}", role.noun()),
                written: format!("{role}:{account}"),
            },
            None => Self {
                told: role.noun().to_owned(),
                written: role.to_string(),
            },
        }
    }
}

/// A person in the list.
struct PersonView {
    login: String,
    name: String,
    email: String,
    active: bool,
    grants: Vec<GrantView>,
}

impl PersonView {
    fn of(person: &Person) -> Self {
        Self {
            login: person.login.clone(),
            name: person.name.clone(),
            email: person.email.clone().unwrap_or_default(),
            active: person.active,
            grants: person.grants.iter().map(GrantView::of).collect(),
        }
    }
}

/// A role as a form asks for it: for one account where one is named, else for all.
#[derive(Debug, Deserialize)]
struct AskedRole {
    #[serde(default)]
    role: String,
    #[serde(default)]
    account: String,
}

impl AskedRole {
    /// The role as it is written; none where none was chosen.
    fn written(&self) -> Option<String> {
        let (role, account) = (self.role.trim(), self.account.trim());
        match (role, account) {
            ("", _) => None,
            (role, "") => Some(role.to_owned()),
            (role, account) => Some(format!("{role}:{account}")),
        }
    }
}

/// The roles, each with its word.
fn roles() -> [(&'static str, &'static str); 7] {
    Role::ALL.map(|role| (role.word(), role.noun()))
}

#[derive(Template)]
#[template(path = "web/settings/people.html")]
struct PeoplePage {
    frame: Frame,
    tabs: Tabs,
    people: Vec<PersonView>,
    manages: bool,
    roles: [(&'static str, &'static str); 7],
    /// The accounts that a role may be for.
    accounts: Vec<String>,
}

async fn list(State(app): State<Arc<App>>, visitor: Visitor, Query(just): Query<JustDone>) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let manages = visitor.session.can(Act::ManagePeople, None);
    let people = service.people().await?;
    let accounts = if manages { service.readable().await? } else { Vec::new() };
    let mut frame = Frame::new(&app, &visitor, Place::Settings, "People");
    frame.said = just.sentence();
    page(&PeoplePage {
        frame,
        tabs: Tabs::of(&visitor, "people"),
        people: people.iter().map(PersonView::of).collect(),
        manages,
        roles: roles(),
        accounts: accounts.into_iter().map(|account| account.id.to_string()).collect(),
    })
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    login: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(flatten)]
    role: AskedRole,
}

async fn add(State(app): State<Arc<App>>, visitor: Visitor, Form(asked): Form<Asked>) -> Result<Redirect, Fault> {
    let name = asked.name.trim();
    let roles: Vec<String> = asked.role.written().into_iter().collect();
    let new = NewPerson {
        login: &asked.login,
        name: if name.is_empty() { asked.login.trim() } else { name },
        email: Some(asked.email.as_str()).filter(|email| !email.trim().is_empty()),
        roles: &roles,
    };
    let person = visitor.service(&app).add_person(&new).await?;
    Ok(back(&format!("/settings/people/{}", person.login), Done::Created))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_for_every_account_where_none_is_named() {
        let written = |role: &str, account: &str| {
            let asked = AskedRole {
                role: role.to_owned(),
                account: account.to_owned(),
            };
            asked.written()
        };
        assert_eq!(written("", "northwind"), None);
        assert_eq!(written("csm", "  "), Some("csm".to_owned()));
        assert_eq!(written("csm", "northwind "), Some("csm:northwind".to_owned()));
    }
}
