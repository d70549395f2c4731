//! Jobs on a small store, drafted without a model.

pub(in crate::web) mod desk;

use axum::http::{StatusCode, header};
use futures::future::join_all;
use workflow::people::Role;
use workflow::{Definition, kinds};
use workflow::{handoff::HANDOFF, recap::RECAP, summary::SUMMARY};

use super::standing::{SectionState, Stage, Standing};
use super::*;
use crate::web::cookie::Held;
use desk::{Desk, asked};

const ACCOUNT: &str = "northwind-labs";

impl Desk {
    async fn begin(&self, person: &Person, definition: &'static Definition) -> anyhow::Result<Arc<Job>> {
        let order = self.order(person, definition).await;
        self.app.jobs.begin(&self.app, order)
    }

    async fn order(&self, person: &Person, definition: &'static Definition) -> Order {
        let accounts = self.app.workspace.accounts().await.unwrap();
        Order {
            account: accounts.iter().find(|it| it.id.as_str() == ACCOUNT).unwrap().clone(),
            asked: asked(definition),
            person: person.clone(),
            drafter: Drafter::Extractive,
        }
    }

    async fn runs(&self) -> Vec<String> {
        let heads = self.app.workspace.store.heads(None).await.unwrap();
        heads.into_iter().map(|head| head.id).collect()
    }
}

/// Where a standing is on the way from the first to the last.
fn rank(standing: &Standing) -> usize {
    match standing.stage {
        Stage::Waiting => 0,
        Stage::Drafting | Stage::Revising { .. } => 1,
        Stage::Verifying => 2,
        _ => 3,
    }
}

#[tokio::test]
async fn a_job_goes_from_waiting_to_a_run() {
    let desk = Desk::open().await;
    let csm = desk.person("csm", &[Role::Csm], None).await;
    let job = desk.begin(&csm, &HANDOFF).await.unwrap();
    let mut follower = job.follow();
    let mut seen = vec![follower.borrow_and_update().clone()];
    while !seen.last().unwrap().is_ended() {
        follower.changed().await.unwrap();
        seen.push(follower.borrow_and_update().clone());
    }
    assert!(seen.is_sorted_by_key(rank), "{seen:?}");
    assert_eq!(seen[0].stage, Stage::Waiting);
    let run = desk.runs().await.remove(0);
    let last = seen.last().unwrap();
    assert_eq!(last.stage, Stage::Done { run });
    assert!(
        last.sections.iter().all(|it| it.state == SectionState::Drafted),
        "{last:?}"
    );
}

/// Whenever it is broken off, a brief is kept as a whole or not at all.
#[tokio::test]
async fn a_job_that_is_broken_off_keeps_all_or_nothing() {
    let desk = Desk::open().await;
    let csm = desk.person("csm", &[Role::Csm], None).await;
    let job = desk.begin(&csm, &HANDOFF).await.unwrap();
    let mut follower = job.follow();
    let begun = follower.wait_for(|standing| standing.stage != Stage::Waiting);
    // It holds the standing for as long as it is looked at.
    drop(begun.await.unwrap());
    job.cancel();
    // A quick machine may have kept it before anybody could break it off.
    let kept: Vec<String> = match job.ended().await.stage {
        Stage::Canceled => Vec::new(),
        Stage::Done { run } => vec![run],
        other => panic!("{other:?}"),
    };
    assert_eq!(desk.runs().await, kept);
    // It is over, so the next is another.
    let next = desk.begin(&csm, &HANDOFF).await.unwrap();
    assert_ne!(next.id, job.id);
}

#[tokio::test]
async fn two_are_drafted_at_once_and_others_wait_for_their_turn() {
    let desk = Desk::open().await;
    let csm = desk.person("csm", &[Role::Csm], None).await;
    let taken = desk.app.jobs.places.clone().acquire_many_owned(2).await.unwrap();
    assert_eq!(desk.app.jobs.places.available_permits(), 0, "two places, and no more");
    let jobs = join_all(kinds().iter().map(|kind| desk.begin(&csm, kind))).await;
    let jobs: Vec<Arc<Job>> = jobs.into_iter().map(Result::unwrap).collect();
    tokio::task::yield_now().await;
    let waiting = jobs.iter().filter(|job| job.standing().stage == Stage::Waiting);
    assert_eq!(waiting.count(), 4);
    // One that waits is broken off without having had a turn.
    jobs[3].cancel();
    assert_eq!(jobs[3].ended().await.stage, Stage::Canceled);
    drop(taken);
    let is_at_it = |job: &&Arc<Job>| (1..3).contains(&rank(&job.standing()));
    for job in &jobs[..3] {
        let mut follower = job.follow();
        while !follower.borrow_and_update().is_ended() {
            assert!(jobs.iter().filter(is_at_it).count() <= 2);
            follower.changed().await.unwrap();
        }
    }
    assert_eq!(desk.runs().await.len(), 3);
}

#[tokio::test]
async fn asking_again_leads_to_the_one_that_is_under_way() {
    let desk = Desk::open().await;
    let csm = desk.person("csm", &[Role::Csm], None).await;
    let other = desk.person("other", &[Role::Csm], None).await;
    let _taken = desk.app.jobs.places.clone().acquire_many_owned(2).await.unwrap();
    let first = desk.begin(&csm, &RECAP).await.unwrap();
    let again = desk.begin(&csm, &RECAP).await.unwrap();
    let of_another_kind = desk.begin(&csm, &SUMMARY).await.unwrap();
    let of_another_person = desk.begin(&other, &RECAP).await.unwrap();
    assert_eq!(first.id, again.id);
    assert_ne!(first.id, of_another_kind.id);
    assert_ne!(first.id, of_another_person.id);
    let found = desk.app.jobs.under_way("csm", &first.account.id, "recap");
    assert_eq!(found.map(|job| job.id.clone()), Some(first.id.clone()));
}

#[tokio::test]
async fn a_desk_that_is_stopped_breaks_off_what_is_drafted() {
    let desk = Desk::open().await;
    let csm = desk.person("csm", &[Role::Csm], None).await;
    let _taken = desk.app.jobs.places.clone().acquire_many_owned(2).await.unwrap();
    let job = desk.begin(&csm, &RECAP).await.unwrap();
    desk.app.jobs.stop();
    assert_eq!(job.ended().await.stage, Stage::Canceled);
    let refused = desk.begin(&csm, &RECAP).await.err().unwrap();
    insta::assert_snapshot!(refused, @"the desk is being stopped");
}

#[tokio::test]
async fn no_more_wait_than_may() {
    let desk = Desk::open().await;
    let _taken = desk.app.jobs.places.clone().acquire_many_owned(2).await.unwrap();
    let csm = desk.person("csm", &[Role::Csm], None).await;
    for number in 0..MOST_OPEN {
        let person = Person {
            login: format!("csm-{number}"),
            ..csm.clone()
        };
        desk.begin(&person, &RECAP).await.unwrap();
    }
    let refused = desk.begin(&csm, &RECAP).await.err().unwrap();
    insta::assert_snapshot!(refused, @"40 briefs are being drafted or wait for it");
}

#[tokio::test]
async fn what_came_of_a_job_is_forgotten_after_a_while() {
    let desk = Desk::open().await;
    let csm = desk.person("csm", &[Role::Csm], None).await;
    let order = desk.order(&csm, &RECAP).await;
    let job = |id: String| Arc::new(Job::new(id, &order, &desk.app.settings));
    let ended = |id: String| {
        let job = job(id);
        job.end(Stage::Canceled);
        job
    };
    let mut book = Book::default();
    book.jobs.push(job("open".to_owned()));
    book.jobs
        .extend((0..=MOST_ENDED).map(|number| ended(format!("ended-{number}"))));
    let ids = |book: &Book| book.jobs.iter().map(|job| job.id.clone()).collect::<Vec<_>>();
    book.forget(Instant::now());
    let kept = (1..=MOST_ENDED).map(|number| format!("ended-{number}"));
    assert_eq!(
        ids(&book),
        std::iter::once("open".to_owned()).chain(kept).collect::<Vec<_>>()
    );
    book.forget(Instant::now() + REMEMBERED + Duration::from_secs(1));
    assert_eq!(ids(&book), ["open"]);
}

/// Whoever may not read the account is told nothing of it; whoever may, but did not begin it, can't
/// break it off.
#[tokio::test]
async fn a_job_is_there_for_those_who_may_read_its_account() {
    let desk = Desk::open().await;
    let csm = desk.person("csm", &[Role::Csm], None).await;
    let reader = desk.person("reader", &[Role::Reader], None).await;
    let stranger = desk.person("stranger", &[Role::Csm], Some("halden-freight")).await;
    let (reader, stranger) = (desk.visit(&reader).await, desk.visit(&stranger).await);
    let own = desk.visit(&csm).await;
    let taken = desk.app.jobs.places.clone().acquire_many_owned(2).await.unwrap();
    let job = desk.begin(&csm, &RECAP).await.unwrap();
    let (page, cancel) = (format!("/jobs/{}", job.id), format!("/jobs/{}/cancel", job.id));
    let events = format!("{page}/events");
    let statuses = async |held: &Held| {
        [
            desk.ask(held, &page, None).await.status.as_u16(),
            desk.ask(held, &cancel, Some("")).await.status.as_u16(),
        ]
    };
    assert_eq!(statuses(&stranger).await, [404, 404]);
    assert_eq!(desk.ask(&stranger, &events, None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(statuses(&reader).await, [200, 403]);
    assert_eq!(job.standing().stage, Stage::Waiting);
    let canceled = desk.ask(&own, &cancel, Some("")).await;
    assert_eq!(canceled.header(header::LOCATION), page);
    assert_eq!(job.standing().stage, Stage::Canceled);
    drop(taken);
    // What is over is told once.
    let told = desk.ask(&reader, &events, None).await;
    assert_eq!(told.header(header::CONTENT_TYPE), "text/event-stream");
    insta::assert_snapshot!(told.text().replace(&job.id, "JOB"), @r#"data: {"sections":[{"id":"changed","state":"waiting","word":"not drafted"},{"id":"goals","state":"waiting","word":"not drafted"},{"id":"outcomes","state":"waiting","word":"not drafted"},{"id":"likely","state":"waiting","word":"not drafted"},{"id":"delivered","state":"waiting","word":"not drafted"},{"id":"usage","state":"waiting","word":"not drafted"},{"id":"feedback","state":"waiting","word":"not drafted"},{"id":"risks","state":"waiting","word":"not drafted"},{"id":"open","state":"waiting","word":"not drafted"},{"id":"next","state":"waiting","word":"not drafted"},{"id":"decision","state":"waiting","word":"not drafted"}],"mark":"broken off","says":"Drafting was broken off. Nothing was kept.","next":"/jobs/JOB"}"#);
}

/// A brief that is done leads on; one that is held up says why, and where it stands.
#[tokio::test]
async fn a_brief_is_begun_from_its_form_and_leads_to_its_run() {
    let desk = Desk::open().await;
    let csm = desk.person("csm", &[Role::Csm], None).await;
    let held = desk.visit(&csm).await;
    let address = format!("/accounts/{ACCOUNT}/generate");
    let begun = desk.ask(&held, &address, Some("kind=summary")).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    let page = begun.header(header::LOCATION).to_owned();
    let job = desk.app.jobs.find(page.rsplit('/').next().unwrap()).unwrap();
    let Stage::Done { run } = job.ended().await.stage else {
        panic!("{:?}", job.standing());
    };
    let done = desk.ask(&held, &page, None).await;
    assert_eq!(done.header(header::LOCATION), format!("/runs/{run}"));
    let begun = desk
        .ask(&held, "/accounts/halden-freight/generate", Some("kind=handoff"))
        .await;
    let page = begun.header(header::LOCATION).to_owned();
    let job = desk.app.jobs.find(page.rsplit('/').next().unwrap()).unwrap();
    let standing = job.ended().await;
    let told = desk.ask(&held, &page, None).await.text();
    let run = standing.stage.run().unwrap();
    assert!(told.contains(&format!("href=\"/runs/{run}\"")), "{told}");
    assert!(!standing.stage.reasons().is_empty(), "{standing:?}");
}
