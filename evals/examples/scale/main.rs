//! How quick is it, and does it stay so? One run measures the product's index beside bare
//! tantivy and `SQLite`'s FTS5 on the same texts, and prints a table for `docs/benchmarks.md`.
//!
//! ```text
//! cargo build --release && cargo run --release -p evals --example scale -- 100000
//! ```

mod bare;
mod corpus;
mod fts5;
mod ingest;
mod product;
mod table;

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use corpus::Corpus;
use table::Row;

/// So many questions are asked, after a few that only warm up.
const QUESTIONS: usize = 1_000;
const WARM_UP: usize = 20;

/// Hits asked for.
const LIMIT: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let records = std::env::args().nth(1).map_or(Ok(100_000), |number| number.parse())?;
    let corpus = Corpus::generate(records, QUESTIONS);
    let folder = tempfile::tempdir()?;
    let mut rows = bare::measure(&corpus, &folder.path().join("bare"))?;
    rows.extend(product::measure(&corpus, &folder.path().join("product"))?);
    rows.extend(fts5::measure(&corpus, folder.path())?);
    table::print(records, &rows)?;
    table::print_ingests(&ingest::measure(&corpus, folder.path())?)?;
    Ok(())
}

/// What indexing took.
struct Indexed {
    took: Duration,
    bytes: u64,
}

/// Asks every question and returns how long each took, in order of length.
fn ask(
    corpus: &Corpus,
    mut search: impl FnMut(&str, &str) -> Result<usize, Box<dyn Error>>,
) -> Result<(Vec<Duration>, usize), Box<dyn Error>> {
    for question in corpus.questions.iter().take(WARM_UP) {
        search(&question.account, &question.text)?;
    }
    let mut hits = 0;
    let mut times = Vec::with_capacity(corpus.questions.len());
    for question in &corpus.questions {
        let started = Instant::now();
        hits += search(&question.account, &question.text)?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    Ok((times, hits))
}

/// The bytes of a folder's files, those of its folders among them.
fn size(path: &Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let data = entry.metadata()?;
        bytes += if data.is_dir() {
            size(&entry.path())?
        } else {
            data.len()
        };
    }
    Ok(bytes)
}

fn row(name: &str, corpus: &Corpus, indexed: Option<&Indexed>, (times, hits): (Vec<Duration>, usize)) -> Row {
    let at = |share: usize| {
        times
            .get((times.len() * share / 100).min(times.len().saturating_sub(1)))
            .copied()
    };
    Row {
        name: name.to_owned(),
        indexed: indexed.map(|it| (corpus.records.len(), it.took, it.bytes)),
        p50: at(50).unwrap_or_default(),
        p99: at(99).unwrap_or_default(),
        hits,
    }
}
