//! The strategic next steps: the long-term plan (AS-10).

use grounding::text::find_dates;
use grounding::{Claim, ClaimKind, Goal, GoalStatus, Record, Standing, VerifiedClaim};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Fed, is_borne_out, restated};
use crate::account::KpiState;
use crate::calendar::long_date;
use crate::definition::Basis;
use crate::summary::achievements::kpi_of;
use crate::summary::facts::Facts;

/// A goal that is due within so many days is for now, not for the next months.
const NEAR_DAYS: i32 = 30;

/// So many steps at most.
const MOST_STEPS: usize = 4;

/// What the next months are for: the KPIs that have moved and have not arrived, and the goals that
/// are off track, each once, the one due first before the others. What is due within a month, and
/// what is among the immediate actions, is left to those (AS-11).
pub(super) fn steps(facts: &Facts<'_>, fed: &[Fed<'_>], basis: &Basis<'_>) -> Vec<Claim> {
    let now = now(basis);
    let of_kpi = fed.iter().filter_map(|it| Step::of_kpi(facts, it));
    let of_goal = fed.iter().filter_map(|it| Step::of_goal(facts, it));
    let mut steps: Vec<Step<'_>> = Vec::new();
    // A step with its numbers says more than that a goal is off track.
    for step in of_kpi.chain(of_goal) {
        let later = step.due.is_none_or(|due| is_later(facts, due));
        let known = steps.iter().any(|it| it.goal.id == step.goal.id);
        if later && !known && !now.contains(&step.goal.id.as_str()) {
            steps.push(step);
        }
    }
    steps.sort_by_key(|step| (step.due.is_none(), step.due, step.goal.id.clone()));
    steps.iter().take(MOST_STEPS).map(Step::told).collect()
}

/// The goals that the immediate actions serve.
fn now<'a>(basis: &Basis<'a>) -> Vec<&'a str> {
    let actions = basis.sections.iter().filter(|(spec, _)| spec.id == "immediate_actions");
    let claims = actions.flat_map(|(_, claims)| claims.iter().copied());
    claims.filter_map(|it| it.claim.goal_id.as_deref()).collect()
}

fn is_later(facts: &Facts<'_>, due: Date) -> bool {
    facts
        .as_of
        .checked_add(NEAR_DAYS.days())
        .is_ok_and(|last_near| due > last_near)
}

/// A step, with the claim that it is drawn from.
struct Step<'a> {
    goal: &'a Goal,
    kpi: Option<KpiState<'a>>,
    due: Option<Date>,
    from: &'a VerifiedClaim,
}

impl<'a> Step<'a> {
    /// A KPI that has moved and is not where it is meant to be.
    fn of_kpi(facts: &Facts<'a>, fed: &Fed<'a>) -> Option<Self> {
        let kpi = kpi_of(facts, fed.claim).filter(|kpi| kpi.kpi.current.is_some() && kpi.kpi.target.is_some())?;
        let arrived = kpi.is_reached() || kpi.kpi.status == GoalStatus::Completed;
        let is_open = !arrived && kpi.goal.record.status != GoalStatus::Completed;
        is_open.then(|| Self {
            goal: kpi.goal,
            kpi: Some(*kpi),
            due: kpi.kpi.due.or(kpi.goal.due()),
            from: fed.claim,
        })
    }

    /// A goal that is off track.
    fn of_goal(facts: &Facts<'a>, fed: &Fed<'a>) -> Option<Self> {
        let cited = fed.claim.claim.citations.iter();
        let goal = cited
            .filter_map(|it| facts.ledger.source(&it.source_id))
            .find_map(|source| match &source.record {
                Some(Record::Goal(_)) => facts.ledger.goal(source.id.as_str()),
                Some(Record::Kpi(kpi)) => facts.ledger.goal(kpi.goal.as_str()),
                _ => None,
            })?;
        let behind = |kpi: &grounding::Kpi| kpi.status == GoalStatus::OffTrack;
        let off_track = goal.record.status == GoalStatus::OffTrack || goal.kpis.iter().any(|(_, kpi)| behind(kpi));
        (off_track && goal.is_open()).then(|| Self {
            goal,
            kpi: None,
            due: goal.due(),
            from: fed.claim,
        })
    }

    fn told(&self) -> Claim {
        let whole = format!("{}, {}.", self.horizon(), self.aim());
        // The goal is named by its id as well: where its name has a figure that the claim drawn on
        // lacks, what is measured names it to the reader.
        let text = match &self.kpi {
            Some(kpi) if !is_borne_out(&whole, &[self.from]) => {
                let metric = kpi.kpi.metric.trim();
                format!("{}, bring {metric} to its target.", self.horizon())
            }
            _ => whole,
        };
        Claim {
            kind: ClaimKind::Recommendation,
            standing: Standing::Fact,
            goal_id: Some(self.goal.id.to_string()),
            ..restated(text, self.from)
        }
    }

    /// By when: the day that the claim drawn on cites, else the next months.
    fn horizon(&self) -> String {
        let is_cited = |due: &Date| {
            let mut cited = self.from.claim.citations.iter();
            cited.any(|it| find_dates(&it.quote).iter().any(|date| date.date == *due))
        };
        match self.due.filter(is_cited) {
            Some(due) => format!("By {}", long_date(due)),
            None => "Over the coming months".to_owned(),
        }
    }

    fn aim(&self) -> String {
        let name = self.goal.record.name.trim();
        let numbers = self
            .kpi
            .as_ref()
            .and_then(|kpi| Some((kpi, kpi.kpi.current?, kpi.kpi.target?)));
        match numbers {
            Some((kpi, current, target)) => format!(
                "bring {} from {} to the target of {} (goal \u{201C}{name}\u{201D})",
                kpi.kpi.metric.trim(),
                kpi.with_unit(current),
                kpi.with_unit(target)
            ),
            None => format!("bring the goal \u{201C}{name}\u{201D} back on track"),
        }
    }
}
