//! Runs in the store: loading them, and appending what may happen next.
//!
//! What may happen is [`workflow::run`]'s to say; here it is only brought together with the log.

use agent::pipeline::{self, Loaded};
use anyhow::Context as _;
use grounding::{Account, AccountId, Audience, Source, View};
use store::{Alongside, Batch, Outgoing, Store, StoreError, Version};
use workflow::brief::{Brief, RunState};
use workflow::log::{Entry, Event, run_stream};
use workflow::run::{Casting, Refusal, Run, RunEvent, RunHead, Signed, Signer, start};
use workflow::{Definition, definition};

use crate::failure::Hinted;
use crate::names;
use crate::outbox;
use crate::session::Session;
use crate::settings::Settings;

/// Somebody else may write between our reading and our writing; then we look again, so many times.
const ATTEMPTS: usize = 8;

/// The fewest characters of a run's id that name it.
const MIN_ID: usize = 4;

/// A run with the brief that it is about.
pub(crate) struct Opened {
    pub(crate) run: Run,
    pub(crate) brief: Brief,
    pub(crate) account: Account,
    pub(crate) definition: &'static Definition,
}

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

/// The run of that id.
pub(crate) async fn load(store: &Store, id: &str) -> anyhow::Result<Run> {
    let entries = store.entries(&run_stream(id)).await?;
    replay(id, &entries)
}

/// Every run there is, in the order in which they began.
pub(crate) async fn all(store: &Store) -> anyhow::Result<Vec<Run>> {
    let entries = store.entries_under("run/").await?;
    let mut streams: Vec<(&str, Vec<&Entry>)> = Vec::new();
    for entry in &entries {
        match streams.iter_mut().rev().find(|(stream, _)| *stream == entry.stream) {
            Some((_, of)) => of.push(entry),
            None => streams.push((&entry.stream, vec![entry])),
        }
    }
    streams
        .into_iter()
        .map(|(stream, entries)| replay(stream.trim_start_matches("run/"), entries))
        .collect()
}

fn replay<'e>(id: &str, entries: impl IntoIterator<Item = &'e Entry>) -> anyhow::Result<Run> {
    let events = entries.into_iter().filter_map(|entry| match &entry.event {
        Event::Run(event) => Some((&entry.signed, event)),
        _ => None,
    });
    Run::replay(id, events).map_err(|error| {
        let hint = "`vouch audit verify` says whether the log was tampered with; `vouch restore` puts a backup back";
        Hinted::new(error.to_string(), [hint.to_owned()]).into()
    })
}

/// The run that somebody named: by its id, by the beginning of it, or by the account and the kind
/// of brief (`northwind`, `northwind/handoff`), which is the newest run of it.
pub(crate) async fn named(store: &Store, accounts: &[Account], name: &str) -> anyhow::Result<RunHead> {
    let heads = store.heads(None).await?;
    if let Some(head) = heads.iter().find(|head| head.id == name) {
        return Ok(head.clone());
    }
    let beginning: Vec<&RunHead> = heads
        .iter()
        .filter(|head| name.len() >= MIN_ID && head.id.starts_with(name))
        .collect();
    match beginning.as_slice() {
        [head] => return Ok((*head).clone()),
        [_, ..] => {
            let ids = beginning
                .iter()
                .map(|head| format!("`{}`", head.id))
                .collect::<Vec<_>>();
            let hint = format!("name one of {}", ids.join(", "));
            return Err(Hinted::new(format!("`{name}` begins the id of more than one run"), [hint]).into());
        }
        [] => {}
    }
    let (account, kind) = match name.split_once('/') {
        Some((account, kind)) => (account, Some(kind)),
        None => (name, None),
    };
    let unknown = || {
        let hint = "`vouch review list --all` lists the runs".to_owned();
        anyhow::Error::from(Hinted::new(format!("no run is called `{name}`"), [hint]))
    };
    let account = names::account(accounts, account).map_err(|_| unknown())?;
    let of_account: Vec<&RunHead> = heads
        .iter()
        .filter(|head| head.account == account.id && kind.is_none_or(|kind| head.kind == kind))
        .collect();
    let mut kinds: Vec<&str> = of_account.iter().map(|head| head.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() > 1 {
        let hint = format!(
            "name the kind too: `{}/{}`",
            account.id,
            kinds.join(&format!("`, `{}/", account.id))
        );
        return Err(Hinted::new(format!("`{name}` has runs of more than one kind"), [hint]).into());
    }
    let newest = of_account.into_iter().max_by_key(|head| head.number);
    newest.cloned().ok_or_else(unknown)
}

/// The run with its brief as it stands. The brief's bytes must be those that the log knows of.
pub(crate) async fn open(store: &Store, accounts: &[Account], name: &str) -> anyhow::Result<Opened> {
    let head = named(store, accounts, name).await?;
    let run = load(store, &head.id).await?;
    let brief = brief_of(store, &run).await?;
    let account = accounts.iter().find(|account| account.id == *run.account());
    let account = account.with_context(|| format!("the account `{}` is not in the store any more", run.account()))?;
    let kind = &run.started.kind;
    Ok(Opened {
        definition: definition(kind).with_context(|| format!("this version drafts no `{kind}`"))?,
        account: account.clone(),
        brief,
        run,
    })
}

/// The brief of a run's current version, with its digest reckoned again.
pub(crate) async fn brief_of(store: &Store, run: &Run) -> anyhow::Result<Brief> {
    let stored = store.version(&run.id, run.version).await?;
    let stored = stored.with_context(|| format!("version {} of run `{}` is missing", run.version, run.id))?;
    let changed = || {
        let message = format!(
            "the stored brief of run `{}` is not the one that was verified (its digest differs)",
            run.id
        );
        let hint = format!(
            "draft it again with `vouch {} {}`; `vouch audit verify` looks for other changes",
            run.started.kind,
            run.account()
        );
        anyhow::Error::from(Hinted::new(message, [hint]))
    };
    let brief: Brief = serde_json::from_str(&stored.brief).map_err(|_| changed())?;
    // The digest stands in the log; the one beside the text might have been changed with it.
    if brief.clone().sealed().digest != run.digest || stored.digest != run.digest {
        return Err(changed());
    }
    Ok(brief)
}

impl Opened {
    /// Holds the brief against the evidence as of a day.
    pub(crate) async fn recheck(
        &self,
        store: &Store,
        settings: &Settings,
        as_of: jiff::civil::Date,
    ) -> anyhow::Result<Loaded> {
        let view = View {
            as_of: as_of.max(self.run.started.as_of),
            audience: Audience::Internal,
        };
        let loaded = pipeline::recheck(
            store,
            &self.account,
            self.definition,
            &self.brief,
            &settings.policy,
            view,
        );
        Ok(loaded.await?)
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
    for _ in 0..ATTEMPTS {
        let run = load(store, id).await?;
        let doing = decide(&run, signer).map_err(|error| refused(&error))?;
        match append(store, session, &run, &signer.signed, &doing).await {
            Ok(after) => return Ok(after),
            Err(error) if is_moved(&error) => {}
            Err(error) => return Err(error),
        }
    }
    anyhow::bail!("run `{id}` is being changed by others all the time; try again in a moment")
}

/// Appends what the program itself notes of a run: that it was shown, that a source was opened.
pub(crate) async fn note(store: &Store, session: &Session, id: &str, event: &RunEvent) -> anyhow::Result<()> {
    for _ in 0..ATTEMPTS {
        let run = load(store, id).await?;
        match append(store, session, &run, &session.signed(), &event.clone().into()).await {
            Err(error) if is_moved(&error) => {}
            done => return done.map(drop),
        }
    }
    Ok(())
}

async fn append(store: &Store, session: &Session, before: &Run, signed: &Signed, doing: &Doing) -> anyhow::Result<Run> {
    let mut after = before.clone();
    for event in &doing.events {
        after.apply(signed, event)?;
    }
    let mut steps = vec![Step::new(before, &after, doing.events.iter().cloned())];
    for id in &doing.supersedes {
        steps.push(Step::superseding(load(store, id).await?, signed, &before.id)?);
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
struct Step {
    stream: String,
    after: u32,
    events: Vec<Event>,
    head: RunHead,
}

impl Step {
    fn new(before: &Run, after: &Run, events: impl Iterator<Item = RunEvent>) -> Self {
        Self {
            stream: run_stream(&before.id),
            after: before.steps,
            events: events.map(Event::Run).collect(),
            head: after.head(),
        }
    }

    fn superseding(before: Run, signed: &Signed, by: &str) -> anyhow::Result<Self> {
        let event = RunEvent::Superseded { by: by.to_owned() };
        let mut after = before.clone();
        after.apply(signed, &event)?;
        Ok(Self::new(&before, &after, std::iter::once(event)))
    }

    fn batch(&self) -> Batch<'_> {
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

/// A refusal with what to do about it.
pub(crate) fn refused(error: &Refusal) -> anyhow::Error {
    let hint = error.hint();
    let hints = (!hint.is_empty()).then(|| hint.to_owned());
    Hinted::new(error.to_string(), hints).into()
}

/// Keeps a brief that was just drafted as a run, and supersedes the ones before it that are still
/// open. The same brief drafted again is the same run.
///
/// What failed, and what nothing has started, is no run.
pub(crate) async fn keep(
    store: &Store,
    session: &Session,
    settings: &Settings,
    definition: &Definition,
    brief: &Brief,
) -> anyhow::Result<Option<RunHead>> {
    let untriggered = brief.reasons.iter().any(|reason| reason.code == "no_trigger");
    if brief.state == RunState::Failed || untriggered {
        return Ok(None);
    }
    let account = AccountId::new(brief.account_id.as_str());
    let people = store.people().await?;
    let text = serde_json::to_string(brief)?;
    for _ in 0..ATTEMPTS {
        let heads = store.heads(Some(&account)).await?;
        let same_kind: Vec<&RunHead> = heads.iter().filter(|head| head.kind == brief.kind).collect();
        let newest = same_kind.iter().max_by_key(|head| head.number);
        if let Some(newest) = newest.filter(|head| began_as(head, brief)) {
            let run = load(store, &newest.id).await?;
            if run.started.digest == brief.digest {
                return Ok(Some(run.head()));
            }
        }
        let signed = session.signed();
        let casting = Casting {
            people: &people,
            number: newest.map_or(1, |head| head.number + 1),
        };
        let id = free_id(&heads, &brief.id);
        let event = RunEvent::Started(Box::new(start(definition, brief, casting)));
        let run = Run::replay(&id, [(&signed, &event)])?;
        let mut steps = vec![Step {
            after: 0,
            ..Step::new(&run, &run, std::iter::once(event))
        }];
        for head in &same_kind {
            let before = load(store, &head.id).await?;
            if before.is_open() {
                steps.push(Step::superseding(before, &signed, &id)?);
            }
        }
        let outgoing = outbox::started(settings, &run);
        let mut batches: Vec<Batch<'_>> = steps.iter().map(Step::batch).collect();
        batches[0].alongside.outgoing = &outgoing;
        batches[0].alongside.version = Some(Version {
            run: &id,
            number: 1,
            digest: &run.digest,
            brief: &text,
        });
        match store.append(session.author(), signed.at, &batches).await {
            Err(StoreError::Moved { .. }) => {}
            done => {
                done?;
                return Ok(Some(run.head()));
            }
        }
    }
    anyhow::bail!("the runs of `{account}` are being changed by others all the time; try again in a moment")
}

/// Whether the run began with a brief of that id.
fn began_as(head: &RunHead, brief: &Brief) -> bool {
    head.id == brief.id || head.id.starts_with(&format!("{}-", brief.id))
}

/// An id that no run has. A model may draft something else from the same inputs.
fn free_id(heads: &[RunHead], wanted: &str) -> String {
    let taken = |id: &str| heads.iter().any(|head| head.id == id);
    let mut numbered = (2..).map(|number| format!("{wanted}-{number}"));
    if taken(wanted) {
        numbered.find(|id| !taken(id)).unwrap_or_default()
    } else {
        wanted.to_owned()
    }
}
