//! What is about to be drafted, in words.

use workflow::brief::{Input, InputStatus, Trigger};

use super::view::{MANUAL, SectionView};
use crate::service::drafting::{DrafterAhead, SectionAhead};
use crate::web::words::{self, sentence};

/// What starts it, in words.
pub(super) fn starts(trigger: &Trigger) -> String {
    let kind = trigger.kind.replace('_', " ");
    let record = match (trigger.kind.as_str(), trigger.record.as_str()) {
        (MANUAL, reason) => return format!("by hand: {reason}"),
        // What is asked for by its own name needs no record.
        (kind, record) if kind.ends_with(record) => return kind.replace('_', " "),
        (_, "asked") => "asked for by hand; no record shows it".to_owned(),
        (_, record) => record.to_owned(),
    };
    let more = match trigger.also.len() {
        0 => String::new(),
        1 => ", and one record more".to_owned(),
        more => format!(", and {more} records more"),
    };
    format!("{kind} ({record}{more})")
}

/// A trigger as a form sends it.
pub(super) fn written(trigger: &Trigger) -> String {
    if trigger.record.is_empty() {
        trigger.kind.clone()
    } else {
        format!("{}:{}", trigger.kind, trigger.record)
    }
}

/// What an input lacks; none where it is there.
pub(super) fn lack(input: &Input) -> Option<String> {
    let what = match input.status {
        InputStatus::Present => return None,
        InputStatus::Missing => "missing",
        InputStatus::Stale => "too old to go by",
    };
    let name = words::input(&input.name);
    let newest = input.newest.map(|day| format!(" (newest {day})")).unwrap_or_default();
    let note = if input.note.is_empty() {
        String::new()
    } else {
        format!("; {}", input.note)
    };
    Some(sentence(&format!("{name}: {what}{newest}{note}")))
}

/// A section, and who drafts it.
pub(super) fn section(section: &SectionAhead) -> SectionView {
    SectionView {
        title: section.title,
        by: match section.origin {
            "records" => "from the records",
            "derived" => "from the others",
            _ => "drafted",
        },
    }
}

/// Who drafts.
pub(super) fn drafter(drafter: &DrafterAhead) -> String {
    match &drafter.url {
        None => "no model: sentences and records are taken from the evidence as they stand".to_owned(),
        Some(url) => format!("{} at {url}", drafter.name),
    }
}

/// What it costs at most.
pub(super) fn cost(drafter: &DrafterAhead) -> String {
    match (&drafter.url, drafter.spend_limit_tokens, drafter.costs_at_most) {
        (None, _, _) => "nothing".to_owned(),
        (_, Some(tokens), Some(cost)) => format!("{cost:.2} by the prices of the settings, for {tokens} tokens"),
        (_, Some(tokens), None) => format!("{tokens} tokens; the settings name no price"),
        (_, None, _) => "the settings set no limit".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_brief_costs_is_told_as_far_as_the_settings_say() {
        let live = DrafterAhead {
            name: "small".to_owned(),
            url: Some("http://127.0.0.1:9/v1".to_owned()),
            spend_limit_tokens: Some(200_000),
            costs_at_most: Some(0.4),
        };
        let unpriced = DrafterAhead {
            costs_at_most: None,
            ..live.clone()
        };
        let unlimited = DrafterAhead {
            spend_limit_tokens: None,
            ..unpriced.clone()
        };
        let extractive = DrafterAhead {
            name: "extractive".to_owned(),
            url: None,
            ..unlimited.clone()
        };
        let told = [live, unpriced, unlimited, extractive].map(|it| format!("{} | {}", drafter(&it), cost(&it)));
        insta::assert_snapshot!(told.join("\n"), @"
        small at http://127.0.0.1:9/v1 | 0.40 by the prices of the settings, for 200000 tokens
        small at http://127.0.0.1:9/v1 | 200000 tokens; the settings name no price
        small at http://127.0.0.1:9/v1 | the settings set no limit
        no model: sentences and records are taken from the evidence as they stand | nothing
        ");
    }

    #[test]
    fn what_starts_a_brief_is_told_with_its_record() {
        let trigger = |kind: &str, record: &str, also: usize| Trigger {
            kind: kind.to_owned(),
            record: record.to_owned(),
            also: vec!["other".to_owned(); also],
        };
        let told = [
            trigger("closed_won", "crm:deal/1", 0),
            trigger("closed_won", "crm:deal/1", 2),
            trigger("renewal", "asked", 0),
            trigger("manual", "the customer asks for it", 0),
            trigger("on_request", "request", 0),
        ];
        insta::assert_snapshot!(told.map(|it| starts(&it)).join("\n"), @"
        closed won (crm:deal/1)
        closed won (crm:deal/1, and 2 records more)
        renewal (asked for by hand; no record shows it)
        by hand: the customer asks for it
        on request
        ");
    }

    #[test]
    fn only_what_an_input_lacks_is_told() {
        let input = |name: &str, status, newest, note: &str| Input {
            name: name.to_owned(),
            status,
            newest,
            sources: 1,
            note: note.to_owned(),
        };
        let day = jiff::civil::date(2026, 1, 5);
        let inputs = [
            input("signed_scope", InputStatus::Present, Some(day), ""),
            input("success_plan", InputStatus::Missing, None, "no goal has a measure"),
            input("usage", InputStatus::Stale, Some(day), ""),
        ];
        let told: Vec<String> = inputs.iter().filter_map(lack).collect();
        insta::assert_snapshot!(told.join("\n"), @"
        Success plan: missing; no goal has a measure.
        Usage: too old to go by (newest 2026-01-05).
        ");
    }
}
