//! What a handoff is scored by (HO-37): five scores from 0 to 100, each a sum that can be done by
//! hand from what the brief shows. They help to choose what to read first. No gate and no task
//! follows from them.

mod clarity;
mod seats;
#[cfg(test)]
mod tests;
mod work;

use clarity::Signs;
use seats::{PARTS, Seat};
use work::Work;

use super::facts::Facts;
use crate::brief::{ChecklistItem, Input, InputStatus, Parts, ScopeRelation, Score};
use crate::definition::Drafted;

/// The five scores, always all of them and in this order. `parts` has the checklist and the people
/// of the same brief.
pub(super) fn scores(facts: &Facts<'_>, parts: &Parts, inputs: &[Input], drafted: &Drafted<'_>) -> Vec<Score> {
    vec![
        completeness(inputs),
        promise_risk(&parts.checklist),
        implementation_complexity(&Work::of(facts, &parts.checklist, drafted)),
        stakeholder_coverage(&Seat::all(facts, &parts.stakeholders)),
        first_value_clarity(&Signs::of(facts)),
    ]
}

/// How much of what a handoff needs is there. More is better. An input that is there counts whole,
/// a stale one half, a missing one not at all.
///
/// `100 × (present + stale ÷ 2) ÷ inputs`: with six present and one stale of eight it is
/// `100 × 6.5 ÷ 8`, rounded to 81.
fn completeness(inputs: &[Input]) -> Score {
    let count = |status: InputStatus| inputs.iter().filter(|it| it.status == status).count();
    let (present, stale) = (count(InputStatus::Present), count(InputStatus::Stale));
    score(
        "completeness",
        share(100, 2 * present + stale, 2 * inputs.len()),
        "100 × (present + stale ÷ 2) ÷ inputs",
        vec![
            term("present", present),
            term("stale", stale),
            term("inputs", inputs.len()),
        ],
    )
}

/// How much of what was promised may come back. Less is better. A promise that the signed scope
/// contradicts counts whole, one that isn't in it half, one that is in it not at all. A decision
/// changes nothing: the customer has still heard the promise.
///
/// `100 × (conflicting + unsigned ÷ 2) ÷ promises`, and 0 where nothing was promised: with one of
/// four promises in conflict and one unsigned it is `100 × 1.5 ÷ 4`, rounded to 38.
fn promise_risk(promises: &[ChecklistItem]) -> Score {
    let count = |relations: &[ScopeRelation]| promises.iter().filter(|it| relations.contains(&it.scope)).count();
    let conflicting = count(&[ScopeRelation::Conflicts]);
    let unsigned = count(&[ScopeRelation::NotInScope, ScopeRelation::NoSignedScope]);
    score(
        "promise_risk",
        share(100, 2 * conflicting + unsigned, 2 * promises.len()),
        "100 × (conflicting + unsigned ÷ 2) ÷ promises; 0 where nothing was promised",
        vec![
            term("conflicting", conflicting),
            term("unsigned", unsigned),
            term("promises", promises.len()),
        ],
    )
}

/// How much there is to build and set up. Less is better. Each kind of work counts up to a cap, so
/// that a long list of one kind doesn't hide that there is nothing of another.
///
/// 10 for each integration (at most 4), 15 for each piece of custom work (at most 2), 5 for each
/// requirement (at most 4), and 10 where data must be migrated: with two integrations, one piece of
/// custom work, five requirements and data to migrate it is `20 + 15 + 20 + 10 = 65`.
fn implementation_complexity(work: &Work) -> Score {
    let migration = usize::from(work.data_to_migrate);
    let points = 10 * work.integrations.min(4) + 15 * work.custom.min(2) + 5 * work.requirements.min(4);
    score(
        "implementation_complexity",
        points + 10 * migration,
        "10 × integrations (at most 4) + 15 × custom work (at most 2) + 5 × requirements (at most 4) \
         + 10 × data to migrate (0 or 1)",
        vec![
            term("integrations", work.integrations),
            term("custom work", work.custom),
            term("requirements", work.requirements),
            term("data to migrate", migration),
        ],
    )
}

/// Whether the people at the customer who carry an onboarding are known, and were on a call. More
/// is better. The parts are sponsor, champion, technical, user and finance; one person may play
/// several.
///
/// `10 × parts known + 10 × parts engaged`: with a sponsor and a champion known, of whom only the
/// champion was on a call, it is `20 + 10 = 30`.
fn stakeholder_coverage(seats: &[Seat]) -> Score {
    let known: Vec<&str> = PARTS
        .into_iter()
        .filter(|part| seats.iter().any(|it| it.plays(part)))
        .collect();
    let engaged: Vec<&str> = PARTS
        .into_iter()
        .filter(|part| seats.iter().any(|it| it.engaged && it.plays(part)))
        .collect();
    let named = |name: &str, parts: &[&str]| {
        let names = if parts.is_empty() {
            String::new()
        } else {
            format!(" ({})", parts.join(", "))
        };
        format!("{}{names}", term(name, parts.len()))
    };
    score(
        "stakeholder_coverage",
        10 * (known.len() + engaged.len()),
        "10 × parts known + 10 × parts engaged",
        vec![named("parts known", &known), named("parts engaged", &engaged)],
    )
}

/// Whether both sides can tell that first value was reached. More is better. A quarter each for
/// somebody saying it at all, for goals that can be measured, for a date and for a number.
///
/// `25 × explicit + 25 × measurable goals ÷ goals + 25 × date + 25 × metric`, where a yes is 1 and a
/// no is 0: said with a date and without a number, with one of two goals measurable, it is
/// `25 + 12.5 + 25`, rounded to 63.
fn first_value_clarity(signs: &Signs) -> Score {
    let yes = [signs.explicit, signs.date, signs.metric];
    let quarters = yes.into_iter().filter(|yes| *yes).count();
    score(
        "first_value_clarity",
        25 * quarters + share(25, signs.measurable, signs.goals),
        "25 × explicit + 25 × measurable goals ÷ goals + 25 × date + 25 × metric",
        vec![
            term("explicit", usize::from(signs.explicit)),
            term("measurable goals", signs.measurable),
            term("goals", signs.goals),
            term("date", usize::from(signs.date)),
            term("metric", usize::from(signs.metric)),
        ],
    )
}

fn score(name: &str, value: usize, formula: &str, terms: Vec<String>) -> Score {
    Score {
        name: name.to_owned(),
        value: u32::try_from(value.min(100)).unwrap_or(100),
        formula: formula.to_owned(),
        terms,
    }
}

fn term(name: &str, count: usize) -> String {
    format!("{name} = {count}")
}

/// The share of `points` that a part of a whole earns, rounded half up; 0 of an empty whole.
fn share(points: usize, part: usize, whole: usize) -> usize {
    if whole == 0 {
        return 0;
    }
    (2 * points * part + whole) / (2 * whole)
}
