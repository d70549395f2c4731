//! Lines, marks and tables.

mod levels;

pub(crate) use levels::width_of;

use grounding::text::{one_line, printable};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::TextStyle;
use super::notes::superscript;

const BOLD: &str = "\u{1b}[1m";
const GREEN: &str = "\u{1b}[32m";
const BLUE: &str = "\u{1b}[34m";
const YELLOW: &str = "\u{1b}[33m";
const RED: &str = "\u{1b}[31m";
const RESET: &str = "\u{1b}[0m";

/// What stands between two columns.
const GAP: &str = "  ";
/// The most that a column beside the first may take.
const WIDEST_CELL: usize = 20;
/// Words don't read well in less.
const NARROWEST_CELL: usize = 16;

/// A page of text in the making.
pub(crate) struct Page {
    text: String,
    style: TextStyle,
}

impl Page {
    pub(crate) fn new(style: TextStyle) -> Self {
        Self {
            text: String::new(),
            style: TextStyle {
                width: style.width.clamp(40, 100),
                ..style
            },
        }
    }

    /// Whether each claim's id stands beside it.
    pub(crate) fn shows_ids(&self) -> bool {
        self.style.claim_ids
    }

    /// One text at the left edge and one at the right, which gets a line of its own where both
    /// don't fit.
    pub(crate) fn ends(&mut self, left: &str, right: &str) {
        let (left, right) = (one_line(&printable(left)), one_line(&printable(right)));
        let gap = self.style.width.saturating_sub(left.width() + right.width());
        if gap >= 2 {
            self.line(format!("{left}{}{right}", " ".repeat(gap)).trim_end());
            return;
        }
        self.wrapped(&left, "", "");
        if !right.is_empty() {
            let indent = self.style.width.saturating_sub(right.width());
            self.line(&format!("{}{right}", " ".repeat(indent)));
        }
    }

    pub(crate) fn title(&mut self, title: &str) {
        self.blank();
        let painted = self.paint(BOLD, &printable(title));
        self.line(&painted);
    }

    /// A line of a list, wrapped under its own words.
    pub(crate) fn item(&mut self, mark: char, text: &str) {
        let painted = self.mark(mark);
        self.wrapped(text, &format!("  {painted} "), "    ");
    }

    /// A line that belongs under the one before.
    pub(crate) fn under(&mut self, text: &str) {
        self.wrapped(text, "      - ", "        ");
    }

    /// A paragraph, as far in as the words of a list.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.wrapped(text, "    ", "    ");
    }

    /// A title within a section.
    pub(crate) fn subtitle(&mut self, title: &str) {
        self.wrapped(title, "  ", "  ");
    }

    /// Rows with a mark and three cells, the first of which takes the room that the others leave.
    /// Where that is too little for words, a row is a line of a list.
    pub(crate) fn table(&mut self, rows: &[(char, [String; 3])]) {
        let widest = |column: usize| {
            let widths = rows.iter().map(|(_, cells)| cells[column].width());
            widths.max().unwrap_or_default().min(WIDEST_CELL)
        };
        let (second, third) = (widest(1), widest(2));
        let first = self.style.width.saturating_sub(4 + GAP.len() * 2 + second + third);
        for (mark, cells) in rows {
            if first < NARROWEST_CELL {
                self.item(*mark, &cells.join(" \u{b7} "));
                continue;
            }
            let painted = self.mark(*mark);
            let columns = [
                folded(&cells[0], first),
                folded(&cells[1], second),
                folded(&cells[2], third),
            ];
            let height = columns.iter().map(Vec::len).max().unwrap_or_default();
            for at in 0..height {
                let lead = if at == 0 {
                    format!("  {painted} ")
                } else {
                    "    ".to_owned()
                };
                let cell = |column: usize| columns[column].get(at).map_or("", String::as_str);
                let (left, middle) = (padded(cell(0), first), padded(cell(1), second));
                self.line(format!("{lead}{left}{GAP}{middle}{GAP}{}", cell(2)).trim_end());
            }
        }
    }

    pub(crate) fn numbered(&mut self, number: usize, text: &str) {
        self.wrapped(text, &format!("{number:>3} "), "    ");
    }

    /// A box to tick.
    pub(crate) fn boxed(&mut self, text: &str) {
        self.wrapped(text, "  [ ] ", "      ");
    }

    /// A quote under the line that says whose it is; that line is left out where it is empty.
    pub(crate) fn footnote(&mut self, number: usize, about: &str, quote: &str) {
        let mark = superscript(number);
        let pad = " ".repeat(3usize.saturating_sub(mark.width()));
        let lead = format!("{pad}{mark} ");
        let quote = format!("\u{201C}{quote}\u{201D}");
        if about.is_empty() {
            self.wrapped(&quote, &format!("{lead}  "), "      ");
        } else {
            self.wrapped(about, &lead, "    ");
            self.wrapped(&quote, "      ", "      ");
        }
    }

    pub(crate) fn plain(&mut self, text: &str) {
        let indent = " ".repeat(text.len() - text.trim_start().len());
        self.wrapped(text.trim_start(), &indent, &indent);
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn wrapped(&mut self, text: &str, first: &str, next: &str) {
        let room = self.style.width.saturating_sub(next.width());
        let mut lead = first;
        for line in folded(text, room) {
            self.line(format!("{lead}{line}").trim_end());
            lead = next;
        }
    }

    fn mark(&self, mark: char) -> String {
        let color = match mark {
            '\u{2714}' => GREEN,
            '~' => BLUE,
            '!' | '?' => YELLOW,
            _ => "",
        };
        self.paint(color, &mark.to_string())
    }

    fn paint(&self, color: &str, text: &str) -> String {
        if self.style.color && !color.is_empty() {
            format!("{color}{text}{RESET}")
        } else {
            text.to_owned()
        }
    }
}

/// A text in lines of so many columns at most; one empty line of an empty text. A word that is
/// wider than a line, as in a script that sets no spaces, goes on in the next.
fn folded(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    // What stands in evidence must not steer the reader's terminal.
    for word in printable(text).split_whitespace() {
        for (at, piece) in pieces(word, room).into_iter().enumerate() {
            let Some(line) = lines.last_mut() else { continue };
            let gap = usize::from(at == 0 && !line.is_empty());
            if !line.is_empty() && line.width() + gap + piece.width() > room {
                lines.push(piece);
            } else {
                line.push_str(&" ".repeat(gap));
                line.push_str(&piece);
            }
        }
    }
    lines
}

/// A word in pieces of so many columns at most: one, unless it is wider.
fn pieces(word: &str, room: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for character in word.graphemes(true) {
        match pieces.last_mut() {
            Some(piece) if piece.is_empty() || piece.width() + character.width() <= room => piece.push_str(character),
            _ => pieces.push(character.to_owned()),
        }
    }
    pieces
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_wrap_under_their_own_words() {
        let mut page = Page::new(TextStyle {
            color: false,
            width: 40,
            claim_ids: false,
        });
        page.ends("Handoff", "as of 2026-06-30");
        page.item('!', "The order form says eight weeks, and the call says four.");
        page.footnote(12, "gong:call/77", "four weeks");
        insta::assert_snapshot!(page.finish(), @"
        Handoff                 as of 2026-06-30
          ! The order form says eight weeks, and
            the call says four.
         ¹² gong:call/77
              “four weeks”
        ");
    }
}
