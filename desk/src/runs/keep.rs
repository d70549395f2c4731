//! Keeping a drafted brief as a run.

use grounding::{Account, AccountId};
use store::{Batch, Store, StoreError, Version};
use workflow::Definition;
use workflow::brief::{Brief, RunState};
use workflow::health::snapshot_source;
use workflow::run::{Casting, Run, RunEvent, RunHead, start};

use super::append::Step;
use super::{brief_of, load};
use crate::outbox;
use crate::session::Session;
use crate::settings::Settings;
use crate::streams::ATTEMPTS;

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
        if let Some(newest) = newest.filter(|head| began_as(head, &brief.id)) {
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
        let snapshot = snapshot_source(brief, &id);
        let event = RunEvent::Started(Box::new(start(definition, brief, casting)));
        let run = Run::replay(&id, [(&signed, &event)])?;
        let mut steps = vec![Step {
            after: 0,
            ..Step::new(&run, &run, std::iter::once(event))
        }];
        for head in &same_kind {
            let before = load(store, &head.id).await?;
            if before.is_open() {
                steps.push(Step::superseding(&before, &signed, &id)?);
            }
        }
        let outgoing = outbox::started(settings, &run);
        let mut batches: Vec<Batch<'_>> = steps.iter().map(Step::batch).collect();
        batches[0].alongside.outgoing = &outgoing;
        batches[0].alongside.snapshot = snapshot.as_ref();
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

/// The brief as it stands of the newest run of an account that began with that id; none where
/// there is none.
pub(crate) async fn kept(store: &Store, account: &Account, id: &str) -> anyhow::Result<Option<Brief>> {
    let heads = store.heads(Some(&account.id)).await?;
    let began = heads.iter().filter(|head| began_as(head, id));
    let Some(head) = began.max_by_key(|head| head.number) else {
        return Ok(None);
    };
    let run = load(store, &head.id).await?;
    Ok(Some(brief_of(store, &run).await?))
}

/// Whether the run began with a brief of that id.
fn began_as(head: &RunHead, id: &str) -> bool {
    head.id == id || head.id.starts_with(&format!("{id}-"))
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
