//! An audit as a terminal shows it.

use unicode_width::UnicodeWidthStr;

use super::audit::{AuditTable, Cell};
use super::lines::Lines;

/// Room for an account's name, in columns; a longer one has a line of its own.
const ACCOUNT: usize = 18;

/// Prints an audit: a line for each account, and below them how many have each thing. No line is
/// longer than 80 columns but that of a longer name.
pub fn render_audit(table: &AuditTable) -> String {
    let mut lines = Lines::new(80);
    let headings = table.columns.map(|column| column.heading.to_owned());
    let widths = headings.each_ref().map(|heading| heading.width().max(3));
    line(&mut lines, "account", &headings, widths);
    for row in &table.rows {
        let cells = row.cells.map(|cell| match cell {
            Cell::Yes => "yes".to_owned(),
            Cell::No => "no".to_owned(),
            Cell::Count(count) => count.to_string(),
        });
        line(&mut lines, row.account.as_str(), &cells, widths);
    }
    let mut totals = [0u32; 7];
    for row in &table.rows {
        for (total, cell) in totals.iter_mut().zip(row.cells) {
            *total += match cell {
                Cell::Yes => 1,
                Cell::No => 0,
                Cell::Count(count) => count,
            };
        }
    }
    let label = format!("of {}", table.rows.len());
    line(&mut lines, &label, &totals.map(|total| total.to_string()), widths);
    lines.finish()
}

fn line(lines: &mut Lines, label: &str, cells: &[String; 7], widths: [usize; 7]) {
    let mut text = label.to_owned();
    if text.width() > ACCOUNT {
        lines.line(&text);
        text.clear();
    }
    text.push_str(&" ".repeat(ACCOUNT - text.width()));
    for (cell, width) in cells.iter().zip(widths) {
        text.push_str(&format!("  {cell:<width$}"));
    }
    lines.line(&text);
}
