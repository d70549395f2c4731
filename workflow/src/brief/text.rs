//! A brief as a terminal shows it: 80 columns, legible without colour, in the order of what may
//! be trusted, what waits for someone, what was rejected, what is missing.

mod layout;

use grounding::{Affiliation, Citation, ClaimKind, Ledger, Standing};
use layout::{Footnotes, Page};

use super::{Brief, BriefClaim, Input, InputStatus, RunState, ScopeRelation, Stakeholder};
use crate::calendar::long_date;

/// How a brief is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextStyle {
    /// Whether to use colour.
    pub color: bool,
    /// The width in columns.
    pub width: usize,
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
            page.item(
                mark(brief, claim),
                &format!("{}{likely}{}{marks}", claim.claim.text, goal.unwrap_or_default()),
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

/// The promises to tick off. Where the sections tell them already, a line each is enough.
fn checklist(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    if brief.parts.checklist.is_empty() {
        return;
    }
    page.title("Promise and scope checklist");
    for item in &brief.parts.checklist {
        let stands = match (item.scope, &item.clause) {
            (ScopeRelation::InScope, Some(clause)) => format!("in the order form: {}", one_line(&clause.quote)),
            (ScopeRelation::Conflicts, Some(clause)) => {
                format!("the order form says otherwise: {}", one_line(&clause.quote))
            }
            (ScopeRelation::NoSignedScope, _) => "no order form to compare with".to_owned(),
            _ => "not in the order form".to_owned(),
        };
        let citations: Vec<Citation> = std::iter::once(&item.promise).chain(&item.clause).cloned().collect();
        let marks = notes.refer(&citations);
        let when = item
            .said_on
            .map(|date| format!(", {}", long_date(date)))
            .unwrap_or_default();
        let words = match brief.state {
            RunState::InReview => String::new(),
            _ => format!(": \u{201C}{}\u{201D}", one_line(&item.promise.quote)),
        };
        page.boxed(&format!(
            "{} \u{2014} {}{when}{words} \u{2014} {stands}{marks}",
            item.topic.noun(),
            item.said_by
        ));
    }
}

fn questions(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    if brief.questions.is_empty() {
        return;
    }
    page.title("Questions for the AE");
    for (at, question) in brief.questions.iter().enumerate() {
        let marks = notes.refer(&question.citations);
        page.numbered(at + 1, &format!("{}{marks}", question.text));
    }
}

fn flags(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    // What a promise's flag says, the checklist says already.
    let told = ["custom_promise", "timeline", "discount", "integration", "scope"];
    let flags: Vec<_> = brief
        .flags
        .iter()
        .filter(|flag| !told.contains(&flag.kind.as_str()))
        .collect();
    if flags.is_empty() {
        return;
    }
    page.title("Flags");
    for flag in flags {
        let marks = notes.refer(&flag.citations);
        page.item(
            '!',
            &format!("{}: {}{marks}", flag.kind.replace('_', " "), flag.message),
        );
    }
}

fn known_already(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    if brief.parts.known_already.is_empty() {
        return;
    }
    page.title("Known already (do not ask again)");
    for known in &brief.parts.known_already {
        let marks = notes.refer(&known.citations);
        let answer = known
            .citations
            .first()
            .map(|it| one_line(&it.quote))
            .unwrap_or_default();
        page.item('\u{b7}', &format!("{} \u{201C}{answer}\u{201D}{marks}", known.about));
    }
}

fn rejected(page: &mut Page, brief: &Brief) {
    if brief.rejected.is_empty() {
        return;
    }
    page.title(&format!("Rejected ({})", brief.rejected.len()));
    for rejected in &brief.rejected {
        for finding in rejected
            .diagnostics
            .iter()
            .filter(|it| it.severity == grounding::Severity::Deny)
        {
            page.item(
                ' ',
                &format!(
                    "{} \u{201C}{}\u{201D}: {}",
                    finding.code, rejected.claim.text, finding.message
                ),
            );
        }
    }
}

fn missing(page: &mut Page, brief: &Brief) {
    let missing: Vec<&Input> = brief
        .inputs
        .iter()
        .filter(|input| input.status != InputStatus::Present)
        .collect();
    if missing.is_empty() {
        return;
    }
    page.title("Missing or stale");
    for input in missing {
        page.item('?', &format!("{}: {}", input.name.replace('_', " "), input.note));
    }
}

fn next(page: &mut Page, brief: &Brief) {
    if brief.tasks.is_empty() {
        return;
    }
    page.title("Before kickoff");
    for task in &brief.tasks {
        let due = task
            .due
            .map(|date| format!(" by {}", long_date(date)))
            .unwrap_or_default();
        let owner = match task.owner {
            grounding::Route::Ae => "AE",
            grounding::Route::Csm => "CSM",
            _ => "owner",
        };
        page.boxed(&format!("{}{due} ({owner})", task.title));
    }
    page.blank();
    for gate in &brief.gates {
        let (mark, state) = if gate.passed {
            ('\u{b7}', "open")
        } else {
            ('!', "closed")
        };
        page.item(
            mark,
            &format!(
                "gate \u{201C}{}\u{201D} is {state}: {}",
                gate.name.replace('_', " "),
                gate.why
            ),
        );
    }
}

fn sources(page: &mut Page, notes: &Footnotes, ledger: &Ledger) {
    if notes.is_empty() {
        return;
    }
    page.title("Sources");
    let mut before = String::new();
    for (number, citation) in notes.iter() {
        let about = about(ledger, citation);
        // Neighbouring quotes of one source share its line.
        page.footnote(
            number,
            if about == before { "" } else { &about },
            &one_line(&citation.quote),
        );
        before = about;
    }
}

fn about(ledger: &Ledger, citation: &Citation) -> String {
    let mut about = vec![citation.source_id.to_string()];
    if let Some(source) = ledger.source(&citation.source_id) {
        let author = source
            .author_at(citation.start.unwrap_or_default())
            .filter(|author| !author.name.is_empty());
        about.extend(author.map(|author| match author.affiliation {
            Affiliation::Customer => format!("{}, customer", author.name),
            _ => author.name.clone(),
        }));
        about.extend(source.occurred_at.map(long_date));
    }
    about.join(" \u{b7} ")
}

fn foot(page: &mut Page, brief: &Brief) {
    let counts = brief.counts;
    page.blank();
    let drafted = match brief.state {
        RunState::InReview => format!("claims drafted by `{}`", brief.model.name),
        _ => "claims computed from records".to_owned(),
    };
    page.plain(&format!(
        "{} {drafted}: {} accepted, {} demoted, {} for a person, {} rejected",
        counts.emitted, counts.accepted, counts.demoted, counts.needs_review, counts.rejected,
    ));
    for note in &brief.model.notes {
        page.plain(note);
    }
    page.plain(&format!("customer copy: no \u{2014} {}", brief.customer_copy.why));
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
