//! One page of HTML that needs no other file and no script, for reading and for printing.

use anyhow::Context as _;
use askama::Template;
use workflow::document::{Block, Document};

/// The page.
#[derive(Template)]
#[template(path = "document.html")]
struct Page<'a> {
    document: &'a Document,
}

/// The document as a page.
///
/// # Errors
///
/// Fails where the template does.
pub(crate) fn html(document: &Document) -> anyhow::Result<String> {
    Page { document }.render().context("cannot write the document as HTML")
}
