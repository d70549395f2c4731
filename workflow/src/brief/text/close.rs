//! The end of a brief: what was rejected, what is missing, what to do, and the sources.

use grounding::text::one_line;
use grounding::{Affiliation, Citation, Ledger};

use super::layout::{Footnotes, Page};
use super::long_date;
use crate::brief::{Brief, Input, InputStatus, RunState};

pub(super) fn rejected(page: &mut Page, brief: &Brief) {
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

pub(super) fn missing(page: &mut Page, brief: &Brief) {
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

pub(super) fn next(page: &mut Page, brief: &Brief) {
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

pub(super) fn sources(page: &mut Page, notes: &Footnotes, ledger: &Ledger) {
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

pub(super) fn foot(page: &mut Page, brief: &Brief) {
    if brief.state == RunState::Failed {
        return;
    }
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
