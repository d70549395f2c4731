//! Claims that are computed from records.

use grounding::{Audience, Citation, Claim, ClaimKind, ClaimOrigin, Goal, GoalStatus, Ledger, Standing};
use rust_decimal::Decimal;

use crate::cite::{cite_field, cite_value};

/// A claim computed from records.
pub(crate) fn fact(text: String, citations: Vec<Citation>) -> Claim {
    Claim {
        id: String::new(),
        text,
        kind: ClaimKind::Fact,
        standing: Standing::Fact,
        goal_id: None,
        audience: Audience::Internal,
        citations,
        origin: ClaimOrigin::Records,
        parent: None,
    }
}

/// An amount with its thousands apart: `485,100`.
pub(crate) fn grouped(amount: Decimal) -> String {
    let text = amount.normalize().to_string();
    let (whole, decimals) = text
        .split_once('.')
        .map_or((text.as_str(), String::new()), |(whole, rest)| {
            (whole, format!(".{rest}"))
        });
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}{decimals}")
}

/// What the records show to be wrong, so that no drafter can pass over it: tickets that are
/// escalated, goals that are off track.
pub(crate) fn troubles<'a>(ledger: &Ledger, goals: impl IntoIterator<Item = &'a Goal> + Clone) -> Vec<Claim> {
    let open = ledger.tickets().filter(|(_, it)| it.open && it.escalated);
    let tickets = open.map(|(source, ticket)| {
        let noun = source.kind.noun();
        let field = |name: &str| {
            let field = source
                .fields
                .iter()
                .find(|field| field.name.eq_ignore_ascii_case(name))?;
            Some((field.name.as_str(), source.text[field.span.range()].trim()))
        };
        let mut text = format!("The {noun} `{}` is open", ticket.subject);
        let mut cited = vec![cite_value(source, &ticket.subject)];
        for (name, value) in ["status", "priority"].into_iter().filter_map(field) {
            text.push_str(&format!(", {} {value}", name.to_lowercase()));
            cited.push(cite_field(source, name));
        }
        text.push('.');
        fact(text, cited)
    });
    let behind = goals
        .clone()
        .into_iter()
        .filter(|goal| goal.record.status == GoalStatus::OffTrack);
    let told_goals = behind.filter_map(|goal| {
        let source = ledger.source(&goal.id)?;
        let text = format!("The goal `{}` is off track.", goal.record.name);
        Some(fact(
            text,
            vec![cite_value(source, &goal.record.name), cite_field(source, "status")],
        ))
    });
    let kpis = goals.into_iter().flat_map(|goal| &goal.kpis);
    let behind = kpis.filter(|(_, kpi)| kpi.status == GoalStatus::OffTrack);
    let kpis = behind.filter_map(|(id, kpi)| {
        let source = ledger.source(id)?;
        let text = format!("The KPI `{}` is off track.", kpi.metric);
        Some(fact(
            text,
            vec![cite_value(source, &kpi.metric), cite_field(source, "status")],
        ))
    });
    let risk = |claim| Claim {
        kind: ClaimKind::Risk,
        ..claim
    };
    tickets.chain(told_goals).chain(kpis).map(risk).collect()
}
