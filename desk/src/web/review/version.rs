//! A brief as an earlier version had it, to be read: what was saved under a name opens as it was
//! kept, and no model is asked (AS-46, AS-47).

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use grounding::Citation;
use workflow::brief::Brief;
use workflow::run::Run;

use super::marks::MarkView;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::visitor::Visitor;

/// The route of versions.
pub(super) fn routes() -> Routes {
    Routes::new().get("/runs/{run}/versions/{number}", show)
}

/// Where a version is read.
pub(crate) fn address(run: &str, number: u32) -> String {
    format!("/runs/{run}/versions/{number}")
}

#[derive(Template)]
#[template(path = "web/review/version.html")]
struct VersionPage {
    frame: Frame,
    run: String,
    title: String,
    as_of: String,
    number: u32,
    newest: u32,
    /// Who made it, and when.
    by: String,
    when: String,
    /// The names that it was kept under.
    saved: Vec<String>,
    sections: Vec<SectionView>,
}

struct SectionView {
    title: String,
    claims: Vec<ClaimView>,
}

/// A claim as it was said.
struct ClaimView {
    mark: MarkView,
    text: String,
    citations: Vec<Citation>,
}

async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path((run, number)): Path<(String, u32)>,
) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let opened = service.opened(&run).await?;
    let run = &opened.run;
    if number == run.version {
        return Ok(Redirect::to(&format!("/runs/{}", run.id)).into_response());
    }
    let brief = service.version(run, number).await?;
    let versions = opened.versions();
    let made = versions
        .into_iter()
        .find(|(it, _)| *it == number)
        .map(|(_, signed)| signed);
    let title = format!("{} \u{b7} {}", brief.title(), opened.account.name);
    page(&VersionPage {
        frame: Frame::new(&app, &visitor, Place::Accounts, format!("Version {number} of {title}")),
        run: run.id.clone(),
        as_of: brief.as_of.to_string(),
        number,
        newest: run.version,
        when: made
            .as_ref()
            .map(|it| it.at.strftime("%Y-%m-%d %H:%M UTC").to_string())
            .unwrap_or_default(),
        by: made.map(|it| it.name).unwrap_or_default(),
        saved: saved(run, number),
        sections: sections(run, &brief),
        title,
    })
}

fn saved(run: &Run, number: u32) -> Vec<String> {
    let kept = run.saved.iter().filter(|it| it.version == number);
    kept.map(|it| it.name.clone()).collect()
}

fn sections(run: &Run, brief: &Brief) -> Vec<SectionView> {
    let claim = |id: &String| {
        let claim = brief.claims.iter().find(|it| it.claim.id == *id)?;
        Some(ClaimView {
            mark: MarkView::of(brief, &run.judged, claim),
            text: claim.claim.text.clone(),
            citations: claim.claim.citations.clone(),
        })
    };
    let section = brief.sections.iter().map(|section| SectionView {
        title: section.title.clone(),
        claims: section.claims.iter().filter_map(claim).collect(),
    });
    section.filter(|section| !section.claims.is_empty()).collect()
}
