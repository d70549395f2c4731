//! Having a brief drafted: what is about to happen, before anything is spent, and beginning it.

#[cfg(test)]
mod tests;
mod view;
mod words;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use form_urlencoded::Serializer;
use grounding::{Account, AccountId, Audience};
use serde::Deserialize;
use workflow::brief::Trigger;
use workflow::summary::SUMMARY;
use workflow::{Definition, definition};

use super::app::App;
use super::assets::Script;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::jobs;
use super::routes::Routes;
use super::visitor::Visitor;
use crate::failure::{Hinted, Kind};
use crate::service::drafting::{Asked, checked_trigger, written_trigger};
use view::AheadView;

/// The routes of having a brief drafted.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/accounts/{account}/generate", ask)
        .post("/accounts/{account}/generate", begin)
}

/// Where a brief like this one is begun.
pub(crate) fn address(account: &AccountId, asked: &Asked) -> String {
    let mut fields = Serializer::new(String::new());
    fields.append_pair("kind", asked.definition.spec.kind);
    if !asked.edition.is_empty() {
        fields.append_pair("edition", asked.edition);
    }
    let account: String = form_urlencoded::byte_serialize(account.as_str().as_bytes()).collect();
    // In a path a plus is a plus.
    format!("/accounts/{}/generate?{}", account.replace('+', "%20"), fields.finish())
}

/// What somebody wants drafted, as a form or an address says it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    kind: String,
    edition: String,
    /// A kind of trigger, with its record or without; empty to look for one in the records.
    trigger: String,
    /// A person's reason, which starts a brief by itself.
    reason: String,
}

impl Wanted {
    fn definition(&self) -> Result<&'static Definition, Fault> {
        if self.kind.is_empty() {
            return Ok(&SUMMARY);
        }
        definition(&self.kind).ok_or_else(|| {
            let hint = "choose one of the kinds in the list";
            Fault::new(StatusCode::UNPROCESSABLE_ENTITY, "there is no such kind of brief", hint)
        })
    }

    fn trigger(&self, definition: &Definition) -> Result<Option<Trigger>, Fault> {
        let reason = self.reason.trim();
        let text = match (reason, self.trigger.trim()) {
            ("", "") => return Ok(None),
            ("", trigger) => trigger.to_owned(),
            (reason, _) => format!("manual:{reason}"),
        };
        let written = written_trigger(&text).map_err(|why| anyhow::Error::from(Hinted::new(why, [])))?;
        Ok(Some(checked_trigger(definition, written)?))
    }

    fn asked(&self) -> Result<Asked, Fault> {
        let definition = self.definition()?;
        let mut editions = definition.editions.iter().map(|it| it.name);
        Ok(Asked {
            definition,
            // Whoever chooses another kind of brief may have chosen a version of the one before.
            edition: editions.find(|name| *name == self.edition).unwrap_or_default(),
            trigger: self.trigger(definition)?,
            audience: Audience::Internal,
        })
    }
}

#[derive(Template)]
#[template(path = "web/generate/page.html")]
struct GeneratePage {
    frame: Frame,
    ahead: AheadView,
}

async fn ask(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(account): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Fault> {
    let account = readable(&app, &visitor, &account).await?;
    let asked = wanted.asked()?;
    let ahead = view::ahead(&app, &visitor, &account, &asked).await?;
    let title = format!("Have a brief drafted \u{b7} {}", account.name);
    let mut frame = Frame::new(&app, &visitor, Place::Accounts, title);
    frame.scripts = &[Script::Generate];
    page(&GeneratePage { frame, ahead })
}

async fn begin(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(account): Path<String>,
    Form(wanted): Form<Wanted>,
) -> Result<Redirect, Fault> {
    let job = jobs::begin(&app, &visitor, &account, wanted.asked()?).await?;
    Ok(Redirect::to(&format!("/jobs/{}", job.id)))
}

/// The account, for whoever may read it. What is not there is not told by the names near to it.
async fn readable(app: &App, visitor: &Visitor, name: &str) -> Result<Account, Fault> {
    visitor.service(app).account(name).await.map_err(|error| {
        let hinted = error.downcast_ref::<Hinted>();
        if hinted.is_some_and(|it| it.kind() == Kind::Missing) {
            Fault::missing("this account")
        } else {
            error.into()
        }
    })
}
