//! What is about to be drafted, as it is shown.

use grounding::Account;
use workflow::brief::{Input, InputStatus, Reason, Trigger};
use workflow::kinds;

use crate::service::drafting::{ANSWERS, Ahead, Asked, Beginning, DrafterAhead, SectionAhead};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::review::sentence;
use crate::web::visitor::Visitor;

/// The kind of a trigger that is a person's reason.
const MANUAL: &str = "manual";

/// What is about to be drafted, as it is shown.
pub(crate) struct AheadView {
    pub(crate) account_id: String,
    pub(crate) account: String,
    pub(crate) title: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) kinds: Vec<Choice>,
    pub(crate) edition: &'static str,
    /// The versions, where there are several.
    pub(crate) editions: Vec<Choice>,
    /// What starts it, in words; empty where nothing does.
    pub(crate) starts: String,
    /// What the form sends as the trigger; empty where the records are to be looked through again.
    pub(crate) trigger: String,
    /// The kinds of trigger that could be named.
    pub(crate) triggers: Vec<String>,
    pub(crate) beginning: BeginningView,
    /// What is missing or too old.
    pub(crate) lacks: Vec<String>,
    pub(crate) sections: Vec<SectionView>,
    pub(crate) drafter: String,
    pub(crate) cost: String,
    /// The job of whoever looks that drafts one of these already; empty where there is none.
    pub(crate) under_way: String,
}

/// Something that may be chosen.
pub(crate) struct Choice {
    pub(crate) value: &'static str,
    pub(crate) label: &'static str,
    pub(crate) is_chosen: bool,
}

/// A section, and who drafts it.
pub(crate) struct SectionView {
    pub(crate) title: &'static str,
    pub(crate) by: &'static str,
}

/// How it would begin.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BeginningView {
    /// What would happen, in one sentence; empty where it would simply be drafted.
    pub(crate) says: &'static str,
    /// Why.
    pub(crate) reasons: Vec<String>,
    /// What stands on the button.
    pub(crate) button: &'static str,
}

/// What is about to be drafted of the account.
pub(super) async fn ahead(app: &App, visitor: &Visitor, account: &Account, asked: &Asked) -> Result<AheadView, Fault> {
    let service = visitor.service(app);
    let drafter = app.settings.drafter(None, Some(&app.data.join(ANSWERS)))?;
    let ahead = service.drafting(asked, &drafter).await?.ahead(account).await?;
    let starts = ahead.trigger.as_ref().map(starts).unwrap_or_default();
    // Where nothing starts it, somebody's reason will; what would hold it up then is told as well.
    let ahead = if ahead.trigger.is_none() {
        let by_hand = Asked {
            trigger: Some(Trigger {
                kind: MANUAL.to_owned(),
                record: "the reason that is asked for".to_owned(),
                also: Vec::new(),
            }),
            ..asked.clone()
        };
        service.drafting(&by_hand, &drafter).await?.ahead(account).await?
    } else {
        ahead
    };
    let kind = asked.definition.spec.kind;
    let under_way = app.jobs.under_way(&visitor.person.login, &account.id, kind);
    Ok(AheadView {
        under_way: under_way.map(|job| job.id.clone()).unwrap_or_default(),
        ..view(account, asked, ahead, starts)
    })
}

fn view(account: &Account, asked: &Asked, ahead: Ahead, starts: String) -> AheadView {
    let definition = asked.definition;
    AheadView {
        account_id: account.id.to_string(),
        account: account.name.clone(),
        title: ahead.title,
        kind: definition.spec.kind,
        kinds: kinds()
            .iter()
            .map(|it| Choice {
                value: it.spec.kind,
                label: it.spec.title,
                is_chosen: it.spec.kind == definition.spec.kind,
            })
            .collect(),
        edition: asked.edition,
        editions: editions(asked),
        starts,
        trigger: asked.trigger.as_ref().map(written).unwrap_or_default(),
        triggers: ahead.triggers.iter().map(|it| it.replace('_', " ")).collect(),
        beginning: beginning(&ahead.beginning),
        lacks: ahead.inputs.iter().filter_map(lack).collect(),
        sections: ahead.sections.iter().map(section).collect(),
        drafter: drafter(&ahead.drafter),
        cost: cost(&ahead.drafter),
        under_way: String::new(),
    }
}

fn editions(asked: &Asked) -> Vec<Choice> {
    let definition = asked.definition;
    if definition.editions.is_empty() {
        return Vec::new();
    }
    let full = Choice {
        value: "",
        label: "the full version",
        is_chosen: asked.edition.is_empty(),
    };
    let others = definition.editions.iter().map(|edition| Choice {
        value: edition.name,
        label: match edition.name {
            "first" => "the first version: the least that serves",
            "business-review" => "for a business review",
            name => name,
        },
        is_chosen: edition.name == asked.edition,
    });
    std::iter::once(full).chain(others).collect()
}

/// What starts it, in words.
fn starts(trigger: &Trigger) -> String {
    let kind = trigger.kind.replace('_', " ");
    let record = match (trigger.kind.as_str(), trigger.record.as_str()) {
        (MANUAL, reason) => return format!("by hand: {reason}"),
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
fn written(trigger: &Trigger) -> String {
    if trigger.record.is_empty() {
        trigger.kind.clone()
    } else {
        format!("{}:{}", trigger.kind, trigger.record)
    }
}

fn beginning(beginning: &Beginning) -> BeginningView {
    let told = |reasons: &[Reason]| reasons.iter().map(|reason| sentence(&reason.message)).collect();
    match beginning {
        Beginning::Drafts => BeginningView {
            says: "",
            reasons: Vec::new(),
            button: "Draft it",
        },
        Beginning::Pauses(reasons) => BeginningView {
            says: "It would pause at once: people must answer first. No drafter is asked, and nothing is spent.",
            reasons: told(reasons),
            button: "Begin it, and put the questions",
        },
        Beginning::Stops(reasons) => BeginningView {
            says: "It may not be drafted as things stand. No drafter is asked, and nothing is spent.",
            reasons: told(reasons),
            button: "Begin it, and keep on record why it stops",
        },
    }
}

/// What an input lacks; none where it is there.
fn lack(input: &Input) -> Option<String> {
    let what = match input.status {
        InputStatus::Present => return None,
        InputStatus::Missing => "is missing",
        InputStatus::Stale => "is too old to go by",
    };
    let name = input.name.replace('_', " ");
    let newest = input.newest.map(|day| format!(" (newest {day})")).unwrap_or_default();
    let note = if input.note.is_empty() {
        String::new()
    } else {
        format!(": {}", input.note)
    };
    Some(sentence(&format!("{name} {what}{newest}{note}")))
}

fn section(section: &SectionAhead) -> SectionView {
    SectionView {
        title: section.title,
        by: match section.origin {
            "records" => "from the records",
            "derived" => "drawn from the other sections",
            _ => "drafted",
        },
    }
}

fn drafter(drafter: &DrafterAhead) -> String {
    match &drafter.url {
        None => "no model: sentences and records are taken from the evidence as they stand".to_owned(),
        Some(url) => format!("{} at {url}", drafter.name),
    }
}

fn cost(drafter: &DrafterAhead) -> String {
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
        ];
        insta::assert_snapshot!(told.map(|it| starts(&it)).join("\n"), @"
        closed won (crm:deal/1)
        closed won (crm:deal/1, and 2 records more)
        renewal (asked for by hand; no record shows it)
        by hand: the customer asks for it
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
        Success plan is missing: no goal has a measure.
        Usage is too old to go by (newest 2026-01-05).
        ");
    }
}
