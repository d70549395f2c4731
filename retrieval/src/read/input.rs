//! What is to be read: files, and the files within archives.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::files::{FileSystem, Found, walk};
use super::unpack::{Opener, Step, suffix};
use super::{Quarantined, ReadError};

/// One thing to read: a file, a file within an archive, or a sheet of a workbook.
///
/// It goes by its path, where what lies within an archive is set off by `!/`:
/// `exports/june.zip!/crm/Account.csv`.
#[derive(Debug)]
pub struct Input {
    /// The file on the disk.
    pub(super) file: PathBuf,
    /// The way from the file to the input.
    pub(super) steps: Vec<Step>,
    /// What was found wrong with it before it was read.
    pub(super) failure: Option<Quarantined>,
    path: String,
    weight: u64,
}

impl Input {
    /// The input's path, as it was named to the reader.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The same with the file's path made absolute and free of links, so that one input has one
    /// name wherever a run is started from.
    pub fn canonical_path(&self) -> String {
        match std::fs::canonicalize(&self.file) {
            Ok(file) => format!("{}{}", file.display(), suffix(&self.steps)),
            Err(_) => self.path.clone(),
        }
    }

    /// About how many bytes of the disk are read for it.
    pub fn weight(&self) -> u64 {
        self.weight
    }

    pub(super) fn new(file: &Path, steps: Vec<Step>, weight: u64) -> Self {
        Self {
            path: format!("{}{}", file.display(), suffix(&steps)),
            file: file.to_owned(),
            steps,
            failure: None,
            weight,
        }
    }

    /// Something that cannot be read at all.
    pub(super) fn failed(file: &Path, steps: Vec<Step>, reason: impl fmt::Display) -> Self {
        let failure = Quarantined {
            at: "file".to_owned(),
            reason: reason.to_string(),
            raw: Vec::new(),
        };
        Self {
            failure: Some(failure),
            ..Self::new(file, steps, 0)
        }
    }
}

/// Finds what there is to read at and below the paths, sorted by path and each once.
///
/// Hidden files and links to folders are passed over, archives are looked into.
///
/// # Errors
///
/// A path that does not exist. What else cannot be looked into is an [`Input`] that fails when it
/// is read.
pub fn find(paths: &[PathBuf], files: &dyn FileSystem) -> Result<Vec<Input>, ReadError> {
    let mut found: Vec<Found> = Vec::new();
    for path in paths {
        walk(path, files, &mut found).map_err(|source| ReadError::NotThere {
            path: path.clone(),
            source,
        })?;
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found.dedup_by(|left, right| left.path == right.path);
    let mut opener = Opener::new(files);
    let mut inputs = Vec::with_capacity(found.len());
    for Found { path, failure } in found {
        match failure {
            Some(error) => inputs.push(Input::failed(&path, Vec::new(), unreadable(&path, &error))),
            None => opener.list(&path, &mut inputs),
        }
    }
    Ok(inputs)
}

/// Why a file could not be read, for people.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> String {
    format!("cannot read `{}`: {error}", path.display())
}
