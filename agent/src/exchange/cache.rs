//! Answers that were given before, by what was asked.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use secrecy::SecretString;
use serde_json::Value;
use workflow::brief::{canonical_json, sha256};

use super::file::{Exchange, Reply};
use super::record::heeded;
use super::{ExchangeError, check};
use crate::model::Label;

/// A folder of answers that a model gave.
///
/// A file is named after the digest of what was asked: the model's name, the messages, the schema
/// of the answer and the settings of the draw. It has the form of a recorded [`Exchange`] with one
/// request and one reply. So passages that changed, another prompt and another model are asked
/// anew, and what stays the same is not.
///
/// Only whole answers of the form asked for are kept, and none that holds a key or personal data.
/// Files are put in their place whole, so that runs side by side may share a folder; each may be
/// removed at any time. A file that is damaged is passed over and written again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache in that folder, which is made with the first answer.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The reply to that request; none where it was not kept.
    ///
    /// # Errors
    ///
    /// Fails where a file of that name can't be read, or is not what this request was answered with.
    pub(crate) fn find(&self, request: &Value) -> Result<Option<Value>, ExchangeError> {
        let path = self.path(request);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                return Err(ExchangeError::Io {
                    what: "read",
                    path,
                    source,
                });
            }
        };
        let malformed = |why: String| ExchangeError::Malformed {
            path: path.clone(),
            expected: "kept answer",
            why,
        };
        let exchange: Exchange = serde_json::from_str(&text).map_err(|error| malformed(error.to_string()))?;
        let sent = exchange.sent.into_iter().find(|sent| sent.request == *request);
        let reply = sent.and_then(|sent| sent.replies.into_iter().next());
        match reply {
            Some(reply) => Ok(Some(reply.body)),
            None => Err(malformed("it has no reply to what its name stands for".to_owned())),
        }
    }

    /// Keeps the reply to a request, which took so many milliseconds.
    ///
    /// # Errors
    ///
    /// Fails where the file can't be written, or holds what must not be kept.
    pub(crate) fn keep(
        &self,
        label: &Label,
        request: Value,
        reply: Value,
        millis: u64,
        api_key: Option<&SecretString>,
    ) -> Result<(), ExchangeError> {
        let path = self.path(&request);
        let mut exchange = Exchange::new(label);
        exchange.add(
            request,
            Reply {
                millis,
                status: Some(200),
                retry_after: None,
                body: heeded(reply),
                broken_off: None,
            },
        );
        let mut text = serde_json::to_string_pretty(&exchange).unwrap_or_default();
        text.push('\n');
        check::check(&BTreeMap::from([(label.name(), exchange)]), api_key)?;
        self.write(&path, &text).map_err(|source| ExchangeError::Io {
            what: "write",
            path,
            source,
        })
    }

    /// The file for a request.
    fn path(&self, request: &Value) -> PathBuf {
        let digest = sha256(canonical_json(request).as_bytes());
        self.folder
            .join(format!("{}.json", digest.trim_start_matches("sha256:")))
    }

    /// Writes a file beside its place, under a name that nobody else has, and moves it there.
    fn write(&self, path: &Path, text: &str) -> std::io::Result<()> {
        static WRITTEN: AtomicU64 = AtomicU64::new(0);
        std::fs::create_dir_all(&self.folder)?;
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let beside = path.with_extension(format!("{}-{number}.partly", std::process::id()));
        let written = std::fs::File::create(&beside).and_then(|mut file| file.write_all(text.as_bytes()));
        let moved = written.and_then(|()| std::fs::rename(&beside, path));
        if moved.is_err() {
            // What is half there helps nobody; if it can't be removed either, it is in nobody's way.
            let _ = std::fs::remove_file(&beside);
        }
        moved
    }
}
