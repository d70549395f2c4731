//! The review of a run: the brief as a document one could read aloud, a map of what needs eyes
//! beside it, and the words that prove each sentence lit in their source.

mod act;
mod claims;
mod compare;
mod evidence;
mod foot;
mod history;
mod marks;
mod pieces;
mod subjects;
mod trial;
mod version;

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use grounding::{Source, SourceId};
use serde::Deserialize;
use workflow::brief::{Gate, InputStatus};
use workflow::document::{Beside, Block};
use workflow::people::{Act, Person};
use workflow::run::Signer;

use super::app::App;
use super::assets::Script;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::routes::Routes;
use super::said::JustDone;
use super::visitor::Visitor;
use crate::service::review::show::Shown;
use crate::web::words::{self, sentence, titled};
use claims::{RejectedView, Remark};
use evidence::EvidenceView;
use foot::FootView;
use history::Happened;
use subjects::SubjectsView;

pub(crate) use claims::{ClaimView, Showing};
pub(crate) use evidence::SourceView;
pub(crate) use pieces::Piece;
pub(crate) use version::address as version_address;

/// The routes of reviews.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/runs/{run}", show)
        .get("/runs/{run}/claims/{claim}/evidence", evidence_of)
        .and(act::routes())
        .and(trial::routes())
        .and(compare::routes())
        .and(version::routes())
}

/// A review.
#[derive(Template)]
#[template(path = "web/review/review.html")]
struct ReviewPage {
    frame: Frame,
    account_id: String,
    account: String,
    run: String,
    kind: String,
    title: String,
    state: &'static str,
    state_class: &'static str,
    number: u32,
    version: u32,
    as_of: String,
    due: String,
    digest: String,
    /// Why the brief is for reading only.
    changes: Vec<String>,
    /// What has happened since that the brief can't know.
    since: String,
    subjects: SubjectsView,
    above: Vec<Block>,
    sections: Vec<SectionView>,
    below: Vec<Block>,
    footnotes: Vec<NoteView>,
    rejected: Vec<RejectedView>,
    missing: Vec<String>,
    tasks: Vec<TaskView>,
    gates: Vec<Gate>,
    comments: Vec<Remark>,
    history: Vec<Happened>,
    people: Vec<Person>,
    /// Whether whoever looks may edit a claim.
    may_edit: bool,
    /// Whether they may comment, and keep the brief under a name.
    may_comment: bool,
    /// Whether they may do and assign tasks.
    may_work: bool,
    foot: FootView,
    /// The sources of the claim that the address names.
    evidence: Option<EvidenceView>,
    counts: Counts,
}

/// What needs eyes, in numbers.
struct Counts {
    open: usize,
    tasks: usize,
}

/// A section with its claims.
struct SectionView {
    id: String,
    title: String,
    claims: Vec<ClaimView>,
    blocks: Vec<Block>,
    /// How many claims have each mark: its class, its sign, its word, the number.
    counts: Vec<(&'static str, &'static str, &'static str, usize)>,
}

/// Where words beside the claims come from.
struct NoteView {
    number: usize,
    source: SourceId,
    text: String,
}

/// A task of the run.
struct TaskView {
    id: String,
    title: String,
    who: String,
    due: String,
    overdue: bool,
    stop: bool,
    done: String,
}

/// Which claim is looked at.
#[derive(Debug, Default, Deserialize)]
struct Look {
    #[serde(default)]
    claim: String,
    #[serde(flatten)]
    just: JustDone,
}

async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(run): Path<String>,
    Query(look): Query<Look>,
) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let mut shown = service.show(&run).await?;
    let evidence = if look.claim.is_empty() {
        None
    } else {
        // Without scripts, asking for a claim's sources is opening them.
        let (claim, cited) = service.open_evidence(&run, &look.claim).await?;
        let opened = service.opened(&shown.run.id).await?;
        (shown.run, shown.history) = (opened.run, opened.history);
        Some(EvidenceView::of(&shown.run.id, &claim, &cited))
    };
    let people = app.workspace.store.people().await.map_err(anyhow::Error::from)?;
    let may = |act| service.session.can(act, Some(shown.run.account()));
    let (may_comment, may_work) = (may(Act::Comment), may(Act::Work));
    let signer = service.session.signer(Act::Judge).ok();
    let mut frame = Frame::new(&app, &visitor, Place::Accounts, title(&shown));
    frame.scripts = &[Script::Review];
    frame.said = look.just.sentence();
    page(&ReviewPage {
        may_comment,
        may_work,
        history: history::told(&shown.history),
        people: people.into_iter().filter(|person| person.active).collect(),
        evidence,
        ..review(frame, &shown, signer.as_ref(), app.today())
    })
}

fn title(shown: &Shown) -> String {
    format!("{} \u{b7} {}", shown.brief.title(), shown.brief.account_name)
}

/// The page, as far as it follows from the run.
fn review(frame: Frame, shown: &Shown, signer: Option<&Signer<'_>>, today: jiff::civil::Date) -> ReviewPage {
    let (run, brief) = (&shown.run, &shown.brief);
    let find = |id: &SourceId| -> Option<&Source> { shown.ledger().source(id) };
    let mut beside = Beside::of(brief, run.state.word(), &run.judged, &find);
    let showing = Showing {
        run,
        brief,
        ledger: shown.ledger(),
        signer,
    };
    let sections: Vec<SectionView> = brief
        .sections
        .iter()
        .map(|section| {
            let of_section = section.claims.iter();
            let claims: Vec<ClaimView> = of_section
                .filter_map(|id| brief.claims.iter().find(|it| it.claim.id == *id))
                .map(|claim| showing.claim(claim))
                .collect();
            SectionView {
                id: section.id.clone(),
                title: section.title.clone(),
                counts: counted(&claims),
                blocks: beside.of_section.remove(&section.id).unwrap_or_default(),
                claims,
            }
        })
        .collect();
    let subjects = SubjectsView::of(run, brief, signer, &find);
    let tasks = tasks(shown, today);
    let (state, state_class) = super::words::state(run.state.word());
    ReviewPage {
        account_id: run.account().to_string(),
        account: brief.account_name.clone(),
        run: run.id.clone(),
        kind: run.started.kind.clone(),
        title: brief.title().to_owned(),
        state: if run.completed.is_some() { "complete" } else { state },
        state_class,
        number: run.started.number,
        version: run.version,
        as_of: run.started.as_of.to_string(),
        due: due(shown, today),
        digest: workflow::brief::short_digest(&run.digest).to_owned(),
        changes: shown.changes.clone(),
        since: shown.since.as_ref().map(|it| sentence(&it.note)).unwrap_or_default(),
        above: beside.above,
        below: beside.below,
        footnotes: beside
            .footnotes
            .into_iter()
            .enumerate()
            .map(|(at, it)| NoteView {
                number: at + 1,
                source: it.source_id,
                text: it.footnote.text(),
            })
            .collect(),
        rejected: brief.rejected.iter().map(|it| showing.rejected(it)).collect(),
        missing: missing(shown),
        gates: run.gates(),
        comments: run
            .comments
            .iter()
            .filter(|(_, _, claim)| claim.is_none())
            .map(|(signed, text, _)| Remark {
                name: signed.name.clone(),
                when: signed.day.to_string(),
                text: text.clone(),
            })
            .collect(),
        may_edit: signer.is_some_and(|signer| run.may_edit(signer).is_ok()),
        foot: FootView::of(run, signer, shown.is_archived()),
        counts: Counts {
            open: subjects.holding.len() + subjects.others.len(),
            tasks: tasks.iter().filter(|task| task.done.is_empty()).count(),
        },
        subjects,
        tasks,
        sections,
        frame,
        history: Vec::new(),
        people: Vec::new(),
        may_comment: false,
        may_work: false,
        evidence: None,
    }
}

fn counted(claims: &[ClaimView]) -> Vec<(&'static str, &'static str, &'static str, usize)> {
    let mut counts: BTreeMap<&'static str, (&'static str, &'static str, usize)> = BTreeMap::new();
    for claim in claims {
        let counted = counts
            .entry(claim.mark.word)
            .or_insert((claim.mark.class, claim.mark.sign, 0));
        counted.2 += 1;
    }
    counts
        .into_iter()
        .map(|(word, (class, sign, number))| (class, sign, word, number))
        .collect()
}

/// What could not be told for want of evidence.
fn missing(shown: &Shown) -> Vec<String> {
    let inputs = shown.brief.inputs.iter().filter_map(|input| {
        let status = match input.status {
            InputStatus::Present => return None,
            InputStatus::Missing => "is missing",
            InputStatus::Stale => "is too old to go by",
        };
        let name = titled(&words::input(&input.name));
        Some(if input.note.is_empty() {
            format!("{name} {status}.")
        } else {
            format!("{name} {status}: {}", sentence(&input.note))
        })
    });
    let findings = shown.brief.diagnostics.iter().filter(|it| it.settled_by.is_none());
    inputs.chain(findings.map(|it| sentence(&it.message))).collect()
}

fn tasks(shown: &Shown, today: jiff::civil::Date) -> Vec<TaskView> {
    let run = &shown.run;
    let each = run.tasks.iter().enumerate();
    each.map(|(at, task)| {
        let due = run.due(at);
        TaskView {
            id: task.id.clone(),
            title: sentence(&task.title),
            who: task
                .assignee
                .clone()
                .unwrap_or_else(|| format!("the {}", task.role.noun())),
            due: due.map(|date| date.to_string()).unwrap_or_default(),
            overdue: task.done.is_none() && due.is_some_and(|date| date < today),
            stop: task.stop,
            done: task
                .done
                .as_ref()
                .map(|done| format!("done by {} on {}", done.name, done.day))
                .unwrap_or_default(),
        }
    })
    .collect()
}

/// When something of the run is due, in words.
fn due(shown: &Shown, today: jiff::civil::Date) -> String {
    if !shown.run.is_open() {
        return String::new();
    }
    match shown.run.next_due() {
        Some(date) if date < today => format!("overdue since {date}"),
        Some(date) => format!("due {date}"),
        None => String::new(),
    }
}

/// The sources of a claim, to stand beside it. Looking is not opening: that is told once somebody
/// has had them before their eyes for a while.
async fn evidence_of(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path((run, claim)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let opened = service.opened(&run).await?;
    let (claim, cited) = service.evidence(&opened, &claim).await?;
    page(&EvidenceView::of(&opened.run.id, &claim, &cited))
}
