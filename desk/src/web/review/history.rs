//! What has happened to a run, in sentences.

use workflow::log::{Entry, Event};
use workflow::run::RunEvent;

use crate::web::words::sentence;

/// Something that has happened.
pub(crate) struct Happened {
    pub(crate) name: String,
    pub(crate) when: String,
    pub(crate) what: String,
}

/// What has happened, the newest first. That somebody looked is no news.
pub(crate) fn told(entries: &[Entry]) -> Vec<Happened> {
    let of_run = entries.iter().rev().filter_map(|entry| match &entry.event {
        Event::Run(event) => Some((&entry.signed, event)),
        _ => None,
    });
    of_run
        .filter_map(|(signed, event)| {
            Some(Happened {
                name: signed.name.clone(),
                when: signed.at.strftime("%Y-%m-%d %H:%M UTC").to_string(),
                what: what(event)?,
            })
        })
        .collect()
}

fn what(event: &RunEvent) -> Option<String> {
    Some(match event {
        RunEvent::Seen { .. } | RunEvent::EvidenceOpened { .. } => return None,
        RunEvent::Started(started) => format!("had it drafted: {}", started.state.words()),
        RunEvent::Superseded { by } => format!("run {by} took its place"),
        RunEvent::ClaimJudged {
            claim,
            accepted,
            reason,
        } => {
            let word = if *accepted { "accepted" } else { "rejected" };
            format!("{word} claim {claim}: {}", sentence(reason))
        }
        RunEvent::Decided(decided) => format!("decided {}: {}", decided.subject.name, sentence(&decided.answer)),
        RunEvent::Approved(approval) => {
            let looked = match (approval.opened.len(), &approval.unopened_because) {
                (0, Some(because)) => format!("having opened no source: {because}"),
                (1, _) => "having opened one source".to_owned(),
                (count, _) => format!("having opened {count} sources"),
            };
            let comment = if approval.comment.is_empty() {
                String::new()
            } else {
                format!(". {}", approval.comment)
            };
            format!("approved as the {}, {looked}{comment}", approval.role.noun())
        }
        RunEvent::Returned(returned) => {
            let missing = if returned.missing.is_empty() {
                String::new()
            } else {
                format!("; missing: {}", returned.missing.join("; "))
            };
            format!(
                "sent it back as the {}: {}{missing}",
                returned.role.noun(),
                returned.comment
            )
        }
        RunEvent::Reopened { reason } => format!("took it up again: {reason}"),
        RunEvent::Edited { version, claim, .. } => format!("put claim {claim} in other words: version {version}"),
        RunEvent::Commented { text, claim } => match claim {
            Some(claim) => format!("on claim {claim}: {text}"),
            None => text.clone(),
        },
        RunEvent::Assigned { what, name, .. } => format!("gave {} to {name}", what.replace('_', " ")),
        RunEvent::DateMoved { field, to } => format!("moved {} to {to}", field.replace('_', " ")),
        RunEvent::TaskDone { task, note } if note.is_empty() => format!("did task {task}"),
        RunEvent::TaskDone { task, note } => format!("did task {task}: {note}"),
        RunEvent::TaskReopened { task, reason } => format!("opened task {task} again: {reason}"),
        RunEvent::Completed => "brought the workflow to its end".to_owned(),
        RunEvent::Exported { format, audience, .. } => format!("made a document of it ({format}, {audience})"),
        RunEvent::Attached { target, .. } => format!("it was attached to {target}"),
        RunEvent::Linked { relation, target, .. } => {
            format!("linked it with {target} ({})", relation.word().replace('_', " "))
        }
        RunEvent::Saved { name } => format!("saved it as \u{201C}{name}\u{201D}"),
        RunEvent::Noted(noted) => format!("recorded {} on {}", noted.what.word().replace('_', " "), noted.on),
    })
}
