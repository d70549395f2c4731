//! What to do next, and which decision comes next (VR-16, VR-76).
//!
//! Both follow from records by fixed rules, so that the same records give the same advice. What is
//! advised is the account owner's word in the end (V603).

mod decision;
mod goals;

use grounding::text::{content_words, one_line};
use grounding::{Citation, Claim, ClaimKind, Code, Goal, LabelPlace, Policy, Record, Utterance, verify_claim};
use jiff::civil::Date;

use super::facts::Facts;
use crate::account::{cite_figures, cite_lines, fact, told_kpi};
use crate::calendar::long_date;
use crate::cite::{cite_field, cite_span, cite_value};

pub(super) use decision::decision;
use goals::{agree_measurement, measure_again, recover_goal, set_goals, set_next_target};

/// One recommendation stands first; so many stand in all.
const MOST_TOLD: usize = 3;

/// The rule that finds a figure which two sources give differently.
const DISPUTED: Code = Code(306);

/// What to do next: the first is the primary one, the others could be taken beside it. Never empty.
pub(super) fn next(facts: &Facts<'_>) -> Vec<Claim> {
    let rules: [fn(&Facts<'_>) -> Option<Claim>; 9] = [
        resolve_escalation,
        settle_figure,
        measure_again,
        recover_goal,
        name_owner,
        agree_measurement,
        set_next_target,
        prepare_renewal,
        set_goals,
    ];
    let mut told: Vec<Claim> = rules.iter().filter_map(|rule| rule(facts)).take(MOST_TOLD).collect();
    if told.is_empty() {
        told.push(review_again(facts));
    }
    told
}

/// An escalation that is still open when the customer is met is the only thing talked about.
fn resolve_escalation(facts: &Facts<'_>) -> Option<Claim> {
    let open = facts.ledger.tickets().filter(|(_, it)| it.open && it.escalated);
    let (source, ticket) = open.max_by_key(|(source, _)| (source.occurred_at, &source.id))?;
    let mut citations = vec![cite_value(source, &ticket.subject)];
    let fields = ["status", "priority"].into_iter();
    let named = fields.filter(|name| source.fields.iter().any(|field| field.name.eq_ignore_ascii_case(name)));
    citations.extend(named.map(|name| cite_field(source, name)));
    let text = format!(
        "Resolve the escalated {} `{}` before the review.",
        source.kind.noun(),
        ticket.subject
    );
    Some(recommended(text, citations))
}

/// Two figures for one metric and month: neither may be told before somebody says which holds.
fn settle_figure(facts: &Facts<'_>) -> Option<Claim> {
    let policy = Policy::default();
    facts.kpis.iter().find_map(|state| {
        let found = verify_claim(facts.ledger, &told_kpi(state)?, &policy);
        let finding = found.diagnostics.iter().find(|finding| finding.code == DISPUTED)?;
        let (other, span) = finding.labels.iter().find_map(|label| match &label.place {
            LabelPlace::Source(id) if *id != state.source.id => Some((facts.ledger.source(id)?, label.span)),
            _ => None,
        })?;
        let said = Utterance::of(other).into_iter().find(|it| it.span.contains(span));
        // A bare figure proves nothing; its field is cited with the lines beside it.
        let told = said.filter(|it| content_words(it.text()).count() > 3);
        let field = other.fields.iter().find(|field| field.span.contains(span));
        let theirs = match (told, field) {
            (Some(it), _) => cite_span(other, it.span),
            (None, Some(field)) => cite_field(other, &field.name),
            (None, None) => cite_lines(other, [span].into_iter()),
        };
        let text = format!(
            "Settle which figure for {} holds, {} or {}, before either is told.",
            one_line(&state.kpi.metric),
            state.with_unit(state.kpi.current?),
            one_line(&other.text[span.range()])
        );
        Some(of_goal(
            state.goal,
            recommended(text, vec![cite_figures(state), theirs]),
        ))
    })
}

/// A risk that is nobody's.
fn name_owner(facts: &Facts<'_>) -> Option<Claim> {
    let mut open = facts.ledger.risks().filter(|(_, risk)| risk.open);
    let (source, risk) = open.find(|(source, _)| facts.owner_of(source).is_none())?;
    let text = format!("Name an owner for the open risk {}.", quoted(&risk.title));
    Some(recommended(text, vec![cite_value(source, &risk.title)]))
}

fn prepare_renewal(facts: &Facts<'_>) -> Option<Claim> {
    let near = |day: Date| (0..=facts.thresholds.renewal_near_days).contains(&facts.days_to(day));
    let (day, mut citations) = facts.renewal_words().filter(|(day, _)| near(*day))?;
    let owner = facts.ledger.account_owner().and_then(|owner| {
        let name = facts.ledger.person(owner);
        let holds = |source: &grounding::Source| match &source.record {
            Some(Record::User(user)) => user.name == name,
            Some(Record::Account(account)) => account.owner.as_deref() == Some(name.as_str()),
            _ => false,
        };
        let source = facts.ledger.sources().find(|source| holds(source))?;
        citations.push(cite_value(source, &name));
        Some(format!(" with {name}"))
    });
    let text = format!(
        "Prepare the renewal of {}{}.",
        long_date(day),
        owner.unwrap_or_default()
    );
    Some(recommended(text, citations))
}

/// Where nothing asks for more, the goals are looked at again when the next quarter ends.
fn review_again(facts: &Facts<'_>) -> Claim {
    let goal = facts
        .goals()
        .find_map(|goal| Some((goal, facts.ledger.source(&goal.id)?)));
    match goal {
        Some((goal, source)) => {
            let text = format!(
                "Review the goal {} again in the next quarter.",
                quoted(&goal.record.name)
            );
            of_goal(goal, recommended(text, vec![cite_value(source, &goal.record.name)]))
        }
        None => recommended(
            "Agree with the customer on goals that can be measured.".to_owned(),
            Vec::new(),
        ),
    }
}

fn recommended(text: String, citations: Vec<Citation>) -> Claim {
    Claim {
        kind: ClaimKind::Recommendation,
        ..fact(text, citations)
    }
}

fn of_goal(goal: &Goal, claim: Claim) -> Claim {
    Claim {
        goal_id: Some(goal.id.to_string()),
        ..claim
    }
}

fn quoted(words: &str) -> String {
    format!("\u{201C}{}\u{201D}", one_line(words.trim_end_matches('.')))
}

#[cfg(test)]
mod tests;
