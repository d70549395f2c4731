//! Appending to a run what may happen next.

use grounding::Source;
use store::{Alongside, Batch, Outgoing, Store, StoreError, Version};
use workflow::log::{Event, run_stream};
use workflow::run::{Refusal, Run, RunEvent, RunHead, Signed, Signer};

use super::{load, refused};
use crate::session::Session;
use crate::streams::ATTEMPTS;

/// What somebody's doing comes to: all of it is stored in one transaction, or none.
#[derive(Debug, Default)]
pub(crate) struct Doing {
    /// What happens to the run.
    pub(crate) events: Vec<RunEvent>,
    /// A new version of its brief: its number, its digest and its text.
    pub(crate) version: Option<(u32, String, String)>,
    /// The source that a decision becomes.
    pub(crate) decision: Option<Source>,
    /// What goes out because of it.
    pub(crate) outgoing: Vec<Outgoing>,
    /// The runs whose place this one takes.
    pub(crate) supersedes: Vec<String>,
}

impl From<RunEvent> for Doing {
    fn from(event: RunEvent) -> Self {
        Self {
            events: vec![event],
            ..Self::default()
        }
    }
}

/// Appends what a person does to a run. The run is read again where somebody else was faster, and
/// the same question asked of what it is then; so either it is still legal, or the refusal says
/// what has changed.
pub(crate) async fn act<F>(
    store: &Store,
    session: &Session,
    signer: &Signer<'_>,
    id: &str,
    decide: F,
) -> anyhow::Result<Run>
where
    F: Fn(&Run, &Signer<'_>) -> Result<Doing, Refusal>,
{
    retried(store, session, &signer.signed, id, |run| {
        decide(run, signer).map_err(|error| refused(&error))
    })
    .await
}

/// Appends what the program itself notes of a run: that it was shown, that a source was opened.
pub(crate) async fn note(store: &Store, session: &Session, id: &str, events: &[RunEvent]) -> anyhow::Result<Run> {
    let noting = |_: &Run| {
        Ok(Doing {
            events: events.to_vec(),
            ..Doing::default()
        })
    };
    retried(store, session, &session.signed(), id, noting).await
}

/// Appends what is decided on the run as it stands; where somebody else was faster, it is read and
/// decided on again.
async fn retried(
    store: &Store,
    session: &Session,
    signed: &Signed,
    id: &str,
    decide: impl Fn(&Run) -> anyhow::Result<Doing>,
) -> anyhow::Result<Run> {
    for _ in 0..ATTEMPTS {
        let run = load(store, id).await?;
        match append(store, session, &run, signed, &decide(&run)?).await {
            Err(error) if is_moved(&error) => {}
            done => return done,
        }
    }
    anyhow::bail!("run `{id}` is being changed by others all the time; try again in a moment")
}

async fn append(store: &Store, session: &Session, before: &Run, signed: &Signed, doing: &Doing) -> anyhow::Result<Run> {
    let mut after = before.clone();
    for event in &doing.events {
        after.apply(signed, event)?;
    }
    let mut steps = vec![Step::new(before, &after, doing.events.iter().cloned())];
    for id in &doing.supersedes {
        steps.push(Step::superseding(&load(store, id).await?, signed, &before.id)?);
    }
    let mut batches: Vec<Batch<'_>> = steps.iter().map(Step::batch).collect();
    let version = doing.version.as_ref().map(|(number, digest, brief)| Version {
        run: &before.id,
        number: *number,
        digest,
        brief,
    });
    batches[0].alongside.version = version;
    batches[0].alongside.decision = doing.decision.as_ref();
    batches[0].alongside.outgoing = &doing.outgoing;
    store.append(session.author(), signed.at, &batches).await?;
    Ok(after)
}

/// The next events of one run.
pub(super) struct Step {
    pub(super) stream: String,
    pub(super) after: u32,
    pub(super) events: Vec<Event>,
    pub(super) head: RunHead,
}

impl Step {
    pub(super) fn new(before: &Run, after: &Run, events: impl Iterator<Item = RunEvent>) -> Self {
        Self {
            stream: run_stream(&before.id),
            after: before.steps,
            events: events.map(Event::Run).collect(),
            head: after.head(),
        }
    }

    pub(super) fn superseding(before: &Run, signed: &Signed, by: &str) -> anyhow::Result<Self> {
        let event = RunEvent::Superseded { by: by.to_owned() };
        let mut after = before.clone();
        after.apply(signed, &event)?;
        Ok(Self::new(before, &after, std::iter::once(event)))
    }

    pub(super) fn batch(&self) -> Batch<'_> {
        Batch {
            stream: &self.stream,
            after: self.after,
            events: &self.events,
            alongside: Alongside {
                head: Some(&self.head),
                ..Alongside::default()
            },
        }
    }
}

fn is_moved(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(StoreError::Moved { .. }))
}
