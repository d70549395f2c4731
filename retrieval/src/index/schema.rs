//! What is kept of a passage.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::analysis::ANALYZER;

/// Rises whenever what is kept, how text is analysed or how sources are cut changes, so that an
/// index made before is rebuilt.
pub(super) const FORMAT: u64 = 1;

/// The columns, by the names under which they are read.
pub(super) const KIND: &str = "kind";
pub(super) const DAY: &str = "day";
pub(super) const TEXT_TERMS: &str = "text_terms";
pub(super) const TITLE_TERMS: &str = "title_terms";

/// The fields of a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) account: Field,
    pub(super) source: Field,
    pub(super) kind: Field,
    /// Days since 1970; none where the source has no date.
    pub(super) day: Field,
    pub(super) revision: Field,
    pub(super) start: Field,
    pub(super) end: Field,
    pub(super) title: Field,
    pub(super) text: Field,
    /// How many terms the title and the text were indexed under.
    pub(super) title_terms: Field,
    pub(super) text_terms: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(ANALYZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing);
    let fields = Fields {
        account: schema.add_text_field("account", STRING),
        source: schema.add_text_field("source", STRING | STORED),
        kind: schema.add_text_field(KIND, STRING | FAST),
        day: schema.add_i64_field(DAY, INDEXED | FAST),
        revision: schema.add_u64_field("revision", STORED),
        start: schema.add_u64_field("start", STORED),
        end: schema.add_u64_field("end", STORED),
        title: schema.add_text_field("title", text.clone()),
        // Kept for telling near-duplicates apart without asking the store.
        text: schema.add_text_field("text", text | STORED),
        title_terms: schema.add_u64_field(TITLE_TERMS, FAST),
        text_terms: schema.add_u64_field(TEXT_TERMS, FAST),
    };
    (schema.build(), fields)
}
