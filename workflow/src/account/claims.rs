//! Claims that are computed from records.

use grounding::text::one_line;
use grounding::{Audience, Citation, Claim, ClaimKind, ClaimOrigin, Goal, GoalStatus, Ledger, Span, Standing};
use rust_decimal::Decimal;

use super::told_kpi::cite_lines;
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
    let tickets = tickets(ledger, true);
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
    tickets.into_iter().chain(told_goals).chain(kpis).map(risk).collect()
}

/// The open tickets that are escalated, or those that are not: each with its priority, and with
/// its status where that says more than that it is open.
pub(crate) fn tickets(ledger: &Ledger, escalated: bool) -> Vec<Claim> {
    let open = ledger.tickets().filter(|(_, it)| it.open && it.escalated == escalated);
    let told = open.map(|(source, ticket)| {
        let field = |name: &str| {
            let mut fields = source.fields.iter();
            let field = fields.find(|field| field.name.eq_ignore_ascii_case(name))?;
            Some(field).filter(|field| !source.text[field.span.range()].trim().is_empty())
        };
        let says = |words: &str| {
            source
                .fields
                .iter()
                .find(|it| source.text[it.span.range()].trim() == words.trim())
        };
        // One stretch holds the subject and how it stands, so that a subject that denies something is
        // read beside its own words.
        let mut places: Vec<Span> = says(&ticket.subject).map(|it| it.span).into_iter().collect();
        let mut marks = Vec::new();
        if let Some(status) = field("status") {
            places.push(status.span);
            let status = source.text[status.span.range()].trim();
            if !status.eq_ignore_ascii_case("open") {
                marks.push(format!("status {status}"));
            }
        }
        if let Some(priority) = field("priority") {
            places.push(priority.span);
            marks.push(format!("priority {}", source.text[priority.span.range()].trim()));
        }
        let cited = vec![cite_lines(source, places.into_iter())];
        let marks = match marks.as_slice() {
            [] => String::new(),
            marks => format!(" ({})", marks.join(", ")),
        };
        let noun = source.kind.noun();
        let subject = one_line(&ticket.subject);
        let text = if escalated {
            format!("The {noun} `{subject}` is open{marks}.")
        } else {
            format!("An open {noun}{marks}: \u{201C}{subject}\u{201D}.")
        };
        fact(text, cited)
    });
    told.map(|claim| Claim {
        kind: ClaimKind::Risk,
        ..claim
    })
    .collect()
}
