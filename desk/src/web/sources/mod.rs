//! One source as a whole, with the words lit that a claim points at.

mod text;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use grounding::{Affiliation, Citation, Source, SourceId, State as SourceState};
use serde::Deserialize;

use super::app::App;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::review::{Piece, SourceView};
use super::routes::Routes;
use super::visitor::Visitor;
use crate::service::Service;
use text::{FieldView, Stretch};

/// The route of sources.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/sources/{*id}", show)
}

/// A source.
#[derive(Template)]
#[template(path = "web/sources/source.html")]
struct SourcePage {
    frame: Frame,
    /// The account's id and name; none for what belongs to all of them.
    account: Option<(String, String)>,
    source: SourceView,
    system: String,
    /// Why it is no evidence any more; empty where it is.
    ended: &'static str,
    speakers: Vec<SpeakerView>,
    fields: Vec<FieldView>,
    stretches: Vec<Stretch>,
    attached: Vec<AttachedView>,
    /// The claim whose words are lit: its run and its id.
    claim: Option<(String, String)>,
    /// How many words are lit.
    lit: usize,
}

/// An approved brief that was attached to it.
struct AttachedView {
    run: String,
    kind: String,
}

/// Somebody who wrote or said a part of it.
#[derive(Debug, PartialEq, Eq)]
struct SpeakerView {
    name: String,
    side: &'static str,
}

/// What is lit: what a claim points at, or a passage.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Look {
    run: String,
    claim: String,
    start: Option<usize>,
    end: Option<usize>,
}

async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(look): Query<Look>,
) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let shown = service.source(&SourceId::raw(id)).await?;
    let source = &shown.source;
    let cited = look.cited(&service, source).await;
    let citations: Vec<&Citation> = cited.iter().collect();
    let view = SourceView::lit(source, &citations, true);
    let accounts = app.workspace.accounts().await?;
    let account = source.account.as_ref().map(|id| {
        let name = accounts.iter().find(|it| it.id == *id).map(|it| it.name.clone());
        (id.to_string(), name.unwrap_or_else(|| id.to_string()))
    });
    page(&SourcePage {
        frame: Frame::new(&app, &visitor, Place::Accounts, source.title.clone()),
        account,
        system: source.id.system().to_owned(),
        ended: ended(source.state),
        speakers: speakers(source),
        fields: text::fields(source, &view.pieces),
        stretches: text::stretches(source, &view.pieces),
        attached: shown
            .attached
            .iter()
            .map(|it| AttachedView {
                run: it.run.clone(),
                kind: it.kind.clone(),
            })
            .collect(),
        claim: (!look.run.is_empty() && !cited.is_empty()).then(|| (look.run.clone(), look.claim.clone())),
        lit: view.pieces.iter().filter(|it| it.mark.is_some()).count(),
        source: view,
    })
}

impl Look {
    /// What to light. An address whose run or claim is gone, or nothing for whoever looks, lights
    /// nothing.
    async fn cited(&self, service: &Service<'_>, source: &Source) -> Vec<Citation> {
        if let Some((start, end)) = self.start.zip(self.end) {
            let quote = source.text.get(start..end).map(str::to_owned);
            return quote.into_iter().map(|quote| citation(source, quote, start)).collect();
        }
        if self.run.is_empty() {
            return Vec::new();
        }
        let Ok(opened) = service.opened(&self.run).await else {
            return Vec::new();
        };
        let brief = &opened.brief;
        let claims = brief
            .claims
            .iter()
            .map(|it| &it.claim)
            .chain(brief.rejected.iter().map(|it| &it.claim));
        let of_claim = claims
            .filter(|claim| claim.id == self.claim)
            .flat_map(|claim| &claim.citations);
        of_claim.filter(|it| it.source_id == source.id).cloned().collect()
    }
}

fn citation(source: &Source, quote: String, start: usize) -> Citation {
    Citation {
        source_id: source.id.clone(),
        start: Some(start),
        end: Some(start + quote.len()),
        quote,
    }
}

fn ended(state: SourceState) -> &'static str {
    match state {
        SourceState::Live => "",
        SourceState::Superseded => "A later revision took its place; nothing is cited to it any more.",
        SourceState::Deleted => "Its system says that it was deleted; nothing is cited to it any more.",
        SourceState::Test => "It was made in a test mode and never happened; nothing is cited to it.",
    }
}

/// Everybody who wrote or said a part of it, each once, in the order in which they begin.
fn speakers(source: &Source) -> Vec<SpeakerView> {
    let mut found: Vec<SpeakerView> = Vec::new();
    for author in source.authors.iter().filter(|author| !author.name.is_empty()) {
        let speaker = SpeakerView {
            name: author.name.clone(),
            side: match author.affiliation {
                Affiliation::Customer => "customer",
                Affiliation::Vendor => "vendor",
                Affiliation::Unknown => "",
            },
        };
        if !found.contains(&speaker) {
            found.push(speaker);
        }
    }
    found
}
