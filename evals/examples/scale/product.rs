//! The product's index. Taking evidence in, with the store written as well, is measured where
//! both are at hand; its row goes beside these.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

use grounding::{AccountId, Place, Source, SourceId, SourceKind, State, Visibility};
use jiff::civil::date;
use retrieval::index::{Query, Rebuild};

use crate::corpus::{Corpus, Record};
use crate::table::Row;
use crate::{Indexed, LIMIT, ask, row, size};

pub(crate) fn measure(corpus: &Corpus, path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let started = Instant::now();
    let mut rebuild = Rebuild::start(path)?;
    for record in &corpus.records {
        rebuild.add(&source(record))?;
    }
    let index = rebuild.finish(1)?;
    let indexed = Indexed {
        took: started.elapsed(),
        bytes: size(path)?,
    };
    // A run asks for its account's search once, and then searches.
    let mut searches = BTreeMap::new();
    for question in &corpus.questions {
        let account = AccountId::new(&question.account);
        searches.insert(question.account.as_str(), index.account(&account)?);
    }
    let mut rows = Vec::new();
    for (name, feedback, diverse) in [
        ("vouch, one round", false, false),
        ("vouch, as drafted from", true, true),
    ] {
        let asked = ask(corpus, |account, words| {
            let query = Query {
                limit: LIMIT,
                feedback,
                diverse,
                ..Query::new(words, date(2026, 7, 1))
            };
            let search = searches.get(account).ok_or("an account that nobody asked for")?;
            Ok(search.search(&query)?.len())
        })?;
        rows.push(row(name, corpus, rows.is_empty().then_some(&indexed), asked));
    }
    Ok(rows)
}

fn source(record: &Record) -> Source {
    Source {
        id: SourceId::new("note", "file", &record.id),
        revision: 1,
        account: Some(AccountId::new(&record.account)),
        kind: SourceKind::Note,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: Some(record.date),
        visibility: Visibility::Internal,
        state: State::Live,
        text: record.text.clone(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}
