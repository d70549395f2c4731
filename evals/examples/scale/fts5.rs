//! `SQLite`'s FTS5, through the Python that is at hand: a second `SQLite` in one binary is more
//! than a comparison is worth. Without Python there is no such row.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::corpus::Corpus;
use crate::table::Row;
use crate::{Indexed, row};

const SCRIPT: &str = r#"
import sqlite3, sys, time, os
folder = sys.argv[1]
rows = [line.rstrip("\n").split("\t") for line in open(folder + "/records.tsv")]
asked = [line.rstrip("\n").split("\t") for line in open(folder + "/questions.tsv")]
path = folder + "/fts5.db"
started = time.perf_counter()
db = sqlite3.connect(path)
db.execute("pragma journal_mode = wal")
db.execute("pragma synchronous = normal")
db.execute("create table n (rowid integer primary key, id text, account text, text text)")
db.executemany("insert into n (id, account, text) values (?, ?, ?)", rows)
db.execute("create virtual table f using fts5(account, text, content='n', content_rowid='rowid')")
db.execute("insert into f(f) values ('rebuild')")
db.commit()
db.execute("pragma wal_checkpoint(truncate)")
print(time.perf_counter() - started, os.path.getsize(path))
sql = "select n.id from (select rowid r, bm25(f, 0.0, 1.0) b from f where f match ? order by b limit 10) x join n on n.rowid = x.r order by x.b"
for account, words in asked:
    match = "account:" + account + " AND text:(" + " OR ".join('"%s"' % word for word in words.split()) + ")"
    started = time.perf_counter()
    hits = len(db.execute(sql, (match,)).fetchall())
    print(time.perf_counter() - started, hits)
"#;

pub(crate) fn measure(corpus: &Corpus, folder: &Path) -> Result<Option<Row>, Box<dyn Error>> {
    let (mut records, mut questions) = (String::new(), String::new());
    for record in &corpus.records {
        writeln!(records, "{}\t{}\t{}", record.id, record.account, record.text)?;
    }
    for question in &corpus.questions {
        writeln!(questions, "{}\t{}", question.account, question.text)?;
    }
    std::fs::write(folder.join("records.tsv"), records)?;
    std::fs::write(folder.join("questions.tsv"), questions)?;
    let Ok(output) = Command::new("python3").args(["-c", SCRIPT]).arg(folder).output() else {
        return Ok(None);
    };
    let told = String::from_utf8(output.stdout)?;
    let mut lines = told.lines().filter_map(|line| line.split_once(' '));
    let Some((took, bytes)) = lines.next() else {
        return Ok(None);
    };
    let indexed = Indexed {
        took: Duration::try_from_secs_f64(took.parse()?)?,
        bytes: bytes.parse()?,
    };
    let (mut times, mut hits) = (Vec::new(), 0);
    for (took, found) in lines {
        times.push(Duration::try_from_secs_f64(took.parse()?)?);
        hits += found.parse::<usize>()?;
    }
    times.sort_unstable();
    Ok(Some(row("SQLite FTS5 (Python)", corpus, Some(&indexed), (times, hits))))
}
