//! How much of what a model drafted is let through, round by round: how many claims were drafted
//! and refused, how many of those went back, and what came of them.
//!
//! ```text
//! cargo run -p evals --example rounds -- [SUITE] [ROUNDS]
//! ```
//!
//! Models answer from the recordings that the suite names, `evals/suites/models.toml` unless told
//! otherwise. A case is drafted with no revision, then with one, and so on: what is new each time
//! is that round's.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use agent::prompts::Prompts;
use evals::suite::{Bench, CaseReport, ClaimReport, Place, Suite, exports, run};
use grounding::{InMemory, Policy, Source, SourceId};
use jiff::civil::Date;
use retrieval::index::{Change, Index};
use retrieval::read::{Mappings, OsFiles, read_paths};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Read unless another is named.
const SUITE: &str = "evals/suites/models.toml";

/// As often as the settings send claims back, unless they say otherwise.
const ROUNDS: u32 = 2;

/// As in the settings, unless they say otherwise.
const TRIGGER_DAYS: i64 = 90;

/// A case's claims by a model, in the order in which they were drafted, after so many revisions.
type Drafted = BTreeMap<String, Vec<Vec<ClaimReport>>>;

/// What one round came to.
#[derive(Default)]
struct Round {
    /// Refused claims of the round before that the model was shown.
    sent_back: usize,
    drafted: usize,
    refused: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let suite = arguments.next().unwrap_or_else(|| SUITE.to_owned());
    let rounds = arguments.next().map_or(Ok(ROUNDS), |number| number.parse())?;
    let mut suites = Suite::read(&[PathBuf::from(suite)])?;
    for suite in &mut suites {
        suite.sets.clear();
        suite.cases.retain(|case| case.exchange.is_some());
    }
    let mut folders = Vec::new();
    let mut places = BTreeMap::new();
    for (paths, as_of) in exports(&suites) {
        let (place, folder) = place(&paths, as_of)?;
        folders.push(folder);
        places.insert(paths, place);
    }
    let runtime = Runtime::new()?;
    let prompts = Arc::new(Prompts::built_in()?);
    let mut drafted = Drafted::new();
    for revision_rounds in 0..=rounds {
        let bench = Bench {
            places: &places,
            policy: &Policy::default(),
            prompts: Arc::clone(&prompts),
            revision_rounds,
            trigger_days: TRIGGER_DAYS,
            live: None,
            recording: None,
            timing: false,
        };
        let (report, _) = run(&suites, &bench, runtime.handle(), &|_, _, _| {});
        for case in report.suites.into_iter().flat_map(|suite| suite.cases) {
            if let Some(why) = case.error.as_ref().or(case.unanswered.as_ref()) {
                return Err(format!("{}: {why}", case.name).into());
            }
            drafted.entry(case.name.clone()).or_default().push(by_model(case));
        }
    }
    print(&mut io::stdout().lock(), &drafted)?;
    Ok(())
}

/// Exports, in memory.
fn place(paths: &[PathBuf], as_of: Date) -> Result<(Place<InMemory>, TempDir), Box<dyn Error>> {
    let reading = read_paths(paths, as_of, &Mappings::default(), &[], &OsFiles)?;
    // Of two copies of one record the newer counts, as in the store.
    let mut newest: BTreeMap<SourceId, (Option<String>, Source)> = BTreeMap::new();
    for record in reading.files.into_iter().flat_map(|file| file.records) {
        let known = newest.get(&record.source.id);
        if known.is_none_or(|(modified, _)| *modified <= record.modified) {
            newest.insert(record.source.id.clone(), (record.modified, record.source));
        }
    }
    let sources: Vec<Source> = newest.into_values().map(|(_, source)| source).collect();
    let folder = tempfile::tempdir()?;
    let index = Index::create(folder.path())?;
    let changes: Vec<Change> = sources.iter().cloned().map(|it| Change::Put(Arc::new(it))).collect();
    index.apply(&changes, 1)?;
    let place = Place {
        evidence: InMemory::new(reading.accounts.clone(), sources),
        index,
        accounts: reading.accounts,
    };
    Ok((place, folder))
}

fn by_model(case: CaseReport) -> Vec<ClaimReport> {
    let claims = case.claims.into_iter();
    claims.filter(|claim| claim.origin == "model").collect()
}

/// The rounds of a case. Rounds beyond the last in which anything was drafted are left out.
fn rounds(runs: &[Vec<ClaimReport>]) -> Vec<Round> {
    let refused = |claims: &[ClaimReport]| claims.iter().filter(|claim| !claim.is_let_through()).count();
    let mut rounds: Vec<Round> = Vec::new();
    let (mut drafted, mut denied) = (0, 0);
    for claims in runs {
        rounds.push(Round {
            sent_back: rounds.last().map_or(0, |before| before.refused),
            drafted: claims.len() - drafted,
            refused: refused(claims) - denied,
        });
        (drafted, denied) = (claims.len(), refused(claims));
    }
    rounds
}

fn print(out: &mut impl Write, drafted: &Drafted) -> io::Result<()> {
    writeln!(
        out,
        "{:44} {:>5} {:>9} {:>7} {:>7} {:>7} {:>9}",
        "case", "round", "sent back", "drafted", "let by", "refused", "withdrawn"
    )?;
    let mut totals: Vec<Round> = Vec::new();
    for (name, runs) in drafted {
        for (number, round) in rounds(runs).iter().enumerate() {
            if number == 0 || round.sent_back > 0 {
                line(out, name, number, round)?;
            }
            if totals.len() <= number {
                totals.push(Round::default());
            }
            totals[number].sent_back += round.sent_back;
            totals[number].drafted += round.drafted;
            totals[number].refused += round.refused;
        }
    }
    for (number, round) in totals.iter().enumerate() {
        line(out, "all", number, round)?;
    }
    Ok(())
}

fn line(out: &mut impl Write, name: &str, number: usize, round: &Round) -> io::Result<()> {
    let let_by = round.drafted - round.refused;
    let withdrawn = round.sent_back.saturating_sub(round.drafted);
    writeln!(
        out,
        "{name:44} {number:>5} {:>9} {:>7} {let_by:>7} {:>7} {withdrawn:>9}",
        round.sent_back, round.drafted, round.refused
    )
}
