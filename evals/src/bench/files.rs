//! Finding a set's files.

use std::fs;
use std::path::{Path, PathBuf};

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
