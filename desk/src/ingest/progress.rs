//! How far an ingest is: bytes, their rate, and the time that is left.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::output::Output;

const LOOKING: &str = "{spinner} looking over {bytes} of {total_bytes}, {wide_msg}";
const READING: &str = "{spinner} [{bar:24}] {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} left, {wide_msg}";

/// A bar on a terminal, and nothing elsewhere.
#[derive(Clone)]
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn new(output: &Output) -> Self {
        Self {
            bar: output.progress(LOOKING),
        }
    }

    /// The first look begins at so many bytes.
    pub(super) fn look_over(&self, bytes: u64) {
        self.bar.set_length(bytes);
    }

    /// The reading of so many bytes begins.
    pub(super) fn begin(&self, bytes: u64) {
        if let Ok(style) = ProgressStyle::with_template(READING) {
            self.bar.set_style(style.progress_chars("=> "));
        }
        self.bar.set_length(bytes);
        self.bar.set_position(0);
        self.bar.reset_eta();
        self.bar.set_elapsed(Duration::ZERO);
    }

    /// A file's turn.
    pub(super) fn file(&self, path: &str) {
        self.bar.set_message(path.to_owned());
    }

    pub(super) fn message(&self, message: &'static str) {
        self.bar.set_message(message);
    }

    pub(super) fn advance(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
