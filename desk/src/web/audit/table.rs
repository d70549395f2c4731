//! The sample as a table.

use workflow::measure::{AuditTable, Cell};

/// A sample of accounts, and what was found.
pub(super) struct TableView {
    /// What is looked at: a heading, and what it says in full.
    pub(super) columns: Vec<(&'static str, String)>,
    /// The accounts.
    pub(super) rows: Vec<RowView>,
    /// How many have each thing, or how often it was found.
    pub(super) totals: Vec<u32>,
}

/// What was found of an account.
pub(super) struct RowView {
    pub(super) account: String,
    /// The class that has the color, the sign, and the word or the number.
    pub(super) cells: Vec<(&'static str, &'static str, String)>,
}

impl TableView {
    /// The view of a sample.
    pub(super) fn of(table: &AuditTable) -> Self {
        let columns = table.columns.iter();
        let rows = table.rows.iter().map(|row| RowView {
            account: row.account.to_string(),
            cells: row.cells.iter().copied().map(cell).collect(),
        });
        let total = |at: usize| {
            table
                .rows
                .iter()
                .filter_map(|row| row.cells.get(at))
                .copied()
                .map(weight)
                .sum()
        };
        Self {
            columns: columns.map(|it| (it.heading, it.name.replace('_', " "))).collect(),
            rows: rows.collect(),
            totals: (0..table.columns.len()).map(total).collect(),
        }
    }
}

fn cell(cell: Cell) -> (&'static str, &'static str, String) {
    match cell {
        Cell::Yes => ("proven", "\u{2714}", "yes".to_owned()),
        Cell::No => ("plain", "\u{2013}", "no".to_owned()),
        Cell::Count(0) => ("plain", "", "0".to_owned()),
        Cell::Count(count) => ("review", "", count.to_string()),
    }
}

fn weight(cell: Cell) -> u32 {
    match cell {
        Cell::Yes => 1,
        Cell::No => 0,
        Cell::Count(count) => count,
    }
}

#[cfg(test)]
mod tests {
    use grounding::AccountId;

    use super::*;

    #[test]
    fn an_account_without_a_brief_has_nothing() {
        let table = AuditTable::of_handoffs(&[AccountId::new("orrin")], &[]);
        let view = TableView::of(&table);
        let cells: Vec<String> = view
            .columns
            .iter()
            .zip(view.rows.iter().flat_map(|row| &row.cells))
            .map(|((heading, name), (_, sign, word))| format!("{heading} ({name}): {sign} {word}"))
            .collect();
        insta::assert_snapshot!(cells.join("\n"), @"
        packet (handoff packet): – no
        notes (sales notes): – no
        promises (proposal promises): – no
        people (stakeholder map): – no
        accepted (cs acceptance): – no
        returns (missing context returns):  0
        ready (kickoff readiness): – no
        ");
        assert_eq!(view.totals, [0; 7]);
    }
}
