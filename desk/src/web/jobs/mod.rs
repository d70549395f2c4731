//! The briefs that are being drafted. Jobs live in memory only: a brief is kept as a run by one
//! transaction once it is whole, and whatever is broken off before that leaves nothing.

mod job;
mod show;
mod standing;
#[cfg(test)]
pub(super) mod tests;
mod work;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use agent::draft::Drafter;
use grounding::{Account, AccountId};
use tokio::sync::Semaphore;
use workflow::people::Person;

use super::app::App;
use super::visitor::Visitor;
use crate::failure::{Hinted, Kind};
use crate::secrets::random_hex;
use crate::service::drafting::{ANSWERS, Asked};

pub(crate) use job::Job;
pub(crate) use show::{readable, routes, stopped};
pub(crate) use standing::Standing;

/// Begins to draft a brief of an account for whoever may have one. Whoever may not is told so here,
/// and not by a job that fails.
///
/// # Errors
///
/// Fails for whoever may not, and where none can be begun.
pub(crate) async fn begin(app: &Arc<App>, visitor: &Visitor, account: &str, asked: Asked) -> anyhow::Result<Arc<Job>> {
    let drafter = app.settings.drafter(None, Some(&app.data.join(ANSWERS)))?;
    let account = visitor
        .service(app)
        .drafting(&asked, &drafter)
        .await?
        .account(account)
        .await?;
    let order = Order {
        account,
        asked,
        person: visitor.person.clone(),
        drafter,
    };
    app.jobs.begin(app, order)
}

/// So many briefs are drafted at once; others wait for their turn.
const AT_ONCE: usize = 2;
/// So many may be drafted or wait.
const MOST_OPEN: usize = 40;
/// So long is remembered what came of one, for whoever comes back to its page.
const REMEMBERED: Duration = Duration::from_hours(1);
/// So many are remembered.
const MOST_ENDED: usize = 200;
/// Bytes of a job's id. It is part of an address only, and nobody may guess another's.
const ID_BYTES: usize = 12;

/// The briefs that are being drafted, and those that have just been.
pub(crate) struct Jobs {
    book: Mutex<Book>,
    places: Arc<Semaphore>,
}

/// A brief that somebody wants.
pub(crate) struct Order {
    /// The account.
    pub(crate) account: Account,
    /// What is to be drafted of it.
    pub(crate) asked: Asked,
    /// Who wants it.
    pub(crate) person: Person,
    /// Who drafts.
    pub(crate) drafter: Drafter,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            book: Mutex::default(),
            places: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl Jobs {
    /// Begins to draft a brief. Where the same person has one of its kind under way for the account,
    /// it is that one.
    ///
    /// # Errors
    ///
    /// Fails where too many wait already, or the desk is being stopped.
    pub(crate) fn begin(&self, app: &Arc<App>, order: Order) -> anyhow::Result<Arc<Job>> {
        let job = {
            let mut book = self.book();
            book.forget(Instant::now());
            let (login, kind) = (&order.person.login, order.asked.definition.spec.kind);
            if let Some(job) = book.under_way(login, &order.account.id, kind) {
                return Ok(job);
            }
            book.may_take_one()?;
            let job = Arc::new(Job::new(random_hex(ID_BYTES)?, &order, &app.settings));
            book.jobs.push(job.clone());
            job
        };
        let work = work::work(app.clone(), job.clone(), order.drafter, self.places.clone());
        tokio::spawn(work);
        Ok(job)
    }

    /// Keeps every job waiting for its turn for as long as this is held.
    #[cfg(test)]
    pub(crate) async fn hold(&self) -> tokio::sync::OwnedSemaphorePermit {
        let all = u32::try_from(AT_ONCE).unwrap();
        self.places.clone().acquire_many_owned(all).await.unwrap()
    }

    /// The job of that id; none where there is none, or it is long over.
    pub(crate) fn find(&self, id: &str) -> Option<Arc<Job>> {
        self.book().jobs.iter().find(|job| job.id == id).cloned()
    }

    /// The job of a person that is under way for an account and a kind of brief.
    pub(crate) fn under_way(&self, login: &str, account: &AccountId, kind: &str) -> Option<Arc<Job>> {
        self.book().under_way(login, account, kind)
    }

    /// Breaks off all of them, since the desk is being stopped. No other is begun.
    pub(crate) fn stop(&self) {
        let mut book = self.book();
        book.is_closed = true;
        for job in &book.jobs {
            job.cancel();
        }
    }

    /// Nothing that panics holds the book, so it is as good as it was.
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Which jobs there are, in the order in which they were begun.
#[derive(Default)]
struct Book {
    jobs: Vec<Arc<Job>>,
    is_closed: bool,
}

impl Book {
    fn under_way(&self, login: &str, account: &AccountId, kind: &str) -> Option<Arc<Job>> {
        let mut open = self.jobs.iter().filter(|job| job.ended_at().is_none());
        let is_it = |job: &&Arc<Job>| {
            job.person.login == login && job.account.id == *account && job.asked.definition.spec.kind == kind
        };
        open.find(is_it).cloned()
    }

    fn may_take_one(&self) -> anyhow::Result<()> {
        let refused = |message: &str, hint: &str| {
            let refused = Hinted::new(message, [hint.to_owned()]);
            Err(refused.of_kind(Kind::Refused).into())
        };
        if self.is_closed {
            return refused("the desk is being stopped", "try again once it is open again");
        }
        let open = self.jobs.iter().filter(|job| job.ended_at().is_none()).count();
        if open >= MOST_OPEN {
            let hint = "try again once some of them are done";
            return refused(&format!("{open} briefs are being drafted or wait for it"), hint);
        }
        Ok(())
    }

    /// Forgets what came of the jobs that are long over, and of the oldest where there are many.
    fn forget(&mut self, now: Instant) {
        let is_old = |job: &Job| {
            job.ended_at()
                .is_some_and(|ended| now.duration_since(ended) > REMEMBERED)
        };
        self.jobs.retain(|job| !is_old(job));
        let ended = self.jobs.iter().filter(|job| job.ended_at().is_some()).count();
        let mut too_many = ended.saturating_sub(MOST_ENDED);
        self.jobs.retain(|job| {
            let goes = too_many > 0 && job.ended_at().is_some();
            too_many -= usize::from(goes);
            !goes
        });
    }
}
