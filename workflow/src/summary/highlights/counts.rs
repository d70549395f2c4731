//! What is counted over records: cases, projects, deals and KPIs, and the newest health score.

use grounding::{Citation, Claim, Deal, HealthScore, Milestone, Project, Source, Span, Ticket};
use rust_decimal::Decimal;

use super::Told;
use crate::account::{KpiState, fact};
use crate::calendar::long_date;
use crate::cite::{cite_span, cite_value};
use crate::summary::facts::Facts;
use crate::summary::records::{is_finished, is_red, stated};

/// A number of records and the records; nothing where the account has none of the kind at all, as
/// then nobody knows.
fn count<'a, T: 'a>(
    all: impl Iterator<Item = (&'a Source, &'a T)>,
    counts: impl Fn(&Source, &T) -> bool,
    cite: impl Fn(&Source, &T) -> Citation,
) -> Option<Told> {
    let all: Vec<(&Source, &T)> = all.collect();
    let counted = all.iter().filter(|(source, record)| counts(source, record));
    let citations: Vec<Citation> = counted.map(|(source, record)| cite(source, record)).collect();
    (!all.is_empty()).then(|| Told::new(citations.len().to_string(), citations))
}

/// Tickets and support cases that are open.
pub(super) fn open_cases(facts: &Facts<'_>) -> Option<Told> {
    count(facts.ledger.tickets(), |_, it| it.open, cite_ticket)
}

/// Those of them that are escalated, or of the highest priority.
pub(super) fn escalated_cases(facts: &Facts<'_>) -> Option<Told> {
    count(facts.ledger.tickets(), |_, it| it.open && it.escalated, cite_ticket)
}

fn cite_ticket(source: &Source, ticket: &Ticket) -> Citation {
    cite_value(source, &ticket.subject)
}

/// Projects that are neither closed nor through with all their milestones, and those that are red.
pub(super) fn active_projects(facts: &Facts<'_>) -> Option<Told> {
    let milestones: Vec<&Milestone> = facts.ledger.milestones().map(|(_, it)| it).collect();
    let is_active = |source: &Source, _: &Project| is_active(&milestones, source);
    count(facts.ledger.projects(), is_active, cite_project)
}

/// Projects whose status says that they are red.
pub(super) fn red_projects(facts: &Facts<'_>) -> Option<Told> {
    count(facts.ledger.projects(), |source, _| is_red(source), cite_project)
}

fn is_active(milestones: &[&Milestone], project: &Source) -> bool {
    let mut own = milestones.iter().filter(|it| it.project == project.id).peekable();
    let is_through = own.peek().is_some() && own.all(|it| it.completed.is_some());
    // What is red is still being worked on, whatever its milestones say.
    is_red(project) || (!is_through && !is_finished(project))
}

fn cite_project(source: &Source, project: &Project) -> Citation {
    cite_value(source, &project.name)
}

/// Deals that are not closed.
pub(super) fn open_opportunities(facts: &Facts<'_>) -> Option<Told> {
    count(facts.ledger.deals(), |_, deal| !deal.closed, cite_deal)
}

/// Those of them that are to sell the customer more.
pub(super) fn expansions(facts: &Facts<'_>) -> Option<Told> {
    let counts = |source: &Source, deal: &Deal| !deal.closed && is_expansion(source, deal);
    count(facts.ledger.deals(), counts, cite_deal)
}

/// Whether the name or the type of a deal says that it sells more of what the customer has.
fn is_expansion(source: &Source, deal: &Deal) -> bool {
    const WORDS: [&str; 6] = ["expansion", "expand", "upsell", "crosssell", "addon", "upgrade"];
    let folded = |text: &str| -> String {
        let letters = text.chars().filter(|it| it.is_alphabetic());
        letters.flat_map(char::to_lowercase).collect()
    };
    let kind = stated(source, "type").unwrap_or_default();
    let told = [folded(&deal.name), folded(kind)];
    WORDS.into_iter().any(|word| told.iter().any(|it| it.contains(word)))
}

fn cite_deal(source: &Source, deal: &Deal) -> Citation {
    cite_value(source, &deal.name)
}

/// How many of the KPIs are reached, and how much of the way is done on average over those that
/// were measured, each counted from 0 to 100 per cent.
pub(super) fn kpi_progress(facts: &Facts<'_>) -> Option<Told> {
    let all = &facts.kpis;
    if all.is_empty() {
        return None;
    }
    let reached = all.iter().filter(|state| state.is_reached()).count();
    let measured = all.iter().filter(|state| state.is_measured());
    let done: Vec<Decimal> = measured.filter_map(KpiState::progress).map(capped).collect();
    let nouns = if all.len() == 1 { "KPI" } else { "KPIs" };
    let average = match average(&done) {
        None => "none measured yet".to_owned(),
        Some(average) if done.len() == all.len() => format!("{average}% of the way on average"),
        Some(average) => format!("{average}% of the way on average over the {} measured", done.len()),
    };
    let value = format!("{reached} of {} {nouns} reached; {average}", all.len());
    let citations = all.iter().map(|state| cite_value(state.source, &state.kpi.metric));
    Some(Told::new(value, citations.collect()))
}

fn capped(percent: Decimal) -> Decimal {
    percent.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED)
}

/// In whole per cent; none of nothing.
fn average(percents: &[Decimal]) -> Option<Decimal> {
    let sum: Decimal = percents.iter().sum();
    let mean = sum.checked_div(Decimal::from(percents.len()))?;
    let rounding = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    Some(mean.round_dp_with_strategy(0, rounding).normalize())
}

/// The health score recorded last.
pub(super) fn health(facts: &Facts<'_>) -> Option<Told> {
    let (source, health) = newest_health(facts)?;
    let value = format!("{} ({})", level(health)?, long_date(health.date));
    Some(Told::new(value, vec![cite_health(source)]))
}

/// The same as a claim.
pub(super) fn health_claim(facts: &Facts<'_>) -> Option<Claim> {
    let (source, health) = newest_health(facts)?;
    let text = format!("The health score of {}: {}.", long_date(health.date), level(health)?);
    Some(fact(text, vec![cite_health(source)]))
}

fn newest_health<'f>(facts: &'f Facts<'_>) -> Option<(&'f Source, &'f HealthScore)> {
    let all = facts.ledger.health_scores();
    all.max_by_key(|(source, health)| (health.date, &source.id))
}

/// The score and the level, as far as they were given.
fn level(health: &HealthScore) -> Option<String> {
    let score = health.score.map(|score| score.normalize().to_string());
    let level = Some(health.level.trim().to_owned()).filter(|level| !level.is_empty());
    let parts: Vec<String> = score.into_iter().chain(level).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The whole record: its date, its score and its level stand apart.
fn cite_health(source: &Source) -> Citation {
    cite_span(source, Span::new(0, source.text.len()))
}
