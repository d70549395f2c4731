//! The first look at a batch: what its files say of accounts, people and meetings, which others
//! of them need.
//!
//! What a file announced is kept by whoever ingests, and remembered at the next batch: a note
//! that comes alone is signed by people that another night's export named, and a record of an
//! account that was unknown is placed as soon as any file names it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Read};
use std::ops::ControlFlow;

use grounding::{Account, Source};
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use super::batch::{Batch, Facts};
use super::files::FileSystem;
use super::input::{Input, unreadable};
use super::mapped::Mappings;
use super::pieces::each_piece;
use super::unpack::Opener;

/// Rises whenever readers change, so that files read by earlier ones are read again.
const READERS: u32 = 1;

/// A first look at a batch of inputs.
pub struct Survey<'a> {
    opener: Opener<'a>,
    known: Vec<Account>,
    documents: Vec<Source>,
    as_of: Date,
    mappings: Mappings,
    facts: BTreeMap<String, Facts>,
}

/// What the first look at an input found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    /// A digest of the input's bytes.
    pub digest: String,
    /// What it says that other inputs need, to be remembered; opaque, and empty for most.
    pub facts: Vec<u8>,
}

impl<'a> Survey<'a> {
    /// Begins a batch, as of a day, in which these accounts are known.
    pub fn new(known: &[Account], as_of: Date, files: &'a dyn FileSystem) -> Self {
        Self {
            opener: Opener::new(files),
            known: known.to_vec(),
            documents: Vec::new(),
            as_of,
            mappings: Mappings::default(),
            facts: BTreeMap::new(),
        }
    }

    /// Remembers what an input that is not of this batch announced in an earlier one. What an
    /// older version wrote and this one cannot read is passed over.
    pub fn remember(&mut self, path: &str, facts: &[u8]) {
        if let Ok(facts) = serde_json::from_slice(facts) {
            self.facts.insert(path.to_owned(), facts);
        }
    }

    /// Reads files that no built-in reader knows as these mappings say.
    pub fn map(&mut self, mappings: &Mappings) {
        self.mappings = mappings.clone();
    }

    /// Remembers documents that were numbered because several would go by one id.
    pub fn remember_documents(&mut self, documents: Vec<Source>) {
        self.documents = documents;
    }

    /// Looks an input over. `progress` is told of bytes as they are read.
    pub fn look_over(&mut self, input: &Input, progress: &mut dyn FnMut(u64)) -> Announced {
        let mut facts = Facts::default();
        let digest = if input.failure.is_some() {
            Ok(String::new())
        } else {
            let mappings = &self.mappings;
            self.opener.read(&input.file, &input.steps, |bytes| {
                let mut bytes = Observed {
                    bytes,
                    hasher: Sha256::new(),
                    progress,
                };
                let _ = each_piece(input.path(), &mut bytes, mappings, &mut |parsed| {
                    if let Some(export) = &parsed.export {
                        export.announce(&mut facts);
                    }
                    match parsed.format {
                        Some(format) if format.announces() => ControlFlow::Continue(()),
                        _ => ControlFlow::Break(()),
                    }
                })?;
                io::copy(&mut bytes, &mut io::sink())?;
                Ok(hex(&bytes.hasher.finalize()))
            })
        };
        let announced = Announced {
            digest: digest.unwrap_or_else(|error| unreadable(&input.file, &error)),
            facts: if facts.is_empty() {
                Vec::new()
            } else {
                serde_json::to_vec(&facts).unwrap_or_default()
            },
        };
        if !facts.is_empty() {
            self.facts.insert(input.canonical_path(), facts);
        }
        announced
    }

    /// Brings everything together.
    pub fn finish(self) -> Batch {
        let mut hasher = Sha256::new();
        hasher.update(READERS.to_be_bytes());
        hasher.update(format!("{:?}", self.mappings));
        let mut all = Facts::default();
        for (path, facts) in self.facts {
            hasher.update(serde_json::to_vec(&(path, &facts)).unwrap_or_default());
            all.merge(facts);
        }
        let batch = Batch::new(&self.known, all, self.documents, self.mappings, self.as_of);
        for account in batch.accounts() {
            hasher.update(serde_json::to_vec(account).unwrap_or_default());
        }
        batch.with_context(hex(&hasher.finalize()))
    }
}

/// Bytes on their way to being looked over.
struct Observed<'a> {
    bytes: &'a mut dyn Read,
    hasher: Sha256,
    progress: &'a mut dyn FnMut(u64),
}

impl Read for Observed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.bytes.read(buffer)?;
        self.hasher.update(&buffer[..length]);
        (self.progress)(length as u64);
        Ok(length)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
