//! What the vendor's own people read: the sections, and what could not be proven.

use std::collections::BTreeMap;

use grounding::{Affiliation, Audience, Citation, ClaimKind, Code, Severity, Source, SourceId, Visibility};

use super::asks;
use super::claims::Claims;
use super::clean::{clean, plain, sentence, words};
use super::sheet::Sheet;
use super::{Document, Footnote, Line, RunStanding};
use crate::brief::{Brief, BriefClaim, InputStatus, RejectedClaim, RunState, Section, Stakeholder};
use crate::calendar::long_date;
use crate::run::Judged;

/// The rule against claims that rest on what their reader may not see.
const NOT_VISIBLE: Code = Code(107);

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
        reasons(&mut sheet, brief);
        for section in &brief.sections {
            self::section(&mut sheet, brief, claims, section);
        }
        asks::checklist(&mut sheet, brief);
        risks(&mut sheet, claims);
        unproven(&mut sheet, brief);
        asks::questions(&mut sheet, brief);
        asks::flags(&mut sheet, brief);
        asks::known_already(&mut sheet, brief);
        asks::decided(&mut sheet, brief);
        asks::tasks(&mut sheet, brief);
        asks::gates(&mut sheet, brief);
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

fn section(sheet: &mut Sheet<'_>, brief: &Brief, claims: Claims<'_>, section: &Section) {
    let of_section: Vec<&BriefClaim> = claims.of(section).collect();
    let is_drafted = !matches!(brief.state, RunState::Paused | RunState::Stopped | RunState::Failed);
    if of_section.is_empty() && section.origin == "model" && !is_drafted {
        return;
    }
    sheet.heading(&section.title);
    if section.id == "people" && !brief.parts.stakeholders.is_empty() {
        people(sheet, &brief.parts.stakeholders);
        return;
    }
    if of_section.is_empty() {
        sheet.say("Nothing that is borne out yet.");
    }
    let lines = of_section
        .into_iter()
        .map(|claim| {
            let goal = claim.claim.goal_id.as_deref();
            let goal = goal.map(|id| format!(" [{}]", id.rsplit('/').next().unwrap_or(id)));
            let text = format!("{}{}", claim.claim.text, goal.unwrap_or_default());
            sheet.line(claims.mark(claim), &text, &claim.claim.citations)
        })
        .collect();
    sheet.list(lines);
    if let Some(notice) = &section.notice {
        sheet.say(&match notice.date {
            Some(date) => format!("Evidence from {} on; older evidence was left out.", long_date(date)),
            None => format!("{}.", sentence(&words(&notice.kind))),
        });
    }
}

fn people(sheet: &mut Sheet<'_>, people: &[Stakeholder]) {
    let rows = people
        .iter()
        .map(|it| {
            let calls = match (it.side.as_str(), it.calls, it.last_call) {
                ("vendor", ..) => String::new(),
                (_, 0, _) => "never".to_owned(),
                (_, calls, Some(last)) => format!("{calls}, last on {}", long_date(last)),
                (_, calls, None) => calls.to_string(),
            };
            [
                sheet.line(None, &it.name, &it.citations),
                sheet.line(None, &it.role, &[]),
                sheet.line(None, &it.side, &[]),
                Line::plain(if it.sponsor { "yes" } else { "" }),
                Line::plain(calls),
            ]
        })
        .collect();
    sheet.table(["Name", "Role", "Side", "Can sponsor", "On recorded calls"], rows);
}

/// The risks of all sections, which nobody should have to look for.
fn risks(sheet: &mut Sheet<'_>, claims: Claims<'_>) {
    sheet.heading("Open risks");
    let lines: Vec<Line> = claims
        .all()
        .filter(|it| it.claim.kind == ClaimKind::Risk)
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
        Some(format!("{}: {status}{note}", sentence(&words(&it.name))))
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
fn footnote(citation: &Citation, source: Option<&Source>) -> Footnote {
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
