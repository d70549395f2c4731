//! Comma-separated tables whose bad rows do not spoil the good ones.

use csv::{ByteRecord, ReaderBuilder};
use grounding::RecordText;

use super::Quarantined;

/// The most bytes one record may have; a longer one is almost surely an unclosed quote.
const LONGEST_RECORD: usize = 1024 * 1024;

/// How far the end of a record is looked for.
const FARTHEST_END: usize = 16 * LONGEST_RECORD;

/// A table's columns and those of its rows that can be read.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: Columns,
    pub(super) rows: Vec<Row>,
    pub(super) bad: Vec<Quarantined>,
}

/// The names of a table's columns.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    names: Vec<String>,
    folded: Vec<String>,
    delimiter: u8,
}

/// One row of a table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) raw: Vec<u8>,
    cells: Vec<String>,
}

impl Columns {
    /// Reads a table's first record, if there is one that could be column names.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let first_line = bytes.split(|it| matches!(it, b'\n' | b'\r')).next()?;
        let delimiter = *[b',', b';', b'\t'].iter().max_by_key(|delimiter| {
            let count = count(first_line, **delimiter);
            // The comma wins a tie.
            (count, **delimiter == b',')
        })?;
        if first_line.len() > LONGEST_RECORD || !first_line.contains(&delimiter) {
            return None;
        }
        let mut header = ByteRecord::new();
        let mut reader = reader(first_line, delimiter);
        if !reader.read_byte_record(&mut header).ok()? {
            return None;
        }
        let names: Vec<String> = header
            .iter()
            .map(|name| std::str::from_utf8(name).ok().map(|name| name.trim().to_owned()))
            .collect::<Option<_>>()?;
        let folded = names.iter().map(|name| fold(name)).collect();
        Some(Self {
            names,
            folded,
            delimiter,
        })
    }

    /// The first column that goes by one of the names, which are given in lowercase and without
    /// spaces or punctuation. Earlier names are preferred.
    pub(super) fn find(&self, names: &[&str]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.folded.iter().position(|folded| folded == name))
    }

    /// Whether there is a column by one of the names.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        self.find(names).is_some()
    }

    /// The row's cell in the column that goes by one of the names, trimmed; empty without one.
    pub(super) fn cell<'row>(&self, row: &'row Row, names: &[&str]) -> &'row str {
        self.find(names)
            .and_then(|column| row.cells.get(column))
            .map_or("", |cell| cell.trim())
    }

    /// The canonical text of the row: those columns whose folded name is wanted, in order.
    pub(super) fn text(&self, row: &Row, wanted: impl Fn(&str) -> bool) -> RecordText {
        let mut text = RecordText::new();
        for ((name, folded), cell) in self.names.iter().zip(&self.folded).zip(&row.cells) {
            if wanted(folded) {
                text = text.field(name, cell);
            }
        }
        text
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The name of the column at that place, without case, spaces and punctuation.
    pub(super) fn folded(&self, column: usize) -> &str {
        self.folded.get(column).map_or("", String::as_str)
    }

    /// The name of the column at that place, as the file writes it.
    pub(super) fn written(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The row's cells with the names of their columns, as written and folded, in order.
    pub(super) fn cells_of<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
        let names = self.names.iter().zip(&self.folded);
        names
            .zip(&row.cells)
            .map(|((name, folded), cell)| (name.as_str(), folded.as_str(), cell.as_str()))
    }

    /// A column's name as the file writes it.
    pub(super) fn name(&self, names: &[&str]) -> &str {
        self.find(names).map_or("", |column| &self.names[column])
    }
}

impl Table {
    /// Reads all the rows below the column names.
    pub(super) fn read(columns: Columns, bytes: &[u8]) -> Self {
        Self::read_piece(columns, bytes, Cut::default(), true).0
    }

    /// Reads the rows of a piece of a table, before which so much was cut off, and says how much
    /// of the whole it has read. Unless the piece is the last, a row that it may hold only a part
    /// of is left.
    pub(super) fn read_piece(columns: Columns, bytes: &[u8], before: Cut, is_last: bool) -> (Self, Cut) {
        let mut table = Self {
            columns,
            rows: Vec::new(),
            bad: Vec::new(),
        };
        let mut read = Cut::default();
        // Reading starts afresh after a quote that is never closed.
        loop {
            let lines = before.lines + read.lines;
            let skip_header = lines == 0;
            let (cut, goes_on) = table.read_from(&bytes[read.bytes..], lines, skip_header, is_last);
            read.bytes += cut.bytes;
            read.lines += cut.lines;
            if !goes_on {
                return (table, read);
            }
        }
    }

    /// Reads rows until the end or until the reader has to start afresh, and says which.
    fn read_from(&mut self, bytes: &[u8], lines_before: u64, mut skip_header: bool, is_last: bool) -> (Cut, bool) {
        let mut reader = reader(bytes, self.columns.delimiter);
        let mut record = ByteRecord::new();
        let all = || Cut {
            bytes: bytes.len(),
            lines: count(bytes, b'\n') as u64,
        };
        loop {
            // The reader skips blank lines before a record, so the record's own start is asked
            // for, not where the last one ended.
            match reader.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return (all(), false),
                Err(error) => {
                    self.refuse(lines_before + 1, &error.to_string(), bytes);
                    return (all(), false);
                }
            }
            let (start, line) = record
                .position()
                .map_or((0, 0), |position| (position.byte(), position.line()));
            let start = usize::try_from(start).unwrap_or(bytes.len()).min(bytes.len());
            let end = usize::try_from(reader.position().byte())
                .unwrap_or(bytes.len())
                .min(bytes.len());
            if std::mem::take(&mut skip_header) {
                continue;
            }
            let blank = bytes[start..end]
                .iter()
                .take_while(|it| matches!(it, b'\r' | b'\n'))
                .count();
            let breaks = count(&bytes[start..start + blank], b'\n') as u64;
            let lines = line.saturating_sub(1) + breaks;
            let (start, line) = (start + blank, lines_before + line + breaks);
            let raw = trim_end(&bytes[start..end]);
            if !is_last && end == bytes.len() && raw.len() <= FARTHEST_END {
                return (Cut { bytes: start, lines }, false);
            }
            let unclosed = end == bytes.len() && count(raw, b'"') % 2 == 1;
            if unclosed {
                let length = raw.iter().position(|it| *it == b'\n').map_or(raw.len(), |at| at + 1);
                self.refuse(line, "a quote is opened and never closed", trim_end(&raw[..length]));
                let cut = Cut {
                    bytes: start + length,
                    lines: lines + 1,
                };
                return (cut, start + length < bytes.len());
            }
            match self.columns.cells(&record, raw) {
                Ok(cells) => self.rows.push(Row {
                    line,
                    raw: raw.to_owned(),
                    cells,
                }),
                Err(reason) => self.refuse(line, &reason, raw),
            }
        }
    }

    fn refuse(&mut self, line: u64, reason: &str, raw: &[u8]) {
        self.bad.push(Quarantined {
            at: format!("line {line}"),
            reason: reason.to_owned(),
            raw: raw.to_owned(),
        });
    }
}

impl Row {
    /// The row as something that cannot be used.
    pub(super) fn refuse(&self, reason: impl Into<String>) -> Quarantined {
        Quarantined {
            at: self.at(),
            reason: reason.into(),
            raw: self.raw.clone(),
        }
    }

    /// The cell at that place, as it stands; empty without one.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Where the row stands.
    pub(super) fn at(&self) -> String {
        format!("line {}", self.line)
    }
}

impl Columns {
    fn cells(&self, record: &ByteRecord, raw: &[u8]) -> Result<Vec<String>, String> {
        if raw.len() > LONGEST_RECORD {
            return Err(format!(
                "the record has {} bytes, more than the {LONGEST_RECORD} allowed",
                raw.len()
            ));
        }
        if record.len() != self.names.len() {
            return Err(format!("{} of {} columns", record.len(), self.names.len()));
        }
        record
            .iter()
            .zip(&self.names)
            .map(|(cell, name)| match std::str::from_utf8(cell) {
                Ok(cell) => Ok(cell.to_owned()),
                Err(_) => Err(format!("invalid UTF-8 in `{name}`: bytes {}", invalid_bytes(cell))),
            })
            .collect()
    }
}

/// A stretch of a table from its start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) bytes: usize,
    pub(super) lines: u64,
}

/// A column's name without case, spaces and punctuation; Salesforce's suffix for a tenant's own
/// columns is dropped too.
pub(super) fn fold(name: &str) -> String {
    let name = name.strip_suffix("__c").unwrap_or(name);
    name.chars()
        .filter(|it| it.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bytes)
}

/// How often a byte stands among others.
pub(super) fn count(bytes: &[u8], wanted: u8) -> usize {
    bytes.split(|it| *it == wanted).count() - 1
}

fn trim_end(raw: &[u8]) -> &[u8] {
    let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
    raw.strip_suffix(b"\r").unwrap_or(raw)
}

/// The bytes that no character can be made of, in hexadecimal.
pub(super) fn invalid_bytes(bytes: &[u8]) -> String {
    let mut found = Vec::new();
    for chunk in bytes.utf8_chunks() {
        if !chunk.invalid().is_empty() {
            let bytes: Vec<String> = chunk.invalid().iter().map(|it| format!("{it:02X}")).collect();
            found.push(bytes.join(" "));
        }
        if found.len() == 8 {
            break;
        }
    }
    found.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_rows_are_set_aside_with_line_and_bytes() {
        let bytes = b"Id,Own Note__c\r\n1,\"two\r\nlines\"\r\n2\r\n\r\n3,caf\xe9\r\n4,fine\r\n5,\"open\r\n6,last\r\n";
        let table = Table::read(Columns::of(bytes).unwrap(), bytes);
        let rows: Vec<(u64, &str, &str)> = table
            .rows
            .iter()
            .map(|row| {
                let columns = &table.columns;
                (
                    row.line,
                    columns.cell(row, &["id"]),
                    columns.cell(row, &["note", "ownnote"]),
                )
            })
            .collect();
        assert_eq!(rows, [(2, "1", "two\r\nlines"), (7, "4", "fine"), (9, "6", "last")]);
        let bad: Vec<(&str, &str, &[u8])> = table
            .bad
            .iter()
            .map(|it| (it.at.as_str(), it.reason.as_str(), it.raw.as_slice()))
            .collect();
        let expected: [(&str, &str, &[u8]); 3] = [
            ("line 4", "1 of 2 columns", b"2"),
            ("line 6", "invalid UTF-8 in `Own Note__c`: bytes E9", b"3,caf\xe9"),
            ("line 8", "a quote is opened and never closed", b"5,\"open"),
        ];
        assert_eq!(bad, expected);
    }

    #[test]
    fn a_record_has_a_longest_length() {
        let bytes = format!("a,b\n1,{}\n2,y\n", "x".repeat(LONGEST_RECORD));
        let table = Table::read(Columns::of(bytes.as_bytes()).unwrap(), bytes.as_bytes());
        assert_eq!((table.rows.len(), table.bad.len()), (1, 1));
        assert_eq!(
            table.bad[0].reason,
            "the record has 1048578 bytes, more than the 1048576 allowed"
        );
    }
}
