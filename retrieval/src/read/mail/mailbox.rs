//! A mailbox taken apart into its messages.
//!
//! The mbox format in its `mboxo` and `mboxrd` spellings (RFC 4155): a message begins after a
//! line `From <sender> <date>`, and lines of its own that begin so have a `>` before them.
//! `mail_parser` has an iterator as well, but it gives the messages unescaped, without the line
//! they stand at, and takes every line that begins with `From ` for a new message; the bytes of
//! a record are to be kept as they stand, and many programs leave such lines of prose as they
//! are.

use std::io::{self, BufRead};

/// A message as it stands in a mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Boxed {
    /// The line of its `From ` line, counted from 1.
    pub(in super::super) line: u64,
    /// Its bytes, the `From ` line included.
    pub(in super::super) raw: Vec<u8>,
}

impl Boxed {
    /// The message itself: without the `From ` line and the empty line after it, and without
    /// the `>` that keep its own lines apart from such lines.
    pub(super) fn message(&self) -> Vec<u8> {
        let start = self
            .raw
            .iter()
            .position(|it| *it == b'\n')
            .map_or(self.raw.len(), |at| at + 1);
        let mut message = Vec::with_capacity(self.raw.len() - start);
        for line in self.raw[start..].split_inclusive(|it| *it == b'\n') {
            let unquoted = line.iter().position(|it| *it != b'>').unwrap_or(line.len());
            let escaped = unquoted > 0 && line[unquoted..].starts_with(b"From ");
            message.extend_from_slice(&line[usize::from(escaped)..]);
        }
        message
    }
}

/// The messages of a mailbox, one after the other; holds no more than one of them.
pub(in super::super) struct Messages<R> {
    reader: R,
    line: u64,
    /// The line that was read last, which begins the next message.
    ahead: Vec<u8>,
}

impl<R: BufRead> Messages<R> {
    /// Begins at the start of a mailbox.
    pub(in super::super) fn new(reader: R) -> Self {
        Self {
            reader,
            line: 0,
            ahead: Vec::new(),
        }
    }

    fn read_line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        if self.reader.read_until(b'\n', &mut line)? > 0 {
            self.line += 1;
        }
        Ok(line)
    }

    fn read_message(&mut self) -> io::Result<Option<Boxed>> {
        if self.ahead.is_empty() {
            self.ahead = self.read_line()?;
        }
        let mut raw = std::mem::take(&mut self.ahead);
        if raw.is_empty() {
            return Ok(None);
        }
        let line = self.line;
        let mut after_empty = false;
        loop {
            let next = self.read_line()?;
            if next.is_empty() {
                break;
            }
            // Prose may begin with the word; a separator has an empty line before it or, where a
            // program left that out, a sender after it.
            if is_separator(&next) && (after_empty || names_sender(&next)) {
                self.ahead = next;
                break;
            }
            after_empty = next.trim_ascii_end().is_empty();
            raw.extend_from_slice(&next);
        }
        Ok(Some(Boxed { line, raw }))
    }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = io::Result<Boxed>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_message().transpose()
    }
}

/// Whether a line is `From <sender> <date>`: the date has a time of day and a year.
pub(super) fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    let rest = String::from_utf8_lossy(&rest[..rest.len().min(512)]);
    let is_time = |word: &str| {
        let parts: Vec<&str> = word.split(':').collect();
        matches!(parts.len(), 2 | 3) && parts.iter().all(|it| matches!(it.len(), 1 | 2) && is_number(it))
    };
    let is_year = |word: &str| word.len() == 4 && is_number(word);
    let mut words = rest.split_whitespace().skip(1);
    words.any(is_time) && rest.split_whitespace().any(is_year)
}

/// Whether the word after `From ` is an address, or what stands in place of one.
fn names_sender(line: &[u8]) -> bool {
    let sender = line[b"From ".len()..]
        .split(|it| *it == b' ')
        .next()
        .unwrap_or_default();
    sender.contains(&b'@') || matches!(sender, b"-" | b"MAILER-DAEMON")
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(bytes: &[u8]) -> Vec<(u64, String)> {
        Messages::new(bytes)
            .map(|it| it.unwrap())
            .map(|it| (it.line, String::from_utf8(it.message()).unwrap()))
            .collect()
    }

    #[test]
    fn messages_are_told_apart_and_their_lines_given_back() {
        let text = b"From ada@orrin.example Mon May 18 10:12:00 2026\nSubject: a\n\n>From Monday on.\n>>From it.\n\n\
            From now on we meet at 10:30.\n\nFrom - Tue, 19 May 2026 08:00:00 +0000\r\nSubject: b\r\n\r\n> From here\r\n";
        assert_eq!(
            split(text),
            [
                (
                    1,
                    "Subject: a\n\nFrom Monday on.\n>From it.\n\nFrom now on we meet at 10:30.\n\n".to_owned()
                ),
                (9, "Subject: b\r\n\r\n> From here\r\n".to_owned()),
            ]
        );
        let raws: Vec<u8> = Messages::new(&text[..]).flat_map(|it| it.unwrap().raw).collect();
        assert_eq!(raws, text);
        assert_eq!(split(b""), []);
        assert_eq!(split(b"From a Mon May 18 10:12:00 2026"), [(1, String::new())]);
    }
}
