//! Drafting the brief of a job.

use std::sync::Arc;

use agent::draft::Drafter;
use tokio::sync::Semaphore;

use super::Job;
use super::standing::Stage;
use crate::service::Service;
use crate::session::Session;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::words::sentence;

/// Drafts the brief of a job once it is its turn, keeps it, and says how that ended.
pub(super) async fn work(app: Arc<App>, job: Arc<Job>, drafter: Drafter, places: Arc<Semaphore>) {
    let _ending = Ending(&job);
    let stage = carried_out(&app, &job, &drafter, &places).await;
    job.end(stage.unwrap_or_else(|error| failed(Fault::from(error).message())));
}

/// Whatever becomes of the task, nobody waits for its job forever.
struct Ending<'a>(&'a Job);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.end(failed("something went wrong here"));
    }
}

fn failed(why: &str) -> Stage {
    Stage::Failed {
        reasons: vec![sentence(why)],
    }
}

async fn carried_out(app: &App, job: &Job, drafter: &Drafter, places: &Semaphore) -> anyhow::Result<Stage> {
    let Some(place) = job.unless_canceled(places.acquire()).await else {
        return Ok(Stage::Canceled);
    };
    let _place = place?;
    job.take_up();
    let today = app.today();
    let session = Session::of(job.person.clone(), today);
    let service = Service {
        workspace: &app.workspace,
        settings: &app.settings,
        session: &session,
        today,
    };
    let drafting = service.drafting(&job.asked, drafter).await?;
    let progress = |step| job.note(step);
    let Some(outcome) = job.unless_canceled(drafting.drafted(&job.account, &progress)).await else {
        return Ok(Stage::Canceled);
    };
    // From here on it is kept or not, as a whole; nobody can break that off.
    let brief = outcome?.brief;
    let run = drafting.keep(&brief).await?;
    Ok(Stage::of(&brief, run.map(|run| run.id)))
}
