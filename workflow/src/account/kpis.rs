//! How far the KPIs of an account have come.

use grounding::{Goal, GoalStatus, Kpi, Ledger, Source, ValueRole};
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::brief::KpiRow;

/// A KPI of a goal that was not given up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KpiState<'a> {
    pub(crate) goal: &'a Goal,
    pub(crate) source: &'a Source,
    pub(crate) kpi: &'a Kpi,
    /// The day of the baseline, where the record has one.
    pub(crate) baseline_day: Option<Date>,
}

/// Every KPI of the account's open goals, in the order of the goals.
pub(crate) fn kpis(ledger: &Ledger) -> Vec<KpiState<'_>> {
    let open = ledger.goals().iter().filter(|goal| goal.is_open());
    let all = open.flat_map(|goal| goal.kpis.iter().map(move |(id, kpi)| (goal, id, kpi)));
    all.filter_map(|(goal, id, kpi)| {
        let source = ledger.source(id)?;
        let baseline = source.values.iter().filter(|value| value.role == ValueRole::Baseline);
        Some(KpiState {
            baseline_day: baseline.filter_map(|value| value.period).max(),
            goal,
            source,
            kpi,
        })
    })
    .collect()
}

impl KpiState<'_> {
    /// Whether it was measured after its baseline. Where the baseline has no day, any dated
    /// measurement is later.
    pub(crate) fn is_measured(&self) -> bool {
        let is_later = |day: Date| self.baseline_day.is_none_or(|baseline| baseline < day);
        self.kpi.baseline.is_some() && self.kpi.current.is_some() && self.kpi.current_date.is_some_and(is_later)
    }

    /// How much of the way from the baseline to the target is done, in per cent: negative where it
    /// moved away, over 100 past the target. None where a number is missing or there is no way.
    pub(crate) fn progress(&self) -> Option<Decimal> {
        let (start, target, current) = (self.kpi.baseline?, self.kpi.target?, self.kpi.current?);
        let way = target.checked_sub(start)?;
        let done = current.checked_sub(start)?.checked_div(way)?;
        done.checked_mul(Decimal::ONE_HUNDRED)
    }

    /// Whether it has come nearer to its target since the baseline.
    pub(crate) fn has_moved(&self) -> bool {
        self.is_measured() && self.progress().is_some_and(|progress| progress > Decimal::ZERO)
    }

    /// Whether it is at its target or past it.
    pub(crate) fn is_reached(&self) -> bool {
        self.is_measured() && self.progress().is_some_and(|progress| progress >= Decimal::ONE_HUNDRED)
    }

    /// Whether its status, or its goal's, keeps it from being told as an achievement (AS-31).
    pub(crate) fn is_excluded(&self) -> bool {
        let excluded = |status: GoalStatus| {
            matches!(
                status,
                GoalStatus::OffTrack | GoalStatus::NotStarted | GoalStatus::Blocked
            )
        };
        excluded(self.kpi.status) || matches!(self.goal.record.status, GoalStatus::OffTrack | GoalStatus::Blocked)
    }

    /// A number of the KPI with its unit: `52%`, `9.1 h`, `168 users`.
    pub(crate) fn with_unit(&self, number: Decimal) -> String {
        let number = number.normalize();
        match self.kpi.unit.trim() {
            "" => number.to_string(),
            "%" | "percent" | "per cent" | "pct" => format!("{number}%"),
            unit => format!("{number} {unit}"),
        }
    }

    /// The KPI as a row of the brief.
    pub(crate) fn row(&self) -> KpiRow {
        let number = |number: Option<Decimal>| number.map(|it| it.normalize().to_string());
        KpiRow {
            kpi_id: self.source.id.to_string(),
            goal_id: self.goal.id.to_string(),
            metric: self.kpi.metric.clone(),
            unit: self.kpi.unit.clone(),
            baseline: number(self.kpi.baseline),
            current: number(self.kpi.current),
            current_date: self.kpi.current_date,
            target: number(self.kpi.target),
            progress_percent: self.progress().map(|it| rounded(it).to_string()),
            status: self.kpi.status.noun().to_owned(),
        }
    }
}

/// Per cent with one decimal at most, half away from zero.
pub(crate) fn rounded(percent: Decimal) -> Decimal {
    percent
        .round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}
