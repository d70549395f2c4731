//! The table.

use std::io::{self, Write as _};
use std::time::Duration;

use crate::ingest::Ingested;

/// What one engine took.
pub(crate) struct Row {
    pub(crate) name: String,
    /// Records, how long they took to index, and the index's bytes.
    pub(crate) indexed: Option<(usize, Duration, u64)>,
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
    /// Hits of all questions together.
    pub(crate) hits: usize,
}

pub(crate) fn print(records: usize, rows: &[Row]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    writeln!(
        out,
        "{records} records, 1,000 accounts; {}, {cores} cores; {}\n",
        machine(),
        jiff::Zoned::now().date()
    )?;
    writeln!(out, "| engine | records/s | index MB | p50 ms | p99 ms | hits |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: |")?;
    for row in rows {
        let (rate, size) = row.indexed.map_or_else(
            || (String::new(), String::new()),
            |(records, took, bytes)| {
                let rate = records as u128 * 1_000 / took.as_millis().max(1);
                (rate.to_string(), (bytes / 1_000_000).to_string())
            },
        );
        let ms = |time: Duration| format!("{:.3}", time.as_secs_f64() * 1_000.0);
        writeln!(
            out,
            "| {} | {rate} | {size} | {} | {} | {} |",
            row.name,
            ms(row.p50),
            ms(row.p99),
            row.hits
        )?;
    }
    Ok(())
}

pub(crate) fn print_ingests(rows: &[Ingested]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if rows.is_empty() {
        return writeln!(out, "\nvouch ingest is not measured: `cargo build --release` first");
    }
    writeln!(
        out,
        "\n| with the store written | records/s | seconds | peak MiB | of it own | store and index MB |"
    )?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: |")?;
    for row in rows {
        writeln!(
            out,
            "| {} | {} | {:.1} | {} | {} | {} |",
            row.name,
            row.records as u128 * 1_000 / row.took.as_millis().max(1),
            row.took.as_secs_f64(),
            row.peak / 1024,
            row.own / 1024,
            row.bytes / 1_000_000
        )?;
    }
    Ok(())
}

/// The processor's name, where the system tells it.
fn machine() -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| "unknown processor".to_owned(), |(_, name)| name.to_owned())
}
