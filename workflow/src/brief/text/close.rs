//! The end of a brief: what was rejected, what is missing, what to do, and the sources.

use grounding::text::one_line;
use grounding::{Affiliation, Citation, Ledger};

use super::layout::Page;
use super::notes::Footnotes;
use super::words::plain_words;
use crate::brief::{Brief, Input, InputStatus, RunState};
use crate::calendar::long_date;
use crate::definition::definition;
use crate::people::Role;

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
        let note = match (input.status, input.note.as_str()) {
            (InputStatus::Stale, "") => "stale",
            (_, "") => "missing",
            (_, note) => note,
        };
        page.item('?', &format!("{}: {note}", plain_words(&input.name)));
    }
}

pub(super) fn next(page: &mut Page, brief: &Brief) {
    // A run that came to nothing has nothing before it, though its gates are known.
    let is_over = matches!(brief.state, RunState::Stopped | RunState::Failed);
    if brief.tasks.is_empty() && (is_over || brief.gates.is_empty()) {
        return;
    }
    let due_by = definition(&brief.kind).map_or("", |it| it.due_by);
    page.title(&match due_by {
        "" => "What to do next".to_owned(),
        due_by => format!("Before {}", plain_words(due_by)),
    });
    for task in &brief.tasks {
        let due = task
            .due
            .map(|date| format!(" by {}", long_date(date)))
            .unwrap_or_default();
        page.boxed(&format!("{}{due} ({})", task.title, Role::from(task.owner).noun()));
    }
    if !brief.tasks.is_empty() {
        page.blank();
    }
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
                plain_words(&gate.name),
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
    let drafted = if brief.state.is_drafted() {
        format!("claims drafted by `{}`", brief.model.name)
    } else {
        "claims computed from records".to_owned()
    };
    page.plain(&format!(
        "{} {drafted}: {} accepted, {} demoted, {} for a person, {} rejected",
        counts.emitted, counts.accepted, counts.demoted, counts.needs_review, counts.rejected,
    ));
    for note in &brief.model.notes {
        page.plain(note);
    }
    let copy = if brief.customer_copy.allowed { "yes" } else { "no" };
    page.plain(&format!("customer copy: {copy} \u{2014} {}", brief.customer_copy.why));
}
