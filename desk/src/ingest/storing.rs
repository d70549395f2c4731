//! Storing what was read, and keeping the index up with it.

use anyhow::Context as _;
use retrieval::read::{Piece, ReadRecord};
use store::{FilePiece, Incoming, QuarantinedRecord, Taken};
use tokio::sync::mpsc;

use super::indexing::Indexing;
use super::progress::Progress;
use super::reading::Planned;
use super::report::FileReport;
use crate::workspace::Workspace;

pub(super) struct Storing<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) batch_records: usize,
    pub(super) dry_run: bool,
    pub(super) progress: &'a Progress,
}

impl Storing<'_> {
    /// Stores pieces as they come, and returns what came of each file.
    pub(super) async fn run(
        &self,
        mut plan: Vec<Planned>,
        mut pieces: mpsc::Receiver<(usize, Piece)>,
    ) -> anyhow::Result<Vec<FileReport>> {
        let mut indexing = if self.dry_run || plan.is_empty() {
            None
        } else {
            Indexing::begin(self.workspace).await?
        };
        while let Some(first) = pieces.recv().await {
            let mut group = vec![first];
            while group.iter().map(|(_, piece)| piece.records.len().max(1)).sum::<usize>() < self.batch_records {
                let Ok(next) = pieces.try_recv() else { break };
                group.push(next);
            }
            let taken = self.put(&mut plan, &group).await?;
            if let Some(indexing) = &mut indexing {
                indexing.hand_over(&taken, group).await;
            }
        }
        if let Some(indexing) = indexing {
            self.progress.message("bringing the index up to date");
            indexing.end().await?;
        }
        if !self.dry_run {
            self.workspace.caught_up_index().await?;
        }
        Ok(plan.into_iter().map(|it| it.report).collect())
    }

    async fn put(&self, plan: &mut [Planned], group: &[(usize, Piece)]) -> anyhow::Result<Taken> {
        let pieces: Vec<FilePiece<'_>> = group
            .iter()
            .map(|(file, piece)| incoming(&plan[*file], piece))
            .collect();
        let taken = if self.dry_run {
            self.workspace.store.try_put(&pieces).await
        } else {
            self.workspace.store.put(&pieces).await
        };
        drop(pieces);
        let taken = taken.with_context(|| {
            let path = group.last().map_or("", |(file, _)| plan[*file].report.path());
            format!("cannot store `{path}`")
        })?;
        tracing::debug!(revision = taken.revision, pieces = group.len(), "stored");
        for ((file, piece), outcome) in group.iter().zip(&taken.pieces) {
            let is_known = plan[*file].is_known;
            let report = &mut plan[*file].report;
            self.progress.file(report.path());
            report.add(piece, outcome, is_known);
            let bytes = piece.records.iter().map(|record| record.raw.len() as u64);
            self.progress.advance(bytes.sum());
        }
        Ok(taken)
    }
}

fn incoming<'a>(file: &'a Planned, piece: &'a Piece) -> FilePiece<'a> {
    let records = piece.records.iter().map(|record: &ReadRecord| Incoming {
        source: &record.source,
        raw: &record.raw,
        modified: record.modified.as_deref(),
    });
    let bad = piece.quarantined.iter().map(|it| (it, false));
    let unplaced = piece.unplaced.iter().map(|it| (it, true));
    let quarantined = bad.chain(unplaced).map(|(it, unplaced)| QuarantinedRecord {
        at: &it.at,
        reason: &it.reason,
        raw: &it.raw,
        unplaced,
    });
    FilePiece {
        path: &file.path,
        version: &file.version,
        format: piece.format.map(retrieval::read::Format::as_str),
        number: piece.number,
        is_last: piece.is_last,
        read: piece.read,
        records: records.collect(),
        quarantined: quarantined.collect(),
        note: piece.note.as_deref(),
    }
}
