//! Does anybody know what the customer had to ask for help with (VR-71)?

use std::collections::BTreeSet;

use grounding::Ledger;
use serde::Serialize;

use super::condition::{Answer, SUPPORT_CONTEXT};
use super::{counted, joined};

/// What is connected to the desk, over all accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Connected {
    /// How many support tickets and cases there are.
    pub tickets: usize,
    /// The systems that they come from, such as `zendesk`.
    pub support: BTreeSet<String>,
}

impl Connected {
    /// Takes note of what an account's evidence comes from.
    pub fn note(&mut self, ledger: &Ledger) {
        for (source, _) in ledger.tickets() {
            self.tickets += 1;
            self.support.insert(source.id.system().to_owned());
        }
    }
}

/// An account without a ticket may simply have no trouble, so it is never held up by that.
pub(super) fn tickets(ledger: &Ledger) -> Answer {
    match ledger.tickets().count() {
        0 => {
            let why = "it has no ticket; whether a help desk is connected is asked of all accounts together";
            Answer::not_asked(&SUPPORT_CONTEXT, why.to_owned())
        }
        count => Answer::ready(&SUPPORT_CONTEXT, tickets_in_words(count)),
    }
}

/// Whether a help desk is connected at all: some account has a ticket or a case.
pub(super) fn connected(connected: &Connected) -> Answer {
    if connected.tickets == 0 {
        let why = "no support ticket and no case of any account is stored";
        let to_do = "export the help desk's tickets or the CRM's cases, and read them with `vouch ingest PATH`";
        return Answer::not_ready(&SUPPORT_CONTEXT, why.to_owned(), to_do.to_owned());
    }
    let systems: Vec<String> = connected.support.iter().map(|system| format!("`{system}`")).collect();
    let why = format!("{} from {}", tickets_in_words(connected.tickets), joined(&systems));
    Answer::ready(&SUPPORT_CONTEXT, why)
}

fn tickets_in_words(count: usize) -> String {
    counted(count, "support ticket or case", "support tickets and cases")
}
