//! Entries of the log: who did what to what. What people wrote with it stands where it belongs, on
//! the page of the run, the action or the scorecard.

use workflow::action::ActionEvent;
use workflow::log::{Event, StoreEvent, WeightsEvent};
use workflow::measure::PilotEvent;
use workflow::people::{Grant, PeopleEvent};
use workflow::run::RunEvent;
use workflow::scorecard::ScorecardEvent;

use crate::service::measure::Logged;

/// An entry of the log.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct EntryView {
    pub(super) number: i64,
    /// When, by the clock.
    pub(super) at: String,
    /// The day that was spoken of, where it was another one.
    pub(super) day: String,
    pub(super) name: String,
    /// What was done, as the rest of a sentence.
    pub(super) what: String,
    /// What it was done to: its name, and where it is looked at; empty where it is nowhere.
    pub(super) about: String,
    pub(super) address: String,
    pub(super) account: String,
    pub(super) digest: String,
}

impl EntryView {
    /// The view of an entry.
    pub(super) fn of(logged: &Logged) -> Self {
        let entry = &logged.entry;
        let (kind, name) = entry.stream.split_once('/').unwrap_or((&entry.stream, ""));
        let at = entry.signed.at.strftime("%Y-%m-%d %H:%M UTC").to_string();
        let day = entry.signed.day.to_string();
        Self {
            number: entry.number,
            day: if at.starts_with(&day) { String::new() } else { day },
            at,
            name: entry.signed.name.clone(),
            what: what(&entry.event),
            about: if name.is_empty() {
                String::new()
            } else {
                format!("{kind} {name}")
            },
            address: address(kind, name),
            account: logged.account.as_ref().map(ToString::to_string).unwrap_or_default(),
            digest: workflow::brief::short_digest(&entry.digest).to_owned(),
        }
    }
}

fn address(kind: &str, name: &str) -> String {
    match kind {
        "run" => format!("/runs/{name}"),
        "action" => format!("/actions/{name}"),
        "scorecard" => format!("/scorecards/{name}"),
        "pilot" => crate::web::measurement::address_of_pilot(name),
        "people" => "/settings/people".to_owned(),
        _ => String::new(),
    }
}

fn what(event: &Event) -> String {
    match event {
        Event::Run(event) => of_run(event),
        Event::Action(event) => of_action(event),
        Event::Pilot(PilotEvent::Started(_)) => "set it up".to_owned(),
        Event::Pilot(PilotEvent::EvidenceAttached(evidence)) => format!("attached {} as evidence", evidence.file),
        Event::Scorecard(event) => of_scorecard(event),
        Event::People(event) => of_people(event),
        Event::Store(StoreEvent::Restored { from, .. }) => format!("put the store back from {from}"),
        Event::Weights(WeightsEvent::Accepted { policy, .. }) => format!("accepted the weights of policy {policy}"),
    }
}

fn of_run(event: &RunEvent) -> String {
    match event {
        RunEvent::Started(started) => format!("had a {} drafted: {}", started.kind, started.state.words()),
        RunEvent::Superseded { by } => format!("run {by} took its place"),
        RunEvent::Seen { .. } => "looked at it".to_owned(),
        RunEvent::EvidenceOpened { claim, source_id, .. } => format!("opened {source_id} from claim {claim}"),
        RunEvent::ClaimJudged {
            claim, accepted: true, ..
        } => format!("accepted claim {claim}"),
        RunEvent::ClaimJudged { claim, .. } => format!("rejected claim {claim}"),
        RunEvent::Decided(decided) => format!("decided {} as the {}", decided.subject.name, decided.role.noun()),
        RunEvent::Approved(approval) => format!("approved as the {}", approval.role.noun()),
        RunEvent::Returned(returned) => format!("sent it back as the {}", returned.role.noun()),
        RunEvent::Reopened { .. } => "took it up again".to_owned(),
        RunEvent::Edited { version, claim, .. } => format!("put claim {claim} in other words: version {version}"),
        RunEvent::Commented { claim: Some(claim), .. } => format!("commented on claim {claim}"),
        RunEvent::Commented { .. } => "commented".to_owned(),
        RunEvent::Assigned { what, name, .. } => format!("gave {} to {name}", spoken(what)),
        RunEvent::DateMoved { field, to } => format!("moved {} to {to}", spoken(field)),
        RunEvent::TaskDone { task, .. } => format!("did task {task}"),
        RunEvent::TaskReopened { task, .. } => format!("opened task {task} again"),
        RunEvent::Completed => "brought the workflow to its end".to_owned(),
        RunEvent::Exported { format, audience, .. } => format!("made a document of it ({format}, {audience})"),
        RunEvent::Attached { target, .. } => format!("attached it to {target}"),
        RunEvent::Linked { relation, target, .. } => format!("linked it with {target} ({})", spoken(relation.word())),
        RunEvent::Saved { name } => format!("saved it as \u{201c}{name}\u{201d}"),
        RunEvent::Noted(noted) => format!("recorded {} on {}", spoken(noted.what.word()), noted.on),
    }
}

fn of_action(event: &ActionEvent) -> String {
    match event {
        ActionEvent::Proposed(proposed) => format!("proposed: {}", proposed.kind.noun()),
        ActionEvent::Approved { role, .. } => format!("approved it as the {}", role.noun()),
        ActionEvent::Rejected { .. } => "rejected it".to_owned(),
        ActionEvent::Executed { .. } => "carried it out".to_owned(),
    }
}

fn of_scorecard(event: &ScorecardEvent) -> String {
    match event {
        ScorecardEvent::Started(_) => "began it".to_owned(),
        ScorecardEvent::Filled { field, .. } => format!("answered {}", spoken(field)),
        ScorecardEvent::Confirmed { field } => format!("stood by the records on {}", spoken(field)),
        ScorecardEvent::Corrected { field, .. } => format!("corrected the records on {}", spoken(field)),
        ScorecardEvent::NotApplicable { field, .. } => format!("took {} out: not applicable", spoken(field)),
        ScorecardEvent::Overridden {
            dimension,
            score: Some(score),
            ..
        } => {
            format!("set the score of {} to {score}", spoken(dimension))
        }
        ScorecardEvent::Overridden { dimension, .. } => format!("let the answers score {} again", spoken(dimension)),
        ScorecardEvent::CopyAttached(_) => "attached a copy of the figures".to_owned(),
        ScorecardEvent::TaskDone { task, .. } => format!("did task {task}"),
        ScorecardEvent::DateMoved { field, to } => format!("moved {} to {to}", spoken(field)),
        ScorecardEvent::Assigned { part, name, .. } => format!("made {name} its {}", part.noun()),
        ScorecardEvent::Submitted { .. } => "sent it to the supervisor".to_owned(),
        ScorecardEvent::Approved { .. } => "accepted it".to_owned(),
        ScorecardEvent::Rejected { .. } => "rejected it".to_owned(),
        ScorecardEvent::Alerted(_) => "a business function is told of a dimension".to_owned(),
        ScorecardEvent::Exported { format, audience, .. } => format!("made a document of it ({format}, {audience})"),
        ScorecardEvent::Superseded { by } => format!("scorecard {by} took its place"),
    }
}

fn of_people(event: &PeopleEvent) -> String {
    let role = |grant: &Grant| match &grant.account {
        Some(account) => format!("{} for {account}", grant.role.noun()),
        None => format!("{} for every account", grant.role.noun()),
    };
    match event {
        PeopleEvent::Added { login, name } => format!("added {name} ({login})"),
        PeopleEvent::Granted { login, grant } => format!("made {login} {}", role(grant)),
        PeopleEvent::Revoked { login, grant } => format!("took from {login}: {}", role(grant)),
        PeopleEvent::SetActive { login, active: true } => format!("let {login} sign in"),
        PeopleEvent::SetActive { login, .. } => format!("kept {login} from signing in"),
        PeopleEvent::PasswordSet { login } => format!("set a password for {login}"),
        PeopleEvent::TokenMade { login, token } => format!("made token {token} for {login}"),
        PeopleEvent::TokenRevoked { login, token } => format!("revoked token {token} of {login}"),
    }
}

fn spoken(word: &str) -> String {
    word.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use grounding::AccountId;
    use jiff::civil::date;
    use workflow::log::Entry;
    use workflow::people::Role;
    use workflow::run::Signed;

    use super::*;

    fn told(stream: &str, event: Event) -> String {
        let entry = Entry {
            number: 7,
            stream: stream.to_owned(),
            step: 1,
            signed: Signed {
                by: Some("dana".to_owned()),
                name: "Dana Reyes".to_owned(),
                at: "2026-07-01T08:15:00Z".parse().unwrap(),
                day: date(2026, 6, 30),
            },
            event,
            previous: workflow::log::GENESIS.to_owned(),
            digest: String::new(),
        };
        let view = EntryView::of(&Logged {
            entry: entry.sealed(),
            account: Some(AccountId::new("acme")),
        });
        let EntryView {
            at,
            day,
            name,
            what,
            about,
            address,
            account,
            ..
        } = view;
        format!("{at} ({day}) {name}: {what} | {about} | {address} | {account}")
    }

    #[test]
    fn an_entry_says_who_did_what_and_when() {
        let grant = Grant {
            role: Role::Csm,
            account: Some(AccountId::new("acme")),
        };
        let login = || "omar".to_owned();
        let all = [
            told("run/01J", Event::Run(RunEvent::Completed)),
            told(
                "action/01K",
                Event::Action(ActionEvent::Rejected {
                    reason: "the customer said not to".to_owned(),
                }),
            ),
            told(
                "scorecard/01L",
                Event::Scorecard(ScorecardEvent::Confirmed {
                    field: "renewal_date".to_owned(),
                }),
            ),
            told("people", Event::People(PeopleEvent::Granted { login: login(), grant })),
            told(
                "people",
                Event::People(PeopleEvent::SetActive {
                    login: login(),
                    active: false,
                }),
            ),
        ];
        insta::assert_snapshot!(all.join("\n"), @"
        2026-07-01 08:15 UTC (2026-06-30) Dana Reyes: brought the workflow to its end | run 01J | /runs/01J | acme
        2026-07-01 08:15 UTC (2026-06-30) Dana Reyes: rejected it | action 01K | /actions/01K | acme
        2026-07-01 08:15 UTC (2026-06-30) Dana Reyes: stood by the records on renewal date | scorecard 01L | /scorecards/01L | acme
        2026-07-01 08:15 UTC (2026-06-30) Dana Reyes: made omar CSM for acme |  | /settings/people | acme
        2026-07-01 08:15 UTC (2026-06-30) Dana Reyes: kept omar from signing in |  | /settings/people | acme
        ");
    }
}
