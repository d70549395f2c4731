//! The sections, each in its form.

use grounding::{ClaimKind, Standing, Verdict};

use super::goals::{goals, has_rows};
use super::health;
use super::layout::Page;
use super::notes::Footnotes;
use super::shape::{Shape, claims_of, paragraphs, primary_first, states_goals};
use super::words::{short_id, told_indicators, told_notice, told_status, told_value};
use crate::brief::{Brief, BriefClaim, Recommendation, ScopeRelation, Section, Stakeholder};
use crate::calendar::long_date;

/// What stands where a section has nothing to say.
const NOTHING: &str = "Nothing that is borne out yet.";

pub(super) fn sections(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    let shown = |section: &&Section| {
        let is_empty = claims_of(brief, section).next().is_none();
        brief.state.is_drafted() || !is_empty || section.origin == "records"
    };
    for section in brief.sections.iter().filter(shown) {
        page.title(&section.title);
        body(page, notes, brief, section);
        if let Some(notice) = &section.notice {
            page.item('?', &told_notice(notice));
        }
        if states_goals(section) && brief.state.is_drafted() && has_rows(brief) {
            page.subtitle("Each goal, where it stands, and what came of it");
            goals(page, notes, brief);
        }
    }
    // Every goal has its row, whether or not the section that states them is shown.
    if brief.state.is_drafted() && has_rows(brief) && !brief.sections.iter().any(states_goals) {
        page.title("Goals, where they stand, and what came of them");
        goals(page, notes, brief);
    }
}

fn body(page: &mut Page, notes: &mut Footnotes, brief: &Brief, section: &Section) {
    let claims: Vec<&BriefClaim> = claims_of(brief, section).collect();
    if section.id == "relational_health"
        && let Some(told) = told_indicators(brief)
    {
        page.paragraph(&told);
    }
    match Shape::of(brief, section) {
        Shape::People if section.id == "people" => people(page, notes, brief),
        Shape::People => both_sides(page, notes, brief),
        Shape::Highlights => highlights(page, notes, brief),
        Shape::Blocks => blocks(page, notes, brief, &claims),
        Shape::Recommendation(advice) => recommendation(page, notes, brief, claims, advice),
        _ if claims.is_empty() && section.notice.is_none() => page.item('?', NOTHING),
        // Whoever has something to do with single claims must see where each begins.
        Shape::Prose if !page.shows_ids() => prose(page, notes, &claims),
        Shape::Prose | Shape::Lines => lines(page, notes, brief, &claims),
    }
}

fn lines(page: &mut Page, notes: &mut Footnotes, brief: &Brief, claims: &[&BriefClaim]) {
    for claim in claims {
        line(page, notes, brief, claim, &health::note(brief, claim));
    }
}

/// A claim, what is to be said of it, and its footnotes.
fn line(page: &mut Page, notes: &mut Footnotes, brief: &Brief, claim: &BriefClaim, note: &str) {
    let goal = claim.claim.goal_id.as_deref();
    let goal = goal.map(|id| format!(" [{}]", short_id(id))).unwrap_or_default();
    let id = if page.shows_ids() {
        format!("{}  ", claim.claim.id)
    } else {
        String::new()
    };
    let likely = likely(claim);
    let marks = notes.refer(&claim.claim.citations);
    page.item(
        mark(brief, claim),
        &format!("{id}{}{likely}{goal}{note}{marks}", claim.claim.text),
    );
}

fn prose(page: &mut Page, notes: &mut Footnotes, claims: &[&BriefClaim]) {
    for (at, paragraph) in paragraphs(claims).enumerate() {
        if at > 0 {
            page.blank();
        }
        let sentences = paragraph.iter().map(|claim| {
            let marks = notes.refer(&claim.claim.citations);
            format!("{}{}{marks}", claim.claim.text, likely(claim))
        });
        let sentences: Vec<String> = sentences.collect();
        page.paragraph(&sentences.join(" "));
    }
}

fn likely(claim: &BriefClaim) -> &'static str {
    if claim.standing() == Standing::LikelyBenefit {
        " (likely)"
    } else {
        ""
    }
}

fn recommendation(
    page: &mut Page,
    notes: &mut Footnotes,
    brief: &Brief,
    claims: Vec<&BriefClaim>,
    advice: &Recommendation,
) {
    for claim in primary_first(claims, advice) {
        let note = if claim.claim.id == advice.primary {
            format!(" \u{2014} {}", told_status(advice))
        } else {
            String::new()
        };
        line(page, notes, brief, claim, &note);
    }
}

fn blocks(page: &mut Page, notes: &mut Footnotes, brief: &Brief, claims: &[&BriefClaim]) {
    let blocks = &brief.parts.achievements;
    let is_in_one = |claim: &BriefClaim| blocks.iter().any(|block| block.claims.contains(&claim.claim.id));
    for claim in claims.iter().filter(|it| !is_in_one(it)) {
        line(page, notes, brief, claim, "");
    }
    for block in blocks {
        page.subtitle(&block.title);
        let of_block: Vec<&BriefClaim> = claims
            .iter()
            .copied()
            .filter(|it| block.claims.contains(&it.claim.id))
            .collect();
        if of_block.is_empty() {
            page.item('?', NOTHING);
        }
        lines(page, notes, brief, &of_block);
    }
}

fn highlights(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    for highlight in &brief.parts.highlights {
        let marks = notes.refer(&highlight.citations);
        page.item(
            '\u{b7}',
            &format!("{}: {}{marks}", highlight.label, told_value(highlight)),
        );
    }
}

pub(super) fn mark(brief: &Brief, claim: &BriefClaim) -> char {
    match (claim.standing(), claim.claim.kind) {
        (_, ClaimKind::Risk) => '!',
        (_, ClaimKind::Promise) if !is_signed(brief, claim) => '!',
        _ if claim.verdict == Verdict::NeedsReview => '?',
        (Standing::ProvenOutcome, _) => '\u{2714}',
        (Standing::LikelyBenefit, _) => '~',
        _ => '\u{b7}',
    }
}

/// Whether a promise needs nobody, since the order form covers it.
fn is_signed(brief: &Brief, claim: &BriefClaim) -> bool {
    let mut signed = brief
        .parts
        .checklist
        .iter()
        .filter(|item| item.scope == ScopeRelation::InScope);
    let cited = &claim.claim.citations;
    signed.any(|item| cited.iter().any(|it| it.quote.contains(&item.promise.quote)))
}

/// Who matters before a kickoff, and who was never on a call.
fn people(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    for person in &brief.parts.stakeholders {
        let marks = notes.refer(&person.citations);
        let is_missed = person.sponsor && !person.engaged;
        page.item(
            if is_missed { '!' } else { '\u{b7}' },
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

/// Who needs to be in follow-ups, on both sides (AS-3).
fn both_sides(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    for (side, title) in [("customer", "At the customer"), ("vendor", "On our side")] {
        page.subtitle(title);
        let mut people = brief.parts.stakeholders.iter().filter(|it| it.side == side).peekable();
        if people.peek().is_none() {
            page.item('?', "Nobody is on record.");
        }
        for person in people {
            let marks = notes.refer(&person.citations);
            let role = if person.role.is_empty() {
                String::new()
            } else {
                format!(" ({})", person.role)
            };
            page.item('\u{b7}', &format!("{}{role}{marks}", person.name));
        }
    }
}
