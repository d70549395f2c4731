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

/// How each case went with no revision, with one, and so on.
type Drafted = BTreeMap<String, Vec<Ran>>;

/// A case, drafted with so many revisions.
struct Ran {
    requests: u32,
    /// The claims by a model that were let through, and those refused.
    let_through: usize,
    refused: usize,
}

/// What one round came to.
#[derive(Default)]
struct Round {
    /// Refused claims of the round before that the model was shown.
    sent_back: usize,
    /// Claims drafted or written again that were let through, and those refused.
    let_through: usize,
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
            drafted.entry(case.name.clone()).or_default().push(Ran::of(&case));
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

impl Ran {
    fn of(case: &CaseReport) -> Self {
        let by_model = |claim: &&ClaimReport| claim.origin == "model";
        let (let_through, refused): (Vec<_>, Vec<_>) = case
            .claims
            .iter()
            .filter(by_model)
            .partition(|claim| claim.is_let_through());
        Self {
            requests: case.requests,
            let_through: let_through.len(),
            refused: refused.len(),
        }
    }
}

/// What each round added to the one before. A round in which nothing was asked is none: single
/// sections are drafted once, and a brief is revised until nothing is left to send back.
fn rounds(runs: &[Ran]) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::new();
    let (mut asked, mut let_through, mut refused) = (0, 0, 0);
    for run in runs {
        if run.requests == asked {
            break;
        }
        rounds.push(Round {
            sent_back: rounds.last().map_or(0, |before| before.refused),
            let_through: run.let_through - let_through,
            refused: run.refused - refused,
        });
        (asked, let_through, refused) = (run.requests, run.let_through, run.refused);
    }
    rounds
}

fn print(out: &mut impl Write, drafted: &Drafted) -> io::Result<()> {
    writeln!(
        out,
        "{:36} {:>5} {:>9} {:>7} {:>11} {:>7} {:>9}",
        "case", "round", "sent back", "drafted", "let through", "refused", "withdrawn"
    )?;
    let mut totals: Vec<Round> = Vec::new();
    for (name, runs) in drafted {
        for (number, round) in rounds(runs).iter().enumerate() {
            line(out, name, number, round)?;
            if totals.len() <= number {
                totals.push(Round::default());
            }
            totals[number].sent_back += round.sent_back;
            totals[number].let_through += round.let_through;
            totals[number].refused += round.refused;
        }
    }
    for (number, round) in totals.iter().enumerate() {
        line(out, "all", number, round)?;
    }
    Ok(())
}

fn line(out: &mut impl Write, name: &str, number: usize, round: &Round) -> io::Result<()> {
    let drafted = round.let_through + round.refused;
    // What was sent back and not written again.
    let withdrawn = round.sent_back.saturating_sub(drafted);
    writeln!(
        out,
        "{name:36} {number:>5} {:>9} {drafted:>7} {:>11} {:>7} {withdrawn:>9}",
        round.sent_back, round.let_through, round.refused
    )
}
