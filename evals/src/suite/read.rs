//! Reading suites.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Table;

use super::{Case, Range, SetCase};

/// A suite.
#[derive(Debug, Clone)]
pub struct Suite {
    /// Its name: that of its file.
    pub name: String,
    /// What it proves, in a sentence or two.
    pub about: String,
    /// What its metrics must be.
    pub thresholds: BTreeMap<String, Range>,
    /// What a model costs, by its name.
    pub prices: BTreeMap<String, Price>,
    /// Its cases.
    pub cases: Vec<Case>,
    /// Labelled sets that it measures.
    pub sets: Vec<SetCase>,
}

/// What a model costs, in a currency of the reader's, for a million tokens.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// What is read.
    pub input: f64,
    /// What is written.
    pub output: f64,
}

/// Why a suite can't be run.
#[derive(Debug, thiserror::Error)]
pub enum SuiteError {
    /// A file can't be read.
    #[error("cannot read `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is no suite.
    #[error("`{}` is no suite: {why}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        why: String,
    },
}

/// A suite, as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    about: String,
    #[serde(default)]
    defaults: Table,
    #[serde(default)]
    thresholds: BTreeMap<String, Range>,
    #[serde(default)]
    prices: BTreeMap<String, Price>,
    #[serde(default)]
    case: Vec<Table>,
    #[serde(default)]
    set: Vec<SetCase>,
}

impl Suite {
    /// Reads the suites of the files, and of the folders all `*.toml`, by name.
    ///
    /// # Errors
    ///
    /// Fails where a file can't be read, or is no suite.
    pub fn read(paths: &[PathBuf]) -> Result<Vec<Self>, SuiteError> {
        let mut files = BTreeSet::new();
        for path in paths {
            if !path.is_dir() {
                files.insert(path.clone());
                continue;
            }
            let unreadable = |source| SuiteError::Io {
                path: path.clone(),
                source,
            };
            for entry in std::fs::read_dir(path).map_err(unreadable)? {
                let file = entry.map_err(unreadable)?.path();
                if file.extension().is_some_and(|it| it == "toml") {
                    files.insert(file);
                }
            }
        }
        files.iter().map(|path| Self::of(path)).collect()
    }

    fn of(path: &Path) -> Result<Self, SuiteError> {
        let malformed = |why: String| SuiteError::Malformed {
            path: path.to_owned(),
            why,
        };
        let text = std::fs::read_to_string(path).map_err(|source| SuiteError::Io {
            path: path.to_owned(),
            source,
        })?;
        let file: File = toml::from_str(&text).map_err(|error| malformed(error.to_string().trim_end().to_owned()))?;
        let mut cases: Vec<Case> = Vec::new();
        for (at, case) in file.case.into_iter().enumerate() {
            let name = case.get("name").and_then(toml::Value::as_str);
            let name = name.map_or_else(|| format!("case {}", at + 1), |name| format!("case `{name}`"));
            let mut whole = file.defaults.clone();
            whole.extend(case);
            let case = Case::deserialize(whole).map_err(|error| malformed(format!("{name}: {}", error.message())))?;
            if let Some(why) = case.fault() {
                return Err(malformed(format!("{name}: {why}")));
            }
            if cases.iter().any(|it| it.name == case.name) {
                return Err(malformed(format!("{name} is there twice")));
            }
            cases.push(case);
        }
        let known = file.thresholds.keys().find(|name| !super::metrics::exists(name));
        if let Some(unknown) = known {
            let names = super::metrics::NAMES.map(|(name, _)| name);
            return Err(malformed(format!(
                "there is no metric `{unknown}`; there are `{}`",
                names.join("`, `")
            )));
        }
        Ok(Self {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            about: file.about,
            thresholds: file.thresholds,
            prices: file.prices,
            cases,
            sets: file.set.into_iter().map(expanded).collect(),
        })
    }
}

/// A set whose paths may begin with a variable of the environment, such as `$VOUCH_SETS/wice`: what
/// lies outside a repository lies somewhere else on each machine. One that is not set stays as it
/// is, and is not found.
fn expanded(set: SetCase) -> SetCase {
    let expand = |path: PathBuf| {
        let mut parts = path.components();
        let name = parts.next().and_then(|first| first.as_os_str().to_str());
        match name.and_then(|it| it.strip_prefix('$')).and_then(std::env::var_os) {
            Some(value) => PathBuf::from(value).join(parts.as_path()),
            None => path,
        }
    };
    SetCase {
        data: expand(set.data),
        evidence: set.evidence.into_iter().map(expand).collect(),
        ..set
    }
}

impl Case {
    /// What is wrong with how the case is put together.
    fn fault(&self) -> Option<String> {
        let drafts = usize::from(self.drafter.is_some()) + usize::from(self.exchange.is_some());
        let claims = !self.claim.is_empty();
        if self.name.is_empty() || self.name.contains(['@', '/']) {
            return Some("its `name` must not be empty, nor hold `@` or `/`".to_owned());
        }
        if workflow::definition(&self.brief).is_none() {
            let kinds: Vec<&str> = workflow::kinds().iter().map(|it| it.spec.kind).collect();
            return Some(format!(
                "there is no brief `{}`; there are `{}`",
                self.brief,
                kinds.join("`, `")
            ));
        }
        if claims && drafts > 0 {
            return Some("`claim` is judged as it is written; it takes neither `drafter` nor `exchange`".to_owned());
        }
        if !claims && drafts != 1 {
            return Some("say who drafts: `drafter = \"extractive\"` or `exchange = \"FOLDER\"`".to_owned());
        }
        match (self.evidence.is_empty(), self.source.is_empty()) {
            (true, true) => return Some("there is no `evidence` and no `source`".to_owned()),
            (false, false) => return Some("it has both `evidence` and `source`".to_owned()),
            (false, true) if self.account.is_empty() => return Some("it names no `account`".to_owned()),
            _ => {}
        }
        let spec = workflow::definition(&self.brief)?.spec;
        if let Some(unknown) = self.expect.sections().find(|id| spec.section(id).is_none()) {
            return Some(format!("a {} has no section `{unknown}`", self.brief));
        }
        if let Some(key) = self.expect.of_briefs().filter(|_| claims || !self.source.is_empty()) {
            return Some(format!("`{key}` can only be expected of a whole brief"));
        }
        if !self.source.is_empty() && !claims {
            let section = self.section.as_deref().unwrap_or_default();
            if spec.section(section).is_none() {
                let ids: Vec<&str> = spec.sections.iter().map(|it| it.id).collect();
                return Some(format!("`section` must be one of `{}`", ids.join("`, `")));
            }
        }
        None
    }
}
