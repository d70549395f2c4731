//! Whoever looks: their roles and their password.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{Extensions, HeaderMap};
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::PersonView;
use crate::failure::Hinted;
use crate::secrets::MIN_PASSWORD;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::said::{Done, JustDone, back};
use crate::web::settings::Tabs;
use crate::web::sign_in::too_often;
use crate::web::visitor::Visitor;

/// The routes of whoever looks.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/settings/me", show)
        .post("/settings/me/password", set_password)
}

#[derive(Template)]
#[template(path = "web/settings/me.html")]
struct MePage {
    frame: Frame,
    tabs: Tabs,
    person: PersonView,
    has_password: bool,
    least: usize,
}

async fn show(State(app): State<Arc<App>>, visitor: Visitor, Query(just): Query<JustDone>) -> Result<Response, Fault> {
    let mut frame = Frame::new(&app, &visitor, Place::Settings, "My account");
    frame.said = just.sentence();
    page(&MePage {
        frame,
        tabs: Tabs::of(&visitor, "me"),
        person: PersonView::of(&visitor.person),
        has_password: visitor.service(&app).has_password().await?,
        least: MIN_PASSWORD,
    })
}

#[derive(Deserialize)]
struct Passwords {
    old: Option<String>,
    new: String,
    #[serde(default)]
    again: String,
}

async fn set_password(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    extensions: Extensions,
    Form(asked): Form<Passwords>,
) -> Result<Redirect, Fault> {
    if asked.new != asked.again {
        let hint = "type the new password twice, the same both times".to_owned();
        return Err(anyhow::Error::new(Hinted::new("the new passwords are not the same", [hint])).into());
    }
    // Whoever finds a desk left open may not try out passwords there.
    let address = crate::web::address(&app, &headers, &extensions);
    if !app.limits.may_try(&visitor.person.login, address) {
        return Err(too_often());
    }
    let service = visitor.service(&app);
    service
        .change_own_password(asked.old, asked.new, visitor.visit.as_deref())
        .await?;
    Ok(back("/settings/me", Done::PasswordChanged))
}
