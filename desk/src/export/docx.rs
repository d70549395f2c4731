//! A document for word processors, with headings, lists, tables and footnotes of their own kind.

use std::io::Cursor;

use anyhow::Context as _;
use docx_rs::{
    AbstractNumbering, Docx, Footer, Footnote, Header, IndentLevel, Level, LevelJc, LevelText, LineSpacing,
    NumberFormat, Numbering, NumberingId, PageMargin, PageNum, Paragraph, Run, RunFonts, RunProperty,
    SpecialIndentType, Start, Style, StyleType, TableCell, TableRow, VertAlignType, WidthType,
};
use workflow::document::{Block, Document, Line, Table};

use super::Told;

const FONT: &str = "Calibri";

/// The bullets' numbering; 1 is the crate's own.
const BULLETS: usize = 2;

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
            Block::List(lines) => self.list(lines, BULLETS),
            Block::Numbered(lines) => {
                self.lists += 1;
                let numbering = self.lists;
                self.docx = numbered(std::mem::take(&mut self.docx), numbering, "decimal", "%1.");
                self.list(lines, numbering);
            }
            Block::Table(table) => self.table(table),
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
        let head = table.head.iter().map(|title| {
            let title = Run::new().bold().add_text(title);
            TableCell::new().add_paragraph(Paragraph::new().style("Small").keep_next(true).add_run(title))
        });
        let mut rows = vec![TableRow::new(head.collect()).cant_split()];
        for row in &table.rows {
            let cells = row.iter().map(|line| {
                let cell = self.line(Paragraph::new().style("Small"), line);
                TableCell::new().add_paragraph(cell)
            });
            rows.push(TableRow::new(cells.collect()).cant_split());
        }
        // Such widths are counted in fiftieths of a percent.
        let table = docx_rs::Table::new(rows).width(5_000, WidthType::Pct);
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

/// Sets its own number before each footnote, which the crate has no element for. A footnote is
/// one paragraph, whose properties end once.
fn with_their_numbers(footnotes: &[u8]) -> Vec<u8> {
    const NUMBER: &str = "</w:pPr><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\" /></w:rPr><w:footnoteRef /></w:r>";
    String::from_utf8_lossy(footnotes)
        .replace("</w:pPr>", NUMBER)
        .into_bytes()
}

/// An empty document with the styles, and what stands at the top and the bottom of its pages.
fn styled(document: &Document) -> Docx {
    let running = Paragraph::new()
        .style("Small")
        .add_run(Run::new().add_text(document.running()));
    let digest = Run::new().add_text(format!("Digest {} \u{b7} page ", document.short_digest()));
    let foot = Paragraph::new()
        .style("Small")
        .add_run(digest)
        .add_page_num(PageNum::new());
    let docx = Docx::new()
        .page_size(11_906, 16_838)
        .page_margin(PageMargin::new().top(1_300).bottom(1_300).left(1_130).right(1_130))
        .default_fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT))
        .default_size(22)
        .default_line_spacing(LineSpacing::new().after(100))
        .header(Header::new().add_paragraph(running))
        .footer(Footer::new().add_paragraph(foot))
        .add_style(paragraph("Title", "Title").size(36).bold())
        .add_style(
            paragraph("Heading1", "heading 1")
                .size(26)
                .bold()
                .outline_lvl(0)
                .next("Normal"),
        )
        .add_style(paragraph("ListParagraph", "List Paragraph"))
        .add_style(paragraph("Small", "Small").size(19))
        .add_style(paragraph("FootnoteText", "footnote text").size(18))
        .add_style(reference());
    numbered(docx, BULLETS, "bullet", "\u{2022}")
}

fn paragraph(id: &str, name: &str) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on("Normal")
}

fn reference() -> Style {
    let mut style = Style::new("FootnoteReference", StyleType::Character).name("footnote reference");
    style.run_property = RunProperty::new().vert_align(VertAlignType::SuperScript);
    style
}

fn numbered(docx: Docx, id: usize, format: &str, text: &str) -> Docx {
    let level = Level::new(
        0,
        Start::new(1),
        NumberFormat::new(format),
        LevelText::new(text),
        LevelJc::new("left"),
    )
    .indent(Some(360), Some(SpecialIndentType::Hanging(360)), None, None);
    docx.add_abstract_numbering(AbstractNumbering::new(id).add_level(level))
        .add_numbering(Numbering::new(id, id))
}
