//! A document to print and to file, set by typst. It is a cargo feature of its own, since it
//! brings as many crates as everything else together.

#[cfg(feature = "pdf")]
pub(crate) use typeset::pdf;

#[cfg(not(feature = "pdf"))]
use workflow::document::Document;

#[cfg(not(feature = "pdf"))]
use crate::failure::Hinted;

/// This build writes no PDF.
///
/// # Errors
///
/// Always fails, with what to do instead.
#[cfg(not(feature = "pdf"))]
pub(crate) fn pdf(_: &Document) -> anyhow::Result<Vec<u8>> {
    let message = "this build writes no PDF: build it with `cargo build --release --features pdf`, or export `html` and \
                   print that, which gives the same pages";
    Err(Hinted::new(message, []).into())
}

#[cfg(feature = "pdf")]
pub(super) mod typeset {
    use anyhow::{Context as _, anyhow};
    use serde::Serialize;
    use typst::foundations::{Dict, IntoValue as _};
    use typst_as_lib::TypstEngine;
    use typst_as_lib::typst_kit_options::TypstKitFontOptions;
    use typst_layout::PagedDocument;
    use typst_pdf::PdfOptions;
    use workflow::document::{Block, Document, Line, Table};

    use crate::chart::history_svg;
    use crate::export::Told;

    const TEMPLATE: &str = include_str!("../../templates/document.typ");

    /// The document as a PDF file.
    ///
    /// # Errors
    ///
    /// Fails where the template does, or where the pages can't be written.
    pub(crate) fn pdf(document: &Document) -> anyhow::Result<Vec<u8>> {
        typst_pdf::pdf(&pages(document)?, &PdfOptions::default())
            .map_err(|errors| anyhow!("{errors:?}"))
            .context("cannot write the document as PDF")
    }

    /// The document, set in pages. The template gets it as data, so that nothing in it is markup.
    pub(in crate::export) fn pages(document: &Document) -> anyhow::Result<PagedDocument> {
        let mut inputs = Dict::new();
        let data = serde_json::to_string(&Data::new(document)?).context("cannot hand the document to its template")?;
        inputs.insert("document".into(), data.into_value());
        let engine = TypstEngine::builder()
            .main_file(TEMPLATE)
            .search_fonts_with(TypstKitFontOptions::default())
            .build();
        engine
            .compile_with_input(inputs)
            .output
            .context("cannot set the document in pages")
    }

    /// A document as its template takes it.
    #[derive(Serialize)]
    struct Data<'a> {
        heading: String,
        running: String,
        warning: Option<&'static str>,
        head: Vec<(&'static str, String)>,
        blocks: Vec<Piece<'a>>,
        digest: &'a str,
        end: String,
    }

    /// A block.
    #[derive(Serialize)]
    #[serde(tag = "kind", content = "content", rename_all = "snake_case")]
    enum Piece<'a> {
        Heading(&'a str),
        Paragraph(&'a str),
        Prose(Vec<Said<'a>>),
        List(Vec<Said<'a>>),
        Numbered(Vec<Said<'a>>),
        Table {
            head: &'a [String],
            rows: Vec<Vec<Said<'a>>>,
        },
        /// A picture, as SVG.
        Chart(String),
    }

    /// A line.
    #[derive(Serialize)]
    struct Said<'a> {
        mark: Option<&'static str>,
        text: &'a str,
        notes: Vec<Reference>,
    }

    /// A reference to a footnote; the first one brings its text along.
    #[derive(Serialize)]
    struct Reference {
        number: usize,
        text: Option<String>,
    }

    impl<'a> Data<'a> {
        fn new(document: &'a Document) -> anyhow::Result<Self> {
            let mut told = Told::default();
            let mut said = |lines: &'a [Line]| -> Vec<Said<'a>> {
                lines.iter().map(|line| Said::new(document, line, &mut told)).collect()
            };
            let blocks = document.blocks.iter().map(|block| {
                Ok(match block {
                    Block::Heading(title) => Piece::Heading(title),
                    Block::Paragraph(text) => Piece::Paragraph(text),
                    Block::Prose(lines) => Piece::Prose(said(lines)),
                    Block::List(lines) => Piece::List(said(lines)),
                    Block::Numbered(lines) => Piece::Numbered(said(lines)),
                    Block::Table(Table { head, rows }) => Piece::Table {
                        head,
                        rows: rows.iter().map(|row| said(row)).collect(),
                    },
                    Block::Chart(chart) => Piece::Chart(history_svg(&chart.points, chart.levels)?),
                })
            });
            Ok(Self {
                blocks: blocks.collect::<anyhow::Result<_>>()?,
                heading: document.heading(),
                running: document.running(),
                warning: document.warning(),
                head: document.head(),
                digest: document.short_digest(),
                end: document.end(),
            })
        }
    }

    impl<'a> Said<'a> {
        fn new(document: &Document, line: &'a Line, told: &mut Told) -> Self {
            let notes = line.notes.iter().map(|number| {
                let note = number.checked_sub(1).and_then(|at| document.footnotes.get(at));
                Reference {
                    number: *number,
                    text: note
                        .filter(|_| told.is_first(*number))
                        .map(workflow::document::Footnote::text),
                }
            });
            Self {
                mark: line.mark.map(workflow::document::Mark::word),
                text: &line.text,
                notes: notes.collect(),
            }
        }
    }
}
