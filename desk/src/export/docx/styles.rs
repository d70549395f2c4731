//! How a document for word processors looks. Lengths are twentieths of a point, sizes of letters
//! halves of one.

use docx_rs::{
    AbstractNumbering, Docx, Footer, Header, Level, LevelJc, LevelText, LineSpacing, NumberFormat, Numbering,
    PageMargin, PageNum, Paragraph, Run, RunFonts, RunProperty, SpecialIndentType, Start, Style, StyleType,
    VertAlignType,
};
use workflow::document::Document;

const FONT: &str = "Calibri";

/// A4, which word processors fit to Letter when they print.
const WIDTH: u32 = 11_906;
const HEIGHT: u32 = 16_838;
const SIDE: i32 = 1_130;

/// The width of what stands on a page.
pub(super) const TEXT_WIDTH: usize = 9_646;

/// The bullets' numbering; 1 is the crate's own.
pub(super) const BULLETS: usize = 2;

/// An empty document with the styles, and what stands at the top and the bottom of its pages.
pub(super) fn styled(document: &Document) -> Docx {
    let running = Paragraph::new()
        .style("Small")
        .add_run(Run::new().add_text(document.running()));
    let digest = Run::new().add_text(format!("Digest {} \u{b7} page ", document.short_digest()));
    let foot = Paragraph::new()
        .style("Small")
        .add_run(digest)
        .add_page_num(PageNum::new());
    let docx = Docx::new()
        .page_size(WIDTH, HEIGHT)
        .page_margin(PageMargin::new().top(1_300).bottom(1_300).left(SIDE).right(SIDE))
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
                .next("Normal")
                .line_spacing(LineSpacing::new().before(280).after(80)),
        )
        .add_style(paragraph("ListParagraph", "List Paragraph"))
        .add_style(
            paragraph("Small", "Small")
                .size(19)
                .line_spacing(LineSpacing::new().after(40)),
        )
        .add_style(
            paragraph("Cell", "Cell")
                .size(19)
                .line_spacing(LineSpacing::new().after(0)),
        )
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

pub(super) fn numbered(docx: Docx, id: usize, format: &str, text: &str) -> Docx {
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
