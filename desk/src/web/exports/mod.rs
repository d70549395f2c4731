//! Taking documents of a run out. That something was taken out goes on record, so it is a form that
//! somebody sends and not an address that somebody opens.

mod file;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use grounding::Audience;
use serde::Deserialize;

use super::app::App;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::routes::Routes;
use super::visitor::Visitor;
use super::words::sentence;
use crate::service::export::{As, CopyAhead};

pub(crate) use file::Attached;

/// The routes of exports.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/runs/{run}/export", ask)
        .post("/runs/{run}/export", take)
}

#[derive(Template)]
#[template(path = "web/exports/export.html")]
struct ExportPage {
    frame: Frame,
    run: String,
    account_id: String,
    account: String,
    title: String,
    state: &'static str,
    state_class: &'static str,
    /// The formats: the word of each, its name and what it is for.
    forms: Vec<(&'static str, &'static str, &'static str)>,
    copy: CopyView,
}

/// Whether the customer may have a copy.
struct CopyView {
    /// Why not, whatever is said; empty where they may.
    refused: String,
    /// What to do about it.
    hints: Vec<String>,
    /// Their open issues, which keep it back unless the account's owner says why not.
    issues: Vec<String>,
    /// Whether whoever looks may say so.
    may_despite: bool,
}

impl CopyView {
    /// Whether whoever looks can take one out.
    fn may_leave(&self) -> bool {
        self.refused.is_empty() && (self.issues.is_empty() || self.may_despite)
    }
}

impl From<CopyAhead> for CopyView {
    fn from(ahead: CopyAhead) -> Self {
        let told = ahead.refused.map(Fault::from);
        let told = told.as_ref();
        Self {
            refused: told.map(|it| sentence(it.message())).unwrap_or_default(),
            hints: told
                .map(|it| it.hints().iter().map(|hint| sentence(hint)).collect())
                .unwrap_or_default(),
            issues: ahead.issues.iter().map(|issue| sentence(issue)).collect(),
            may_despite: ahead.may_despite,
        }
    }
}

/// What a format is called, and what it is for.
fn told(form: As) -> (&'static str, &'static str, &'static str) {
    let (name, purpose) = match form {
        As::Md => ("Markdown", "plain text with its sources as footnotes"),
        As::Html => ("HTML", "one page that prints well"),
        As::Docx => ("Word", "to write on in a word processor"),
        As::Pdf => ("PDF", "to print and to file"),
        As::Json => ("JSON", "the document as data"),
        As::Bundle => (
            "Audit bundle",
            "the brief, its sources and its history, to be checked by an auditor; never for the customer",
        ),
    };
    (form.word(), name, purpose)
}

async fn ask(State(app): State<Arc<App>>, visitor: Visitor, Path(run): Path<String>) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let opened = service.opened(&run).await?;
    let ahead = service.copy_ahead(&opened.run.id).await?;
    let (state, state_class) = super::words::state(opened.run.state.word());
    let title = opened.brief.title().to_owned();
    let named = format!("Export \u{b7} {title} \u{b7} {}", opened.account.name);
    page(&ExportPage {
        frame: Frame::new(&app, &visitor, Place::Accounts, named),
        run: opened.run.id.clone(),
        account_id: opened.account.id.to_string(),
        account: opened.account.name.clone(),
        title,
        state,
        state_class,
        forms: As::ALL
            .into_iter()
            .filter(|form| form.is_built_in())
            .map(told)
            .collect(),
        copy: ahead.into(),
    })
}

/// What somebody takes out.
#[derive(Debug, Deserialize)]
struct Wanted {
    #[serde(rename = "as", default)]
    form: String,
    #[serde(default)]
    audience: Audience,
    /// Why it leaves for the customer although an issue of theirs is open.
    #[serde(default)]
    despite: String,
}

async fn take(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(run): Path<String>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Fault> {
    let form = As::ALL
        .into_iter()
        .find(|form| form.word() == wanted.form && form.is_built_in())
        .ok_or_else(|| {
            let hint = "choose one of the formats in the list";
            Fault::new(StatusCode::UNPROCESSABLE_ENTITY, "the desk writes no such format", hint)
        })?;
    let despite = Some(wanted.despite.as_str()).filter(|reason| !reason.trim().is_empty());
    let service = visitor.service(&app);
    let exported = service.document(&run, form, wanted.audience, despite).await?;
    Ok(Attached(exported).into_response())
}
