//! The table at the end of `--all`: every account, where its brief stands, and why.

use grounding::Account;
use workflow::brief::{Brief, Gate};

use super::super::Exit;

/// One account of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    account: String,
    state: &'static str,
    claims: String,
    why: String,
    pub(super) exit: Exit,
}

impl Row {
    /// What came of a brief, with what else is to be said of it.
    pub(super) fn of(brief: &Brief, exit: Exit, note: &str) -> Self {
        let mut codes: Vec<&str> = brief.reasons.iter().map(|reason| reason.code.as_str()).collect();
        codes.dedup();
        let is_closed = |gate: &Gate| gate.name == "customer_issues_resolved" && !gate.passed;
        let held = brief.gates.iter().any(is_closed).then_some("no customer copy");
        let why = codes
            .into_iter()
            .chain(held)
            .chain(Some(note).filter(|it| !it.is_empty()));
        Self {
            account: brief.account_id.clone(),
            state: brief.state.words(),
            claims: format!(
                "{} of {}",
                brief.counts.emitted - brief.counts.rejected,
                brief.counts.emitted
            ),
            why: why.collect::<Vec<_>>().join(", "),
            exit,
        }
    }

    /// An account that nothing has started.
    pub(super) fn untriggered(account: &Account) -> Self {
        Self {
            account: account.id.to_string(),
            state: "no trigger",
            claims: String::new(),
            why: String::new(),
            exit: Exit::Done,
        }
    }

    /// An account whose brief was not begun.
    pub(super) fn left_out(account: &Account, why: &str) -> Self {
        Self {
            account: account.id.to_string(),
            state: "left out",
            claims: String::new(),
            why: why.to_owned(),
            exit: Exit::Findings,
        }
    }
}

/// The table, in columns.
pub(super) fn printed(rows: &[Row], width: usize) -> String {
    let widest = rows
        .iter()
        .map(|row| row.account.chars().count())
        .max()
        .unwrap_or_default();
    let widest = widest.clamp("account".len(), 32);
    let line = |account: &str, state: &str, claims: &str, why: &str| {
        let line = format!("{account:<widest$}  {state:<10}  {claims:<10}  {why}");
        let cut: String = line.trim_end().chars().take(width.max(40)).collect();
        cut
    };
    let mut lines = vec![line("account", "state", "claims", "why")];
    lines.extend(
        rows.iter()
            .map(|row| line(&row.account, row.state, &row.claims, &row.why)),
    );
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_where_each_brief_stands() {
        let row = |account: &str, state: &'static str, claims: &str, why: &str| Row {
            account: account.to_owned(),
            state,
            claims: claims.to_owned(),
            why: why.to_owned(),
            exit: Exit::Done,
        };
        let rows = [
            row("morrow-dental", "in review", "21 of 24", ""),
            row("lumen-press", "paused", "9 of 9", "usage_stale, activities_stale"),
            row("northwind-labs", "no trigger", "", ""),
        ];
        insta::assert_snapshot!(printed(&rows, 80), @"
        account         state       claims      why
        morrow-dental   in review   21 of 24
        lumen-press     paused      9 of 9      usage_stale, activities_stale
        northwind-labs  no trigger
        ");
    }
}
