//! The log as somebody may read it, the newest entry first.

use std::collections::{BTreeMap, BTreeSet};

use grounding::AccountId;
use workflow::action::ActionEvent;
use workflow::log::{Entry, Event};
use workflow::people::{Act, PeopleEvent};
use workflow::run::RunEvent;
use workflow::scorecard::ScorecardEvent;

use crate::service::Service;

/// So many entries are read at a time.
const BATCH: u32 = 200;

/// Entries of the log, the newest first.
#[derive(Debug)]
pub(crate) struct LogPage {
    /// The entries.
    pub(crate) entries: Vec<Logged>,
    /// The number before which older ones stand; none where there are none.
    pub(crate) older: Option<i64>,
}

/// An entry, and the account that it is about.
#[derive(Debug)]
pub(crate) struct Logged {
    /// The entry.
    pub(crate) entry: Entry,
    /// The account; none where it is about none in particular.
    pub(crate) account: Option<AccountId>,
}

impl Service<'_> {
    /// At most so many entries that this person may read, of those before the one of that number.
    /// Of accounts that they may not read and of other people's rights they learn nothing; whoever
    /// manages people sees all of the latter.
    pub(crate) async fn log_back(&self, before: Option<i64>, most: usize) -> anyhow::Result<LogPage> {
        self.session.allow(Act::Read, None)?;
        let mut entries: Vec<Logged> = Vec::new();
        let mut before = before;
        loop {
            let batch = self.store().log_back(before, BATCH).await?;
            let Some(oldest) = batch.last().map(|entry| entry.number) else {
                return Ok(LogPage { entries, older: None });
            };
            let accounts = self.accounts_of(&batch).await?;
            for entry in batch {
                let account = accounts.get(&entry.stream).cloned();
                if !self.may_see(&entry.event, account.as_ref()) {
                    continue;
                }
                if entries.len() == most {
                    let older = entries.last().map(|it| it.entry.number);
                    return Ok(LogPage { entries, older });
                }
                entries.push(Logged { entry, account });
            }
            before = Some(oldest);
        }
    }

    /// The accounts of the streams that the entries are of, which their first entries tell.
    async fn accounts_of(&self, entries: &[Entry]) -> anyhow::Result<BTreeMap<String, AccountId>> {
        let streams: BTreeSet<&str> = entries.iter().map(|entry| entry.stream.as_str()).collect();
        let streams: Vec<String> = streams.into_iter().map(str::to_owned).collect();
        let all = self.store().entries_of(&streams).await?;
        Ok(all
            .into_iter()
            .filter_map(|entry| Some((entry.stream, begun_for(&entry.event)?)))
            .collect())
    }

    fn may_see(&self, event: &Event, account: Option<&AccountId>) -> bool {
        match event {
            Event::Run(_) | Event::Action(_) | Event::Scorecard(_) => {
                account.is_some_and(|account| self.session.can(Act::Read, Some(account)))
            }
            Event::People(event) => {
                let own = self
                    .session
                    .person()
                    .is_some_and(|person| person.login == login_of(event));
                own || self.session.can(Act::ManagePeople, None)
            }
            Event::Pilot(_) | Event::Store(_) | Event::Weights(_) => true,
        }
    }
}

/// The account for which something was begun; none where the event begins nothing.
fn begun_for(event: &Event) -> Option<AccountId> {
    match event {
        Event::Run(RunEvent::Started(started)) => Some(started.account.clone()),
        Event::Action(ActionEvent::Proposed(proposed)) => Some(proposed.account.clone()),
        Event::Scorecard(ScorecardEvent::Started(started)) => Some(started.account.clone()),
        _ => None,
    }
}

/// Whom a change of the people is about.
fn login_of(event: &PeopleEvent) -> &str {
    match event {
        PeopleEvent::Added { login, .. }
        | PeopleEvent::Granted { login, .. }
        | PeopleEvent::Revoked { login, .. }
        | PeopleEvent::SetActive { login, .. }
        | PeopleEvent::PasswordSet { login }
        | PeopleEvent::TokenMade { login, .. }
        | PeopleEvent::TokenRevoked { login, .. } => login,
    }
}
