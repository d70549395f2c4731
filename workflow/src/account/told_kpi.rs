//! How a KPI moved and where a goal stands, each in one sentence (VR-13, AS-5).

mod cited;

use grounding::text::one_line;
use grounding::{Citation, Claim, ClaimKind, Goal, GoalStatus, Ledger, Standing};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::claims::fact;
use super::kpis::KpiState;
use crate::calendar::long_date;
use crate::cite::cite_value;

pub(crate) use cited::{cite_day, cite_figures, cite_lines, day_field, status_words};

/// How a KPI moved: what it gained, where it is held back or went the wrong way, where it stands.
/// None where the record has no figure, or nobody says what is measured.
///
/// A gain is a proven outcome; what moved towards its target in spite of a status that keeps it
/// from being an achievement (AS-31), and what moved away from it, are risks.
pub(crate) fn told_kpi(state: &KpiState<'_>) -> Option<Claim> {
    let metric = named_metric(&state.kpi.metric)?;
    let course = Course::of(state);
    let mut citations = vec![cite_figures(state)];
    let target = state.kpi.target.map(|target| state.with_unit(target));
    let aim = target
        .as_ref()
        .map(|target| format!("; the target is {target}"))
        .unwrap_or_default();
    let text = match course {
        Course::Once => format!("{metric} {}{aim}.", only_figure(state)?),
        Course::Level => {
            let day = state.kpi.current_date?;
            let before = state.baseline_day.map(|day| format!(", as in {}", month(day)));
            let now = state.with_unit(state.kpi.current?);
            format!(
                "{metric} stood at {now} on {}{}{aim}.",
                long_date(day),
                before.unwrap_or_default()
            )
        }
        Course::Unjudged => format!("{metric} went {}{aim}.", way(state)?),
        Course::Away | Course::HeldBack => {
            let aim = if course == Course::Away {
                format!(", against a target of {}", target?)
            } else {
                aim
            };
            let mut held = String::new();
            if let Some((what, words, cited)) = holding_back(state) {
                held = format!(", and the {what} is {words}");
                citations.extend(cited);
            }
            format!("{metric} {} {}{aim}{held}.", verb(state)?, way(state)?)
        }
        Course::Towards => format!(
            "{metric} {} {}{}.",
            verb(state)?,
            way(state)?,
            reached(state).unwrap_or(aim)
        ),
    };
    let (kind, standing) = match course {
        Course::Towards => (ClaimKind::Outcome, Standing::ProvenOutcome),
        Course::HeldBack | Course::Away => (ClaimKind::Risk, Standing::Fact),
        Course::Once | Course::Level | Course::Unjudged => (ClaimKind::Fact, Standing::Fact),
    };
    Some(Claim {
        kind,
        standing,
        goal_id: Some(state.goal.id.to_string()),
        ..fact(text, citations)
    })
}

/// Where a goal stands, in the words of the success plan: `“Cut reporting to 5 h”, due 30 September
/// 2026: on track.` None where the reader may not see it.
pub(crate) fn told_goal_state(ledger: &Ledger, goal: &Goal) -> Option<Claim> {
    let source = ledger.source(&goal.id)?;
    let mut citations = vec![cite_value(source, &goal.record.name)];
    let mut text = format!("\u{201C}{}\u{201D}", one_line(goal.record.name.trim_end_matches('.')));
    if let Some(due) = goal.record.due {
        text.push_str(&format!(", due {}", long_date(due)));
        citations.push(cite_day(source, due));
    }
    if let Some((words, citation)) = status_words(source, goal.record.status) {
        text.push_str(&format!(": {words}"));
        citations.push(citation);
    }
    Some(Claim {
        goal_id: Some(goal.id.to_string()),
        ..fact(format!("{text}."), citations)
    })
}

/// What is measured, as a sentence begins: `Weekly active users`. None where nobody has said.
pub(crate) fn named_metric(metric: &str) -> Option<String> {
    let metric = one_line(&metric.replace('_', " "));
    let first = metric.chars().next()?;
    Some(first.to_uppercase().chain(metric.chars().skip(1)).collect())
}

/// How a KPI went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// Nearer to its target, or past it.
    Towards,
    /// Nearer to its target, with a status that keeps it from being an achievement.
    HeldBack,
    /// Away from its target.
    Away,
    /// Nowhere.
    Level,
    /// Somewhere, without a target to judge it by.
    Unjudged,
    /// It has one figure only.
    Once,
}

impl Course {
    fn of(state: &KpiState<'_>) -> Self {
        if !state.is_measured() {
            return Self::Once;
        }
        match state.progress() {
            _ if state.kpi.baseline == state.kpi.current => Self::Level,
            None => Self::Unjudged,
            Some(progress) if progress < Decimal::ZERO => Self::Away,
            Some(_) if state.is_excluded() => Self::HeldBack,
            Some(_) => Self::Towards,
        }
    }
}

fn verb(state: &KpiState<'_>) -> Option<&'static str> {
    Some(if state.kpi.current? > state.kpi.baseline? {
        "rose"
    } else {
        "fell"
    })
}

/// `from 31% (January 2026) to 52% (30 April 2026)`.
fn way(state: &KpiState<'_>) -> Option<String> {
    let now = state.kpi.current_date?;
    // Within a month, only the days tell the two figures apart.
    let then = state.baseline_day.map(|day| {
        let same_month = (day.year(), day.month()) == (now.year(), now.month());
        format!(" ({})", if same_month { long_date(day) } else { month(day) })
    });
    Some(format!(
        "from {}{} to {} ({})",
        state.with_unit(state.kpi.baseline?),
        then.unwrap_or_default(),
        state.with_unit(state.kpi.current?),
        long_date(now),
    ))
}

fn month(day: Date) -> String {
    day.strftime("%B %Y").to_string()
}

/// That the target is reached or passed; none where it isn't.
fn reached(state: &KpiState<'_>) -> Option<String> {
    let target = state.kpi.target.filter(|_| state.is_reached())?;
    let relation = if state.kpi.current == Some(target) {
        "the target"
    } else {
        "past the target"
    };
    let told = state.with_unit(target);
    Some(match relation {
        "the target" => ", which was the target".to_owned(),
        _ => format!(", {relation} of {told}"),
    })
}

fn only_figure(state: &KpiState<'_>) -> Option<String> {
    let (figure, when) = match (state.kpi.baseline, state.kpi.current) {
        (Some(baseline), _) => {
            let when = state.baseline_day.map(|day| format!(" in {}", month(day)));
            (format!("a baseline of {}", state.with_unit(baseline)), when)
        }
        (None, current) => {
            let when = state.kpi.current_date.map(|day| format!(" on {}", long_date(day)));
            (state.with_unit(current?), when)
        }
    };
    Some(format!(
        "stood at {figure}{}, its only figure on record",
        when.unwrap_or_default()
    ))
}

/// What keeps a KPI from being told as an achievement, in words: the KPI's own status or its goal's.
/// The goal's record is not at hand here, so its status is told in the standard word.
fn holding_back(state: &KpiState<'_>) -> Option<(&'static str, String, Option<Citation>)> {
    let own = state.kpi.status;
    if matches!(own, GoalStatus::OffTrack | GoalStatus::NotStarted | GoalStatus::Blocked) {
        let (words, citation) = status_words(state.source, own)?;
        return Some(("KPI", words, Some(citation)));
    }
    let of_goal = state.goal.record.status;
    state.is_excluded().then(|| ("goal", of_goal.noun().to_owned(), None))
}
