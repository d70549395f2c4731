//! A document in the making: blocks, and footnotes that are numbered as they are referred to.

use grounding::{Citation, SourceId};

use super::clean::clean;
use super::{Block, Chart, CitedFootnote, Footnote, Line, Mark, Table};

/// A document in the making.
pub(super) struct Sheet<'a> {
    /// What the reader is told of a citation.
    tell: &'a dyn Fn(&Citation) -> Footnote,
    blocks: Vec<Block>,
    footnotes: Vec<Footnote>,
    /// What each footnote was made of.
    cited: Vec<(SourceId, String)>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(tell: &'a dyn Fn(&Citation) -> Footnote) -> Self {
        Self {
            tell,
            blocks: Vec::new(),
            footnotes: Vec::new(),
            cited: Vec::new(),
        }
    }

    /// A line and the numbers of its footnotes. Lines are made in the order in which they are
    /// read, so that the numbers rise.
    pub(super) fn line(&mut self, mark: Option<Mark>, text: &str, citations: &[Citation]) -> Line {
        let mut notes: Vec<usize> = Vec::new();
        for citation in citations {
            let number = self.number(citation);
            if !notes.contains(&number) {
                notes.push(number);
            }
        }
        Line {
            mark,
            text: clean(text),
            notes,
        }
    }

    pub(super) fn heading(&mut self, title: &str) {
        self.blocks.push(Block::Heading(clean(title)));
    }

    /// A sentence of the program's own.
    pub(super) fn say(&mut self, text: &str) {
        self.blocks.push(Block::Paragraph(clean(text)));
    }

    /// A list, unless it is empty.
    pub(super) fn list(&mut self, lines: Vec<Line>) {
        if !lines.is_empty() {
            self.blocks.push(Block::List(lines));
        }
    }

    /// Sentences that run on, in paragraphs.
    pub(super) fn prose<'l>(&mut self, paragraphs: impl Iterator<Item = &'l [Line]>) {
        self.blocks.extend(paragraphs.map(|it| Block::Prose(it.to_vec())));
    }

    pub(super) fn numbered(&mut self, lines: Vec<Line>) {
        self.blocks.push(Block::Numbered(lines));
    }

    pub(super) fn table<const COLUMNS: usize>(&mut self, head: [&str; COLUMNS], rows: Vec<[Line; COLUMNS]>) {
        self.blocks.push(Block::Table(Table {
            head: head.map(ToOwned::to_owned).to_vec(),
            rows: rows.into_iter().map(|row| row.to_vec()).collect(),
        }));
    }

    /// A picture; the table with its numbers follows it.
    pub(super) fn chart(&mut self, chart: Chart) {
        self.blocks.push(Block::Chart(chart));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The blocks so far, for whoever puts them together otherwise; the footnotes go on.
    pub(super) fn take(&mut self) -> Vec<Block> {
        std::mem::take(&mut self.blocks)
    }

    /// The blocks, and the footnotes with their sources.
    pub(super) fn finish_cited(self) -> (Vec<Block>, Vec<CitedFootnote>) {
        let sources = self.cited.into_iter().map(|(source_id, _)| source_id);
        let footnotes = sources
            .zip(self.footnotes)
            .map(|(source_id, footnote)| CitedFootnote { source_id, footnote });
        (self.blocks, footnotes.collect())
    }

    pub(super) fn finish(self) -> (Vec<Block>, Vec<Footnote>) {
        (self.blocks, self.footnotes)
    }

    fn number(&mut self, citation: &Citation) -> usize {
        let known = self
            .cited
            .iter()
            .position(|(id, quote)| *id == citation.source_id && *quote == citation.quote);
        known.map_or_else(
            || {
                self.footnotes.push((self.tell)(citation));
                self.cited.push((citation.source_id.clone(), citation.quote.clone()));
                self.footnotes.len()
            },
            |at| at + 1,
        )
    }
}
