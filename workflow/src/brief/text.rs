//! A brief as a terminal shows it: 80 columns, legible without colour, in the order of what may
//! be trusted, what waits for someone, what was rejected, what is missing.

mod asks;
mod close;
pub(crate) mod layout;

use asks::{checklist, decided, flags, known_already, questions};
use close::{foot, missing, next, rejected, sources};
use grounding::{ClaimKind, Ledger, Standing};
use layout::{Footnotes, Page};

use super::{Brief, BriefClaim, RunState, ScopeRelation, Stakeholder};
use crate::calendar::long_date;

/// How a brief is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextStyle {
    /// Whether to use colour.
    pub color: bool,
    /// The width in columns.
    pub width: usize,
    /// Whether each claim's id stands beside it, for whoever has something to do with it.
    pub claim_ids: bool,
}

/// Prints a brief. The ledger says who said what where.
pub fn render_text(brief: &Brief, ledger: &Ledger, style: TextStyle) -> String {
    let mut page = Page::new(style);
    let mut notes = Footnotes::default();
    head(&mut page, brief);
    reasons(&mut page, &mut notes, brief);
    sections(&mut page, &mut notes, brief);
    checklist(&mut page, &mut notes, brief);
    questions(&mut page, &mut notes, brief);
    flags(&mut page, &mut notes, brief);
    known_already(&mut page, &mut notes, brief);
    decided(&mut page, &mut notes, brief);
    rejected(&mut page, brief);
    missing(&mut page, brief);
    next(&mut page, brief);
    sources(&mut page, &notes, ledger);
    foot(&mut page, brief);
    page.finish()
}

fn head(page: &mut Page, brief: &Brief) {
    let title = match brief.kind.as_str() {
        "handoff" => "Handoff",
        other => other,
    };
    page.ends(
        &format!("{title} \u{b7} {}", brief.account_name),
        &format!("as of {}", brief.as_of),
    );
    let state = match brief.state {
        RunState::InReview => format!("in review \u{2014} waits for {}", waits_for(brief)),
        RunState::Paused => "paused \u{2014} people must answer first".to_owned(),
        RunState::Stopped => "stopped".to_owned(),
        RunState::Failed => "failed".to_owned(),
        RunState::Returned => "returned".to_owned(),
        RunState::Approved => "approved".to_owned(),
        RunState::Superseded => "superseded by a later run".to_owned(),
    };
    let kickoff = brief
        .flags
        .iter()
        .find_map(|flag| flag.days_to_kickoff)
        .map(|days| match days {
            0 => "kickoff today".to_owned(),
            1.. => format!("kickoff in {days} days"),
            _ => format!("kickoff {} days ago", -days),
        });
    page.ends(&state, kickoff.as_deref().unwrap_or_default());
    if let Some(trigger) = &brief.trigger {
        page.plain(&format!(
            "started by {} ({})",
            trigger.kind.replace('_', " "),
            trigger.record
        ));
    }
}

fn waits_for(brief: &Brief) -> String {
    let name = |role: &str| {
        brief
            .parts
            .stakeholders
            .iter()
            .find(|it| it.role == role)
            .map(|it| format!(" {}", it.name))
    };
    format!(
        "the AE{} and the CSM{}",
        name("AE").unwrap_or_default(),
        name("account owner").unwrap_or_default()
    )
}

fn reasons(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    if brief.reasons.is_empty() {
        return;
    }
    let title = match brief.state {
        RunState::Paused => "Why it is paused",
        RunState::Stopped => "Why it was stopped",
        _ => "Why it failed",
    };
    page.title(title);
    for reason in &brief.reasons {
        let marks = notes.refer(&reason.citations);
        page.item('!', &format!("{}{marks}", sentence(&reason.message)));
    }
}

fn sections(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    for section in &brief.sections {
        let claims: Vec<&BriefClaim> = section
            .claims
            .iter()
            .filter_map(|id| brief.claims.iter().find(|it| it.claim.id == *id))
            .collect();
        if claims.is_empty() && section.origin == "model" && brief.state != RunState::InReview {
            continue;
        }
        page.title(&section.title);
        if section.id == "people" && !brief.parts.stakeholders.is_empty() {
            people(page, notes, brief);
            continue;
        }
        if claims.is_empty() {
            page.item('?', "Nothing that is borne out yet.");
        }
        for claim in claims {
            let marks = notes.refer(&claim.claim.citations);
            let goal = claim
                .claim
                .goal_id
                .as_deref()
                .map(|id| format!(" [{}]", id.rsplit('/').next().unwrap_or(id)));
            let likely = if claim.standing() == Standing::LikelyBenefit {
                " (likely)"
            } else {
                ""
            };
            let id = if page.shows_ids() {
                format!("{}  ", claim.claim.id)
            } else {
                String::new()
            };
            page.item(
                mark(brief, claim),
                &format!("{id}{}{likely}{}{marks}", claim.claim.text, goal.unwrap_or_default()),
            );
        }
        if let Some(notice) = &section.notice {
            let since = notice
                .date
                .map(|date| format!("evidence from {} on; older evidence was left out", long_date(date)));
            page.plain(&format!(
                "    ({})",
                since.unwrap_or_else(|| notice.kind.replace('_', " "))
            ));
        }
    }
}

fn mark(brief: &Brief, claim: &BriefClaim) -> char {
    match (claim.standing(), claim.claim.kind) {
        (Standing::ProvenOutcome, _) => '\u{2714}',
        (Standing::LikelyBenefit, _) => '~',
        (_, ClaimKind::Promise | ClaimKind::Risk) if is_open(brief, claim) => '!',
        _ => '\u{b7}',
    }
}

/// A promise needs someone unless the order form covers it; a risk always does.
fn is_open(brief: &Brief, claim: &BriefClaim) -> bool {
    let covered = brief.parts.checklist.iter().any(|item| {
        item.scope == ScopeRelation::InScope
            && claim
                .claim
                .citations
                .iter()
                .any(|it| it.quote.contains(&item.promise.quote))
    });
    !covered
}

fn people(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    for person in &brief.parts.stakeholders {
        let marks = notes.refer(&person.citations);
        page.item(
            if person.sponsor && !person.engaged {
                '!'
            } else {
                '\u{b7}'
            },
            &format!("{}{marks}", told_person(person)),
        );
    }
}

fn told_person(person: &Stakeholder) -> String {
    let calls = match (person.side.as_str(), person.calls, person.last_call) {
        ("vendor", ..) => String::new(),
        (_, 0, _) => " \u{2014} never on a recorded call".to_owned(),
        (_, 1, Some(last)) => format!(" \u{2014} on one call, {}", long_date(last)),
        (_, calls, Some(last)) => format!(" \u{2014} on {calls} calls, last on {}", long_date(last)),
        (_, calls, None) => format!(" \u{2014} on {calls} calls"),
    };
    let sponsor = if person.sponsor { ", can sponsor" } else { "" };
    format!("{} ({}{sponsor}){calls}", person.name, person.role)
}

fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
