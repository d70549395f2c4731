//! People and their roles.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa_axum::routes;
use workflow::people::{Grant, Person};

use super::Operation;
use super::answer::{Answer, done, json, told};
use super::extract::{Asked, Named, Sent};
use super::paging::{Page, Paging};
use super::schemas;
use crate::service::people::NewPerson;
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        routes!(list),
        routes!(add),
        routes!(grant),
        routes!(revoke),
        routes!(set_active),
        routes!(set_password),
    ]
}

/// The people.
#[utoipa::path(get, path = "/api/v1/people", operation_id = "listPeople", tag = "people",
    params(Asked<Paging>), responses((status = 200, body = ref(schemas::of::<Page<Person>>()))))]
async fn list(State(app): State<Arc<App>>, visitor: Visitor, Asked(paging): Asked<Paging>) -> Answer {
    let people = visitor.service(&app).people().await?;
    let login = |person: &Person| person.login.clone();
    told(&Page::cut(people, (paging.limit, paging.after.as_ref()), login)?)
}

/// Somebody who is to be added.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewPerson")]
struct Newcomer {
    /// What they sign in with: lowercase letters, digits, `.`, `-` and `_`.
    #[schemars(regex(pattern = "^[A-Za-z0-9._-]+$"))]
    login: String,
    /// Their full name.
    name: String,
    /// Their mail address, by which the CRM's users are found again.
    #[serde(default)]
    email: Option<String>,
    /// Their roles: `csm` for every account, `csm:ACCOUNT` for one.
    #[serde(default)]
    roles: Vec<String>,
}

/// Add a person.
///
/// For administrators.
#[utoipa::path(post, path = "/api/v1/people", operation_id = "addPerson", tag = "people",
    request_body(content = ref(schemas::sent::<Newcomer>())),
    responses((status = 201, body = ref(schemas::of::<Person>()))))]
async fn add(State(app): State<Arc<App>>, visitor: Visitor, Sent(new): Sent<Newcomer>) -> Answer {
    let service = visitor.service(&app);
    let newcomer = NewPerson {
        login: &new.login,
        name: &new.name,
        email: new.email.as_deref(),
        roles: &new.roles,
    };
    json(StatusCode::CREATED, &service.add_person(&newcomer).await?)
}

/// A role, as it is written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WrittenRole {
    /// `csm` for every account, `csm:ACCOUNT` for one.
    role: String,
}

/// Give a person a role.
///
/// For administrators.
#[utoipa::path(post, path = "/api/v1/people/{login}/roles", operation_id = "grantRole", tag = "people",
    request_body(content = ref(schemas::sent::<WrittenRole>())),
    responses((status = 200, body = ref(schemas::of::<Grant>()))))]
async fn grant(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(login): Named<String>,
    Sent(sent): Sent<WrittenRole>,
) -> Answer {
    told(&visitor.service(&app).grant_role(&login, &sent.role).await?)
}

/// Take a role from a person.
///
/// For administrators.
#[utoipa::path(delete, path = "/api/v1/people/{login}/roles/{role}", operation_id = "revokeRole", tag = "people",
    responses((status = 204)))]
async fn revoke(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named((login, role)): Named<(String, String)>,
) -> Answer {
    visitor.service(&app).revoke_role(&login, &role).await?;
    Ok(done())
}

/// Whether somebody may sign in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Active {
    /// Whether they may.
    active: bool,
}

/// Let a person sign in, or not.
///
/// For administrators.
#[utoipa::path(post, path = "/api/v1/people/{login}/active", operation_id = "setActive", tag = "people",
    request_body(content = ref(schemas::sent::<Active>())), responses((status = 204)))]
async fn set_active(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(login): Named<String>,
    Sent(sent): Sent<Active>,
) -> Answer {
    visitor.service(&app).set_active(&login, sent.active).await?;
    Ok(done())
}

/// A password.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    /// At least 10 characters.
    #[schemars(length(min = 10))]
    password: String,
}

/// Set a person's password.
///
/// For administrators. Whoever is signed in as them must do so again.
#[utoipa::path(post, path = "/api/v1/people/{login}/password", operation_id = "setPassword", tag = "people",
    request_body(content = ref(schemas::sent::<NewPassword>())), responses((status = 204)))]
async fn set_password(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(login): Named<String>,
    Sent(sent): Sent<NewPassword>,
) -> Answer {
    visitor.service(&app).set_password(&login, sent.password).await?;
    Ok(done())
}
