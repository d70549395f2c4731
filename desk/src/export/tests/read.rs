//! Documents read back from each format, as text without white space.

use std::io::{Cursor, Read as _};

use workflow::document::{Block, Document, Footnote, Line};

use crate::export;

/// A document as one format has it.
pub(super) struct Read {
    /// The format's word.
    pub(super) format: &'static str,
    /// Everything but the footnotes, in order.
    pub(super) body: String,
    /// The footnotes, in order.
    pub(super) footnotes: String,
}

/// The document in every format that this build writes.
pub(super) fn every_format(document: &Document) -> Vec<Read> {
    let mut formats = vec![markdown(document), html(document), docx(document)];
    formats.extend(pdf(document));
    formats
}

/// What a document says, apart from its footnotes, in the order in which it says it.
pub(super) fn said(document: &Document) -> Vec<String> {
    let mut said = vec![document.heading()];
    said.extend(document.warning().map(ToOwned::to_owned));
    said.extend(
        document
            .head()
            .into_iter()
            .flat_map(|(name, value)| [name.to_owned(), value]),
    );
    for block in &document.blocks {
        match block {
            Block::Heading(text) | Block::Paragraph(text) => said.push(text.clone()),
            Block::List(lines) | Block::Numbered(lines) | Block::Prose(lines) => {
                said.extend(lines.iter().flat_map(told));
            }
            Block::Table(table) => {
                said.extend(table.head.iter().cloned());
                said.extend(table.rows.iter().flatten().flat_map(told));
            }
            // What it shows, the table after it says.
            Block::Chart(_) => {}
        }
    }
    said.push(document.end());
    said
}

fn told(line: &Line) -> [String; 2] {
    [
        line.mark.map(|it| it.word().to_owned()).unwrap_or_default(),
        line.text.clone(),
    ]
}

/// The footnotes of a document.
pub(super) fn footnotes(document: &Document) -> Vec<String> {
    document.footnotes.iter().map(Footnote::text).collect()
}

/// The first of the texts that does not follow the ones before it.
pub(super) fn first_missing(read: &str, texts: &[String]) -> Option<String> {
    let mut rest = read;
    for text in texts {
        let wanted = bare(text);
        match rest.find(&wanted) {
            Some(at) => rest = &rest[at + wanted.len()..],
            None => return Some(text.clone()),
        }
    }
    None
}

/// A text without white space, which formats set as they like.
pub(super) fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What Markdown shows: a backslash makes the character after it a plain one.
fn markdown(document: &Document) -> Read {
    let written = export::markdown(document);
    let at = written.find("\n[^1]: ").unwrap_or(written.len());
    let shown = |text: &str| {
        let mut characters = text.chars();
        let mut shown = String::new();
        while let Some(character) = characters.next() {
            shown.extend(if character == '\\' {
                characters.next()
            } else {
                Some(character)
            });
        }
        bare(&shown)
    };
    Read {
        format: "md",
        body: shown(&written[..at]),
        footnotes: shown(&written[at..]),
    }
}

fn html(document: &Document) -> Read {
    let written = export::html(document).unwrap();
    let body = written.split_once("<main>").unwrap().1;
    // The end stands behind the sources.
    let (before, rest) = body.split_once("<section class=\"sources\"").unwrap();
    let (sources, after) = rest.split_once("</section>").unwrap();
    Read {
        format: "html",
        body: format!("{}{}", without_tags(before), without_tags(after)),
        footnotes: without_tags(sources),
    }
}

fn docx(document: &Document) -> Read {
    let file = export::docx(document).unwrap();
    Read {
        format: "docx",
        body: without_tags(&part(&file, "word/document.xml")),
        footnotes: without_tags(&part(&file, "word/footnotes.xml")),
    }
}

/// A part of a file for word processors.
pub(super) fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Every part of a file for word processors, markup and all.
pub(super) fn parts(file: &[u8]) -> String {
    let archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let files = names.iter().filter(|name| !name.ends_with('/'));
    files.map(|name| part(file, name)).collect()
}

/// What markup shows.
fn without_tags(markup: &str) -> String {
    let mut shown = String::new();
    for piece in markup.split('<') {
        // What precedes the first tag has none before it.
        shown.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    for (entity, character) in [
        ("&#34;", "\""),
        ("&#38;", "&"),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        shown = shown.replace(entity, character);
    }
    bare(&shown)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Document) -> Option<Read> {
    None
}

/// The pages as they were set; footnotes stand between them, and are looked for there.
#[cfg(feature = "pdf")]
fn pdf(document: &Document) -> Option<Read> {
    use typst::layout::{Frame, FrameItem};

    fn collect(frame: &Frame, text: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => collect(&group.frame, text),
                FrameItem::Text(item) => text.push_str(&item.text),
                _ => {}
            }
        }
    }

    let pages = export::pdf_pages(document).unwrap();
    let mut text = String::new();
    for page in pages.pages() {
        collect(&page.frame, &mut text);
    }
    Some(Read {
        format: "pdf",
        body: bare(&text),
        footnotes: bare(&text),
    })
}
