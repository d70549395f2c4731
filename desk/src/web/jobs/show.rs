//! The page of a job, what it is told as it goes on, and breaking it off.

use std::convert::Infallible;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Redirect, Response};
use futures::Stream;
use futures::stream::unfold;
use serde::Serialize;
use tokio::sync::watch;
use workflow::people::Act;

use super::Job;
use super::standing::{SectionStanding, Stage, Standing};
use crate::web::app::App;
use crate::web::assets::Script;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::generate;
use crate::web::routes::Routes;
use crate::web::visitor::Visitor;

/// The routes of jobs.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/jobs/{job}", show)
        .get("/jobs/{job}/events", events)
        .post("/jobs/{job}/cancel", cancel)
}

#[derive(Template)]
#[template(path = "web/generate/job.html")]
struct JobPage {
    frame: Frame,
    id: String,
    account_id: String,
    account: String,
    title: &'static str,
    /// Who began it.
    by: String,
    /// Whether whoever looks may break it off.
    may_cancel: bool,
    /// Where it can be begun again.
    again: String,
    standing: Standing,
    is_ended: bool,
}

/// What a page is told of a job as it goes on.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Told {
    sections: Vec<Line>,
    mark: &'static str,
    says: String,
    /// Where to go now; none while it goes on.
    next: Option<String>,
}

/// A section of it.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Line {
    id: &'static str,
    state: &'static str,
    word: &'static str,
}

async fn show(State(app): State<Arc<App>>, visitor: Visitor, Path(id): Path<String>) -> Result<Response, Fault> {
    let job = readable(&app, &visitor, &id)?;
    let standing = job.standing();
    if let Stage::Done { run } = &standing.stage {
        return Ok(Redirect::to(&format!("/runs/{run}")).into_response());
    }
    let title = format!("{} \u{b7} {}", job.title(), job.account.name);
    let mut frame = Frame::new(&app, &visitor, Place::Accounts, title);
    frame.scripts = &[Script::Generate];
    let is_ended = standing.is_ended();
    page(&JobPage {
        frame,
        id: job.id.clone(),
        account_id: job.account.id.to_string(),
        account: job.account.name.clone(),
        title: job.title(),
        by: job.person.name.clone(),
        may_cancel: !is_ended && is_theirs(&job, &visitor),
        again: generate::address(&job.account.id, &job.asked),
        standing,
        is_ended,
    })
}

/// How far the job is, and every change of that until it has ended.
async fn events(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Fault> {
    let job = readable(&app, &visitor, &id)?;
    Ok(Sse::new(changes(&job)).keep_alive(KeepAlive::default()))
}

fn changes(job: &Job) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    let mut follower = job.follow();
    // How far it is now is the first thing to be told.
    follower.mark_changed();
    let page = format!("/jobs/{}", job.id);
    unfold(
        Some((follower, page)),
        async |state: Option<(watch::Receiver<Standing>, String)>| {
            let (mut follower, page) = state?;
            follower.changed().await.ok()?;
            let standing = follower.borrow_and_update().clone();
            let event = Event::default().json_data(Told::of(&standing, &page)).ok()?;
            let next = (!standing.is_ended()).then_some((follower, page));
            Some((Ok(event), next))
        },
    )
}

impl Told {
    fn of(standing: &Standing, page: &str) -> Self {
        let is_ended = standing.is_ended();
        let line = |section: &SectionStanding| Line {
            id: section.id,
            state: section.state.name(),
            word: section.state.word(is_ended),
        };
        Self {
            sections: standing.sections.iter().map(line).collect(),
            mark: standing.stage.mark().0,
            says: standing.stage.sentence(),
            // The page of the job leads on to the run, or says why there is none.
            next: is_ended.then(|| page.to_owned()),
        }
    }
}

async fn cancel(State(app): State<Arc<App>>, visitor: Visitor, Path(id): Path<String>) -> Result<Redirect, Fault> {
    let job = stopped(&app, &visitor, &id).await?;
    Ok(Redirect::to(&format!("/jobs/{}", job.id)))
}

/// The job, broken off by whoever began it, once it is over.
pub(crate) async fn stopped(app: &App, visitor: &Visitor, id: &str) -> Result<Arc<Job>, Fault> {
    let job = readable(app, visitor, id)?;
    if !is_theirs(&job, visitor) {
        let message = format!("only {} may break this off", job.person.name);
        return Err(Fault::new(
            StatusCode::FORBIDDEN,
            message,
            "have a brief drafted yourself",
        ));
    }
    job.cancel();
    // What was being kept at that moment is kept; the page of the job says which it was.
    job.ended().await;
    Ok(job)
}

/// The job, for whoever may read its account. To others it is not there.
pub(crate) fn readable(app: &App, visitor: &Visitor, id: &str) -> Result<Arc<Job>, Fault> {
    let job = app.jobs.find(id);
    job.filter(|job| visitor.session.can(Act::Read, Some(&job.account.id)))
        .ok_or_else(|| {
            let hint = "what came of it is under the account's briefs";
            Fault::new(StatusCode::NOT_FOUND, "nothing is being drafted here", hint)
        })
}

fn is_theirs(job: &Job, visitor: &Visitor) -> bool {
    job.person.login == visitor.person.login
}
