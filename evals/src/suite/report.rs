//! What comes of a run, as data: the form that `vouch evals run --format json` prints, that a
//! baseline is kept in and that two runs are compared by.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::compare::Comparison;
use super::metrics::Metric;

/// A run of suites (`vouch.evals/1`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// `vouch.evals/1`.
    pub schema: String,
    /// Whether every case and every threshold passed.
    pub passed: bool,
    /// The suites, by name.
    pub suites: Vec<SuiteReport>,
    /// What differs from the baseline, where there is one; where anything is worse, the run did not
    /// pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_baseline: Option<Comparison>,
}

/// What came of a suite.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SuiteReport {
    /// Its name.
    pub name: String,
    /// What it proves.
    pub about: String,
    /// Whether every case and every threshold passed.
    pub passed: bool,
    /// Its cases, in the order of the file; one for each recording of a case.
    pub cases: Vec<CaseReport>,
    /// What was counted over all cases, by name.
    pub metrics: BTreeMap<String, Metric>,
    /// What the metrics had to be.
    pub thresholds: Vec<Threshold>,
    /// The labelled sets that were measured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<SetReport>,
    /// How much the metrics differ between repeated runs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variance: BTreeMap<String, Variance>,
}

impl SuiteReport {
    /// How many of its cases passed.
    pub fn cases_passed(&self) -> Kept {
        Kept::of(self.cases.iter().map(|case| case.passed))
    }

    /// How many of the expectations of all its cases hold.
    pub fn expectations_met(&self) -> Kept {
        Kept::of(
            self.cases
                .iter()
                .flat_map(|case| &case.checks)
                .map(|check| check.passed),
        )
    }
}

/// What came of a case.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CaseReport {
    /// Its name; with the recording's where there are several.
    pub name: String,
    /// Who drafted: `extractive`, a model's name, or nobody.
    pub drafter: String,
    /// Whether what had to hold did.
    pub passed: bool,
    /// Whether it had to.
    pub required: bool,
    /// Why it could not be run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Why nobody answered, where a brief failed for that: a recording that no longer fits, or a
    /// model that can't be reached.
    #[serde(skip)]
    pub unanswered: Option<String>,
    /// Where the run stands.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// The digest of the brief.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub digest: String,
    /// Each expectation.
    pub checks: Vec<CheckReport>,
    /// Each claim that was drafted, the refused ones too.
    pub claims: Vec<ClaimReport>,
    /// What was counted, by metric.
    pub kept: BTreeMap<String, Kept>,
    /// HTTP requests sent.
    #[serde(default)]
    pub requests: u32,
    /// Tokens read by the model.
    #[serde(default)]
    pub input_tokens: u64,
    /// Tokens written by it.
    #[serde(default)]
    pub output_tokens: u64,
    /// What they cost, where the suite has a price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<f64>,
    /// How long the model took over the first draft and the revisions, one question after the
    /// other, in milliseconds; as it was when it was recorded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub model_millis: BTreeMap<String, u64>,
    /// How long each stage took here; only where that was asked for, since it never is the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timing: Option<Timing>,
}

/// A part of a whole that was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// How many there are of what is counted.
    pub hit: usize,
    /// Of how many.
    pub of: usize,
}

impl Kept {
    fn of(each: impl Iterator<Item = bool>) -> Self {
        each.fold(Self::default(), |sum, is_hit| Self {
            hit: sum.hit + usize::from(is_hit),
            of: sum.of + 1,
        })
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} of {}", self.hit, self.of)
    }
}

/// How long the stages of a run took, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Timing {
    /// Gathering the evidence, computing from records, searching.
    pub gather: f64,
    /// Drafting and revising.
    pub draft: f64,
    /// Verifying, and what follows from it.
    pub verify: f64,
}

/// An expectation, and whether it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckReport {
    /// What was expected, in a few words.
    pub what: String,
    /// Whether it is so.
    pub passed: bool,
    /// What there is instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub miss: Option<Miss>,
}

/// What there is instead of what was expected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Miss {
    /// What was wanted, in full.
    pub wanted: String,
    /// What was found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub found: String,
    /// The claim that it is about, or that comes nearest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<Nearest>,
}

/// The claim that comes nearest to an expectation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Nearest {
    /// Its place in the case's claims.
    pub claim: usize,
    /// What it lacks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<String>,
    /// Its words against those wanted: `[-so-] {+so+}`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub diff: String,
}

/// A claim, as far as suites look at it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimReport {
    /// The section it was drafted for.
    pub section: String,
    /// The sentence.
    pub text: String,
    /// Who drafted it.
    pub origin: String,
    /// What it does.
    pub kind: String,
    /// What was decided.
    pub verdict: String,
    /// The standing that was left to it.
    pub standing: String,
    /// What was found, each as `V301 …`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
    /// What it cites.
    pub quotes: Vec<QuoteReport>,
    /// Who must look.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<String>,
    /// Whether it was written to replace one that was refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revised: bool,
    /// What a reader found: whether its quotes bear it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supported: Option<bool>,
    /// Why, in the reader's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl ClaimReport {
    /// Whether a person may come to read it in the brief.
    pub fn is_let_through(&self) -> bool {
        self.verdict != "rejected"
    }

    /// Whether a drafter wrote it, rather than that it was computed from records.
    pub fn is_drafted(&self) -> bool {
        self.origin != "records"
    }

    /// The codes of what was found.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.findings
            .iter()
            .map(|finding| finding.split_once(' ').map_or(finding.as_str(), |(code, _)| code))
    }
}

/// Words that a claim cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteReport {
    /// The source.
    pub source: String,
    /// The words.
    pub quote: String,
    /// Whether they stand there.
    pub found: bool,
}

/// What a metric had to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    /// The metric.
    pub metric: String,
    /// The least it may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// The most it may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// What it is; none where there was nothing to count.
    pub value: Option<f64>,
    /// Whether it is what it had to be. With nothing to count, nothing holds.
    pub passed: bool,
}

/// What came of a labelled set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetReport {
    /// The set.
    pub set: String,
    /// Where its data is.
    pub data: String,
    /// Why it was passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skipped: Option<String>,
    /// How many rows it has.
    #[serde(default)]
    pub rows: usize,
    /// What its value is a value of.
    #[serde(default)]
    pub metric: String,
    /// Its value.
    #[serde(default)]
    pub value: f64,
    /// The values of its groups.
    #[serde(default)]
    pub groups: BTreeMap<String, f64>,
    /// What they had to be.
    #[serde(default)]
    pub thresholds: Vec<Threshold>,
}

/// How much a metric differs between repeated runs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Variance {
    /// How many runs had it.
    pub runs: usize,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// The least.
    pub min: f64,
    /// The most.
    pub max: f64,
}

impl Report {
    /// One report of repeated runs: the first, with how much the metrics of all of them differ.
    /// An expectation that holds only in some of them says so, and does not hold.
    pub fn repeated(runs: &[Self]) -> Self {
        let Some(mut whole) = runs.first().cloned() else {
            return Self {
                schema: String::new(),
                passed: false,
                suites: Vec::new(),
                since_baseline: None,
            };
        };
        for (at, suite) in whole.suites.iter_mut().enumerate() {
            let others = || runs.iter().filter_map(|run| run.suites.get(at));
            for name in suite.metrics.keys() {
                let values: Vec<f64> = others().filter_map(|it| Some(it.metrics.get(name)?.value)).collect();
                suite.variance.insert(name.clone(), Variance::of(&values));
            }
            for (number, case) in suite.cases.iter_mut().enumerate() {
                let same = || others().filter_map(|it| it.cases.get(number));
                case.passed = same().all(|it| it.passed);
                for (place, check) in case.checks.iter_mut().enumerate() {
                    let found = || same().filter_map(|it| it.checks.get(place));
                    let (held, of) = (found().filter(|it| it.passed).count(), found().count());
                    if 0 < held && held < of {
                        // The claims of the report are the first run's; another's are not in it.
                        let other = || found().find_map(|it| it.miss.clone());
                        check.miss = check
                            .miss
                            .take()
                            .or_else(|| other().map(|miss| Miss { nearest: None, ..miss }));
                        check.passed = false;
                        check.what = format!("{} (holds in {held} of {of} runs)", check.what);
                    }
                }
            }
            suite.passed = others().all(|it| it.passed);
        }
        whole.passed = whole.suites.iter().all(|suite| suite.passed);
        whole
    }
}

impl Variance {
    fn of(values: &[f64]) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "nobody runs a suite 2^52 times")]
        let count = values.len().max(1) as f64;
        let mean = values.iter().sum::<f64>() / count;
        // Of a sample, from which the mean was taken too.
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let deviation = (squares / (count - 1.0).max(1.0)).sqrt();
        Self {
            runs: values.len(),
            mean: crate::round(mean),
            deviation: crate::round(deviation),
            min: values.iter().copied().fold(f64::INFINITY, f64::min),
            max: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        }
    }
}
