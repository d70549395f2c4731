//! What belongs with a snapshot: churn risk, feedback, onboarding, expansion, the renewal (HS-34).
//! Each stays a document of its own, and is linked only where the evidence has something to link.

#[cfg(test)]
mod tests;

use grounding::text::one_line;
use grounding::{Citation, Cue, SourceKind, Utterance, lexicon};

use super::facts::{Facts, cite_seen};
use super::level::Level;
use super::stops::Applied;
use crate::brief::Link;
use crate::calendar::long_date;
use crate::cite::{cite_span, cite_value};

/// What belongs with the snapshot, at most one of each kind.
pub(super) fn links(facts: &Facts<'_>, applied: &[Applied]) -> Vec<Link> {
    let found = [
        churn_risk(facts, applied),
        feedback(facts),
        onboarding(facts),
        expansion(facts),
        renewal(facts),
    ];
    found.into_iter().flatten().collect()
}

/// Talk of leaving; else the worst signal, where it is red.
fn churn_risk(facts: &Facts<'_>, applied: &[Applied]) -> Option<Link> {
    let mut rules = applied.iter();
    if let Some(leaving) = rules.find(|it| it.rule.name == "cancellation" && it.in_evidence) {
        let note = format!("Somebody speaks of leaving: {}", leaving.shown_by);
        return Some(link("churn_risk", note, leaving.citations.clone()));
    }
    let red = facts.snapshot.signals.iter().filter(|it| it.level == Level::Red);
    let worst = red.min_by_key(|signal| signal.points)?;
    let cited: Vec<Citation> = worst.worst()?.seen.first().and_then(cite_seen).into_iter().collect();
    let note = format!(
        "The account is {}, and {} is the worst of its signals.",
        facts.snapshot.level.word(),
        worst.name.word()
    );
    Some(link("churn_risk", note, cited))
}

/// The newest answer to a survey.
fn feedback(facts: &Facts<'_>) -> Option<Link> {
    let answers = || facts.ledger.surveys();
    let (source, newest) = answers().max_by_key(|(source, it)| (it.date, &source.id))?;
    let told = match answers().count() {
        1 => "One answer".to_owned(),
        count => format!("{count} answers"),
    };
    let note = format!("{told} to surveys, the newest of {}.", long_date(newest.date));
    let score = newest.score.normalize().to_string();
    Some(link("feedback_analysis", note, vec![cite_value(source, &score)]))
}

/// The onboarding project, as long as a milestone of it is open.
fn onboarding(facts: &Facts<'_>) -> Option<Link> {
    let mut projects = facts.ledger.projects().filter(|(_, project)| project.onboarding);
    projects.find_map(|(source, project)| {
        let own = || facts.ledger.milestones().filter(|(_, it)| it.project == source.id);
        let reached = own().filter(|(_, it)| it.completed.is_some()).count();
        let note = format!(
            "Milestones of \u{201C}{}\u{201D} that are reached: {reached} of {}.",
            one_line(&project.name),
            own().count()
        );
        let is_open = reached < own().count();
        is_open.then(|| link("onboarding_health", note, vec![cite_value(source, &project.name)]))
    })
}

/// The newest activity in which somebody asks for more.
fn expansion(facts: &Facts<'_>) -> Option<Link> {
    let said = Utterance::all(facts.ledger, &[SourceKind::Activity]);
    let asks_for_more = |text: &str| Cue::Interest.phrases().is_in(text) && lexicon::growth().is_in(text);
    let newest = said.iter().rev().find(|it| asks_for_more(it.text()))?;
    let note = format!("Interest in more: \u{201C}{}\u{201D}", one_line(newest.text()));
    let cited = cite_span(newest.source, newest.span);
    Some(link("expansion_signals", note, vec![cited]))
}

/// The renewal ahead. No price and no terms are told here.
fn renewal(facts: &Facts<'_>) -> Option<Link> {
    let day = facts.renewal.filter(|day| *day >= facts.as_of)?;
    let (_, words) = facts.renewal_words()?;
    let when = match facts.days_to(day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    };
    let note = format!("The contract renews on {}, {when}.", long_date(day));
    Some(link("renewal_preparation", note, words))
}

/// A link to the record that its first words stand in.
fn link(relation: &str, note: String, citations: Vec<Citation>) -> Link {
    let target = citations.first().map(|it| it.source_id.to_string());
    Link {
        relation: relation.to_owned(),
        target: target.unwrap_or_default(),
        note,
        citations,
    }
}
