//! How often, how lately and how far a KPI was measured.

use std::collections::BTreeSet;

use grounding::{Citation, Ledger, ValueRole};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::account::{KpiState, is_same_metric, rounded};
use crate::brief::ProofCaveat;
use crate::calendar::long_date;
use crate::cite::{cite_field, cite_value};
use crate::thresholds::Thresholds;

/// What the measurements of a KPI limit: that there is none since the baseline or only one, that
/// the newest is old, that the target is not reached.
pub(super) fn measured(ledger: &Ledger, kpi: &KpiState<'_>, thresholds: &Thresholds, as_of: Date) -> Vec<ProofCaveat> {
    let caveat = |text: String, role: ValueRole| ProofCaveat {
        text,
        citations: vec![cite_role(kpi, role)],
    };
    let days = days_measured(ledger, kpi);
    let mut found = Vec::new();
    match (days.first(), days.last()) {
        (Some(only), Some(_)) if days.len() == 1 => {
            let text = format!("it was measured only once since the baseline, on {}", long_date(*only));
            found.push(caveat(text, ValueRole::Current));
        }
        (None, _) if kpi.kpi.baseline.is_some() => {
            let text = "nothing was measured since the baseline".to_owned();
            found.push(caveat(text, ValueRole::Baseline));
        }
        (None, _) => {
            let text = "there is no baseline to compare with".to_owned();
            found.push(caveat(text, ValueRole::Current));
        }
        _ => {}
    }
    let old = days
        .last()
        .filter(|day| Thresholds::is_older(**day, thresholds.usage_stale_days, as_of));
    if let Some(day) = old {
        let age = (as_of - *day).get_days();
        let text = format!("it was last measured {age} days ago, on {}", long_date(*day));
        found.push(caveat(text, ValueRole::Current));
    }
    found.extend(target(kpi).map(|text| caveat(text, ValueRole::Target)));
    found
}

/// Cites the line of a KPI's record that holds a value of that role.
fn cite_role(kpi: &KpiState<'_>, role: ValueRole) -> Citation {
    let source = kpi.source;
    let value = source.values.iter().find(|value| value.role == role);
    let field = value.and_then(|value| source.fields.iter().find(|field| field.span.contains(value.span)));
    match field {
        Some(field) => cite_field(source, &field.name),
        None => cite_value(source, &kpi.kpi.metric),
    }
}

/// The days after the baseline on which the KPI or a metric of the same name was measured.
fn days_measured(ledger: &Ledger, kpi: &KpiState<'_>) -> BTreeSet<Date> {
    if kpi.kpi.baseline.is_none() {
        return BTreeSet::new();
    }
    let measures = ledger
        .measures()
        .filter(|(_, it)| is_same_metric(&kpi.kpi.metric, &it.metric));
    let own = kpi.kpi.current.and(kpi.kpi.current_date);
    let is_later = |day: &Date| kpi.baseline_day.is_none_or(|baseline| baseline < *day);
    measures.map(|(_, it)| it.date).chain(own).filter(is_later).collect()
}

fn target(kpi: &KpiState<'_>) -> Option<String> {
    let (target, progress) = (kpi.kpi.target?, kpi.progress()?);
    if !kpi.is_measured() || progress >= Decimal::ONE_HUNDRED {
        return None;
    }
    let target = kpi.with_unit(target);
    Some(if progress > Decimal::ZERO {
        // Rounding must not tell a target as reached that isn't.
        let done = rounded(progress).min(Decimal::new(999, 1));
        format!("the target of {target} is not reached: {done}% of the way is done")
    } else {
        format!("the target of {target} is not reached, and no part of the way to it is done")
    })
}
