//! Where the bytes come from.

use std::fs;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

/// The little that reading needs of a file system, so that tests can make it fail.
pub trait FileSystem: Sync {
    /// Whether the path is a directory; an error if there is nothing there.
    fn is_directory(&self, path: &Path) -> io::Result<bool>;

    /// What stands directly in a directory, in any order.
    fn entries(&self, directory: &Path) -> io::Result<Vec<Entry>>;

    /// Opens a file.
    fn open(&self, path: &Path) -> io::Result<Opened>;
}

/// An open file.
pub struct Opened {
    /// Its content.
    pub content: Box<dyn Content>,
    /// How many bytes it has.
    pub size: u64,
}

/// Bytes that can be read from any place.
pub trait Content: Read + Seek + Send {}

impl<T: Read + Seek + Send> Content for T {}

/// A file or a directory within a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path, with the directory's.
    pub path: PathBuf,
    /// Whether it is a directory.
    pub directory: bool,
}

/// The file system of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsFiles;

impl FileSystem for OsFiles {
    fn is_directory(&self, path: &Path) -> io::Result<bool> {
        fs::metadata(path).map(|metadata| metadata.is_dir())
    }

    fn entries(&self, directory: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(directory)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            // A link to a directory could lead round in a circle; a pipe would never end.
            let is_file = kind.is_file() || (kind.is_symlink() && !entry.path().is_dir());
            if kind.is_dir() || is_file {
                entries.push(Entry {
                    path: entry.path(),
                    directory: kind.is_dir(),
                });
            }
        }
        Ok(entries)
    }

    fn open(&self, path: &Path) -> io::Result<Opened> {
        let file = fs::File::open(path)?;
        let size = file.metadata()?.len();
        Ok(Opened {
            content: Box::new(file),
            size,
        })
    }
}

/// A file to read, or a place that could not be looked into.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) failure: Option<io::Error>,
}

/// Collects the files at and below `path`, leaving out hidden ones that were not asked for by
/// name.
pub(super) fn walk(path: &Path, files: &dyn FileSystem, found: &mut Vec<Found>) -> io::Result<()> {
    if files.is_directory(path)? {
        walk_directory(path, files, found);
    } else {
        found.push(Found {
            path: path.to_owned(),
            failure: None,
        });
    }
    Ok(())
}

fn walk_directory(directory: &Path, files: &dyn FileSystem, found: &mut Vec<Found>) {
    let entries = match files.entries(directory) {
        Ok(entries) => entries,
        Err(failure) => {
            found.push(Found {
                path: directory.to_owned(),
                failure: Some(failure),
            });
            return;
        }
    };
    for entry in entries {
        if entry
            .path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'))
        {
            continue;
        }
        if entry.directory {
            walk_directory(&entry.path, files, found);
        } else {
            found.push(Found {
                path: entry.path,
                failure: None,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn links_are_followed_to_files_but_not_round_in_circles() {
        let root = tempfile::tempdir().unwrap();
        let inner = root.path().join("inner");
        fs::create_dir(&inner).unwrap();
        fs::write(inner.join("a.txt"), "a").unwrap();
        fs::write(inner.join(".hidden"), "h").unwrap();
        std::os::unix::fs::symlink(inner.join("a.txt"), root.path().join("link.txt")).unwrap();
        std::os::unix::fs::symlink(root.path(), inner.join("circle")).unwrap();
        let mut found = Vec::new();
        walk(root.path(), &OsFiles, &mut found).unwrap();
        let mut paths: Vec<PathBuf> = found.into_iter().map(|it| it.path).collect();
        paths.sort();
        assert_eq!(paths, [inner.join("a.txt"), root.path().join("link.txt")]);
    }
}
