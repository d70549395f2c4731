//! Indexing what is stored while more of it is being stored.

use anyhow::Context as _;
use grounding::Source;
use retrieval::index::{Follower, IndexError};
use retrieval::read::Piece;
use store::Taken;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::workspace::Workspace;

/// The sources of a group of pieces that count now, and whether each is new.
type Sources = Vec<(Source, bool)>;

/// The index on its way behind the store.
pub(super) struct Indexing {
    sender: mpsc::Sender<Sources>,
    worker: JoinHandle<Result<Follower, IndexError>>,
    /// The evidence revision that the index will stand at with all that was handed over.
    follows: i64,
}

impl Indexing {
    /// Begins where the store stands; nothing where another process is changing the index, which
    /// is then brought up to date afterwards.
    pub(super) async fn begin(workspace: &Workspace) -> anyhow::Result<Option<Self>> {
        let index = workspace.index().await?;
        let follower = match index.follow() {
            Err(IndexError::Locked { .. }) => return Ok(None),
            follower => follower?,
        };
        let follows = follower.stands_at();
        let (sender, mut receiver) = mpsc::channel::<Sources>(2);
        let worker = spawn_blocking(move || {
            while let Some(sources) = receiver.blocking_recv() {
                for (source, is_new) in &sources {
                    follower.put(source, *is_new)?;
                }
            }
            Ok(follower)
        });
        Ok(Some(Self {
            sender,
            worker,
            follows,
        }))
    }

    /// Hands over what was stored of some pieces.
    pub(super) async fn hand_over(&mut self, taken: &Taken, pieces: Vec<(usize, Piece)>) {
        // What another process has stored in between was not handed over; the index is then said
        // to stand where it stood, and follows from there.
        if taken.before == self.follows {
            self.follows = taken.revision;
        }
        let mut sources = Vec::new();
        for ((_, piece), outcome) in pieces.into_iter().zip(&taken.pieces) {
            let mut records: Vec<_> = piece.records.into_iter().map(Some).collect();
            for changed in &outcome.changed {
                if let Some(record) = records.get_mut(changed.record).and_then(Option::take) {
                    let source = Source {
                        revision: changed.revision,
                        ..record.source
                    };
                    sources.push((source, changed.is_new));
                }
            }
        }
        // A worker that has given up says why at the end.
        let _ = self.sender.send(sources).await;
    }

    /// Waits until everything is in the index.
    pub(super) async fn end(self) -> anyhow::Result<()> {
        drop(self.sender);
        let follower = self.worker.await.context("indexing broke off")??;
        spawn_blocking(move || follower.finish(self.follows))
            .await
            .context("indexing broke off")??;
        Ok(())
    }
}
