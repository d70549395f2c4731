//! The machine: the data folder, the room on its disk, the certificates.

use std::io;
use std::path::Path;

use agent::model::{Endpoint, Model, ModelError};

use super::{Check, CheckState};

/// With less room than this, the next large export may not fit.
const LITTLE: u64 = GIB;
/// With less room than this, hardly anything can be stored.
const TOO_LITTLE: u64 = 64 << 20;
const GIB: u64 = 1 << 30;
const MIB: u64 = 1 << 20;

/// Whether the data folder may be written to. One that is not there yet is made by whoever first
/// writes to it, if that is possible.
pub(crate) fn folder(data: &Path) -> Check {
    const NAME: &str = "data folder";
    let shown = data.display();
    let near = nearest(data);
    if !near.is_dir() {
        let found = format!("`{}` is no folder", near.display());
        return Check::new(NAME, CheckState::Failed, found).advising("name another one with `--data`");
    }
    // The file has no name and is gone at once.
    if let Err(error) = tempfile::tempfile_in(near) {
        let found = format!("`{}` can't be written to: {error}", near.display());
        let to_do = "check its permissions, or name another one with `--data`";
        return Check::new(NAME, CheckState::Failed, found).advising(to_do);
    }
    if near == data {
        Check::new(NAME, CheckState::Ok, format!("`{shown}` can be written to"))
    } else {
        let found = format!("there is no `{shown}` yet");
        Check::new(NAME, CheckState::Warning, found).advising("`vouch ingest PATH` makes it and reads exports into it")
    }
}

/// How much room the data folder's disk has.
pub(crate) fn disk(data: &Path) -> Check {
    match free(nearest(data)) {
        Ok(free) => room(free),
        Err(error) => Check::new("disk", CheckState::Unused, format!("its room can't be told: {error}")),
    }
}

fn room(free: u64) -> Check {
    let found = format!("{} free", in_words(free));
    match free {
        ..TOO_LITTLE => Check::new("disk", CheckState::Failed, found).advising("free some space"),
        TOO_LITTLE..LITTLE => {
            Check::new("disk", CheckState::Warning, found).advising("free some space before the next large export")
        }
        _ => Check::new("disk", CheckState::Ok, found),
    }
}

/// Whether a client for HTTPS can be made: on a slim container without certificate authorities
/// none can, not even for plain HTTP to another machine.
pub(crate) fn certificates(ca_bundle: Option<&Path>) -> Check {
    const NAME: &str = "certificates";
    let endpoint = Endpoint {
        ca_bundle: ca_bundle.map(Path::to_owned),
        ..Endpoint::new("https://localhost/v1", "none")
    };
    match Model::connect(endpoint) {
        Ok(_) => Check::new(NAME, CheckState::Ok, "HTTPS can be spoken"),
        Err(ModelError::NotConfigured { why }) => Check::new(NAME, CheckState::Warning, why),
        Err(error) => Check::new(NAME, CheckState::Warning, error.to_string()),
    }
}

/// The path itself, or the nearest thing above it that is there.
fn nearest(path: &Path) -> &Path {
    let found = path.ancestors().find(|it| it.exists());
    // What is above a bare name is the current folder.
    found.unwrap_or(Path::new("."))
}

#[cfg(unix)]
fn free(folder: &Path) -> io::Result<u64> {
    let told = rustix::fs::statvfs(folder)?;
    Ok(told.f_bavail.saturating_mul(told.f_frsize))
}

#[cfg(not(unix))]
fn free(_folder: &Path) -> io::Result<u64> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A number of bytes for a person, rounded down.
fn in_words(bytes: u64) -> String {
    if bytes >= GIB {
        format!("{}.{} GiB", bytes / GIB, bytes % GIB * 10 / GIB)
    } else {
        format!("{} MiB", bytes / MIB)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_room_is_told_before_there_is_none() {
        let told = |free: u64| {
            let check = room(free);
            (check.state, check.found)
        };
        assert_eq!(told(TOO_LITTLE - 1), (CheckState::Failed, "63 MiB free".to_owned()));
        assert_eq!(told(TOO_LITTLE), (CheckState::Warning, "64 MiB free".to_owned()));
        assert_eq!(told(LITTLE - 1), (CheckState::Warning, "1023 MiB free".to_owned()));
        assert_eq!(told(LITTLE), (CheckState::Ok, "1.0 GiB free".to_owned()));
        assert_eq!(told(LITTLE * 3 / 2), (CheckState::Ok, "1.5 GiB free".to_owned()));
    }

    #[test]
    fn the_data_folder_is_looked_at_and_left_as_it_was() {
        let folder_of = tempfile::tempdir().unwrap();
        let data = folder_of.path().join("data");
        let states = |path: &Path| (folder(path).state, disk(path).name);
        assert_eq!(states(&data), (CheckState::Warning, "disk"));
        assert!(!data.exists());
        std::fs::create_dir(&data).unwrap();
        assert_eq!(states(&data), (CheckState::Ok, "disk"));
        assert_eq!(std::fs::read_dir(&data).unwrap().count(), 0);
        let file = data.join("file");
        std::fs::write(&file, "").unwrap();
        assert_eq!(folder(&file).state, CheckState::Failed);
        assert_eq!(folder(&file.join("below")).state, CheckState::Failed);
    }
}
