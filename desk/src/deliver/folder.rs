//! A folder that gets a file for each message.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use store::StoredOutgoing;

use super::retry::Failure;

/// Puts the message into the folder, which is made where there is none. A reader sees a whole file
/// or none. One that is there already is the same message, and stays as it is.
pub(super) fn deliver(folder: &Path, message: &StoredOutgoing) -> Result<(), Failure> {
    write(folder, &file_name(message), message.body.as_bytes()).map_err(|error| Failure::Passing {
        why: format!("cannot write to `{}`: {error}", folder.display()),
        asked_for: None,
    })
}

/// The time and the number come first, so that the order of the names is the order in which it
/// happened; the key tells the message from those of any other store.
fn file_name(message: &StoredOutgoing) -> String {
    let time = message.made_at.strftime("%Y%m%dT%H%M%SZ");
    let key = message.key.replace(|it: char| !it.is_ascii_alphanumeric(), "-");
    format!("{time}-{:06}-{key}.json", message.id)
}

fn write(folder: &Path, name: &str, body: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let path = folder.join(name);
    if path.try_exists()? {
        return Ok(());
    }
    // Only one process delivers, so a file of this name is what an earlier one left unfinished.
    let partial = folder.join(format!(".{name}.partial"));
    let mut file = File::create(&partial)?;
    file.write_all(body)?;
    file.sync_all()?;
    fs::rename(&partial, &path)?;
    // The new name too must outlast a power failure, before it is noted as delivered.
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn message(body: &str) -> StoredOutgoing {
        let at: Timestamp = "2026-06-30T10:15:30.5Z".parse().unwrap();
        StoredOutgoing {
            id: 12,
            key: "sha256:0a1b".to_owned(),
            target: "archive".to_owned(),
            body: body.to_owned(),
            made_at: at,
            attempts: 0,
            next_at: at,
            last_error: None,
            delivered_at: None,
        }
    }

    fn files(folder: &Path) -> Vec<(String, String)> {
        let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
        files
            .map(|file| {
                let name = file.file_name().into_string().unwrap();
                (name, fs::read_to_string(file.path()).unwrap())
            })
            .collect()
    }

    #[test]
    fn a_message_is_one_file_and_what_is_there_stays() {
        let made = tempfile::tempdir().unwrap();
        let folder = made.path().join("out/box");
        let expected = vec![(
            "20260630T101530Z-000012-sha256-0a1b.json".to_owned(),
            r#"{"event":"paused"}"#.to_owned(),
        )];
        deliver(&folder, &message(r#"{"event":"paused"}"#)).unwrap();
        assert_eq!(files(&folder), expected);
        deliver(&folder, &message("other words")).unwrap();
        assert_eq!(files(&folder), expected);
    }

    #[test]
    fn what_a_crash_left_unfinished_is_no_message() {
        let made = tempfile::tempdir().unwrap();
        let name = "20260630T101530Z-000012-sha256-0a1b.json";
        fs::write(made.path().join(format!(".{name}.partial")), "{\"ev").unwrap();
        deliver(made.path(), &message("{}")).unwrap();
        assert_eq!(files(made.path()), [(name.to_owned(), "{}".to_owned())]);
    }

    #[test]
    fn a_folder_that_cannot_be_written_may_be_writable_later() {
        let made = tempfile::tempdir().unwrap();
        let in_the_way = made.path().join("file");
        fs::write(&in_the_way, "").unwrap();
        let failure = deliver(&in_the_way, &message("{}")).unwrap_err();
        assert!(failure.may_pass());
        let said = failure.why().replace(&*in_the_way.to_string_lossy(), "out");
        insta::assert_snapshot!(said, @"cannot write to `out`: File exists (os error 17)");
    }
}
