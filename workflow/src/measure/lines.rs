//! Lines of a report in plain text.

use grounding::text::printable;
use unicode_width::UnicodeWidthStr;

/// Room for a value such as `1234 of 1234 (99.9 %)`, in columns.
const VALUE: usize = 22;

/// A report in the making.
pub(super) struct Lines {
    text: String,
    width: usize,
}

impl Lines {
    /// An empty one, of so many columns.
    pub(super) fn new(width: usize) -> Self {
        Self {
            text: String::new(),
            width: width.clamp(40, 100),
        }
    }

    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(printable(line).trim_end());
        self.text.push('\n');
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A heading, after an empty line.
    pub(super) fn title(&mut self, title: &str) {
        self.blank();
        self.line(title);
    }

    /// A label and its value, which stands at the right of the page; on a line of its own where the
    /// label leaves no room.
    pub(super) fn row(&mut self, label: &str, value: &str) {
        let column = self.width - VALUE;
        let gap = column.saturating_sub(label.width());
        if gap < 2 {
            self.wrapped(label.len() - label.trim_start().len(), label);
            self.line(&format!("{}{value}", " ".repeat(column)));
        } else {
            self.line(&format!("{label}{}{value}", " ".repeat(gap)));
        }
    }

    /// A text wrapped under its own words, behind so many spaces.
    pub(super) fn wrapped(&mut self, indent: usize, text: &str) {
        let lead = " ".repeat(indent);
        let mut line = lead.clone();
        for word in printable(text).split_whitespace() {
            if line.len() > indent && line.width() + 1 + word.width() > self.width {
                self.line(&line);
                line.clone_from(&lead);
            }
            if line.len() > indent {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(&line);
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_leaves_no_room_has_its_value_below() {
        let mut lines = Lines::new(40);
        lines.row("  created", "3");
        lines.row("  accepted without a return", "9 of 10 (90 %)");
        lines.wrapped(2, "Sources support workflow mechanics and pilot design.");
        insta::assert_snapshot!(lines.finish(), @"
          created         3
          accepted without a return
                          9 of 10 (90 %)
          Sources support workflow mechanics and
          pilot design.
        ");
    }
}
