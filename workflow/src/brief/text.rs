//! A brief as a terminal shows it: 80 columns, legible without color, in the order of what may
//! be trusted, what waits for someone, what was rejected, what is missing.

mod asks;
mod beside;
mod close;
mod goals;
mod head;
pub(crate) mod health;
pub(crate) mod layout;
mod notes;
mod sections;
pub(crate) mod shape;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod words;

use asks::{checklist, decided, flags, known_already, questions};
use beside::{links, scores};
use close::{foot, missing, next, rejected, sources};
use goals::proof;
use grounding::Ledger;
use head::{head, reasons};
use layout::Page;
use notes::Footnotes;
use sections::sections;

use super::Brief;

pub use health::{by_urgency, render_work_list};

/// How a brief is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextStyle {
    /// Whether to use color.
    pub color: bool,
    /// The width in columns.
    pub width: usize,
    /// Whether each claim's id stands beside it, for whoever has something to do with it.
    pub claim_ids: bool,
}

/// Prints a brief. The ledger says who said what where.
pub fn render_text(brief: &Brief, ledger: &Ledger, style: TextStyle) -> String {
    let mut page = Page::new(style);
    let mut notes = Footnotes::default();
    head(&mut page, brief);
    health::standing(&mut page, brief);
    reasons(&mut page, &mut notes, brief);
    health::signals(&mut page, &mut notes, brief);
    sections(&mut page, &mut notes, brief);
    health::next_action(&mut page, &mut notes, brief);
    health::reviews(&mut page, brief);
    proof(&mut page, &mut notes, brief);
    checklist(&mut page, &mut notes, brief);
    questions(&mut page, &mut notes, brief);
    flags(&mut page, &mut notes, brief);
    links(&mut page, &mut notes, brief);
    known_already(&mut page, &mut notes, brief);
    decided(&mut page, &mut notes, brief);
    scores(&mut page, brief);
    rejected(&mut page, brief);
    missing(&mut page, brief);
    next(&mut page, brief);
    health::formula(&mut page, brief);
    sources(&mut page, &notes, ledger);
    foot(&mut page, brief);
    page.finish()
}
