//! The essential fields of an account (AS-1, AS-2). All of them are read from records or counted
//! over them; no model is asked.

mod contract;
mod counts;
mod custom;

use grounding::{Citation, Claim, Source, SourceKind};

use super::facts::Facts;
use crate::brief::Highlight;
use crate::definition::Request;

/// The highlights that are built in, by name, in their order (AS-1).
pub static HIGHLIGHTS: [&str; 11] = [
    "annual_revenue",
    "product_family",
    "renewal",
    "overall_kpi_progress",
    "open_cases",
    "escalated_cases",
    "active_projects",
    "red_projects",
    "open_opportunities",
    "active_expansions",
    "health",
];

/// Those of them that nobody can remove (PG-2).
pub static FIXED_HIGHLIGHTS: [&str; 4] = [
    "open_cases",
    "escalated_cases",
    "overall_kpi_progress",
    "open_opportunities",
];

/// Whether highlights of these names may be removed (PG-2).
///
/// # Errors
///
/// Says which of them is fixed, or is none of [`HIGHLIGHTS`].
pub fn check(hidden: &[String]) -> Result<(), String> {
    for name in hidden {
        if FIXED_HIGHLIGHTS.contains(&name.as_str()) {
            return Err(format!("the highlight `{name}` can't be hidden"));
        }
        if !HIGHLIGHTS.contains(&name.as_str()) {
            let known = HIGHLIGHTS.join("`, `");
            return Err(format!("there is no highlight `{name}`; there are `{known}`"));
        }
    }
    Ok(())
}

/// The highlights of an account: the built-in ones that aren't hidden, then those that an
/// administrator added. One without a value is there all the same (PG-3).
pub(super) fn highlights(facts: &Facts<'_>, request: &Request) -> Vec<Highlight> {
    let built_in = HIGHLIGHTS.iter().filter(|name| is_shown(request, name));
    let mut found: Vec<Highlight> = built_in.filter_map(|name| built_in_row(facts, name)).collect();
    found.extend(request.highlights.iter().map(|field| custom::added(facts, field)));
    let custom = |name: &str| request.highlights.iter().find(|field| field.label == name);
    for highlight in found.iter_mut().filter(|it| it.value.is_none()) {
        let holds = |source: &Source| match custom(&highlight.label) {
            Some(field) => custom::is_of(source, field),
            None => kinds_of(&highlight.name).contains(&source.kind),
        };
        highlight.withheld = facts.ledger.restricted().any(holds);
    }
    found
}

/// The kinds of record that a built-in highlight is read from: where the only ones are restricted,
/// whoever reads the summary is told whom to ask, and no value (AS-52).
fn kinds_of(name: &str) -> &'static [SourceKind] {
    match name {
        "annual_revenue" | "product_family" | "renewal" => &[SourceKind::OrderForm, SourceKind::Opportunity],
        "open_cases" | "escalated_cases" => &[SourceKind::Ticket, SourceKind::Case],
        "active_projects" | "red_projects" => &[SourceKind::Project],
        "open_opportunities" | "active_expansions" => &[SourceKind::Opportunity],
        "overall_kpi_progress" => &[SourceKind::Kpi],
        "health" => &[SourceKind::Snapshot],
        _ => &[],
    }
}

/// What of the highlights a record says itself, as claims, so that the executive summary may draw
/// on it. A count stands in no record's words, and is told as a highlight alone.
pub(super) fn claims(facts: &Facts<'_>, request: &Request) -> Vec<Claim> {
    let told = [
        ("annual_revenue", contract::revenue_claim(facts)),
        ("product_family", contract::product_claim(facts)),
        ("renewal", contract::renewal_claim(facts)),
        ("health", counts::health_claim(facts)),
    ];
    let shown = told.into_iter().filter(|(name, _)| is_shown(request, name));
    shown.filter_map(|(_, claim)| claim).collect()
}

/// Whether nobody has removed a highlight, or nobody can.
fn is_shown(request: &Request, name: &str) -> bool {
    FIXED_HIGHLIGHTS.contains(&name) || !request.hidden_highlights.iter().any(|hidden| hidden == name)
}

/// What a highlight comes to, and the records that it is computed from.
struct Told {
    value: String,
    citations: Vec<Citation>,
    /// What the value is, where that is not always the same; empty where it is.
    of: &'static str,
}

impl Told {
    fn new(value: String, citations: Vec<Citation>) -> Self {
        Self {
            value,
            citations,
            of: "",
        }
    }
}

/// So many of the records are cited that a highlight is counted from.
const MOST_CITED: usize = 12;

fn built_in_row(facts: &Facts<'_>, name: &str) -> Option<Highlight> {
    let (label, told) = match name {
        "annual_revenue" => ("Annual revenue", contract::revenue(facts)),
        "product_family" => ("Product family", contract::product(facts)),
        "renewal" => ("Renewal", contract::renewal(facts)),
        "overall_kpi_progress" => ("Overall objective KPI progress", counts::kpi_progress(facts)),
        "open_cases" => ("Open cases", counts::open_cases(facts)),
        "escalated_cases" => ("Escalated cases", counts::escalated_cases(facts)),
        "active_projects" => ("Active projects", counts::active_projects(facts)),
        "red_projects" => ("Red projects", counts::red_projects(facts)),
        "open_opportunities" => ("Open opportunities", counts::open_opportunities(facts)),
        "active_expansions" => ("Active expansion opportunities", counts::expansions(facts)),
        "health" => ("Health", counts::health(facts)),
        _ => return None,
    };
    Some(row(name.to_owned(), label, told))
}

fn row(name: String, label: &str, told: Option<Told>) -> Highlight {
    let of = told.as_ref().map(|told| told.of).filter(|of| !of.is_empty());
    let label = of.map_or_else(|| label.to_owned(), |of| format!("{label} ({of})"));
    let (value, mut citations) = told.map_or((None, Vec::new()), |told| (Some(told.value), told.citations));
    citations.truncate(MOST_CITED);
    Highlight {
        name,
        label,
        value,
        withheld: false,
        citations,
    }
}

#[cfg(test)]
mod tests;
