//! Evidence that a case brings with it.

use std::sync::Arc;

use grounding::{Account, AccountId, Author, Ledger, Source, SourceId, Span, View};

use super::case::{Case, CaseSource};
use crate::bench::document;

/// The account that the evidence of a case is of.
const ACCOUNT: &str = "case";

/// An account with that evidence and nothing else.
pub(super) fn ledger(case: &Case) -> Ledger {
    let account = Account {
        id: AccountId::new(ACCOUNT),
        name: if case.account.is_empty() {
            "Case".to_owned()
        } else {
            case.account.clone()
        },
        aliases: Vec::new(),
    };
    let view = View {
        as_of: case.as_of,
        audience: case.audience,
    };
    Ledger::new(
        account,
        view,
        case.source.iter().map(|it| Arc::new(source(it))).collect(),
    )
}

fn source(given: &CaseSource) -> Source {
    let author = given.author.as_ref().map(|name| Author {
        span: Span::new(0, given.text.len()),
        name: name.clone(),
        email: None,
        affiliation: given.affiliation,
    });
    Source {
        id: SourceId::raw(given.id.as_str()),
        account: Some(AccountId::new(ACCOUNT)),
        authors: author.into_iter().collect(),
        occurred_at: given.date,
        ..document(&given.id, given.kind, given.text.clone())
    }
}
