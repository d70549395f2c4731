//! Finding a set's files.

use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::BenchError;

/// Folders below one another are entered this far, which no published set goes beyond.
const DEPTH: usize = 6;

/// The files of that extension in the folder and below it, sorted.
pub(super) fn below(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, BenchError> {
    let mut found = Vec::new();
    collect(folder, extension, DEPTH, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, extension: &str, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), BenchError> {
    if folder.is_file() {
        found.push(folder.to_owned());
        return Ok(());
    }
    let fail = |source| BenchError::Io {
        path: folder.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_dir() {
            if depth > 0 {
                collect(&path, extension, depth - 1, found)?;
            }
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    Ok(())
}

/// A file's text; bytes that are no UTF-8 become replacement characters.
pub(super) fn text(path: &Path) -> Result<String, BenchError> {
    let bytes = fs::read(path).map_err(|source| BenchError::Io {
        path: path.to_owned(),
        source,
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The records of every file of JSON lines in the folder and below it whose name the filter
/// takes, each with its file's stem. Lines of another form are passed over: a folder may hold
/// other sets' files.
pub(super) fn lines<T: DeserializeOwned>(
    folder: &Path,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, T)>, BenchError> {
    let mut found = Vec::new();
    for path in below(folder, "jsonl")? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if wanted(&stem) {
            let text = text(&path)?;
            let records = text.lines().filter_map(|line| serde_json::from_str(line).ok());
            found.extend(records.map(|record| (stem.clone(), record)));
        }
    }
    Ok(found)
}
