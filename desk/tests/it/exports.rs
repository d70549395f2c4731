//! A copy of the fixtures to change.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Vouch, exports};

/// A copy of the fixtures to change.
pub(crate) struct Exports {
    folder: TempDir,
}

impl Exports {
    /// A copy of the whole folder.
    pub(crate) fn copy() -> Self {
        Self::copy_of(&exports())
    }

    /// A copy of another folder of fixtures.
    pub(crate) fn copy_of(exports: &Path) -> Self {
        let folder = TempDir::new().unwrap();
        copy_folder(exports, folder.path());
        Self { folder }
    }

    /// An empty folder, to write files into.
    pub(crate) fn empty() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts `to` in the place of `from`, which must be there.
    #[must_use]
    pub(crate) fn edit(self, file: &str, from: &str, to: &str) -> Self {
        let path = self.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "`{from}` is not in `{file}`");
        fs::write(&path, text.replace(from, to)).unwrap();
        self
    }

    /// Writes a file.
    #[must_use]
    pub(crate) fn write(self, file: &str, text: &str) -> Self {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Adds lines to the end of a file.
    #[must_use]
    pub(crate) fn append(self, file: &str, text: &str) -> Self {
        let path = self.path().join(file);
        let before = fs::read_to_string(&path).unwrap();
        fs::write(&path, before + text).unwrap();
        self
    }

    /// Adds a note of the AE's.
    #[must_use]
    pub(crate) fn note(self, account: &str, date: &str, text: &str) -> Self {
        let name = format!("notes/{account}-{date}-added.md");
        let body = format!(
            "---\naccount: {account}\nauthor: Dana Whitcombe\ndate: {date}\nkind: meeting\nvisibility: internal\ntitle: \"Added\"\n---\n\n{text}\n"
        );
        self.write(&name, &body)
    }

    /// Removes a file or a folder.
    #[must_use]
    pub(crate) fn without(self, file: &str) -> Self {
        let path = self.path().join(file);
        let removed = if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
        removed.unwrap();
        self
    }

    /// The handoff of an account, read from this folder into a store of its own, with its exit
    /// code.
    pub(crate) fn handoff(&self, account: &str, more: &[&str]) -> (i32, Value) {
        let args = ["--format", "json", "handoff", account, "--from"].map(std::ffi::OsStr::new);
        let args = args.into_iter().chain([self.path().as_os_str()]);
        let run = Vouch::new().run(args.chain(more.iter().map(std::ffi::OsStr::new)));
        (run.code, run.json())
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
