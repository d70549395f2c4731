//! Documents in the formats that people read them in. Each shows a [`workflow::document::Document`],
//! all of it and nothing else; what it holds is text, and stays text in every format.

mod docx;
mod html;
mod markdown;
mod pdf;

#[cfg(test)]
mod tests;

pub(crate) use docx::docx;
pub(crate) use html::html;
pub(crate) use markdown::markdown;
pub(crate) use pdf::pdf;
#[cfg(all(test, feature = "pdf"))]
use pdf::typeset::pages as pdf_pages;

/// How far the footnotes of a document have been told. The first reference to one brings it
/// along, in formats that set it at the foot of that page; later ones only repeat its number.
#[derive(Debug, Default)]
struct Told(usize);

impl Told {
    /// Whether this is the first reference to the footnote of that number. References come in
    /// the order of the document, so the numbers of new ones rise.
    fn is_first(&mut self, number: usize) -> bool {
        let is_first = number > self.0;
        self.0 = self.0.max(number);
        is_first
    }
}
