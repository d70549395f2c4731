//! A file that gets its name once it is whole.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::StoreError;

/// A file beside the one that it will be; it is deleted unless it is finished.
pub(super) struct Partial {
    path: PathBuf,
    to: PathBuf,
}

impl Partial {
    /// Makes an empty file, of a name that nobody else uses.
    pub(super) fn create(to: &Path) -> Result<Self, StoreError> {
        let fail = |source| StoreError::Backup {
            path: to.to_owned(),
            source,
        };
        // What is no path by itself would be taken for something else by the database.
        let to = std::path::absolute(to).map_err(fail)?;
        refuse_existing(&to).map_err(fail)?;
        let name = to.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        // What customers said is nobody else's business on a shared machine.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut number = 1;
        loop {
            let path = to.with_file_name(format!("{name}.{number}.partial"));
            match options.open(&path) {
                Ok(_) => return Ok(Self { path, to }),
                // Another backup is being written, or one was cut short.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(fail(error)),
            }
        }
    }

    /// The file as it is called now.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The same for the database, which takes no other text than UTF-8.
    pub(super) fn text(&self) -> Result<&str, StoreError> {
        self.path
            .to_str()
            .ok_or_else(|| self.error(io::ErrorKind::InvalidFilename.into()))
    }

    /// Gives the file its name, once all of it is on the disk, and returns its size.
    pub(super) async fn finish(self) -> Result<u64, StoreError> {
        self.rename().await.map_err(|error| self.error(error))
    }

    async fn rename(&self) -> io::Result<u64> {
        let file = tokio::fs::File::open(&self.path).await?;
        file.sync_all().await?;
        let bytes = file.metadata().await?.len();
        refuse_existing(&self.to)?;
        tokio::fs::rename(&self.path, &self.to).await?;
        Ok(bytes)
    }

    fn error(&self, source: io::Error) -> StoreError {
        StoreError::Backup {
            path: self.to.clone(),
            source,
        }
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // Once it has its name, nothing is there any more; and what can't be deleted can only be
        // left.
        let _ = fs::remove_file(&self.path);
    }
}

fn refuse_existing(path: &Path) -> io::Result<()> {
    if path.try_exists()? {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    Ok(())
}
