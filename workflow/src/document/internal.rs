//! What the vendor's own people read: the sections, and what could not be proven.

use std::collections::BTreeMap;

use grounding::{Affiliation, Audience, Citation, ClaimKind, Code, Severity, Source, SourceId, Visibility};

use super::claims::Claims;
use super::clean::{clean, plain};
use super::parts::Allowed;
use super::sections::{Teller, lists_risks};
use super::sheet::Sheet;
use super::{Document, Footnote, Line, RunStanding, asks, health, parts};
use crate::brief::text::health::words::next_note;
use crate::brief::text::shape::{Shape, states_goals};
use crate::brief::text::words::{plain_words, sentence, told_indicators, told_notice};
use crate::brief::{Brief, BriefClaim, Highlight, InputStatus, RejectedClaim, RunState, Section};
use crate::calendar::long_date;
use crate::run::Judged;

/// The rule against claims that rest on what their reader may not see.
const NOT_VISIBLE: Code = Code(107);

/// The vendor's own people may read all of it.
pub(super) const EVERYTHING: Allowed<'static> = Allowed {
    claim: &|_| true,
    source: &|_| true,
    kept_back: "A person must decide",
};

impl Document {
    /// The brief for the vendor's own people, with all that waits for them.
    ///
    /// `source` finds what is cited; of a source that it doesn't find, only the id is told.
    pub fn internal<'s>(
        brief: &Brief,
        standing: &RunStanding,
        judged: &BTreeMap<String, Judged>,
        source: &dyn Fn(&SourceId) -> Option<&'s Source>,
    ) -> Self {
        let tell = |citation: &Citation| footnote(citation, source(&citation.source_id));
        let mut sheet = Sheet::new(&tell);
        let claims = Claims::new(brief, judged);
        let teller = Teller {
            claims,
            names_goals: true,
        };
        let is_approved = standing.state == RunState::Approved;
        reasons(&mut sheet, brief);
        health::condition(&mut sheet, brief, claims);
        for section in &brief.sections {
            self::section(&mut sheet, brief, teller, section, is_approved);
        }
        health::next_action(&mut sheet, brief, teller, is_approved);
        health::reviews(&mut sheet, brief);
        let has_rows = !parts::goal_rows(brief, EVERYTHING).is_empty();
        if has_rows && brief.state.is_drafted() && !brief.sections.iter().any(states_goals) {
            // Every goal has its row, whether or not the section that states them is shown.
            sheet.heading("Goals");
            goals(&mut sheet, brief, claims);
        }
        parts::proof(&mut sheet, brief, claims, EVERYTHING);
        asks::checklist(&mut sheet, brief);
        if !brief.sections.iter().any(|it| lists_risks(brief, it)) {
            risks(&mut sheet, claims);
        }
        unproven(&mut sheet, brief);
        asks::questions(&mut sheet, brief);
        asks::flags(&mut sheet, brief);
        parts::links(&mut sheet, brief);
        asks::known_already(&mut sheet, brief);
        asks::decided(&mut sheet, brief);
        parts::scores(&mut sheet, brief);
        asks::tasks(&mut sheet, brief);
        asks::gates(&mut sheet, brief);
        health::reckoning(&mut sheet, brief);
        Self::new(brief, standing, Audience::Internal, sheet)
    }
}

fn reasons(sheet: &mut Sheet<'_>, brief: &Brief) {
    if brief.reasons.is_empty() {
        return;
    }
    sheet.heading(match brief.state {
        RunState::Paused => "Why it is paused",
        RunState::Stopped => "Why it was stopped",
        _ => "Why it failed",
    });
    let lines = brief
        .reasons
        .iter()
        .map(|it| sheet.line(None, &sentence(&it.message), &it.citations))
        .collect();
    sheet.list(lines);
}

fn section(sheet: &mut Sheet<'_>, brief: &Brief, teller: Teller<'_>, section: &Section, is_approved: bool) {
    let claims: Vec<&BriefClaim> = teller.claims.of(section).collect();
    if claims.is_empty() && section.origin != "records" && !brief.state.is_drafted() {
        return;
    }
    sheet.heading(&section.title);
    if section.id == "relational_health"
        && let Some(told) = told_indicators(brief)
    {
        sheet.say(&told);
    }
    match Shape::of(brief, section) {
        Shape::People => parts::people(sheet, &brief.parts.stakeholders),
        Shape::Highlights => {
            let all: Vec<&Highlight> = brief.parts.highlights.iter().collect();
            parts::highlights(sheet, &all, EVERYTHING);
        }
        Shape::Blocks => teller.blocks(
            sheet,
            &brief.parts.achievements,
            &claims,
            Some("nothing that is borne out yet."),
        ),
        _ if claims.is_empty() && section.notice.is_none() => sheet.say("Nothing that is borne out yet."),
        Shape::Recommendation(advice) => teller.recommendation(sheet, advice, claims, is_approved),
        Shape::Prose => teller.prose(sheet, &claims),
        Shape::Lines => teller.noted(sheet, &claims, |it| next_note(brief, it, is_approved)),
    }
    if let Some(notice) = &section.notice {
        sheet.say(&told_notice(notice));
    }
    if states_goals(section) && brief.state.is_drafted() {
        goals(sheet, brief, teller.claims);
    }
}

pub(super) fn goals(sheet: &mut Sheet<'_>, brief: &Brief, claims: Claims<'_>) {
    parts::goals(sheet, claims, &parts::goal_rows(brief, EVERYTHING), EVERYTHING);
}

/// The risks of all sections, which nobody should have to look for. What a section retells of
/// others is there already.
fn risks(sheet: &mut Sheet<'_>, claims: Claims<'_>) {
    sheet.heading("Open risks");
    let lines: Vec<Line> = claims
        .all()
        .filter(|it| it.claim.kind == ClaimKind::Risk && !claims.retells(it))
        .map(|it| sheet.line(claims.mark(it), &it.claim.text, &it.claim.citations))
        .collect();
    if lines.is_empty() {
        sheet.say("None on record.");
    }
    sheet.list(lines);
}

/// The claims that may not be said, and the evidence that nobody has.
fn unproven(sheet: &mut Sheet<'_>, brief: &Brief) {
    sheet.heading("What we could not prove");
    let rejected = brief.rejected.iter().flat_map(rejected);
    let inputs = brief.inputs.iter().filter_map(|it| {
        let status = match it.status {
            InputStatus::Present => return None,
            InputStatus::Missing => "missing",
            InputStatus::Stale => "stale",
        };
        let note = if it.note.is_empty() {
            String::new()
        } else {
            format!(", {}", it.note)
        };
        Some(format!("{}: {status}{note}", sentence(&plain_words(&it.name))))
    });
    let lines: Vec<Line> = rejected.chain(inputs).map(|it| Line::plain(clean(&it))).collect();
    if lines.is_empty() {
        sheet.say("Nothing: no claim was rejected, and no input is missing or stale.");
    }
    sheet.list(lines);
}

fn rejected(rejected: &RejectedClaim) -> Vec<String> {
    let rests_on_hidden = rejected.diagnostics.iter().any(|it| it.code == NOT_VISIBLE);
    let said = if rests_on_hidden {
        // A document travels; what a few people were told in confidence must not.
        "A claim that rests on what its reader may not see".to_owned()
    } else {
        format!("\u{201C}{}\u{201D}", rejected.claim.text)
    };
    let findings = rejected.diagnostics.iter().filter(|it| it.severity == Severity::Deny);
    findings
        .map(|it| format!("{} {said}: {}", it.code, it.message))
        .collect()
}

/// The source's id, who said it, for whom, when, and the words.
pub(super) fn footnote(citation: &Citation, source: Option<&Source>) -> Footnote {
    let mut about = vec![plain(citation.source_id.as_str())];
    let Some(source) = source else {
        return Footnote {
            about: about.swap_remove(0),
            quote: clean(&citation.quote),
        };
    };
    let author = source
        .author_at(citation.start.unwrap_or_default())
        .filter(|author| !author.name.is_empty());
    about.extend(author.map(|author| match author.affiliation {
        Affiliation::Customer => format!("{}, customer", clean(&author.name)),
        Affiliation::Vendor => format!("{}, vendor", clean(&author.name)),
        Affiliation::Unknown => clean(&author.name),
    }));
    about.extend(source.occurred_at.map(long_date));
    let is_restricted = source.visibility == Visibility::Restricted;
    if is_restricted {
        about.push("restricted".to_owned());
    }
    Footnote {
        about: about.join(" \u{b7} "),
        quote: if is_restricted {
            String::new()
        } else {
            clean(&citation.quote)
        },
    }
}
