//! Messages in a table, and what came of delivering them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use store::StoredOutgoing;

use super::entry::{Entry, Standing};
use super::receivers::Receivers;

/// What came of delivering.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    /// How many messages were delivered.
    delivered: usize,
    /// How many were not.
    undelivered: usize,
    /// Them all, in the order in which they came.
    messages: Vec<Entry>,
}

impl Report {
    /// What was just tried, and what else is not delivered.
    pub(crate) fn new(tried: Vec<StoredOutgoing>, undelivered: Vec<StoredOutgoing>, receivers: &Receivers) -> Self {
        let messages: BTreeMap<i64, StoredOutgoing> = undelivered
            .into_iter()
            .chain(tried)
            .map(|message| (message.id, message))
            .collect();
        let messages: Vec<Entry> = messages
            .into_values()
            .map(|message| {
                let held = receivers.held(&message.target);
                Entry::new(message, held)
            })
            .collect();
        let delivered = messages.iter().filter(|it| it.state == Standing::Delivered).count();
        Self {
            delivered,
            undelivered: messages.len() - delivered,
            messages,
        }
    }

    /// Whether something is left that failed or is held. What came while others were delivered is
    /// in good order.
    pub(crate) fn has_findings(&self) -> bool {
        let is_fine = |it: &Entry| matches!(it.state, Standing::Delivered | Standing::Waiting);
        !self.messages.iter().all(is_fine)
    }

    /// For a person.
    pub(crate) fn text(&self) -> String {
        if self.messages.is_empty() {
            return "nothing waits to go out".to_owned();
        }
        format!(
            "{}\n{} delivered, {} left waiting",
            table(&self.messages),
            self.delivered,
            self.undelivered
        )
    }
}

/// A line for each message, and one more for what keeps it from arriving.
pub(crate) fn table(entries: &[Entry]) -> String {
    let widest = |name: &str, of: &dyn Fn(&Entry) -> &str| {
        let widths = entries.iter().map(|it| of(it).chars().count());
        widths.max().unwrap_or(0).max(name.len())
    };
    let targets = widest("target", &|it| &it.target);
    let events = widest("event", &|it| &it.event);
    let runs = widest("run", &|it| it.run.as_deref().unwrap_or_default());
    let mut text = format!(
        "{:targets$}  {:events$}  {:runs$}  {:>5}  state\n",
        "target", "event", "run", "tries"
    );
    for it in entries {
        let run = it.run.as_deref().unwrap_or_default();
        text.push_str(&format!(
            "{:targets$}  {:events$}  {run:runs$}  {:>5}  {}\n",
            it.target,
            it.event,
            it.attempts,
            state(it)
        ));
        let error = it.error.as_ref().filter(|_| it.state != Standing::Delivered);
        if let Some(error) = error {
            text.push_str(&format!("  {error}\n"));
        }
    }
    text
}

/// How far a message has come, with the time that matters.
fn state(entry: &Entry) -> String {
    let time = |at: Option<Timestamp>| at.map(|at| format!("{at:.0}")).unwrap_or_default();
    match entry.state {
        Standing::Waiting => "waiting".to_owned(),
        Standing::Failing => format!("failing, again from {}", time(entry.next_at)),
        Standing::GivenUp => "given up; `vouch outbox deliver --now` tries it again".to_owned(),
        Standing::Held => "held".to_owned(),
        Standing::Delivered => format!("delivered {}", time(entry.delivered_at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliver::receivers::Held;
    use crate::settings::Subscriber;

    fn message(id: i64, target: &str) -> StoredOutgoing {
        let at: Timestamp = "2026-06-30T10:15:30.5Z".parse().unwrap();
        StoredOutgoing {
            id,
            key: format!("sha256:{id}"),
            target: target.to_owned(),
            body: r#"{"event":"approval_asked","run":"4f8fbdd404a41ef5","account_id":"northwind-labs"}"#.to_owned(),
            made_at: at,
            attempts: 0,
            next_at: at,
            last_error: None,
            delivered_at: None,
        }
    }

    #[test]
    fn a_table_says_how_far_each_message_has_come() {
        let refused = StoredOutgoing {
            attempts: 20,
            last_error: Some("HTTP 400: no such deal".to_owned()),
            ..message(2, "crm")
        };
        let given_up = StoredOutgoing {
            next_at: Timestamp::MAX,
            ..refused.clone()
        };
        let delivered = StoredOutgoing {
            delivered_at: Some(refused.made_at),
            ..refused.clone()
        };
        let other = StoredOutgoing {
            body: "{}".to_owned(),
            ..message(5, "crm")
        };
        let entries = [
            Entry::new(message(1, "crm"), None),
            Entry::new(refused, None),
            Entry::new(given_up, None),
            Entry::new(delivered, Some(Held::Gone)),
            Entry::new(message(4, "archive"), Some(Held::Gone)),
            Entry::new(other, None),
        ];
        insta::assert_snapshot!(table(&entries), @r"
        target   event           run               tries  state
        crm      approval_asked  4f8fbdd404a41ef5      0  waiting
        crm      approval_asked  4f8fbdd404a41ef5     20  failing, again from 2026-06-30T10:15:30Z
          HTTP 400: no such deal
        crm      approval_asked  4f8fbdd404a41ef5     20  given up; `vouch outbox deliver --now` tries it again
          HTTP 400: no such deal
        crm      approval_asked  4f8fbdd404a41ef5     20  delivered 2026-06-30T10:15:30Z
        archive  approval_asked  4f8fbdd404a41ef5      0  held
          no subscriber of the settings has this name any more
        crm                                            0  waiting
        ");
    }

    #[test]
    fn what_came_meanwhile_is_no_finding_and_what_is_held_is_one() {
        let fine = Subscriber {
            name: "archive".to_owned(),
            folder: Some("out".into()),
            url: None,
            secret_env: None,
            events: Vec::new(),
        };
        let receivers = Receivers::open(&[fine]);
        let report = |target: &str| Report::new(Vec::new(), vec![message(1, target)], &receivers);
        assert_eq!(
            ["archive", "crm"].map(|target| report(target).has_findings()),
            [false, true]
        );
    }
}
