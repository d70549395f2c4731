//! The labelled sets of a suite.

use std::collections::BTreeMap;

use agent::model::chain;
use grounding::{AccountId, Evidence, Ledger, View};
use jiff::civil::Date;
use tokio::runtime::Handle;

use super::case::{Range, SetCase};
use super::drive::Bench;
use super::report::{SetReport, Threshold};
use crate::bench::{self, Set};
use crate::briefs;
use crate::judge::Judge;
use crate::plant::Part;

impl SetCase {
    /// Whether it is to be passed over, because its data is not there.
    pub(super) fn is_missing(&self) -> bool {
        self.optional && !self.data.exists()
    }
}

impl Threshold {
    pub(super) fn of(metric: &str, range: Range, value: Option<f64>) -> Self {
        Self {
            metric: metric.to_owned(),
            min: range.min,
            max: range.max,
            value,
            passed: value.is_some_and(|value| range.has(value)),
        }
    }
}

/// Measures a set.
pub(super) fn measure<E: Evidence>(set: &SetCase, bench: &Bench<'_, E>, handle: &Handle) -> SetReport {
    let mut report = SetReport {
        set: set.set.clone(),
        data: set.data.display().to_string(),
        skipped: None,
        rows: 0,
        metric: String::new(),
        value: 0.0,
        groups: BTreeMap::new(),
        thresholds: Vec::new(),
    };
    if set.is_missing() {
        report.skipped = Some(format!("`{}` is not there", set.data.display()));
        return report;
    }
    match measured(set, bench, handle) {
        Ok(found) => {
            report.rows = found.rows;
            found.metric.clone_into(&mut report.metric);
            report.value = found.value;
            report.groups = found
                .groups
                .into_iter()
                .map(|(name, group)| (name, group.value))
                .collect();
            let whole = Threshold::of("value", set.value, Some(report.value));
            let groups = set.groups.iter().map(|(name, range)| {
                let value = report.groups.get(name).copied();
                Threshold::of(name, *range, value)
            });
            report.thresholds = std::iter::once(whole).chain(groups).collect();
        }
        Err(error) => {
            report.metric = error;
            report.thresholds = vec![Threshold::of("value", set.value, None)];
        }
    }
    report
}

fn measured<E: Evidence>(set: &SetCase, bench: &Bench<'_, E>, handle: &Handle) -> Result<bench::Report, String> {
    if let Some(published) = Set::named(&set.set) {
        return bench::run(published, &set.data).map_err(|error| chain(&error));
    }
    let place = bench.places.get(&set.evidence).ok_or("its exports were not taken in")?;
    if let Some(kind) = set.set.strip_prefix("briefs-") {
        let how = briefs::How {
            definition: workflow::definition(kind).ok_or_else(|| format!("there is no brief `{kind}`"))?,
            as_of: set.as_of.ok_or("say of which day it is: `as_of`")?,
            policy: bench.policy,
            trigger_days: bench.trigger_days,
        };
        return handle.block_on(briefs::measure(place, &set.data, &how));
    }
    let view = View {
        as_of: set.as_of.unwrap_or(Date::MAX),
        audience: grounding::Audience::Internal,
    };
    let mut ledgers: BTreeMap<AccountId, Ledger> = BTreeMap::new();
    for account in &place.accounts {
        let ledger = handle
            .block_on(Ledger::gather(&place.evidence, account, view))
            .map_err(|error| chain(&error))?;
        ledgers.insert(account.id.clone(), ledger);
    }
    let mut judge = Judge::new(&place.evidence, ledgers, bench.policy);
    let report = match set.set.as_str() {
        "claims" => handle.block_on(judge.claims(&set.data)),
        "planted" => handle.block_on(judge.planted(&set.data, Part::Dev)),
        other => return Err(format!("there is no set `{other}`")),
    };
    report.map_err(|error| chain(&error))
}
