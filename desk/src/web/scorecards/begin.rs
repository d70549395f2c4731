//! Beginning a scorecard.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use grounding::Account;
use jiff::civil::Date;
use serde::Deserialize;
use workflow::people::Act;

use crate::service::scorecards::{TemplateLine, templates};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::said::{Done, back};
use crate::web::visitor::Visitor;

/// So many accounts are offered while somebody types; every other one can be typed in full.
const MOST_OFFERED: usize = 200;

/// The routes of beginning one.
pub(super) fn routes() -> Routes {
    Routes::new().get("/scorecards/new", ask).post("/scorecards", begin)
}

/// For what a scorecard is to be begun.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct For {
    account: String,
    template: String,
}

#[derive(Template)]
#[template(path = "web/scorecards/new.html")]
struct NewPage {
    frame: Frame,
    chosen: For,
    accounts: Vec<Account>,
    templates: Vec<TemplateLine>,
}

async fn ask(State(app): State<Arc<App>>, visitor: Visitor, Query(chosen): Query<For>) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let mut accounts = service.readable().await?;
    accounts.retain(|account| service.session.can(Act::FillScorecard, Some(&account.id)));
    if accounts.is_empty() {
        // Whoever may begin none is told so before they fill anything in.
        service.session.allow(Act::FillScorecard, None)?;
    }
    accounts.truncate(MOST_OFFERED);
    page(&NewPage {
        frame: Frame::new(&app, &visitor, Place::Scorecards, "Begin a scorecard"),
        chosen,
        accounts,
        templates: templates(service.settings)?,
    })
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    account: String,
    #[serde(default)]
    template: Option<String>,
    #[serde(default)]
    due: Option<Date>,
    #[serde(default)]
    supersede: bool,
}

async fn begin(State(app): State<Arc<App>>, visitor: Visitor, Form(asked): Form<Asked>) -> Result<Redirect, Fault> {
    let service = visitor.service(&app);
    let begun = service.begin_scorecard(&asked.account, asked.template.as_deref(), asked.due, asked.supersede);
    let card = begun.await?;
    Ok(back(&format!("/scorecards/{}", card.id), Done::Created))
}
