//! Lines and cells of a scorecard's documents.

use grounding::Citation;
use grounding::text::{one_line, printable};
use rust_decimal::Decimal;

use crate::document::{Block, Footnote, Line, Table, clean};
use crate::health::Level;

/// A line of words.
pub(super) fn line(text: &str) -> Line {
    Line {
        text: clean(text),
        ..Line::default()
    }
}

/// Lines in columns.
pub(super) fn table<const COLUMNS: usize>(head: [&str; COLUMNS], rows: Vec<[Line; COLUMNS]>) -> Block {
    Block::Table(Table {
        head: head.map(ToOwned::to_owned).to_vec(),
        rows: rows.into_iter().map(|row| row.to_vec()).collect(),
    })
}

/// A score as cells.
pub(super) fn score(title: &str, score: Option<Decimal>, level: Level) -> [Line; 3] {
    let points = score.map_or("\u{2013}".to_owned(), |score| score.to_string());
    [line(title), line(&points), line(level.word())]
}

/// Where words come from.
pub(super) fn footnote(citation: &Citation) -> Footnote {
    Footnote {
        about: one_line(&printable(citation.source_id.as_str())),
        quote: clean(&citation.quote),
    }
}
