//! One page of HTML that needs no other file and no script, for reading and for printing.

use anyhow::Context as _;
use askama::Template;
use workflow::document::{Block, Chart, Document};

use crate::chart::history_svg;

/// The page.
#[derive(Template)]
#[template(path = "document.html")]
struct Page<'a> {
    document: &'a Document,
}

impl Page<'_> {
    /// A chart as a picture within the page.
    fn picture(chart: &Chart) -> askama::Result<String> {
        history_svg(&chart.points, chart.levels).map_err(|error| askama::Error::Custom(error.into()))
    }
}

/// The document as a page.
///
/// # Errors
///
/// Fails where the template does.
pub(crate) fn html(document: &Document) -> anyhow::Result<String> {
    Page { document }.render().context("cannot write the document as HTML")
}
