//! The briefs that are being drafted.

/// The briefs that are being drafted.
#[derive(Default)]
pub(crate) struct Jobs;
