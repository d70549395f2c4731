//! Runs in the store: loading them, and appending what may happen next.
//!
//! What may happen is [`workflow::run`]'s to say; here it is only brought together with the log.

mod append;
mod keep;

use std::sync::Arc;

use agent::pipeline::{self, Loaded};
use anyhow::Context as _;
use grounding::{Account, Audience, View};
use store::Store;
use workflow::brief::Brief;
use workflow::log::{Entry, Event, RUNS, run_stream};
use workflow::people::{Act, Denied};
use workflow::run::{Refusal, Run, RunEvent, RunHead, Signed};
use workflow::{Definition, definition};

pub(crate) use append::{Doing, act, note};
pub(crate) use keep::{keep, kept};

use crate::failure::{Hinted, Kind};
use crate::session::Session;
use crate::settings::Settings;
use crate::streams::{broken, by_stream};

/// The fewest characters of a run's id that name it.
const MIN_ID: usize = 4;

/// A run with the brief that it is about.
#[derive(Clone)]
pub(crate) struct Opened {
    pub(crate) run: Run,
    /// What has happened to it, in order.
    pub(crate) history: Arc<[Entry]>,
    pub(crate) brief: Brief,
    pub(crate) account: Account,
    pub(crate) definition: &'static Definition,
}

/// The run of that id.
pub(crate) async fn load(store: &Store, id: &str) -> anyhow::Result<Run> {
    let entries = store.entries(&run_stream(id)).await?;
    replay(id, &entries)
}

/// Every run there is, in the order in which they began.
pub(crate) async fn all(store: &Store) -> anyhow::Result<Vec<Run>> {
    let entries = store.entries_under(RUNS).await?;
    let streams = by_stream(&entries, RUNS).into_iter();
    streams.map(|(id, entries)| replay(id, entries)).collect()
}

/// The run of that id, from its entries.
pub(crate) fn replay<'e>(id: &str, entries: impl IntoIterator<Item = &'e Entry>) -> anyhow::Result<Run> {
    let events = entries.into_iter().filter_map(|entry| match &entry.event {
        Event::Run(event) => Some((&entry.signed, event)),
        _ => None,
    });
    Run::replay(id, events).map_err(|error| broken(&error))
}

/// The run that somebody named: by its id, by the beginning of it, or by the account and the kind
/// of brief (`northwind`, `northwind/handoff`), which is the newest run of it. Runs of accounts that
/// the person may not read are not there for them.
pub(crate) async fn named(
    store: &Store,
    session: &Session,
    accounts: &[Account],
    name: &str,
) -> anyhow::Result<RunHead> {
    session.allow(Act::Read, None)?;
    let is_theirs = |head: &RunHead| session.can(Act::Read, Some(&head.account));
    // Pages and programs name a run by all of its id.
    if let Some(head) = store.head(name).await?.filter(is_theirs) {
        return Ok(head);
    }
    let mut heads = store.heads(None).await?;
    heads.retain(is_theirs);
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
        anyhow::Error::from(Hinted::new(format!("no run is called `{name}`"), [hint]).of_kind(Kind::Missing))
    };
    let account = match session.account(accounts, account) {
        Ok(account) => account,
        Err(error) => return Err(unless_missing(error, unknown)),
    };
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

/// What was named is no account, so it is no run either; whatever else stood in the way is told.
fn unless_missing(error: anyhow::Error, unknown: impl Fn() -> anyhow::Error) -> anyhow::Error {
    let is_denied = |hinted: &Hinted| matches!(hinted.kind(), Kind::Denied | Kind::Unnamed);
    if error.downcast_ref().is_some_and(is_denied) {
        error
    } else {
        unknown()
    }
}

/// The run with its brief as it stands. The brief's bytes must be those that the log knows of.
pub(crate) async fn open(store: &Store, accounts: &[Account], id: &str) -> anyhow::Result<Opened> {
    let history = store.entries(&run_stream(id)).await?;
    let run = replay(id, &history)?;
    let brief = brief_of(store, &run).await?;
    let account = accounts.iter().find(|account| account.id == *run.account());
    let account = account.with_context(|| format!("the account `{}` is not in the store any more", run.account()))?;
    let kind = &run.started.kind;
    Ok(Opened {
        definition: definition(kind).with_context(|| format!("this version drafts no `{kind}`"))?,
        account: account.clone(),
        history: history.into(),
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
    /// The numbers of the versions that its brief has had, each with who made it.
    pub(crate) fn versions(&self) -> Vec<(u32, Signed)> {
        let made = self.history.iter().filter_map(|entry| match &entry.event {
            Event::Run(RunEvent::Started(_)) => Some((1, entry.signed.clone())),
            Event::Run(RunEvent::Edited { version, .. }) => Some((*version, entry.signed.clone())),
            _ => None,
        });
        made.collect()
    }

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
        let request = settings.request(None, "");
        let loaded = pipeline::recheck(
            store,
            &self.account,
            self.definition,
            &self.brief,
            &settings.policy,
            (&request, view),
        );
        Ok(loaded.await?)
    }
}

/// A refusal with what to do about it.
pub(crate) fn refused(error: &Refusal) -> anyhow::Error {
    let kind = match error {
        Refusal::Denied(Denied::NotSignedIn { .. }) => Kind::Unnamed,
        Refusal::Denied(_) | Refusal::NotTheirs { .. } => Kind::Denied,
        Refusal::NoSuch { .. } => Kind::Missing,
        Refusal::Unsaid(_) | Refusal::Items(_) => Kind::Invalid,
        _ => Kind::Refused,
    };
    let hint = error.hint();
    let hints = (!hint.is_empty()).then(|| hint.to_owned());
    Hinted::new(error.to_string(), hints).of_kind(kind).into()
}
