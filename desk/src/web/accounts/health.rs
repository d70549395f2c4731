//! The account's health: how its score went, and what the newest snapshot rests on.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use grounding::{Source, SourceId};
use workflow::brief::{Brief, Health, HealthPoint};
use workflow::document::{Beside, Block};
use workflow::health::HEALTH;

use super::{Head, Tab, opened};
use crate::web::app::App;
use crate::web::charts::{Goal, LineChart, LinePoint, line};
use crate::web::fault::Fault;
use crate::web::frame::{Frame, page};
use crate::web::visitor::Visitor;
use crate::web::words::level;

#[derive(Template)]
#[template(path = "web/accounts/health.html")]
struct HealthPage {
    frame: Frame,
    head: Head,
    /// None where nobody has scored the account.
    snapshot: Option<SnapshotView>,
}

/// The newest snapshot.
struct SnapshotView {
    run: String,
    as_of: String,
    /// Where the account stands, what keeps it from a better level, and its signals.
    blocks: Vec<Block>,
    notes: Vec<NoteView>,
    next: Option<NextView>,
    /// The course of the score as a picture; empty where there are not two scores.
    chart: String,
    /// The scores behind it, the newest first.
    points: Vec<PointView>,
}

/// Where words come from.
struct NoteView {
    number: usize,
    source: SourceId,
    text: String,
}

/// What to do next.
struct NextView {
    claim: String,
    text: String,
    owner: String,
    due: String,
    status: String,
}

/// A score of some day.
struct PointView {
    date: String,
    /// Empty where nothing could be scored.
    score: String,
    word: &'static str,
    class: &'static str,
    sign: &'static str,
    /// Its record; empty where it is the brief's own.
    source: String,
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let opened = opened(&app, &visitor, &name, Tab::Health).await?;
    let service = visitor.service(&app);
    let heads = app
        .workspace
        .store
        .heads(Some(&opened.account.id))
        .await
        .map_err(anyhow::Error::from)?;
    let readable = heads
        .iter()
        .filter(|it| it.kind == HEALTH.spec.kind && it.state.is_drafted());
    let snapshot = match readable.max_by_key(|it| it.number) {
        Some(head) => {
            let run = service.opened(&head.id).await?;
            let ledger = service.ledger(&opened.account).await?;
            let find = |id: &SourceId| -> Option<&Source> { ledger.source(id) };
            let beside = Beside::of(&run.brief, run.run.state.word(), &run.run.judged, &find);
            run.brief
                .health
                .as_ref()
                .map(|health| SnapshotView::of(&run.brief, health, beside))
        }
        None => None,
    };
    page(&HealthPage {
        snapshot,
        head: opened.head,
        frame: opened.frame,
    })
}

impl SnapshotView {
    fn of(brief: &Brief, health: &Health, beside: Beside) -> Self {
        let own: Vec<&HealthPoint> = health.history.iter().filter(|it| it.ours).collect();
        let noted = super::overview::noted(&beside.above);
        let notes = beside.footnotes.into_iter().enumerate().map(|(at, it)| NoteView {
            number: at + 1,
            source: it.source_id,
            text: it.footnote.text(),
        });
        Self {
            run: brief.id.clone(),
            as_of: brief.as_of.to_string(),
            // The page has its own title.
            blocks: beside
                .above
                .into_iter()
                .filter(|it| !matches!(it, Block::Heading(_)))
                .collect(),
            notes: notes.filter(|note| noted.contains(&note.number)).collect(),
            next: next(brief, health),
            chart: chart(&own, health),
            points: own.iter().rev().map(|it| PointView::of(it)).collect(),
        }
    }
}

fn next(brief: &Brief, health: &Health) -> Option<NextView> {
    let next = health.next_action.as_ref()?;
    let claim = brief.claims.iter().find(|it| it.claim.id == next.claim)?;
    Some(NextView {
        claim: next.claim.clone(),
        text: claim.claim.text.clone(),
        owner: next.owner.replace('_', " "),
        due: next.due.map(|day| day.to_string()).unwrap_or_default(),
        status: next.status.replace('_', " "),
    })
}

/// The course of our own scores. One that says no more than its number is not drawn.
fn chart(own: &[&HealthPoint], health: &Health) -> String {
    let points: Vec<LinePoint> = own
        .iter()
        .map(|it| LinePoint {
            date: it.date,
            value: it.score.as_deref().and_then(|score| score.parse().ok()),
            told: it.score.clone().unwrap_or_else(|| "not scored".to_owned()),
        })
        .collect();
    if points.iter().filter(|it| it.value.is_some()).count() < 2 {
        return String::new();
    }
    let green = health.levels.green.normalize().to_string();
    line(&LineChart {
        title: "Score, from 0 to 100",
        points: &points,
        goal: green.parse().ok().map(|value| Goal {
            value,
            told: format!("green from {green}"),
        }),
        range: Some((0.0, 100.0)),
    })
}

impl PointView {
    fn of(point: &HealthPoint) -> Self {
        let (word, class, sign) = level(point.level);
        Self {
            date: point.date.to_string(),
            score: point.score.clone().unwrap_or_default(),
            word,
            class,
            sign,
            source: point.source_id.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }
}
