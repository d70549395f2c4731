//! Running suites: every case, as many at a time as there are cores, in the order of the files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use agent::exchange::Exchange;
use grounding::Evidence;
use tokio::runtime::Handle;

use super::case::Case;
use super::drive::{self, Bench, Source};
use super::read::{Price, Suite};
use super::report::{CaseReport, Report, SuiteReport, Threshold};
use super::{check, labels, metrics, sets};

/// The version of the reports' form.
const SCHEMA: &str = "vouch.evals/1";

/// The exports that the suites need, each set once, with the latest day that a case speaks of.
pub fn exports(suites: &[Suite]) -> BTreeMap<Vec<PathBuf>, jiff::civil::Date> {
    let cases = suites.iter().flat_map(|suite| &suite.cases);
    let cases = cases.map(|case| (&case.evidence, Some(case.as_of)));
    let sets = suites
        .iter()
        .flat_map(|suite| &suite.sets)
        .filter(|set| !set.is_missing());
    let sets = sets.map(|set| (&set.evidence, set.as_of));
    let mut exports: BTreeMap<Vec<PathBuf>, jiff::civil::Date> = BTreeMap::new();
    for (paths, day) in cases.chain(sets).filter(|(paths, _)| !paths.is_empty()) {
        let day = day.unwrap_or(jiff::civil::Date::MAX);
        let latest = exports.entry(paths.clone()).or_insert(day);
        *latest = day.max(*latest);
    }
    exports
}

/// The recordings that an exchange folder holds, each with its name: one of its own, or one in
/// each of its folders.
pub fn recordings(folder: &Path) -> Vec<(String, PathBuf)> {
    let is_recording = |folder: &Path| folder.join("recording.toml").is_file();
    if is_recording(folder) {
        return vec![(String::new(), folder.to_owned())];
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let within: BTreeSet<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|it| is_recording(it))
        .collect();
    let named = within.into_iter().map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (name, path)
    });
    named.collect()
}

/// One run of one case.
struct Job<'a> {
    suite: usize,
    case: &'a Case,
    /// Its name, with the recording's.
    name: String,
    /// Where its recording is, if it has one.
    folder: Option<PathBuf>,
    price: &'a BTreeMap<String, Price>,
}

/// What a model was asked in a case, and where a recording of it belongs.
pub struct Asked {
    /// The suite.
    pub suite: String,
    /// The case.
    pub case: String,
    /// The folder that the case's recordings are in.
    pub folder: PathBuf,
    /// What went over the wire.
    pub exchanges: BTreeMap<String, Exchange>,
    /// Why there was no answer to keep, if there was none: nobody answered, or not in time.
    pub unanswered: Option<String>,
}

/// Runs the suites.
///
/// The caller has taken in the exports and picked the cases. Where the bench asks a live model,
/// what went over the wire comes back beside the report; cases that need no model are run too.
pub fn run<E: Evidence>(
    suites: &[Suite],
    bench: &Bench<'_, E>,
    handle: &Handle,
    progress: &(dyn Fn(usize, usize, &str) + Sync),
) -> (Report, Vec<Asked>) {
    let jobs = jobs(suites, bench.live.is_some(), bench.recording);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, CaseReport, Option<Asked>)>> = Mutex::default();
    // A model has its own bound on questions; what it costs shall not depend on our cores.
    let workers = if bench.live.is_some() {
        1
    } else {
        thread::available_parallelism().map_or(1, usize::from)
    };
    thread::scope(|scope| {
        for _ in 0..workers.min(jobs.len()) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = jobs.get(at) else { return };
                    progress(at, jobs.len(), &format!("{}/{}", suites[job.suite].name, job.name));
                    let (report, asked) = job.run(bench, handle, &suites[job.suite].name);
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((at, report, asked));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, ..)| *at);
    let mut reports: Vec<Vec<CaseReport>> = vec![Vec::new(); suites.len()];
    let mut asked = Vec::new();
    for (at, report, went) in done {
        reports[jobs[at].suite].push(report);
        asked.extend(went);
    }
    let suites: Vec<SuiteReport> = suites
        .iter()
        .zip(reports)
        .map(|(suite, cases)| whole(suite, cases, bench, handle))
        .collect();
    let report = Report {
        schema: SCHEMA.to_owned(),
        passed: suites.iter().all(|suite| suite.passed),
        suites,
        since_baseline: None,
    };
    (report, asked)
}

fn jobs<'a>(suites: &'a [Suite], live: bool, only: Option<&str>) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    for (at, suite) in suites.iter().enumerate() {
        for case in &suite.cases {
            let job = |name: String, folder: Option<PathBuf>| Job {
                suite: at,
                case,
                name,
                folder,
                price: &suite.prices,
            };
            match &case.exchange {
                None => jobs.push(job(case.name.clone(), None)),
                Some(folder) if live => jobs.push(job(case.name.clone(), Some(folder.clone()))),
                Some(folder) => {
                    let found = recordings(folder);
                    if found.is_empty() {
                        jobs.push(job(case.name.clone(), Some(folder.clone())));
                    }
                    for (recording, path) in found {
                        if !recording.is_empty() && only.is_some_and(|only| only != recording) {
                            continue;
                        }
                        let name = match recording.as_str() {
                            "" => case.name.clone(),
                            recording => format!("{}@{recording}", case.name),
                        };
                        jobs.push(job(name, Some(path)));
                    }
                }
            }
        }
    }
    jobs
}

impl Job<'_> {
    fn run<E: Evidence>(&self, bench: &Bench<'_, E>, handle: &Handle, suite: &str) -> (CaseReport, Option<Asked>) {
        let case = self.case;
        let source = match (&self.folder, case.drafter) {
            (Some(folder), _) => Source::Recording(folder),
            (None, Some(_)) => Source::Extractive,
            (None, None) => Source::Nobody,
        };
        let begun = CaseReport {
            name: self.name.clone(),
            required: case.required,
            ..CaseReport::default()
        };
        let ran = handle.block_on(bench.drive(case, source));
        let mut ran = match ran {
            Ok(ran) => ran,
            Err(error) => {
                let failed = CaseReport {
                    error: Some(error),
                    ..begun
                };
                return (failed, None);
            }
        };
        let mut error = None;
        if let Some(path) = &case.labels {
            // Each recording has labels of its own beside those of the others.
            let file = match self.name.split_once('@') {
                Some((_, recording)) => path.join(format!("{recording}.jsonl")),
                None => path.clone(),
            };
            match labels::read(&file) {
                Ok(labels) => labels::put(&labels, &mut ran.claims),
                Err(fault) => error = Some(fault.to_string()),
            }
        }
        let checks = check::checks(case, &ran);
        if case.expect.state.is_none() {
            error = error.or_else(|| drive::failed(&ran));
        }
        let kept = metrics::count(case, &ran.claims, &checks);
        let price = self.price.get(&ran.drafter);
        let unanswered = drive::unanswered(&ran);
        let asked = (!ran.exchanges.is_empty()).then(|| Asked {
            suite: suite.to_owned(),
            case: case.name.clone(),
            folder: case.exchange.clone().unwrap_or_default(),
            exchanges: std::mem::take(&mut ran.exchanges),
            unanswered: unanswered.clone(),
        });
        let held = checks.iter().all(|check| check.passed) || !case.required;
        let (state, digest) = ran
            .brief
            .as_ref()
            .map(|(brief, _)| (drive::word(&brief.state), brief.digest.clone()))
            .unwrap_or_default();
        let report = CaseReport {
            passed: error.is_none() && held,
            drafter: ran.drafter,
            error,
            unanswered,
            state,
            digest,
            checks,
            claims: ran.claims,
            kept,
            requests: ran.requests,
            input_tokens: ran.input_tokens,
            output_tokens: ran.output_tokens,
            cost: price.map(|price| price.of(ran.input_tokens, ran.output_tokens)),
            model_millis: ran.model_millis,
            timing: ran.timing,
            ..begun
        };
        (report, asked)
    }
}

impl Price {
    /// What so many tokens cost.
    fn of(self, input: u64, output: u64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a case has far fewer than 2^52 tokens")]
        let millions = |tokens: u64| tokens as f64 / 1_000_000.0;
        let cost = millions(input) * self.input + millions(output) * self.output;
        (cost * 1_000_000.0).round() / 1_000_000.0
    }
}

fn whole<E: Evidence>(suite: &Suite, cases: Vec<CaseReport>, bench: &Bench<'_, E>, handle: &Handle) -> SuiteReport {
    let metrics = metrics::over(&cases);
    let thresholds: Vec<Threshold> = suite
        .thresholds
        .iter()
        .map(|(name, range)| Threshold::of(name, *range, metrics.get(name).map(|it| it.value)))
        .collect();
    let measured = suite.sets.iter().map(|set| sets::measure(set, bench, handle));
    let measured: Vec<_> = measured.collect();
    let passed = cases.iter().all(|case| case.passed)
        && thresholds.iter().all(|it| it.passed)
        && measured.iter().flat_map(|set| &set.thresholds).all(|it| it.passed);
    SuiteReport {
        name: suite.name.clone(),
        about: suite.about.clone(),
        passed,
        cases,
        metrics,
        thresholds,
        sets: measured,
        variance: BTreeMap::new(),
    }
}
