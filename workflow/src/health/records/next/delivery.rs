//! What delivery, support and billing ask for.

use grounding::{ClaimKind, GoalStatus, Record, Route};

use super::super::condition;
use super::super::people::owner_of;
use super::super::words::{quoted, stated};
use super::{Needed, NextStep, recommended, step, trouble};
use crate::account::status_words;
use crate::calendar::long_date;
use crate::cite::{cite_field, cite_value};
use crate::health::facts::Facts;
use crate::health::signal::SignalName;

/// A milestone that was missed needs a new date, agreed with whoever runs its project.
pub(super) fn agree_date(facts: &Facts<'_>) -> Option<Needed> {
    let reading = trouble(facts, SignalName::Milestones, &["missed_milestones"])?;
    let source = reading.seen.iter().find_map(|seen| seen.source)?;
    let late = condition::of_reading(facts, SignalName::Milestones, reading)
        .into_iter()
        .next()?;
    let (with, cited) = with_owner(owner_of(facts, source));
    let claim = late.after(
        &format!("agree{with} on a new date: "),
        cited,
        ClaimKind::Recommendation,
    );
    Some((reading.level, step(claim, 3, "account_plan")))
}

/// A goal that is off track or held up needs a plan.
pub(super) fn recover_goal(facts: &Facts<'_>) -> Option<Needed> {
    let reading = trouble(facts, SignalName::Milestones, &["goals_behind"])?;
    let mut seen = reading.seen.iter().filter_map(|seen| seen.source);
    let source = seen.find(|source| condition::behind(facts, source).is_some())?;
    let goal = facts.ledger.goals().iter().find(|goal| goal.id == source.id)?;
    let (with, mut cited) = with_owner(owner_of(facts, source));
    let name = &goal.record.name;
    cited.insert(0, cite_value(source, name));
    let is_behind = matches!(goal.record.status, GoalStatus::OffTrack | GoalStatus::Blocked);
    let status = status_words(source, goal.record.status).filter(|_| is_behind);
    let mut text = format!("Agree{with} on a plan to recover the goal {}", quoted(source, name));
    if let Some((words, citation)) = status {
        text.push_str(&format!(": it is {words}"));
        cited.push(citation);
    }
    Some((
        reading.level,
        step(recommended(format!("{text}."), cited), 5, "account_plan"),
    ))
}

/// ` with Tove Lund`, and the words that name them; nothing where no record does.
fn with_owner(owner: Option<(String, Vec<grounding::Citation>)>) -> (String, Vec<grounding::Citation>) {
    owner.map_or_else(Default::default, |(name, cited)| (format!(" with {name}"), cited))
}

/// An escalation is resolved before anything else is talked about; an old ticket is looked into.
pub(super) fn resolve_escalation(facts: &Facts<'_>) -> Option<Needed> {
    let reading = trouble(facts, SignalName::Support, &["open_escalations", "oldest_ticket"])?;
    let mut tickets = reading.seen.iter().filter_map(|seen| {
        let source = seen.source?;
        match source.record.as_ref()? {
            Record::Ticket(ticket) => Some((source, ticket)),
            _ => None,
        }
    });
    let (source, ticket) = tickets.next()?;
    let mut cited = vec![cite_value(source, &ticket.subject)];
    let marks = ["status", "priority"].into_iter();
    cited.extend(
        marks
            .filter(|name| stated(source, name).is_some())
            .map(|name| cite_marked(source, name)),
    );
    let (noun, subject) = (source.kind.noun(), quoted(source, &ticket.subject));
    let is_escalation = reading.criterion.name == "open_escalations";
    let (text, days, kind) = if is_escalation {
        (
            format!("Resolve the escalated {noun} {subject}."),
            1,
            "executive_escalation",
        )
    } else {
        (format!("Find out what keeps the {noun} {subject} open."), 3, "")
    };
    Some((reading.level, step(recommended(text, cited), days, kind)))
}

/// The line of the field whose name ends in that word.
fn cite_marked(source: &grounding::Source, name: &str) -> grounding::Citation {
    let mut fields = source.fields.iter();
    let field = fields.find(|field| field.name.to_lowercase().ends_with(name));
    cite_field(source, field.map_or(name, |field| field.name.as_str()))
}

/// What is overdue is cleared with those who pay.
pub(super) fn clear_invoice(facts: &Facts<'_>) -> Option<Needed> {
    let reading = trouble(facts, SignalName::Billing, &["days_overdue"])?;
    let mut seen = reading.seen.iter().filter_map(|seen| seen.source);
    let unpaid = seen.find_map(condition::Unpaid::of)?;
    let text = format!(
        "Clear {} with their finance team: {} was due on {} and is unpaid.",
        unpaid.named,
        unpaid.amount,
        long_date(unpaid.due)
    );
    let step = NextStep {
        owner: Route::AccountOwner,
        ..step(recommended(text, vec![unpaid.citation]), 3, "")
    };
    Some((reading.level, step))
}
