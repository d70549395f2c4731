//! One brief that is being drafted.

use std::sync::OnceLock;
use std::time::Instant;

use agent::pipeline::Step;
use grounding::Account;
use tokio::sync::{Notify, watch};
use workflow::people::Person;

use super::Order;
use super::standing::{Stage, Standing};
use crate::service::drafting::Asked;
use crate::settings::Settings;

/// A brief that is being drafted, or has just been.
pub(crate) struct Job {
    /// Its id, a part of its address.
    pub(crate) id: String,
    /// The account.
    pub(crate) account: Account,
    /// What is drafted of it.
    pub(crate) asked: Asked,
    /// Who began it.
    pub(crate) person: Person,
    standing: watch::Sender<Standing>,
    cancel: Notify,
    ended: OnceLock<Instant>,
}

impl Job {
    /// A job that waits for its turn.
    pub(super) fn new(id: String, order: &Order, settings: &Settings) -> Self {
        let sections = order.asked.sections(settings);
        Self {
            id,
            account: order.account.clone(),
            asked: order.asked.clone(),
            person: order.person.clone(),
            standing: watch::Sender::new(Standing::waiting(&sections)),
            cancel: Notify::new(),
            ended: OnceLock::new(),
        }
    }

    /// The title of what is drafted.
    pub(crate) fn title(&self) -> &'static str {
        let definition = self.asked.definition;
        definition.edition(self.asked.edition).unwrap_or(definition.spec).title
    }

    /// How far it is.
    pub(crate) fn standing(&self) -> Standing {
        self.standing.borrow().clone()
    }

    /// How far it is, for whoever wants to know of every change.
    pub(super) fn follow(&self) -> watch::Receiver<Standing> {
        self.standing.subscribe()
    }

    /// How it ended, once it has.
    pub(crate) async fn ended(&self) -> Standing {
        let mut follower = self.follow();
        let ended = follower.wait_for(Standing::is_ended).await;
        // Whoever asks holds the job, and so the sender of its standing.
        ended.map_or_else(|_| self.standing(), |ended| ended.clone())
    }

    /// Breaks it off, unless its brief is being kept at this moment.
    pub(crate) fn cancel(&self) {
        self.cancel.notify_one();
    }

    /// When it ended; none where it has not.
    pub(super) fn ended_at(&self) -> Option<Instant> {
        self.ended.get().copied()
    }

    /// What comes of some work; none where the job is broken off before that.
    pub(super) async fn unless_canceled<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            () = self.cancel.notified() => None,
            done = work => Some(done),
        }
    }

    /// It is its turn.
    pub(super) fn take_up(&self) {
        self.standing.send_modify(|standing| standing.stage = Stage::Drafting);
    }

    /// A step is done.
    pub(super) fn note(&self, step: Step) {
        self.standing.send_modify(|standing| standing.note(step));
    }

    /// It is over, in whatever way.
    pub(super) fn end(&self, stage: Stage) {
        // Whoever learns that it is over must find it over.
        if self.ended.set(Instant::now()).is_ok() {
            self.standing.send_modify(|standing| standing.end(stage));
        }
    }
}
