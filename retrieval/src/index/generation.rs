//! The folder of an index on disk.
//!
//! ```text
//! index/
//!   lock              held while the index is changed
//!   current           names the generation that counts
//!   generation-1/     the search engine's files
//! ```
//!
//! A rebuild makes a new generation beside the old one and then renames a file over `current`,
//! which happens or doesn't: a crash leaves the old generation in place.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::IndexError;

/// How long to wait for another process that is changing the index.
const PATIENCE: Duration = Duration::from_secs(if cfg!(test) { 0 } else { 5 });

const PREFIX: &str = "generation-";

/// The right to change an index, held until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Takes the right to change the index, making its folder if need be.
pub(super) fn lock(root: &Path) -> Result<Lock, IndexError> {
    let fail = IndexError::io(root);
    fs::create_dir_all(root).map_err(&fail)?;
    let file = File::create(root.join("lock")).map_err(&fail)?;
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) if started.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(50)),
            Err(TryLockError::WouldBlock) => return Err(IndexError::Locked { path: root.to_owned() }),
            Err(TryLockError::Error(source)) => return Err(fail(source)),
        }
    }
}

/// The name of the generation that counts.
pub(super) fn current(root: &Path) -> Result<String, IndexError> {
    let name = match fs::read_to_string(root.join("current")) {
        Ok(name) => name.trim().to_owned(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(IndexError::Missing { path: root.to_owned() });
        }
        Err(error) if error.kind() == io::ErrorKind::InvalidData => String::new(),
        Err(error) => return Err(IndexError::io(root)(error)),
    };
    match number(&name) {
        Some(_) => Ok(name),
        None => Err(IndexError::unreadable(root, "`current` names no generation")),
    }
}

/// Makes an empty folder for the next generation. Needs the lock.
pub(super) fn next(root: &Path, _lock: &Lock) -> Result<PathBuf, IndexError> {
    let fail = IndexError::io(root);
    let newest = generations(root)
        .map_err(&fail)?
        .into_iter()
        .map(|(number, _)| number)
        .max();
    let path = root.join(format!("{PREFIX}{}", newest.unwrap_or(0).saturating_add(1)));
    fs::create_dir(&path).map_err(&fail)?;
    Ok(path)
}

/// Makes a finished generation the one that counts and removes all others. Needs the lock.
pub(super) fn promote(root: &Path, generation: &Path, _lock: &Lock) -> Result<(), IndexError> {
    let fail = IndexError::io(root);
    let name = generation
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let draft = root.join("current.new");
    let mut file = File::create(&draft).map_err(&fail)?;
    file.write_all(name.as_bytes()).map_err(&fail)?;
    file.sync_all().map_err(&fail)?;
    fs::rename(&draft, root.join("current")).map_err(&fail)?;
    // Makes the rename last through a power cut, where folders can be synced at all.
    if let Ok(folder) = File::open(root) {
        let _ = folder.sync_all();
    }
    for (_, path) in generations(root).map_err(&fail)? {
        if path != generation {
            // Somebody may be reading it still; the next rebuild tries again.
            let _ = fs::remove_dir_all(path);
        }
    }
    Ok(())
}

fn generations(root: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let mut generations = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if let Some(number) = entry.file_name().to_str().and_then(number) {
            generations.push((number, entry.path()));
        }
    }
    Ok(generations)
}

fn number(name: &str) -> Option<u64> {
    name.strip_prefix(PREFIX)?.parse().ok()
}
