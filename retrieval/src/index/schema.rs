//! What is kept of a passage.

use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

use super::analysis::ANALYZER;

/// Rises whenever what is kept, how text is analysed or how sources are cut changes, so that an
/// index made before is rebuilt.
pub(super) const FORMAT: u64 = 2;

/// The columns, by the names under which they are read.
pub(super) const KIND: &str = "kind";
pub(super) const DAY: &str = "day";
pub(super) const LANGUAGE: &str = "language";
pub(super) const PLACE: &str = "place";

/// The fields of a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) account: Field,
    pub(super) source: Field,
    pub(super) kind: Field,
    /// Days since 1970; none where the source has no date.
    pub(super) day: Field,
    /// The code of the language that its words were stemmed in.
    pub(super) language: Field,
    /// Its number among its source's passages, from 0. A source's passages are kept one behind
    /// the other, so that this also tells which passage stands before and behind another.
    pub(super) place: Field,
    pub(super) revision: Field,
    pub(super) start: Field,
    pub(super) end: Field,
    pub(super) title: Field,
    pub(super) text: Field,
    /// The passage itself: near-duplicates are told apart by it, and what the best passages
    /// have in common is taken from it, without asking the store.
    pub(super) body: Field,
    /// What is measured, for the rows of a metric.
    pub(super) metric: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    // Where a word stands is not kept: passages in which the words of a question stand close
    // together were not found to answer better (docs/benchmarks.md), and it takes room and time.
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(ANALYZER)
        .set_index_option(IndexRecordOption::WithFreqs);
    let text = TextOptions::default().set_indexing_options(indexing);
    let name = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let name = TextOptions::default().set_indexing_options(name);
    let fields = Fields {
        account: schema.add_text_field("account", name.clone()),
        source: schema.add_text_field("source", name | STORED),
        kind: schema.add_text_field(KIND, TextOptions::default().set_fast("raw")),
        day: schema.add_i64_field(DAY, FAST),
        language: schema.add_u64_field(LANGUAGE, FAST),
        place: schema.add_u64_field(PLACE, FAST),
        revision: schema.add_u64_field("revision", STORED),
        start: schema.add_u64_field("start", STORED),
        end: schema.add_u64_field("end", STORED),
        title: schema.add_text_field("title", text.clone()),
        text: schema.add_text_field("text", text),
        body: schema.add_text_field("body", STORED),
        metric: schema.add_text_field("metric", STORED),
    };
    (schema.build(), fields)
}
