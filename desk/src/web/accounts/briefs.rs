//! Every brief that was drafted of the account.

use std::cmp::Reverse;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use workflow::definition;
use workflow::run::Run;

use super::{Head, Tab, opened};
use crate::service::review::list::RunFilter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, page};
use crate::web::review::version_address;
use crate::web::visitor::Visitor;
use crate::web::words::state;

#[derive(Template)]
#[template(path = "web/accounts/briefs.html")]
struct BriefsPage {
    frame: Frame,
    head: Head,
    /// The newest first.
    runs: Vec<RunView>,
    saved: Vec<SavedView>,
}

/// A brief, and where it stands.
struct RunView {
    id: String,
    title: &'static str,
    number: u32,
    state: &'static str,
    class: &'static str,
    version: u32,
    as_of: String,
    /// When it was drafted, and by whom.
    began: String,
    by: String,
    /// Who has approved, in which role.
    approved: Vec<String>,
    /// Whom it waits for; empty where for nobody.
    waits: String,
}

/// A brief that was kept under a name.
struct SavedView {
    name: String,
    address: String,
    title: &'static str,
    number: u32,
    by: String,
    when: String,
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let opened = opened(&app, &visitor, &name, Tab::Briefs).await?;
    let filter = RunFilter {
        all: true,
        account: Some(opened.account.id.as_str()),
    };
    let mut runs = visitor.service(&app).waiting(filter).await?;
    runs.sort_by_key(|run| (Reverse(run.began.at), run.id.clone()));
    page(&BriefsPage {
        saved: saved(&runs),
        runs: runs.iter().map(RunView::of).collect(),
        head: opened.head,
        frame: opened.frame,
    })
}

/// The title of a kind of brief.
pub(super) fn title(kind: &str) -> &'static str {
    definition(kind).map_or("Brief", |it| it.spec.title)
}

impl RunView {
    fn of(run: &Run) -> Self {
        let (state, class) = state(run.state.word());
        let signed = run.state.signatures().iter();
        let waits: Vec<&str> = run.waits_for().iter().map(|role| role.noun()).collect();
        Self {
            id: run.id.clone(),
            title: title(&run.started.kind),
            number: run.started.number,
            state: if run.completed.is_some() { "complete" } else { state },
            class,
            version: run.version,
            as_of: run.started.as_of.to_string(),
            began: run.began.at.strftime("%Y-%m-%d").to_string(),
            by: run.began.name.clone(),
            approved: signed
                .map(|it| format!("{}, {}, {}", it.signed.name, it.approval.role.noun(), it.signed.day))
                .collect(),
            waits: waits.join(" and "),
        }
    }
}

/// What was kept under a name, the newest first.
fn saved(runs: &[Run]) -> Vec<SavedView> {
    let all = runs
        .iter()
        .flat_map(|run| run.saved.iter().map(move |saved| (run, saved)));
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(_, saved)| (Reverse(saved.signed.at), saved.name.clone()));
    let views = all.into_iter().map(|(run, saved)| SavedView {
        name: saved.name.clone(),
        address: version_address(&run.id, saved.version),
        title: title(&run.started.kind),
        number: run.started.number,
        by: saved.signed.name.clone(),
        when: saved.signed.at.strftime("%Y-%m-%d %H:%M UTC").to_string(),
    });
    views.collect()
}
