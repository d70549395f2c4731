//! What was read off an account's metrics, as it is gathered.

use jiff::civil::Date;

use super::{Kind, Metric, change, goal, level, metrics};
use crate::health::observed::{MetricRole, Observed};
use crate::health::policy::HealthPolicy;
use crate::health::signal::{Conflict, Reading, Signal, SignalName, of_readings};

/// What was read so far.
#[derive(Debug, Default)]
pub(in crate::health::signal) struct Found<'a> {
    newest: Option<Date>,
    readings: Vec<Reading<'a>>,
    notes: Vec<String>,
    conflicts: Vec<Conflict<'a>>,
}

impl<'a> Found<'a> {
    /// Reads the metrics of a kind: each against the settings where they name it (HS-11), else
    /// against its own past; then the goals that such a metric measures.
    pub(in crate::health::signal) fn read(kind: &Kind, observed: &Observed<'a>, policy: &HealthPolicy) -> Self {
        let mut found = Self::default();
        let takes = |role: MetricRole| role == kind.role || (kind.takes_others && role == MetricRole::Other);
        let metrics = metrics(observed, |it| takes(it.role));
        for metric in &metrics {
            if let Some(own) = level::own(metric, observed, policy) {
                found.take(metric);
                found.keep(level::read(metric, kind, own));
            } else if metric.role == kind.role {
                found.take(metric);
                found.keep(change::read(metric, kind, observed, policy));
            }
        }
        let of_kind: Vec<&Metric<'a>> = metrics.iter().filter(|it| it.role == kind.role).collect();
        for kpi in &observed.kpis {
            if goal::is_of(kpi, kind, &of_kind) {
                let read = goal::read(kpi, kind, observed, policy);
                if matches!(read, Ok(Some(_))) {
                    found.saw(kpi.current_day);
                }
                found.keep(read);
            }
        }
        found
    }

    /// Takes what is known of a metric that is read: its newest day, its notes and its conflicts.
    pub(in crate::health::signal) fn take(&mut self, metric: &Metric<'a>) {
        self.saw(metric.newest());
        for note in &metric.notes {
            self.note(note.clone());
        }
        self.conflicts.extend(metric.conflicts());
    }

    /// Keeps a reading, or the reason why there is none; neither where nothing was to be read.
    pub(in crate::health::signal) fn keep(&mut self, read: Result<Option<Reading<'a>>, String>) {
        match read {
            Ok(reading) => self.readings.extend(reading),
            Err(note) => self.note(note),
        }
    }

    /// Something of that day was read.
    pub(in crate::health::signal) fn saw(&mut self, day: Option<Date>) {
        self.newest = self.newest.max(day);
    }

    pub(in crate::health::signal) fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Whether a metric of the kind was read off.
    pub(in crate::health::signal) fn has_metric(&self, kind: &Kind) -> bool {
        let names = [kind.change, kind.level];
        self.readings.iter().any(|it| names.contains(&it.criterion.name))
    }

    /// The signal.
    pub(in crate::health::signal) fn finish(
        self,
        name: SignalName,
        observed: &Observed<'a>,
        policy: &HealthPolicy,
    ) -> Signal<'a> {
        Signal {
            notes: self.notes,
            conflicts: self.conflicts,
            ..of_readings(name, observed, policy, self.newest, self.readings)
        }
    }
}
