//! Creating an expansion opportunity from a summary's suggestions, from its window and from its tab
//! alike (AS-48 to AS-51).

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use grounding::Citation;
use serde::Deserialize;
use workflow::brief::BriefClaim;
use workflow::people::{Act, may};

use super::app::App;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::routes::Routes;
use super::said::{Done, back};
use super::visitor::Visitor;
use super::words::denied;
use crate::service::actions::{accepted, suggested};

/// The routes of creating one.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/runs/{run}/opportunity", ask)
        .post("/runs/{run}/opportunity", create)
}

/// Which suggestion is chosen at first; every one where none is named.
#[derive(Debug, Default, Deserialize)]
struct Chosen {
    #[serde(default)]
    claim: String,
}

#[derive(Template)]
#[template(path = "web/actions/opportunity.html")]
struct OpportunityPage {
    frame: Frame,
    run: String,
    account: String,
    title: String,
    as_of: String,
    suggestions: Vec<Suggestion>,
    /// How many suggestions wait for a person, or may not be said.
    left_out: usize,
    /// Why whoever looks can't create one; empty where they can.
    not_now: String,
}

/// A suggestion that may stand.
struct Suggestion {
    claim: String,
    text: String,
    citations: Vec<Citation>,
    is_chosen: bool,
}

async fn ask(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(run): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let opened = service.opened(&run).await?;
    let (run, brief) = (&opened.run, &opened.brief);
    let refused = may(service.session.who(), Act::ProposeAction, Some(run.account())).err();
    let accepted = accepted(run, brief);
    let is_chosen = |claim: &BriefClaim| chosen.claim.is_empty() || chosen.claim == claim.claim.id;
    page(&OpportunityPage {
        frame: Frame::new(&app, &visitor, Place::Actions, "Create an opportunity"),
        run: run.id.clone(),
        account: brief.account_name.clone(),
        title: brief.title().to_owned(),
        as_of: brief.as_of.to_string(),
        left_out: suggested(brief) - accepted.len(),
        suggestions: accepted
            .into_iter()
            .map(|it| Suggestion {
                claim: it.claim.id.clone(),
                text: it.claim.text.clone(),
                citations: it.claim.citations.clone(),
                is_chosen: is_chosen(it),
            })
            .collect(),
        not_now: refused.map(|it| denied(&it)).unwrap_or_default(),
    })
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    claim: Vec<String>,
}

async fn create(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(run): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Redirect, Fault> {
    if asked.claim.is_empty() {
        let hint = "tick what the opportunity is about";
        return Err(Fault::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "no suggestion is chosen",
            hint,
        ));
    }
    let action = visitor.service(&app).create_opportunity(&run, &asked.claim).await?;
    Ok(back(&format!("/actions/{}", action.id), Done::Created))
}
