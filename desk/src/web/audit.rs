//! The audit: whether the log is whole, a sample of accounts looked at for seven things each, and
//! who did what when.

mod entries;
mod table;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::app::App;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::routes::Routes;
use super::rules::inline::{Piece, pieces};
use super::visitor::Visitor;
use crate::service::measure::{BriefKind, Chain};
use entries::EntryView;
use table::TableView;

/// So many entries stand on a page.
const ENTRIES: usize = 50;
/// So many accounts are looked at where nobody says how many; as many as may be.
const ACCOUNTS: usize = 20;
const MOST_ACCOUNTS: usize = 200;

/// The routes of the audit.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/audit", show).get("/audit/log", log)
}

/// Which sample is asked for, as a form sends it.
#[derive(Debug, Default, Deserialize)]
struct Sampled {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    accounts: String,
    #[serde(default)]
    seed: String,
    /// Anything where the log's chain is to be gone through too.
    #[serde(default)]
    verify: String,
}

impl Sampled {
    fn kind(&self) -> BriefKind {
        if self.kind == "recap" {
            BriefKind::Recap
        } else {
            BriefKind::Handoff
        }
    }

    fn accounts(&self) -> usize {
        let accounts = self.accounts.trim().parse().unwrap_or(ACCOUNTS);
        accounts.clamp(1, MOST_ACCOUNTS)
    }

    /// Another number picks another sample.
    fn seed(&self) -> u64 {
        self.seed.trim().parse().unwrap_or(1)
    }
}

#[derive(Template)]
#[template(path = "web/measurement/audit.html")]
struct AuditPage {
    frame: Frame,
    /// What the whole log was found to be, where that was asked for.
    chain: Option<ChainView>,
    kind: &'static str,
    accounts: usize,
    seed: u64,
    table: TableView,
    newest: Vec<EntryView>,
    /// Whether there are older entries.
    has_older: bool,
}

/// What the whole log was found to be.
struct ChainView {
    chain: Chain,
    /// What is wrong with it, in words.
    breaks: Vec<Vec<Piece>>,
}

/// So many of the newest entries stand beside the sample.
const NEWEST: usize = 10;

async fn show(State(app): State<Arc<App>>, visitor: Visitor, Query(asked): Query<Sampled>) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let (accounts, seed) = (asked.accounts(), asked.seed());
    let table = service.audit_sample(asked.kind(), accounts, seed).await?;
    let newest = service.log_back(None, NEWEST).await?;
    // It reads every entry and every brief, so it is done when somebody wants it.
    let chain = match asked.verify.as_str() {
        "" => None,
        _ => Some(service.verify_log().await?),
    };
    page(&AuditPage {
        frame: Frame::new(&app, &visitor, Place::Measurement, "Audit"),
        chain: chain.map(|chain| ChainView {
            breaks: chain.breaks.iter().map(|it| pieces(it)).collect(),
            chain,
        }),
        kind: match asked.kind() {
            BriefKind::Handoff => "handoff",
            BriefKind::Recap => "recap",
        },
        accounts,
        seed,
        table: TableView::of(&table),
        has_older: newest.older.is_some(),
        newest: newest.entries.iter().map(EntryView::of).collect(),
    })
}

/// Before which entry the log is looked at.
#[derive(Debug, Default, Deserialize)]
struct Before {
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "web/measurement/log.html")]
struct LogPage {
    frame: Frame,
    entries: Vec<EntryView>,
    older: Option<i64>,
    is_newest: bool,
}

async fn log(State(app): State<Arc<App>>, visitor: Visitor, Query(asked): Query<Before>) -> Result<Response, Fault> {
    let found = visitor.service(&app).log_back(asked.before, ENTRIES).await?;
    page(&LogPage {
        frame: Frame::new(&app, &visitor, Place::Measurement, "Log"),
        entries: found.entries.iter().map(EntryView::of).collect(),
        older: found.older,
        is_newest: asked.before.is_none(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_what_nobody_said() {
        let of = |accounts: &str, seed: &str| {
            let asked = Sampled {
                kind: "recap".to_owned(),
                accounts: accounts.to_owned(),
                seed: seed.to_owned(),
                verify: String::new(),
            };
            (asked.kind(), asked.accounts(), asked.seed())
        };
        assert_eq!(of("", "many"), (BriefKind::Recap, 20, 1));
        assert_eq!(of(" 5 ", "7"), (BriefKind::Recap, 5, 7));
        assert_eq!((of("0", "1").1, of("9999", "1").1), (1, 200));
    }
}
