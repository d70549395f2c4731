//! One person, for whoever manages people.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{AskedRole, PersonView, roles};
use crate::failure::Hinted;
use crate::secrets::MIN_PASSWORD;
use crate::service::people::ListedToken;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::said::{Done, JustDone, back};
use crate::web::visitor::Visitor;

/// The routes of one person.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/settings/people/{login}", show)
        .post("/settings/people/{login}/grant", grant)
        .post("/settings/people/{login}/revoke", revoke)
        .post("/settings/people/{login}/active", set_active)
        .post("/settings/people/{login}/password", set_password)
}

#[derive(Template)]
#[template(path = "web/settings/person.html")]
struct PersonPage {
    frame: Frame,
    person: PersonView,
    /// Whether it is whoever looks.
    own: bool,
    roles: [(&'static str, &'static str); 7],
    accounts: Vec<String>,
    tokens: Vec<ListedToken>,
    least: usize,
}

async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(login): Path<String>,
    Query(just): Query<JustDone>,
) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    service.may_manage_people()?;
    let people = service.people().await?;
    let Some(person) = people.iter().find(|person| person.login == login) else {
        let hint = "look for them in the list of people, at /settings/people";
        return Err(Fault::new(
            StatusCode::NOT_FOUND,
            format!("nobody has the login `{login}`"),
            hint,
        ));
    };
    let mut tokens = service.tokens().await?;
    tokens.retain(|token| token.login == login && !token.revoked);
    let mut frame = Frame::new(&app, &visitor, Place::Settings, person.name.as_str());
    frame.said = just.sentence();
    page(&PersonPage {
        frame,
        person: PersonView::of(person),
        own: visitor.person.login == login,
        roles: roles(),
        accounts: service
            .readable()
            .await?
            .into_iter()
            .map(|it| it.id.to_string())
            .collect(),
        tokens,
        least: MIN_PASSWORD,
    })
}

fn changed(login: &str) -> Redirect {
    back(&format!("/settings/people/{login}"), Done::Changed)
}

async fn grant(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(login): Path<String>,
    Form(asked): Form<AskedRole>,
) -> Result<Redirect, Fault> {
    let Some(role) = asked.written() else {
        let hint = "choose one of those that the form offers".to_owned();
        return Err(anyhow::Error::new(Hinted::new("no role was chosen", [hint])).into());
    };
    visitor.service(&app).grant_role(&login, &role).await?;
    Ok(changed(&login))
}

async fn revoke(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(login): Path<String>,
    Form(asked): Form<AskedRole>,
) -> Result<Redirect, Fault> {
    visitor
        .service(&app)
        .revoke_role(&login, &asked.written().unwrap_or_default())
        .await?;
    Ok(changed(&login))
}

#[derive(Debug, Deserialize)]
struct Active {
    active: bool,
}

async fn set_active(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(login): Path<String>,
    Form(asked): Form<Active>,
) -> Result<Redirect, Fault> {
    visitor.service(&app).set_active(&login, asked.active).await?;
    Ok(changed(&login))
}

#[derive(Deserialize)]
struct NewPassword {
    password: String,
}

async fn set_password(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(login): Path<String>,
    Form(asked): Form<NewPassword>,
) -> Result<Redirect, Fault> {
    visitor.service(&app).set_password(&login, asked.password).await?;
    Ok(changed(&login))
}
