//! Words and colors that several pages share.

use workflow::brief::RunState;
use workflow::health::Level;
use workflow::people::{Denied, Role};

/// So much of a long text stands in a line of a list.
const BEGINNING: usize = 110;

/// The state of a run, and the class that has its color.
pub(crate) fn state(state: RunState) -> (&'static str, &'static str) {
    match state {
        RunState::Paused => ("paused", "paused"),
        RunState::Stopped => ("stopped", "stopped"),
        RunState::Failed => ("failed", "stopped"),
        RunState::InReview => ("in review", "review"),
        RunState::Returned => ("returned", "returned"),
        RunState::Approved => ("approved", "approved"),
        RunState::Superseded => ("superseded", "plain"),
    }
}

/// A level of health: its word, the class that has its color, and a sign that reads without it.
pub(crate) fn level(level: Level) -> (&'static str, &'static str, &'static str) {
    match level {
        Level::Green => ("Green", "green", "\u{25cf}"),
        Level::Amber => ("Amber", "amber", "\u{25d0}"),
        Level::Red => ("Red", "red", "\u{25cb}"),
        Level::Unknown => ("Unknown", "unknown", "?"),
    }
}

/// A message as a sentence of its own, without the marks that stand around names on a terminal.
pub(crate) fn sentence(message: &str) -> String {
    let begun = titled(&message.replace('`', ""));
    if begun.is_empty() || begun.ends_with(['!', '?', '\u{201D}']) {
        begun
    } else {
        format!("{begun}.")
    }
}

/// A phrase that stands alone: with a capital letter, without a full stop.
pub(crate) fn titled(phrase: &str) -> String {
    let mut characters = phrase.trim().trim_end_matches('.').chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// The name of an input as it is read: `kpis` are KPIs.
pub(crate) fn input(name: &str) -> String {
    let words = name.split('_').map(|word| match word {
        "kpis" => "KPIs",
        "nps" => "NPS",
        "crm" => "CRM",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The beginning of a text on one line.
pub(crate) fn beginning(text: &str) -> String {
    let line = grounding::text::one_line(text);
    match line.char_indices().nth(BEGINNING) {
        None => line,
        Some((end, _)) => format!("{}\u{2026}", line.get(..end).unwrap_or_default().trim_end()),
    }
}

/// Who may do what somebody may not: `It takes the CSM to fill a scorecard here.`
pub(crate) fn denied(denied: &Denied) -> String {
    match denied {
        Denied::Role { act, roles, .. } => {
            let nouns: Vec<&str> = roles.iter().copied().map(Role::noun).collect();
            format!("It takes the {} {act} here.", nouns.join(" or the "))
        }
        other => sentence(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_becomes_a_sentence() {
        let told = ["so it waits", "so it waits.", "why not?", " "].map(sentence);
        assert_eq!(told, ["So it waits.", "So it waits.", "Why not?", ""]);
        assert_eq!(titled("save offer."), "Save offer");
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(beginning("Ask for\nmore  seats"), "Ask for more seats");
        let long = "\u{e9}".repeat(BEGINNING + 1);
        assert_eq!(beginning(&long), format!("{}\u{2026}", "\u{e9}".repeat(BEGINNING)));
    }

    #[test]
    fn whoever_may_not_is_told_who_may() {
        let refused = Denied::Role {
            login: "dana".to_owned(),
            act: "to fill a scorecard".to_owned(),
            roles: &[Role::Csm, Role::Supervisor],
            account: None,
        };
        assert_eq!(
            denied(&refused),
            "It takes the CSM or the supervisor to fill a scorecard here."
        );
    }
}
