//! A document for word processors, with headings, lists, tables and footnotes of their own kind.

mod styles;

use std::io::Cursor;

use anyhow::Context as _;
use docx_rs::{
    Docx, Footnote, IndentLevel, NumberingId, Paragraph, Run, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};
use styles::{BULLETS, TEXT_WIDTH, numbered, styled};
use workflow::document::{Block, Document, Line, Table};

use super::Told;

/// The document as a `.docx` file.
///
/// # Errors
///
/// Fails where the archive can't be written.
pub(crate) fn docx(document: &Document) -> anyhow::Result<Vec<u8>> {
    let mut book = Book {
        docx: styled(document),
        document,
        told: Told::default(),
        lists: BULLETS,
    };
    book.head();
    for block in &document.blocks {
        book.block(block);
    }
    book.add(
        Paragraph::new()
            .style("Small")
            .add_run(Run::new().add_text(document.end())),
    );
    let mut parts = book.docx.build();
    parts.footnotes = with_their_numbers(&parts.footnotes);
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file).context("cannot write the document as DOCX")?;
    Ok(file.into_inner())
}

/// A document in the making.
struct Book<'a> {
    docx: Docx,
    document: &'a Document,
    told: Told,
    /// The number of the latest list; each counted list counts from 1 again.
    lists: usize,
}

impl Book<'_> {
    fn add(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }

    fn head(&mut self) {
        let title = Run::new().add_text(self.document.heading());
        self.add(Paragraph::new().style("Title").keep_next(true).add_run(title));
        if let Some(warning) = self.document.warning() {
            let warning = Run::new().bold().color("A40000").add_text(warning);
            self.add(Paragraph::new().add_run(warning));
        }
        for (name, value) in self.document.head() {
            let name = Run::new().color("5C5C5C").add_text(format!("{name}: "));
            let value = Run::new().add_text(value);
            self.add(Paragraph::new().style("Small").add_run(name).add_run(value));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(title) => {
                let title = Run::new().add_text(title);
                self.add(Paragraph::new().style("Heading1").keep_next(true).add_run(title));
            }
            Block::Paragraph(text) => self.add(Paragraph::new().add_run(Run::new().add_text(text))),
            Block::Prose(lines) => {
                let mut paragraph = Paragraph::new();
                for (at, line) in lines.iter().enumerate() {
                    if at > 0 {
                        paragraph = paragraph.add_run(Run::new().add_text(" "));
                    }
                    paragraph = self.line(paragraph, line);
                }
                self.add(paragraph);
            }
            Block::List(lines) => self.list(lines, BULLETS),
            Block::Numbered(lines) => {
                self.lists += 1;
                let numbering = self.lists;
                self.docx = numbered(std::mem::take(&mut self.docx), numbering, "decimal", "%1.");
                self.list(lines, numbering);
            }
            Block::Table(table) => self.table(table),
            // A word processor takes no picture of this kind; the table after it has its numbers.
            Block::Chart(_) => {}
        }
    }

    fn list(&mut self, lines: &[Line], numbering: usize) {
        for line in lines {
            let item = Paragraph::new()
                .style("ListParagraph")
                .keep_lines(true)
                .numbering(NumberingId::new(numbering), IndentLevel::new(0));
            let item = self.line(item, line);
            self.add(item);
        }
    }

    fn table(&mut self, table: &Table) {
        let widths = widths(table);
        let head = table.head.iter().zip(&widths).map(|(title, width)| {
            let title = Run::new().bold().add_text(title);
            cell(Paragraph::new().keep_next(true).add_run(title), *width)
        });
        let mut rows = vec![TableRow::new(head.collect()).cant_split()];
        for row in &table.rows {
            let cells = row.iter().zip(&widths);
            let cells = cells.map(|(line, width)| cell(self.line(Paragraph::new(), line), *width));
            rows.push(TableRow::new(cells.collect()).cant_split());
        }
        let margins = TableCellMargins::new().margin(60, 100, 40, 100);
        let table = docx_rs::Table::new(rows)
            .set_grid(widths)
            .layout(TableLayoutType::Fixed)
            .margins(margins);
        self.docx = std::mem::take(&mut self.docx).add_table(table);
    }

    fn line(&mut self, mut paragraph: Paragraph, line: &Line) -> Paragraph {
        if let Some(mark) = line.mark {
            paragraph = paragraph.add_run(Run::new().bold().add_text(format!("{}: ", mark.word())));
        }
        paragraph = paragraph.add_run(Run::new().add_text(&line.text));
        for (at, number) in line.notes.iter().enumerate() {
            if at > 0 {
                paragraph = paragraph.add_run(Run::new().style("FootnoteReference").add_text(" "));
            }
            paragraph = paragraph.add_run(self.reference(*number));
        }
        paragraph
    }

    /// A word processor counts references, not footnotes, so that only the first may be one.
    fn reference(&mut self, number: usize) -> Run {
        let note = number.checked_sub(1).and_then(|at| self.document.footnotes.get(at));
        match note {
            Some(note) if self.told.is_first(number) => {
                let text = Run::new().add_text(format!(" {}", note.text()));
                Run::new().add_footnote_reference(Footnote {
                    id: number,
                    content: vec![Paragraph::new().style("FootnoteText").add_run(text)],
                })
            }
            _ => Run::new().style("FootnoteReference").add_text(number.to_string()),
        }
    }
}

fn cell(text: Paragraph, width: usize) -> TableCell {
    TableCell::new()
        .width(width, WidthType::Dxa)
        .add_paragraph(text.style("Cell"))
}

/// The widths of a table's columns in twentieths of a point, by the longest text in each; one
/// that is very long takes no more than one that is long, and wraps.
fn widths(table: &Table) -> Vec<usize> {
    const LONG: usize = 36;
    const SHORT: usize = 10;
    let length = |text: &str| text.chars().count().clamp(SHORT, LONG);
    let column = |at: usize, title: &String| {
        let cells = table.rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| length(&cell.text)).fold(length(title), usize::max)
    };
    let lengths: Vec<usize> = table
        .head
        .iter()
        .enumerate()
        .map(|(at, title)| column(at, title))
        .collect();
    let all: usize = lengths.iter().sum();
    lengths
        .into_iter()
        .map(|length| TEXT_WIDTH * length / all.max(1))
        .collect()
}

/// Sets its own number before each footnote, which the crate has no element for. A footnote is
/// one paragraph, whose properties end once.
fn with_their_numbers(footnotes: &[u8]) -> Vec<u8> {
    const NUMBER: &str = "</w:pPr><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\" /></w:rPr><w:footnoteRef /></w:r>";
    String::from_utf8_lossy(footnotes)
        .replace("</w:pPr>", NUMBER)
        .into_bytes()
}
