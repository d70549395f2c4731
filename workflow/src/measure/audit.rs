//! The tests that a sample of accounts is put to (VR-64, HO-33). They look at other things than the
//! baseline metrics and the thresholds do, and are merged with neither.

use std::collections::BTreeSet;

use grounding::AccountId;
use schemars::JsonSchema;
use serde::Serialize;

use super::case::{Case, HANDOFF, RECAP, Window, count};
use super::handoff::{is_ready, kickoff_held};
use crate::brief::sha256;
use crate::run::Run;

/// The audit of a sample of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AuditTable {
    /// The kind of brief that was looked at.
    pub kind: String,
    /// What was looked at, in the order of the document.
    pub columns: [Column; 7],
    /// The accounts, in the order of the sample.
    pub rows: Vec<AuditRow>,
}

/// Something that an audit looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Column {
    /// Its word, such as `source_freshness`.
    pub name: &'static str,
    /// Its heading, which is short.
    pub heading: &'static str,
}

/// The audit of one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AuditRow {
    /// The account.
    pub account: AccountId,
    /// What was found, in the order of the columns.
    pub cells: [Cell; 7],
}

/// What an audit found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// It is there.
    Yes,
    /// It is not.
    No,
    /// So often.
    Count(u32),
}

/// What a recap is audited for (VR-64).
const RECAP_COLUMNS: [Column; 7] = [
    column("outcome_evidence", "outcome"),
    column("usage_signal", "usage"),
    column("milestone_summary", "milestones"),
    column("support_context", "support"),
    column("risk_caveat", "caveat"),
    column("source_freshness", "fresh"),
    column("owner_approval", "approved"),
];

/// What a handoff is audited for (HO-33).
const HANDOFF_COLUMNS: [Column; 7] = [
    column("handoff_packet", "packet"),
    column("sales_notes", "notes"),
    column("proposal_promises", "promises"),
    column("stakeholder_map", "people"),
    column("cs_acceptance", "accepted"),
    column("missing_context_returns", "returns"),
    column("kickoff_readiness", "ready"),
];

const fn column(name: &'static str, heading: &'static str) -> Column {
    Column { name, heading }
}

impl From<bool> for Cell {
    fn from(there: bool) -> Self {
        if there { Self::Yes } else { Self::No }
    }
}

impl AuditTable {
    /// Audits the recaps of the accounts (VR-64).
    pub fn of_recaps(accounts: &[AccountId], runs: &[Run]) -> Self {
        Self {
            kind: RECAP.to_owned(),
            columns: RECAP_COLUMNS,
            rows: accounts.iter().map(|account| recap_audit(account, runs)).collect(),
        }
    }

    /// Audits the handoffs of the accounts (HO-33).
    pub fn of_handoffs(accounts: &[AccountId], runs: &[Run]) -> Self {
        Self {
            kind: HANDOFF.to_owned(),
            columns: HANDOFF_COLUMNS,
            rows: accounts.iter().map(|account| handoff_audit(account, runs)).collect(),
        }
    }
}

/// Audits an account's latest recap: outcome evidence, usage signal, milestone summary, support
/// context, risk caveat, source freshness, owner approval (VR-64). The sources are fresh where no
/// input of the brief is too old to go by. An account without a recap has none of them.
pub fn recap_audit(account: &AccountId, runs: &[Run]) -> AuditRow {
    let cells = latest(account, runs, RECAP, |case| {
        let has = |part: &str| case.has(part, Window::ALWAYS).into();
        [
            has("outcome_evidence"),
            has("usage_signal"),
            has("milestone_summary"),
            has("support_context"),
            has("risk_caveats"),
            case.standing(Window::ALWAYS).started.stale_inputs.is_empty().into(),
            case.approved_on(Window::ALWAYS).is_some().into(),
        ]
    });
    AuditRow {
        account: account.clone(),
        cells: cells.unwrap_or([Cell::No; 7]),
    }
}

/// Audits an account's latest handoff: packet, sales notes, proposal promises, stakeholder map, CS
/// acceptance, missing-context returns, kickoff readiness (HO-33).
///
/// The proposal's promises are there where both what sales said and the signed scope are. The
/// kickoff was ready where its gate was open by the day it took place; where it has not, where the
/// gate is open now. An account without a handoff has nothing, and nothing was sent back.
pub fn handoff_audit(account: &AccountId, runs: &[Run]) -> AuditRow {
    let cells = latest(account, runs, HANDOFF, |case| {
        let has = |part: &str| case.has(part, Window::ALWAYS).into();
        let lacks = &case.standing(Window::ALWAYS).started.missing_inputs;
        let promises = lacks.iter().all(|input| input != "promises" && input != "signed_scope");
        [
            Cell::Yes,
            has("owner_notes"),
            promises.into(),
            has("stakeholders"),
            case.approved_on(Window::ALWAYS).is_some().into(),
            Cell::Count(count(case.returns())),
            is_ready(case, kickoff_held(case).unwrap_or(jiff::civil::Date::MAX)).into(),
        ]
    });
    let nothing = || {
        let mut cells = [Cell::No; 7];
        cells[5] = Cell::Count(0);
        cells
    };
    AuditRow {
        account: account.clone(),
        cells: cells.unwrap_or_else(nothing),
    }
}

/// Picks accounts for an audit, at most so many and each once. The same seed and accounts give the
/// same sample, whatever order the accounts come in.
pub fn sample(accounts: &[AccountId], most: usize, seed: u64) -> Vec<AccountId> {
    let distinct: BTreeSet<&AccountId> = accounts.iter().collect();
    let mut drawn: Vec<(String, &AccountId)> = distinct
        .into_iter()
        .map(|account| (sha256(format!("{seed}/{account}").as_bytes()), account))
        .collect();
    drawn.sort();
    drawn
        .into_iter()
        .take(most)
        .map(|(_, account)| account.clone())
        .collect()
}

/// What is found of an account's latest case of a kind.
fn latest<T>(account: &AccountId, runs: &[Run], kind: &str, found: impl Fn(&Case<'_>) -> T) -> Option<T> {
    let cases = Case::all(runs, kind, Window::ALWAYS);
    let own = cases.iter().filter(|case| case.account() == account);
    own.max_by_key(|case| case.began()).map(found)
}
