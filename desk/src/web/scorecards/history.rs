//! What has happened to a scorecard, in sentences.

use workflow::log::{Entry, Event};
use workflow::scorecard::{Scorecard, ScorecardEvent, Value, render_alert};

/// Something that has happened.
pub(crate) struct Happened {
    pub(crate) name: String,
    pub(crate) when: String,
    pub(crate) what: String,
}

/// What has happened, the newest first.
pub(crate) fn told(card: &Scorecard, entries: &[Entry]) -> Vec<Happened> {
    let of_card = entries.iter().rev().filter_map(|entry| match &entry.event {
        Event::Scorecard(event) => Some((&entry.signed, event)),
        _ => None,
    });
    of_card
        .map(|(signed, event)| Happened {
            name: signed.name.clone(),
            when: signed.at.strftime("%Y-%m-%d %H:%M UTC").to_string(),
            what: what(card, event),
        })
        .collect()
}

fn what(card: &Scorecard, event: &ScorecardEvent) -> String {
    match event {
        ScorecardEvent::Started(started) => match started.prefilled.len() {
            0 => "began it; the records answered nothing".to_owned(),
            1 => "began it; the records answered one question".to_owned(),
            count => format!("began it; the records answered {count} questions"),
        },
        ScorecardEvent::Filled { field, value } => {
            format!("answered {}: {}", asked(card, field), answer(card, field, value))
        }
        ScorecardEvent::Confirmed { field } => format!("confirmed what the records answer to {}", asked(card, field)),
        ScorecardEvent::Corrected { field, value, reason } => {
            let (question, answer) = (asked(card, field), answer(card, field, value));
            format!("corrected {question} to {answer}, because: {reason}")
        }
        ScorecardEvent::NotApplicable { field, reason } => {
            format!(
                "found that {} says nothing of the account: {reason}",
                asked(card, field)
            )
        }
        ScorecardEvent::Overridden {
            dimension,
            score,
            reason,
        } => {
            let title = card
                .template()
                .dimension(dimension)
                .map_or(dimension.as_str(), |it| it.title.as_str());
            match score {
                Some(score) => format!("set the score of {title} to {score}, because: {reason}"),
                None => format!("let the answers say the score of {title} again, because: {reason}"),
            }
        }
        ScorecardEvent::CopyAttached(copy) => format!("attached a copy of {}", copy.file),
        ScorecardEvent::TaskDone { task, note } => format!("did {}{}", doing(card, task), said(note)),
        ScorecardEvent::DateMoved { field, to } => match card.template().field(field) {
            Some(_) => format!("moved the date of {} to {to}", asked(card, field)),
            None => format!("moved the day on which it is due to {to}"),
        },
        ScorecardEvent::Assigned { part, name, .. } => format!("made {name} the {}", part.noun()),
        ScorecardEvent::Submitted { .. } => "sent it to the supervisor's review".to_owned(),
        ScorecardEvent::Approved { comment, .. } => format!("approved it{}", said(comment)),
        ScorecardEvent::Rejected { comment } => {
            format!("rejected it{}", said(comment.as_deref().unwrap_or_default()))
        }
        ScorecardEvent::Alerted(alert) => render_alert(card, alert),
        ScorecardEvent::Exported { format, audience, .. } => format!("made a document of it ({format}, {audience})"),
        ScorecardEvent::Superseded { by } => format!("scorecard {by} took its place"),
    }
}

/// A question, between quotation marks.
fn asked(card: &Scorecard, field: &str) -> String {
    let question = card.template().field(field).map_or(field, |it| it.question.as_str());
    format!("\u{201C}{question}\u{201D}")
}

fn answer(card: &Scorecard, field: &str, value: &Value) -> String {
    card.template()
        .field(field)
        .map(|field| field.told(value))
        .unwrap_or_default()
}

/// A task, between quotation marks.
fn doing(card: &Scorecard, task: &str) -> String {
    let mut tasks = card.template().tasks.iter();
    let title = tasks.find(|it| it.id == task).map_or(task, |it| it.title.as_str());
    format!("\u{201C}{title}\u{201D}")
}

/// What was said with something; nothing where nothing was.
fn said(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!(": {words}")
    }
}
