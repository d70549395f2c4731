//! Choosing what a drafter is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use grounding::{Source, SourceId};
use jiff::civil::Date;

use super::{Hit, estimate_tokens};

/// What is shown, and how much was left out for want of room.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Selected {
    /// The passages that fit, best first.
    pub shown: Vec<Hit>,
    /// How many did not fit.
    pub left_out: usize,
    /// The oldest day among those shown; none if none has a date.
    pub oldest_shown: Option<Date>,
}

/// Chooses hits, best first, until the budget is spent; one that does not fit is left out and
/// the next one is tried.
///
/// The sources are those that the run may see. A hit in a revision that is not among them is
/// neither shown nor counted: for this run there is no such passage.
pub fn select(hits: &[Hit], sources: &[Arc<Source>], budget_tokens: usize) -> Selected {
    let by_revision: BTreeMap<(&SourceId, u32), &Source> = sources
        .iter()
        .map(|source| ((&source.id, source.revision), source.as_ref()))
        .collect();
    let mut left = budget_tokens;
    let mut selected = Selected::default();
    for hit in hits {
        let source = by_revision.get(&(&hit.passage.source, hit.passage.revision));
        let Some(text) = source.and_then(|source| source.text.get(hit.passage.span.range())) else {
            continue;
        };
        let tokens = estimate_tokens(text);
        if tokens > left {
            selected.left_out += 1;
            continue;
        }
        left -= tokens;
        selected.oldest_shown = match (selected.oldest_shown, hit.date) {
            (Some(oldest), Some(date)) => Some(oldest.min(date)),
            (oldest, date) => oldest.or(date),
        };
        selected.shown.push(hit.clone());
    }
    selected
}
