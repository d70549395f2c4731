//! An account in the table.

use std::sync::Arc;

use jiff::civil::Date;
use workflow::run::Run;

use super::days::DayView;
use super::health::HealthView;
use crate::portfolio::Line;
use crate::web::words::state;

/// So many runs of an account are told in its line.
const TOLD: usize = 3;

/// An account in the table.
pub(super) struct LineView {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) health: HealthView,
    pub(super) renewal: Option<DayView>,
    /// Empty where nobody is on record.
    pub(super) owner: String,
    pub(super) newest: Option<DayView>,
    pub(super) open: RunsView,
    pub(super) waiting: RunsView,
}

/// Some runs of an account.
pub(super) struct RunsView {
    /// The most pressing ones.
    pub(super) runs: Vec<RunView>,
    /// How many there are beside them.
    pub(super) more: usize,
}

/// A run of an account.
pub(super) struct RunView {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) state: &'static str,
    pub(super) class: &'static str,
    /// When it is due; none where it has no date.
    pub(super) due: Option<DayView>,
}

impl LineView {
    /// An account as it stands today.
    pub(super) fn of(line: &Line, today: Date) -> Self {
        let glance = &line.row.glance;
        let open: Vec<&Arc<Run>> = line.row.open_runs().collect();
        let waiting: Vec<&Arc<Run>> = line.waiting.iter().collect();
        Self {
            id: glance.account.id.to_string(),
            name: glance.account.name.clone(),
            health: HealthView::of(glance.health.as_ref()),
            renewal: glance.renewal.map(|day| DayView::of(day, today)),
            owner: glance.owner.clone().unwrap_or_default(),
            newest: glance.newest.map(|day| DayView::of(day, today)),
            open: RunsView::of(&open, today),
            waiting: RunsView::of(&waiting, today),
        }
    }
}

impl RunsView {
    fn of(runs: &[&Arc<Run>], today: Date) -> Self {
        Self {
            runs: runs.iter().take(TOLD).map(|run| RunView::of(run, today)).collect(),
            more: runs.len().saturating_sub(TOLD),
        }
    }
}

impl RunView {
    fn of(run: &Run, today: Date) -> Self {
        let (state, class) = state(run.state.word());
        Self {
            id: run.id.clone(),
            kind: run.started.kind.clone(),
            state,
            class,
            due: run.next_due().map(|day| DayView::of(day, today)),
        }
    }
}
