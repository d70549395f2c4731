//! What the goals ask for.

use grounding::text::one_line;
use grounding::{Claim, Goal, GoalStatus, SourceKind};
use jiff::civil::Date;

use super::super::facts::Facts;
use super::{of_goal, quoted, recommended};
use crate::account::{KpiState, cite_figures, is_same_metric, status_words};
use crate::calendar::long_date;
use crate::cite::cite_value;
use crate::thresholds::Thresholds;

/// A KPI whose last figure is old, and of which nothing newer was measured.
pub(super) fn measure_again(facts: &Facts<'_>) -> Option<Claim> {
    let old = |day: Date| Thresholds::is_older(day, facts.thresholds.usage_stale_days, facts.as_of);
    let fresh = |state: &KpiState<'_>| {
        let mut series = facts.ledger.series();
        series.any(|(_, series)| is_same_metric(&series.metric, &state.kpi.metric) && !old(series.last.date))
    };
    let measured = facts.kpis.iter().filter(|state| state.is_measured());
    let stale = measured.filter(|state| !facts.is_reached(state.goal) && !fresh(state));
    let dated = stale.filter_map(|state| Some((state.kpi.current_date.filter(|day| old(*day))?, state)));
    let (day, state) = dated.min_by_key(|(day, state)| (*day, &state.source.id))?;
    let text = format!(
        "Measure {} again before the review: the last figure, {}, is of {}.",
        one_line(&state.kpi.metric),
        state.with_unit(state.kpi.current?),
        long_date(day)
    );
    Some(of_goal(state.goal, recommended(text, vec![cite_figures(state)])))
}

/// A goal that is off track or held up, by its own record or by a KPI's.
pub(super) fn recover_goal(facts: &Facts<'_>) -> Option<Claim> {
    facts.goals_to_reach().into_iter().find_map(|goal| {
        let own = facts.ledger.source(&goal.id)?;
        let of_kpi = || {
            let (id, kpi) = goal.kpis.iter().find(|(_, kpi)| is_behind_plan(kpi.status))?;
            let source = facts.ledger.source(id)?;
            let (words, citation) = status_words(source, kpi.status)?;
            Some((format!("its KPI is {words}"), citation))
        };
        let (words, citation) = match goal.record.status {
            status if is_behind_plan(status) => {
                let (words, citation) = status_words(own, status)?;
                (format!("it is {words}"), citation)
            }
            _ => of_kpi()?,
        };
        let mut citations = vec![cite_value(own, &goal.record.name), citation];
        let owner = facts.owner_of(own).map(|(name, cited)| {
            citations.extend(cited);
            format!(" with {name}")
        });
        let text = format!(
            "Agree{} on a plan to recover the goal {}: {words}.",
            owner.unwrap_or_default(),
            quoted(&goal.record.name)
        );
        Some(of_goal(goal, recommended(text, citations)))
    })
}

/// A goal that nobody has measured since it was set. One that is behind needs more than that.
pub(super) fn agree_measurement(facts: &Facts<'_>) -> Option<Claim> {
    let of = |goal: &Goal| facts.kpis.iter().filter(|it| it.goal.id == goal.id).collect::<Vec<_>>();
    let is_open = |goal: &&Goal| !of(goal).iter().any(|it| it.is_measured()) && !is_behind(goal);
    let goal = facts.goals_to_reach().into_iter().find(is_open)?;
    let kpis = of(goal);
    let named = kpis
        .iter()
        .find(|it| !it.kpi.metric.trim().is_empty() && it.kpi.baseline.is_some());
    if let Some(state) = named {
        let day = state.baseline_day.map(|day| format!(" ({})", long_date(day)));
        let text = format!(
            "Agree when {} will be measured: its baseline of {}{} is the only figure on record.",
            one_line(&state.kpi.metric),
            state.with_unit(state.kpi.baseline?),
            day.unwrap_or_default()
        );
        return Some(of_goal(goal, recommended(text, vec![cite_figures(state)])));
    }
    let source = facts.ledger.source(&goal.id)?;
    let text = format!(
        "Agree how the goal {} will be measured, and by when.",
        quoted(&goal.record.name)
    );
    Some(of_goal(
        goal,
        recommended(text, vec![cite_value(source, &goal.record.name)]),
    ))
}

/// Whether a goal is off track or held up, by its own record or by a KPI's.
fn is_behind(goal: &Goal) -> bool {
    let statuses = goal.kpis.iter().map(|(_, kpi)| kpi.status);
    statuses.chain([goal.record.status]).any(is_behind_plan)
}

fn is_behind_plan(status: GoalStatus) -> bool {
    matches!(status, GoalStatus::OffTrack | GoalStatus::Blocked)
}

/// A target that is reached wants another one.
pub(super) fn set_next_target(facts: &Facts<'_>) -> Option<Claim> {
    let state = facts
        .kpis
        .iter()
        .find(|state| state.is_reached() && !state.is_excluded())?;
    let text = format!(
        "Agree on the next target for {}: {} was measured against a target of {}.",
        one_line(&state.kpi.metric),
        state.with_unit(state.kpi.current?),
        state.with_unit(state.kpi.target?)
    );
    Some(of_goal(state.goal, recommended(text, vec![cite_figures(state)])))
}

/// Without goals there is nothing to show.
pub(super) fn set_goals(facts: &Facts<'_>) -> Option<Claim> {
    if facts.goals().next().is_some() {
        return None;
    }
    let account = facts.ledger.of_kind(SourceKind::Account).next()?;
    let name = &facts.ledger.account.name;
    let text = format!("Agree with {name} on goals that can be measured.");
    Some(recommended(text, vec![cite_value(account, name)]))
}
