//! A rule's manual page, from the little Markdown that is in it: headings, paragraphs, lists, code
//! in blocks and within lines. Whatever else there is stands as it is written.

use super::inline::{Piece, pieces};

/// A part of a manual page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Piece>),
    /// A list.
    List(Vec<Vec<Piece>>),
    /// Code, line by line.
    Code(String),
}

/// Reads a manual page.
pub(super) fn blocks(manual: &str) -> Vec<Block> {
    let mut page = Page::default();
    for line in manual.lines() {
        // Each line of a doc comment begins with a blank.
        page.line(line.strip_prefix(' ').unwrap_or(line));
    }
    page.finish()
}

/// A page in the making.
#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    /// The lines of the paragraph that is read.
    paragraph: Vec<String>,
    /// The items of the list that is read.
    items: Vec<String>,
    /// The lines of the code that is read; none outside of code.
    code: Option<Vec<String>>,
}

impl Page {
    fn line(&mut self, line: &str) {
        let is_fence = line.trim_start().starts_with("```");
        if let Some(code) = &mut self.code {
            if is_fence {
                self.end();
            } else {
                code.push(line.to_owned());
            }
            return;
        }
        let trimmed = line.trim();
        if is_fence {
            self.end();
            self.code = Some(Vec::new());
        } else if trimmed.is_empty() {
            self.end();
        } else if trimmed.starts_with('#') {
            self.end();
            self.blocks
                .push(Block::Heading(trimmed.trim_start_matches('#').trim().to_owned()));
        } else if let Some(item) = trimmed.strip_prefix("- ").or_else(|| trimmed.strip_prefix("* ")) {
            self.items.push(item.to_owned());
        } else if let Some(item) = self.items.last_mut() {
            item.push(' ');
            item.push_str(trimmed);
        } else {
            self.paragraph.push(trimmed.to_owned());
        }
    }

    /// Ends whatever is being read.
    fn end(&mut self) {
        if let Some(code) = self.code.take() {
            self.blocks.push(Block::Code(code.join("\n")));
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        if !paragraph.is_empty() {
            self.blocks.push(Block::Paragraph(pieces(&paragraph.join(" "))));
        }
        let items = std::mem::take(&mut self.items);
        if !items.is_empty() {
            self.blocks
                .push(Block::List(items.iter().map(|item| pieces(item)).collect()));
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end();
        self.blocks
    }
}

#[cfg(test)]
mod tests {
    use grounding::Rule;

    use super::*;

    /// A page as one could write it again.
    fn told(blocks: &[Block]) -> String {
        let line = |pieces: &[Piece]| {
            let pieces = pieces.iter().map(|it| {
                if it.is_code {
                    format!("<{}>", it.text)
                } else {
                    it.text.clone()
                }
            });
            pieces.collect::<String>()
        };
        let blocks = blocks.iter().map(|block| match block {
            Block::Heading(text) => format!("# {text}"),
            Block::Paragraph(pieces) => line(pieces),
            Block::List(items) => items
                .iter()
                .map(|item| format!("* {}", line(item)))
                .collect::<Vec<_>>()
                .join("\n"),
            Block::Code(text) => text
                .lines()
                .map(|line| format!("| {line}").trim_end().to_owned())
                .collect::<Vec<_>>()
                .join("\n"),
        });
        blocks.collect::<Vec<_>>().join("\n\n")
    }

    #[test]
    fn a_page_is_read_into_its_parts() {
        let page = " Rejects `a` and\n `b`.\n\n ## What it does\n\n - one <b>\n   more\n - two `\n\n ```text\n  x `y`\n\n z\n ```\n End";
        insta::assert_snapshot!(told(&blocks(page)), @"
        Rejects <a> and <b>.

        # What it does

        * one <b> more
        * two `

        |  x `y`
        |
        | z

        End
        ");
    }

    #[test]
    fn every_manual_has_its_four_headings_and_nothing_is_left_as_markup() {
        for rule in Rule::all() {
            let blocks = blocks(rule.manual);
            let headings: Vec<&str> = blocks
                .iter()
                .filter_map(|block| match block {
                    Block::Heading(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            assert_eq!(headings, ["What it does", "Why", "Example", "Instead"], "{}", rule.code);
            let words = blocks.iter().flat_map(|block| match block {
                Block::Paragraph(pieces) => pieces.clone(),
                _ => Vec::new(),
            });
            let left: Vec<String> = words
                .filter(|it| !it.is_code && it.text.contains('`'))
                .map(|it| it.text)
                .collect();
            assert_eq!(left, Vec::<String>::new(), "{}", rule.code);
        }
    }
}
