//! A source as it is kept, and whether two copies of it say the same.

use grounding::{Place, Source};
use sha2::{Digest, Sha256};

/// A source's content as JSON: all of it but where it was read from and how often it changed.
pub(crate) fn body(source: &Source) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Source {
        revision: 0,
        origin: Place::default(),
        ..source.clone()
    })
}

/// The digest of a content; equal only for equal contents.
pub(crate) fn digest(body: &str) -> Vec<u8> {
    Sha256::digest(body.as_bytes()).to_vec()
}
