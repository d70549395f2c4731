//! The search engine by itself: what can be had at best.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TEXT};
use tantivy::{Index, IndexWriter, TantivyDocument, Term};

use crate::corpus::Corpus;
use crate::table::Row;
use crate::{Indexed, LIMIT, ask, row, size};

pub(crate) fn measure(corpus: &Corpus, path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    std::fs::create_dir(path)?;
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let account = schema.add_text_field("account", STRING);
    let text = schema.add_text_field("text", TEXT);
    let index = Index::create_in_dir(path, schema.build())?;

    let started = Instant::now();
    let mut writer: IndexWriter = index.writer_with_num_threads(2, 120_000_000)?;
    for record in &corpus.records {
        let mut document = TantivyDocument::new();
        document.add_text(id, &record.id);
        document.add_text(account, &record.account);
        document.add_text(text, &record.text);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let indexed = Indexed {
        took: started.elapsed(),
        bytes: size(path)?,
    };

    let searcher = index.reader()?.searcher();
    let asked = ask(corpus, |of, words| {
        let term = |field, word: &str, option| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, word), option))
        };
        let any = words
            .split(' ')
            .map(|word| (Occur::Should, term(text, word, IndexRecordOption::WithFreqs)))
            .collect();
        let filter = ConstScoreQuery::new(term(account, of, IndexRecordOption::Basic), 0.0);
        let query = BooleanQuery::new(vec![
            (Occur::Must, Box::new(filter) as Box<dyn Query>),
            (Occur::Must, Box::new(BooleanQuery::new(any))),
        ]);
        let hits = searcher.search(&query, &TopDocs::with_limit(LIMIT).order_by_score())?;
        for (_, address) in &hits {
            let _: TantivyDocument = searcher.doc(*address)?;
        }
        Ok(hits.len())
    })?;
    Ok(vec![row("bare tantivy", corpus, Some(&indexed), asked)])
}
