//! A row of a table or a JSON object as a list of named cells.

use std::borrow::Cow;

use grounding::RecordText;
use serde_json::value::RawValue;

use super::super::json::{RawObject, list, scalar};
use super::super::table::{Columns, Row, fold};

/// How deep objects within objects are taken apart; what is deeper stays JSON.
const DEEPEST: usize = 8;

/// A record of a file that only a mapping describes.
pub(super) struct Record<'a> {
    pub(super) at: String,
    pub(super) raw: &'a [u8],
    cells: Vec<Cell<'a>>,
}

struct Cell<'a> {
    name: Cow<'a, str>,
    folded: Cow<'a, str>,
    value: Cow<'a, str>,
}

impl<'a> Record<'a> {
    /// A row.
    pub(super) fn of_row(columns: &'a Columns, row: &'a Row) -> Self {
        let cells = columns.cells_of(row).map(|(name, folded, value)| Cell {
            name: name.into(),
            folded: folded.into(),
            value: value.into(),
        });
        Self {
            at: row.at(),
            raw: &row.raw,
            cells: cells.collect(),
        }
    }

    /// A JSON object; fields of objects within it are named `outer.inner`, and the texts of a
    /// list stand side by side.
    pub(super) fn of_json(at: String, raw: &'a RawValue) -> Option<Self> {
        let mut cells = Vec::new();
        flatten(&RawObject::of(raw)?, "", DEEPEST, &mut cells);
        Some(Self {
            at,
            raw: raw.get().as_bytes(),
            cells,
        })
    }

    /// The value of the column, trimmed; empty where there is none.
    pub(super) fn cell(&self, column: &str) -> &str {
        self.folded(&fold(column))
    }

    /// The value of the column whose folded name this is.
    pub(super) fn folded(&self, folded: &str) -> &str {
        let cell = self.cells.iter().find(|it| it.folded == folded);
        cell.map_or("", |it| it.value.trim())
    }

    /// The name of the column as the file writes it.
    pub(super) fn name<'b>(&'b self, column: &'b str) -> &'b str {
        let folded = fold(column);
        let cell = self.cells.iter().find(|it| it.folded == folded);
        cell.map_or(column, |it| &it.name)
    }

    /// Whether there are all of these columns.
    pub(super) fn has_all(&self, columns: &[String]) -> bool {
        columns.iter().all(|column| {
            let folded = fold(column);
            self.cells.iter().any(|it| it.folded == folded)
        })
    }

    /// The canonical text: a line for each cell, by its name or by the one that its folded name is
    /// given.
    pub(super) fn text<'b>(&self, renamed: impl Fn(&str) -> Option<&'b str>) -> RecordText {
        self.cells.iter().fold(RecordText::new(), |text, cell| {
            text.field(renamed(&cell.folded).unwrap_or(&cell.name), &cell.value)
        })
    }
}

fn flatten<'a>(object: &RawObject<'a>, outer: &str, deepest: usize, cells: &mut Vec<Cell<'a>>) {
    for (name, raw) in &object.0 {
        let name = if outer.is_empty() {
            name.clone()
        } else {
            format!("{outer}.{name}")
        };
        if deepest > 0
            && let Some(inner) = RawObject::of(raw)
        {
            flatten(&inner, &name, deepest - 1, cells);
            continue;
        }
        let texts = || -> Option<String> {
            let texts: Option<Vec<String>> = list(raw)?.into_iter().map(scalar).collect();
            Some(texts?.join(", "))
        };
        let value = scalar(raw).or_else(texts).unwrap_or_else(|| raw.get().to_owned());
        cells.push(Cell {
            folded: fold(&name).into(),
            name: name.into(),
            value: value.into(),
        });
    }
}
