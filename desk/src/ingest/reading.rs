//! Reading, on a thread of its own.

use std::ops::ControlFlow;
use std::sync::Arc;

use retrieval::read::{Batch, Input, OsFiles, Piece};
use store::FileVersion;
use tokio::sync::mpsc;

use super::report::FileReport;

/// So many pieces may wait to be stored, beside the one that is read and those that are stored.
const WAITING: usize = 2;

/// A file that is to be read.
pub(super) struct Planned {
    /// Its place among the inputs.
    pub(super) input: usize,
    /// The piece to go on from.
    pub(super) from: u64,
    /// Its name in the store.
    pub(super) path: String,
    pub(super) version: FileVersion,
    /// Whether what it tells of accounts and people was told before.
    pub(super) is_known: bool,
    pub(super) report: FileReport,
}

/// Reads inputs, each from a piece on, and hands over their pieces in order, each with the place
/// of its input in the list. Ends early when nobody takes them any more.
pub(super) fn read(
    batch: Arc<Batch>,
    inputs: Arc<Vec<Input>>,
    jobs: Vec<(usize, u64)>,
) -> mpsc::Receiver<(usize, Piece)> {
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let mut reading = batch.reading(&OsFiles);
        for (job, (input, from)) in jobs.into_iter().enumerate() {
            let mut is_taken = true;
            reading.read(&inputs[input], from, &mut |piece| {
                is_taken = sender.blocking_send((job, piece)).is_ok();
                if is_taken {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            });
            if !is_taken {
                return;
            }
        }
    });
    receiver
}
