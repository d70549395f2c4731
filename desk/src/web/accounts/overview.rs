//! The account's newest summary that can be read, one section at a time (AS-45).

use std::collections::BTreeMap;
use std::sync::Arc;

use agent::pipeline::Change;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use grounding::{Source, SourceId};
use serde::Deserialize;
use workflow::brief::{Brief, RunState, Section};
use workflow::document::{Beside, Block};
use workflow::people::Act;
use workflow::run::{Note, Run, RunHead};
use workflow::summary::SUMMARY;

use super::{Head, Tab, opened};
use crate::settings::Settings;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, page};
use crate::web::review::{ClaimView, Showing};
use crate::web::said::JustDone;
use crate::web::visitor::Visitor;
use crate::web::words::state;

/// The section whose suggestions become an opportunity.
const EXPANSION: &str = "expansion";

#[derive(Template)]
#[template(path = "web/accounts/overview.html")]
struct OverviewPage {
    frame: Frame,
    head: Head,
    /// None where there is no summary that can be read.
    summary: Option<SummaryView>,
    /// A newer run that can't be read, or not yet.
    later: Option<RunView>,
    may: Rights,
}

/// What whoever looks may do.
#[expect(clippy::struct_excessive_bools, reason = "each is a right of its own")]
struct Rights {
    draft: bool,
    record: bool,
    save: bool,
    propose: bool,
}

/// A run in a sentence.
struct RunView {
    id: String,
    number: u32,
    state: &'static str,
    class: &'static str,
    as_of: String,
}

/// A summary, with one section open.
struct SummaryView {
    run: RunView,
    title: String,
    /// The names it was kept under.
    saved: Vec<String>,
    /// What the evidence of today no longer bears out.
    changes: Vec<String>,
    tabs: Vec<SectionTab>,
    section: SectionView,
}

/// A section to open.
struct SectionTab {
    id: String,
    title: String,
    is_open: bool,
}

/// The section that is open.
struct SectionView {
    id: String,
    title: String,
    claims: Vec<ClaimView>,
    blocks: Vec<Block>,
    notes: Vec<NoteView>,
    liked: Reaction,
    disliked: Reaction,
    /// Whether an opportunity can be made of it.
    is_expansion: bool,
}

/// Where words beside the claims come from.
struct NoteView {
    number: usize,
    source: SourceId,
    text: String,
}

/// Who liked a section, or did not.
#[derive(Debug, Default, PartialEq, Eq)]
struct Reaction {
    names: Vec<String>,
    /// Whether whoever looks is among them.
    is_mine: bool,
}

/// Which section is looked at.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Look {
    #[serde(default)]
    section: String,
    #[serde(flatten)]
    just: JustDone,
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(look): Query<Look>,
) -> Result<Response, Fault> {
    let mut opened = opened(&app, &visitor, &name, Tab::Overview).await?;
    opened.frame.said = look.just.sentence();
    let service = visitor.service(&app);
    let account = &opened.account.id;
    let heads = app
        .workspace
        .store
        .heads(Some(account))
        .await
        .map_err(anyhow::Error::from)?;
    let (readable, later) = newest(&heads);
    let summary = match readable {
        Some(head) => {
            let run = service.opened(&head.id).await?;
            let loaded = run.recheck(service.store(), &app.settings, app.today()).await?;
            let find = |id: &SourceId| -> Option<&Source> { loaded.ledger().source(id) };
            let showing = Showing {
                run: &run.run,
                brief: &run.brief,
                ledger: loaded.ledger(),
                signer: None,
            };
            let visible = visible(&app.settings, &run.brief);
            let open = visible
                .iter()
                .find(|it| it.id == look.section)
                .or_else(|| visible.first());
            open.map(|section| SummaryView {
                run: RunView::of(head),
                title: run.brief.title().to_owned(),
                saved: run.run.saved.iter().map(|it| it.name.clone()).collect(),
                changes: loaded.changes().iter().map(Change::sentence).collect(),
                tabs: tabs(&visible, &section.id),
                section: SectionView::of(section, showing, &find, &visitor.person.login),
            })
        }
        None => None,
    };
    let may = |act| service.session.can(act, Some(account));
    page(&OverviewPage {
        may: Rights {
            draft: may(Act::Draft),
            record: may(Act::Record),
            save: may(Act::Comment),
            propose: may(Act::ProposeAction),
        },
        later: later.map(RunView::of),
        summary,
        head: opened.head,
        frame: opened.frame,
    })
}

/// The newest summary that can be read, and a newer one that can't.
fn newest(heads: &[RunHead]) -> (Option<&RunHead>, Option<&RunHead>) {
    let summaries = || heads.iter().filter(|head| head.kind == SUMMARY.spec.kind);
    let readable = summaries()
        .filter(|head| is_readable(head.state))
        .max_by_key(|head| head.number);
    let newest = summaries().max_by_key(|head| head.number);
    let later = newest.filter(|newest| readable.is_none_or(|it| it.number < newest.number));
    (readable, later)
}

fn is_readable(state: RunState) -> bool {
    state.is_drafted()
}

/// The sections of a brief that an administrator has not hidden since it was drafted (AS-43).
fn visible<'b>(settings: &Settings, brief: &'b Brief) -> Vec<&'b Section> {
    let shown = settings.layout(SUMMARY.spec.kind).visible(SUMMARY.spec_of(brief));
    let is_shown = |section: &&Section| shown.iter().any(|it| it.id == section.id);
    brief.sections.iter().filter(is_shown).collect()
}

fn tabs(visible: &[&Section], open: &str) -> Vec<SectionTab> {
    let tab = |section: &&Section| SectionTab {
        id: section.id.clone(),
        title: section.title.clone(),
        is_open: section.id == open,
    };
    visible.iter().map(tab).collect()
}

impl RunView {
    fn of(head: &RunHead) -> Self {
        let (state, class) = state(head.state);
        Self {
            id: head.id.clone(),
            number: head.number,
            state,
            class,
            as_of: head.as_of.to_string(),
        }
    }
}

impl SectionView {
    fn of<'s>(
        section: &Section,
        showing: Showing<'_>,
        find: &dyn Fn(&SourceId) -> Option<&'s Source>,
        login: &str,
    ) -> Self {
        let (run, brief) = (showing.run, showing.brief);
        let mut beside = Beside::of(brief, run.state.word(), &run.judged, find);
        let blocks = beside.of_section.remove(&section.id).unwrap_or_default();
        let noted = noted(&blocks);
        let notes = beside.footnotes.into_iter().enumerate().map(|(at, it)| NoteView {
            number: at + 1,
            source: it.source_id,
            text: it.footnote.text(),
        });
        let is_said = |id: &&String| run.judged.get(*id).is_none_or(|judged| judged.accepted);
        let claims = section.claims.iter().filter(is_said);
        let claims = claims.filter_map(|id| brief.claims.iter().find(|it| it.claim.id == *id));
        Self {
            id: section.id.clone(),
            title: section.title.clone(),
            claims: claims.map(|claim| showing.claim(claim)).collect(),
            blocks,
            notes: notes.filter(|note| noted.contains(&note.number)).collect(),
            liked: Reaction::of(run, &section.id, Note::Liked, login),
            disliked: Reaction::of(run, &section.id, Note::Disliked, login),
            is_expansion: section.id == EXPANSION,
        }
    }
}

impl Reaction {
    /// Who has last said so of a section (PG-5). Whoever changes their mind has said the other.
    fn of(run: &Run, section: &str, what: Note, login: &str) -> Self {
        let mut last: BTreeMap<&str, (Note, &str)> = BTreeMap::new();
        for (signed, noted) in run.notes.iter().filter(|(_, noted)| noted.section == section) {
            if matches!(noted.what, Note::Liked | Note::Disliked) {
                let by = signed.by.as_deref().unwrap_or_default();
                last.insert(by, (noted.what, &signed.name));
            }
        }
        let said = last.iter().filter(|(_, (said, _))| *said == what);
        Self {
            names: said.clone().map(|(_, (_, name))| (*name).to_owned()).collect(),
            is_mine: said.clone().any(|(by, _)| *by == login),
        }
    }
}

/// The numbers of the footnotes that blocks refer to.
pub(super) fn noted(blocks: &[Block]) -> Vec<usize> {
    let lines = blocks.iter().flat_map(|block| match block {
        Block::Prose(lines) | Block::List(lines) | Block::Numbered(lines) => lines.iter().collect(),
        Block::Table(table) => table.rows.iter().flatten().collect::<Vec<_>>(),
        Block::Heading(_) | Block::Paragraph(_) | Block::Chart(_) => Vec::new(),
    });
    lines.flat_map(|line| line.notes.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use grounding::AccountId;
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;

    fn head(kind: &str, number: u32, state: RunState) -> RunHead {
        RunHead {
            id: format!("{kind}-{number}"),
            account: AccountId::new("alder-mill"),
            kind: kind.to_owned(),
            number,
            state,
            version: 1,
            digest: String::new(),
            as_of: date(2026, 6, 30),
            due: None,
            risk: 0,
            began: Timestamp::UNIX_EPOCH,
        }
    }

    fn told(heads: &[RunHead]) -> (Option<&str>, Option<&str>) {
        let (readable, later) = newest(heads);
        (readable.map(|it| it.id.as_str()), later.map(|it| it.id.as_str()))
    }

    #[test]
    fn the_newest_summary_that_can_be_read_is_shown_and_a_newer_one_that_cannot_is_told() {
        let heads = [
            head("summary", 1, RunState::Superseded),
            head("summary", 2, RunState::InReview),
            head("recap", 9, RunState::InReview),
        ];
        assert_eq!(told(&heads), (Some("summary-2"), None));
        let paused = head("summary", 3, RunState::Paused);
        let heads: Vec<RunHead> = heads.into_iter().chain([paused]).collect();
        assert_eq!(told(&heads), (Some("summary-2"), Some("summary-3")));
        assert_eq!(told(&heads[3..]), (None, Some("summary-3")));
        assert_eq!(told(&heads[2..3]), (None, None));
    }
}
