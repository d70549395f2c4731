//! Taking evidence in with the store written too: the whole program, as a user runs it, on an
//! export of the same texts. It runs the `vouch` that stands beside this example's folder, which
//! `cargo build --release` makes.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::corpus::Corpus;
use crate::size;

/// What an ingest took.
pub(crate) struct Ingested {
    pub(crate) name: &'static str,
    pub(crate) records: usize,
    pub(crate) took: Duration,
    /// The most memory it had at once, in KiB; 0 where the system does not tell.
    pub(crate) peak: u64,
    /// The most of it that was its own, rather than pages of files that the system can take back.
    pub(crate) own: u64,
    /// Bytes of the store and the index together.
    pub(crate) bytes: u64,
}

/// Ingests the texts as CRM activities, and then the same file again; nothing where the program
/// was not built.
pub(crate) fn measure(corpus: &Corpus, folder: &Path) -> Result<Vec<Ingested>, Box<dyn Error>> {
    let example = std::env::current_exe()?;
    let Some(program) = example
        .ancestors()
        .nth(2)
        .map(|it| it.join("vouch"))
        .filter(|it| it.exists())
    else {
        return Ok(Vec::new());
    };
    let exports = folder.join("exports");
    fs::create_dir_all(&exports)?;
    write(corpus, &exports)?;
    let data = folder.join("data");
    let mut rows = Vec::new();
    for name in ["vouch ingest, first", "vouch ingest, the same again"] {
        let started = Instant::now();
        let mut child = Command::new(&program)
            .args(["--as-of", "2026-07-01", "--data"])
            .arg(&data)
            .arg("ingest")
            .arg(&exports)
            .stdout(Stdio::null())
            .spawn()?;
        let (mut peak, mut own) = (0, 0);
        while child.try_wait()?.is_none() {
            peak = peak.max(memory(child.id(), "VmHWM:"));
            own = own.max(memory(child.id(), "RssAnon:"));
            std::thread::sleep(Duration::from_millis(20));
        }
        rows.push(Ingested {
            name,
            records: corpus.records.len(),
            took: started.elapsed(),
            peak,
            own,
            bytes: size(&data)?,
        });
    }
    Ok(rows)
}

/// Writes accounts and activities as a CRM exports them.
fn write(corpus: &Corpus, exports: &Path) -> Result<(), Box<dyn Error>> {
    let mut accounts = "Id,Name\n".to_owned();
    let mut names: Vec<&str> = corpus.records.iter().map(|it| it.account.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        writeln!(accounts, "{},{name}", account_id(name))?;
    }
    fs::write(exports.join("Account.csv"), accounts)?;
    let mut tasks = std::io::BufWriter::new(fs::File::create(exports.join("Task.csv"))?);
    writeln!(tasks, "Id,AccountId,Subject,Description,ActivityDate,Status")?;
    for (number, record) in corpus.records.iter().enumerate() {
        writeln!(
            tasks,
            "00T{number:012},{},Call,{},{},Completed",
            account_id(&record.account),
            record.text,
            record.date
        )?;
    }
    tasks.flush()?;
    Ok(())
}

/// An id of a CRM's account: the account's number in its 15-character form.
fn account_id(account: &str) -> String {
    let number: String = account.chars().filter(char::is_ascii_digit).collect();
    format!("001{number:0>12}")
}

/// One of the sizes that the system tells of a process, in KiB.
fn memory(process: u32, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
