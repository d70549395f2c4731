//! Lines about levels of health, which have marks and colors of their own.

use grounding::text::{one_line, printable};
use unicode_width::UnicodeWidthStr as _;

use super::{GAP, GREEN, Page, RED, YELLOW, folded, padded};
use crate::health::Level;

/// A date needs as much.
const NARROWEST_LAST: usize = 10;
/// The most that a column beside the last may take.
const WIDEST: usize = 24;

impl Page {
    /// A text behind the mark of a level, and a drawing at the right edge, whose blanks count. The
    /// drawing gets a line of its own where both don't fit.
    pub(crate) fn headline(&mut self, level: Level, text: &str, drawing: &str) {
        let text = one_line(&printable(text));
        let mark = self.level_mark(level);
        let room = self.style.width.saturating_sub(drawing.width());
        let gap = room.saturating_sub(2 + text.width());
        if gap >= GAP.len() {
            self.line(format!("{mark} {text}{}{drawing}", " ".repeat(gap)).trim_end());
            return;
        }
        self.wrapped(&text, &format!("{mark} "), "  ");
        if !drawing.is_empty() {
            self.line(&format!("{}{drawing}", " ".repeat(room)));
        }
    }

    /// Cells in columns behind the mark of a level. Each column but the last has its width; the last
    /// takes what is left, and goes on below itself. Where nothing is left, the row is a line of a
    /// list.
    pub(crate) fn row(&mut self, level: Level, cells: &[String], widths: &[usize]) {
        let mark = self.level_mark(level);
        let room = self.room_behind(widths);
        let Some((last, before)) = cells.split_last().filter(|_| self.fits(widths)) else {
            let told: Vec<&str> = cells.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
            self.wrapped(&told.join(" \u{b7} "), &format!("  {mark} "), "    ");
            return;
        };
        let columns = before.iter().zip(widths);
        let mut columns: Vec<(Vec<String>, usize)> =
            columns.map(|(cell, width)| (fitted(cell, *width), *width)).collect();
        columns.push((folded(last, room), 0));
        let height = columns.iter().map(|(lines, _)| lines.len()).max().unwrap_or_default();
        for at in 0..height {
            let lead = if at == 0 { mark.as_str() } else { " " };
            let cells = columns
                .iter()
                .map(|(lines, width)| padded(lines.get(at).map_or("", String::as_str), *width));
            let cells: Vec<String> = cells.collect();
            self.line(format!("  {lead} {}", cells.join(GAP)).trim_end());
        }
    }

    /// Whether something can stand behind columns of these widths.
    pub(crate) fn fits(&self, widths: &[usize]) -> bool {
        self.room_behind(widths) >= NARROWEST_LAST
    }

    fn room_behind(&self, widths: &[usize]) -> usize {
        let taken: usize = widths.iter().map(|width| width + GAP.len()).sum();
        self.style.width.saturating_sub(4 + taken)
    }

    fn level_mark(&self, level: Level) -> String {
        let (mark, color) = match level {
            Level::Green => ("\u{2714}", GREEN),
            Level::Amber => ("~", YELLOW),
            Level::Red => ("!", RED),
            Level::Unknown => ("?", ""),
        };
        self.paint(color, mark)
    }
}

/// The width of the column that holds these cells.
pub(crate) fn width_of<'a>(cells: impl Iterator<Item = &'a String>) -> usize {
    cells.map(|cell| cell.width()).max().unwrap_or_default().min(WIDEST)
}

/// A cell in lines of its column. What fits is left as it is, since the blanks of a drawing count.
fn fitted(cell: &str, width: usize) -> Vec<String> {
    if cell.width() <= width {
        vec![printable(cell).into_owned()]
    } else {
        folded(cell, width)
    }
}
