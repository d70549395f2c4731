//! What stands above the sections: the title, where the run stands, and why it doesn't go on.

use super::layout::Page;
use super::notes::Footnotes;
use super::words::{plain_words, roles, sentence, told_days};
use crate::brief::{Brief, RunState};
use crate::definition::definition;
use crate::people::Role;

pub(super) fn head(page: &mut Page, brief: &Brief) {
    page.ends(
        &format!("{} \u{b7} {}", brief.title(), brief.account_name),
        &format!("as of {}", brief.as_of),
    );
    let state = match brief.state {
        RunState::InReview => format!("in review{}", waits_for(brief)),
        RunState::Paused => "paused \u{2014} people must answer first".to_owned(),
        state => state.words().to_owned(),
    };
    page.ends(&state, &due(brief).unwrap_or_default());
    if let Some(trigger) = &brief.trigger {
        let record = if trigger.record.is_empty() {
            String::new()
        } else {
            format!(" ({})", trigger.record)
        };
        let kind = plain_words(&trigger.kind);
        let by = if kind.starts_with("on ") { "" } else { "by " };
        page.plain(&format!("started {by}{kind}{record}"));
    }
}

/// Whose approval a brief of its kind needs, by name where the brief has them.
fn waits_for(brief: &Brief) -> String {
    let told = roles(brief).into_iter().map(|role| {
        let name = name(brief, role).map(|name| format!(" {name}"));
        format!("the {}{}", role.noun(), name.unwrap_or_default())
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        String::new()
    } else {
        format!(" \u{2014} waits for {}", told.join(" and "))
    }
}

/// Who plays a part at the vendor. The account's owner is its CSM too, until the desk knows
/// somebody who is.
fn name(brief: &Brief, role: Role) -> Option<&str> {
    let parts = &brief.parts;
    let called = if role == Role::Csm { Role::AccountOwner } else { role };
    let ours = parts.stakeholders.iter().filter(|it| it.side == "vendor");
    let mut ours = ours.filter(|it| it.role.eq_ignore_ascii_case(called.noun()));
    let named = parts.cast.get(&role).map(|it| it.name.as_str());
    named.or_else(|| ours.next().map(|it| it.name.as_str()))
}

/// How many days are left until the brief is needed.
fn due(brief: &Brief) -> Option<String> {
    let name = definition(&brief.kind)?.due_by;
    let day = brief.parts.dates.get(name)?;
    Some(told_days(name, (*day - brief.as_of).get_days()))
}

pub(super) fn reasons(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    if brief.reasons.is_empty() {
        return;
    }
    page.title(match brief.state {
        RunState::Paused => "Why it is paused",
        RunState::Stopped => "Why it was stopped",
        _ => "Why it failed",
    });
    for reason in &brief.reasons {
        let marks = notes.refer(&reason.citations);
        page.item('!', &format!("{}{marks}", sentence(&reason.message)));
    }
}
