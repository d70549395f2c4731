//! Lines, marks and footnotes.

use grounding::Citation;
use grounding::text::printable;
use unicode_width::UnicodeWidthStr;

use super::TextStyle;

const BOLD: &str = "\u{1b}[1m";
const GREEN: &str = "\u{1b}[32m";
const BLUE: &str = "\u{1b}[34m";
const YELLOW: &str = "\u{1b}[33m";
const RESET: &str = "\u{1b}[0m";

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

    /// One text at the left edge and one at the right.
    pub(crate) fn ends(&mut self, left: &str, right: &str) {
        let (left, right) = (&*printable(left), &*printable(right));
        let gap = self.style.width.saturating_sub(left.width() + right.width());
        if gap < 2 && !right.is_empty() {
            self.wrapped(left, "", "");
            self.line(&format!("{right:>width$}", width = self.style.width));
        } else {
            self.line(format!("{left}{}{right}", " ".repeat(gap)).trim_end());
        }
    }

    pub(crate) fn title(&mut self, title: &str) {
        self.blank();
        let painted = self.paint(BOLD, &printable(title));
        self.line(&painted);
    }

    /// A line of a list, wrapped under its own words.
    pub(crate) fn item(&mut self, mark: char, text: &str) {
        let color = match mark {
            '\u{2714}' => GREEN,
            '~' => BLUE,
            '!' | '?' => YELLOW,
            _ => "",
        };
        let painted = self.paint(color, &mark.to_string());
        self.wrapped(text, &format!("  {painted} "), "    ");
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
        let mut line = String::new();
        let mut lead = first;
        let room = self.style.width.saturating_sub(next.width());
        for word in printable(text).split_whitespace() {
            if !line.is_empty() && line.width() + 1 + word.width() > room {
                self.line(format!("{lead}{line}").trim_end());
                line.clear();
                lead = next;
            }
            if !line.is_empty() {
                line.push(' ');
            }
            // What stands in evidence must not steer the reader's terminal.
            line.extend(word.chars().filter(|it| !it.is_control()));
        }
        self.line(format!("{lead}{line}").trim_end());
    }

    fn paint(&self, color: &str, text: &str) -> String {
        if self.style.color && !color.is_empty() {
            format!("{color}{text}{RESET}")
        } else {
            text.to_owned()
        }
    }
}

/// Citations, numbered in the order in which they are first referred to.
#[derive(Default)]
pub(crate) struct Footnotes {
    notes: Vec<Citation>,
}

impl Footnotes {
    /// The marks of these citations, to be set behind the words they prove.
    pub(crate) fn refer(&mut self, citations: &[Citation]) -> String {
        let numbers: Vec<String> = citations
            .iter()
            .map(|citation| superscript(self.number(citation)))
            .collect();
        if numbers.is_empty() {
            String::new()
        } else {
            format!(" {}", numbers.join("\u{2009}"))
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Citation)> {
        self.notes.iter().enumerate().map(|(at, citation)| (at + 1, citation))
    }

    fn number(&mut self, citation: &Citation) -> usize {
        let known = self
            .notes
            .iter()
            .position(|it| it.source_id == citation.source_id && it.quote == citation.quote);
        known.map_or_else(
            || {
                self.notes.push(citation.clone());
                self.notes.len()
            },
            |at| at + 1,
        )
    }
}

fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = [
        '\u{2070}', '\u{b9}', '\u{b2}', '\u{b3}', '\u{2074}', '\u{2075}', '\u{2076}', '\u{2077}', '\u{2078}',
        '\u{2079}',
    ];
    number
        .to_string()
        .bytes()
        .map(|digit| DIGITS[usize::from(digit - b'0')])
        .collect()
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
