//! Figures over time, from the rows that tell them.

mod strand;

use std::collections::BTreeMap;

use grounding::{Measure, Source};
use jiff::civil::Date;

use super::metric::role;
use super::{Measured, Sample};
use strand::{Strand, as_often, unit_key};

pub(in crate::health) use strand::words_key;

/// The rows of figures, as they are gathered: by series, and within it by metric and unit. A series
/// has one metric; one that doesn't is taken apart, so that no figure stands for another.
#[derive(Debug, Default)]
pub(super) struct Figures<'a> {
    rows: BTreeMap<(&'a str, &'a str, &'a str), Vec<Sample<'a>>>,
}

impl<'a> Figures<'a> {
    /// Takes a row.
    pub(super) fn take(&mut self, source: &'a Source, measure: &'a Measure) {
        let key = (measure.series.as_str(), measure.metric.as_str(), measure.unit.as_str());
        self.rows.entry(key).or_default().push(Sample {
            date: measure.date,
            value: measure.value,
            source: Some(source),
        });
    }

    /// The metrics, by name and unit. `goals` are the names of those that a goal of the customer's
    /// measures between a baseline and a target.
    pub(super) fn finish(self, goals: &[&str]) -> Vec<Measured<'a>> {
        let goals: Vec<Vec<String>> = goals.iter().map(|metric| words_key(metric)).collect();
        let mut metrics: BTreeMap<(Vec<String>, String), Vec<Strand<'a>>> = BTreeMap::new();
        for ((series, metric, unit), samples) in self.rows {
            let name = words_key(metric);
            let unit_key = unit_key(&name, unit);
            let strand = Strand::new(series, metric, unit, samples);
            metrics.entry((name, unit_key)).or_default().push(strand);
        }
        let joined = metrics.into_iter().flat_map(|((name, unit), strands)| {
            let is_goals = goals.contains(&name);
            joined(&unit, is_goals, strands)
        });
        joined.collect()
    }
}

/// What the strands of one metric and unit come to. Strands of one system that tell of different
/// parts on the same day are no figure of the whole account; those of different systems are the same
/// figure twice, unless one counts by the day and the other by the month.
fn joined<'a>(unit: &str, is_goals: bool, mut strands: Vec<Strand<'a>>) -> Vec<Measured<'a>> {
    let Some(metric) = strands.first().map(|it| it.metric) else {
        return Vec::new();
    };
    let shown = shown_unit(unit, &strands);
    if strands.iter().any(|it| it.part.is_empty()) {
        strands.retain(|it| it.part.is_empty());
    }
    let mut systems: BTreeMap<&str, Vec<Strand<'a>>> = BTreeMap::new();
    for strand in strands {
        systems.entry(strand.system).or_default().push(strand);
    }
    let mut wholes: Vec<Vec<Sample<'a>>> = Vec::new();
    for whole in systems.into_values().filter_map(whole) {
        match wholes.iter_mut().find(|other| as_often(other, &whole)) {
            Some(other) => other.extend(whole),
            None => wholes.push(whole),
        }
    }
    let role = role(metric, &shown, is_goals);
    if wholes.is_empty() {
        let mut none = Measured::new(metric, &shown, role, Vec::new());
        none.notes.push(format!(
            "`{metric}` is on record by part only, such as by site or workspace, and no figure stands for the whole account"
        ));
        return vec![none];
    }
    let made = wholes.into_iter().map(|it| Measured::new(metric, &shown, role, it));
    made.collect()
}

/// The points of one system's strands; none where two of them tell of different parts on one day.
fn whole(strands: Vec<Strand<'_>>) -> Option<Vec<Sample<'_>>> {
    let mut days: BTreeMap<Date, (&str, &str)> = BTreeMap::new();
    for strand in &strands {
        let part = (strand.workspace, strand.part);
        for sample in &strand.samples {
            if *days.entry(sample.date).or_insert(part) != part {
                return None;
            }
        }
    }
    Some(strands.into_iter().flat_map(|it| it.samples).collect())
}

/// The unit as people read it: none for a bare count, else as the rows write it.
fn shown_unit(key: &str, strands: &[Strand<'_>]) -> String {
    match key {
        "" | "%" => key.to_owned(),
        _ => strands.last().map_or(key, |it| it.unit.trim()).to_owned(),
    }
}

/// The points in the order of their days, one a day, and those of one day that differ. Of points of
/// one day the first by its record's id is kept.
pub(in crate::health) fn one_a_day(mut points: Vec<Sample<'_>>) -> (Vec<Sample<'_>>, Vec<(Sample<'_>, Sample<'_>)>) {
    points.sort_by_key(|it| (it.date, it.source.map(|source| &source.id)));
    let mut samples: Vec<Sample<'_>> = Vec::with_capacity(points.len());
    let mut conflicts = Vec::new();
    for point in points {
        match samples.last() {
            Some(kept) if kept.date == point.date => {
                if kept.value != point.value {
                    conflicts.push((*kept, point));
                }
            }
            _ => samples.push(point),
        }
    }
    (samples, conflicts)
}
