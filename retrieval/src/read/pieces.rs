//! Cutting an input into pieces, so that one larger than memory can be read.
//!
//! A piece is some megabytes of whole records: rows of a table, lines of JSON, elements of a
//! list. What has no records to cut between (a note, a transcript, a contract) is one piece, up
//! to a size.

mod document;

use std::io::{self, BufReader, Cursor, Read};
use std::ops::ControlFlow;

use super::mapped::Mappings;
use super::outcome::{ExportFile, Parsed};
use super::recognise::{self, Kind};
use super::table::{Columns, Cut, Table, count};
use super::{lines, mail};

/// About how many bytes a piece has. Tests cut finely, so that small fixtures have many.
const PIECE: usize = if cfg!(test) { 2 * 1024 } else { 1024 * 1024 };

/// What is no sequence of records is read up to this size.
const WHOLE: usize = if cfg!(test) { 3 * 1024 * 1024 } else { 32 * 1024 * 1024 };

/// What the pieces are handed to.
pub(super) type Visit<'a> = dyn FnMut(Parsed) -> ControlFlow<()> + 'a;

/// Takes an input apart, piece by piece, until there is no more or the visitor breaks it off.
/// Nothing is visited if the input is not recognised.
pub(super) fn each_piece(
    path: &str,
    input: &mut dyn Read,
    mappings: &Mappings,
    visit: &mut Visit<'_>,
) -> io::Result<ControlFlow<()>> {
    let mut held = Held::new(input);
    held.fill(PIECE)?;
    if held.bytes.starts_with(b"\xef\xbb\xbf") {
        held.bytes.drain(..3);
    }
    if held.bytes.is_empty() {
        return Ok(visit(Parsed::refused(None, "file", "the file is empty", &[])));
    }
    if !held.ended {
        if let Some(kind) = lines::kind_of(&held.bytes, mappings) {
            return each_piece_of_lines(path, &kind, held, visit);
        }
        if let Some(columns) =
            Columns::of(&held.bytes).filter(|columns| recognise::is_table(columns, &held.bytes, mappings))
        {
            return each_piece_of_table(path, &columns, held, mappings, visit);
        }
        if mail::is_mailbox(&held.bytes) {
            return each_piece_of_mailbox(path, held, visit);
        }
        held.fill(WHOLE)?;
        if !held.ended {
            return document::each_piece(path, held, mappings, visit);
        }
    }
    Ok(recognise::take_apart(
        &ExportFile::new(path, &held.bytes),
        PIECE,
        mappings,
        visit,
    ))
}

fn each_piece_of_table(
    path: &str,
    columns: &Columns,
    mut held: Held<'_>,
    mappings: &Mappings,
    visit: &mut Visit<'_>,
) -> io::Result<ControlFlow<()>> {
    let mut before = Cut::default();
    loop {
        let (table, cut) = Table::read_piece(columns.clone(), &held.bytes, before, held.ended);
        let file = ExportFile::new(path, &held.bytes);
        if let Some(parsed) = recognise::parse_table(&file, table, mappings)
            && visit(parsed).is_break()
        {
            return Ok(ControlFlow::Break(()));
        }
        if held.ended {
            return Ok(ControlFlow::Continue(()));
        }
        before.lines += cut.lines;
        held.drop_first(cut.bytes)?;
    }
}

fn each_piece_of_lines(
    path: &str,
    kind: &Kind,
    mut held: Held<'_>,
    visit: &mut Visit<'_>,
) -> io::Result<ControlFlow<()>> {
    let mut lines_before = 0;
    loop {
        let end = match held.bytes.iter().rposition(|it| *it == b'\n') {
            Some(end) if !held.ended => end + 1,
            None if !held.ended && held.bytes.len() < WHOLE => {
                held.drop_first(0)?;
                continue;
            }
            // A line without end is cut somewhere, and both parts of it are refused.
            _ => held.bytes.len(),
        };
        let lines = &held.bytes[..end];
        if visit(lines::parse(kind, &ExportFile::new(path, lines), lines_before)).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        lines_before += count(lines, b'\n') as u64;
        if held.ended {
            return Ok(ControlFlow::Continue(()));
        }
        held.drop_first(end)?;
    }
}

fn each_piece_of_mailbox(path: &str, held: Held<'_>, visit: &mut Visit<'_>) -> io::Result<ControlFlow<()>> {
    let file = ExportFile::new(path, &[]);
    let mut messages = mail::Messages::new(BufReader::new(Cursor::new(held.bytes).chain(held.input)));
    let mut open = Vec::new();
    let mut bytes = 0;
    while let Some(message) = messages.next().transpose()? {
        bytes += message.raw.len();
        open.push(message);
        if bytes >= PIECE {
            bytes = 0;
            if visit(mail::parse_messages(std::mem::take(&mut open), &file)).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }
    Ok(visit(mail::parse_messages(open, &file)))
}

/// The part of an input that is in memory.
struct Held<'a> {
    input: &'a mut dyn Read,
    bytes: Vec<u8>,
    /// Whether nothing comes after it.
    ended: bool,
}

impl<'a> Held<'a> {
    fn new(input: &'a mut dyn Read) -> Self {
        Self {
            input,
            bytes: Vec::new(),
            ended: false,
        }
    }

    /// Reads until so many bytes are held or the input ends.
    fn fill(&mut self, wanted: usize) -> io::Result<()> {
        let missing = wanted.saturating_sub(self.bytes.len()) as u64;
        (&mut *self.input).take(missing).read_to_end(&mut self.bytes)?;
        self.ended = self.bytes.len() < wanted;
        Ok(())
    }

    /// Lets go of the first bytes and reads a piece more.
    fn drop_first(&mut self, bytes: usize) -> io::Result<()> {
        self.bytes.drain(..bytes);
        self.fill(self.bytes.len() + PIECE)
    }
}

#[cfg(test)]
mod tests;
