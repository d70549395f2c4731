//! Expanding no further than is sound.

use std::io::{self, Read};

/// What an archive within an archive, or a workbook, may have: it is held in memory.
const HELD: u64 = 256 * 1024 * 1024;

/// How many times its compressed size a stream may have. Tables of figures reach fifty, what is
/// made to burst a reader a thousand.
const MOST_EXPANSION: u64 = 300;

/// Below this size a stream may expand as it likes.
const SMALL: u64 = if cfg!(test) { 1024 * 1024 } else { 16 * 1024 * 1024 };

/// A stream that fails once it has given out of all proportion to what it was expanded from.
pub(super) struct Bounded<R> {
    inner: R,
    limit: u64,
    given: u64,
}

impl<R: Read> Bounded<R> {
    /// The stream, expanded from so many bytes.
    pub(super) fn new(inner: R, compressed: u64) -> Self {
        Self {
            inner,
            limit: compressed.saturating_mul(MOST_EXPANSION).max(SMALL),
            given: 0,
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.given += length as u64;
        if self.given > self.limit {
            let reason = format!(
                "it expands to more than {} bytes, more than {MOST_EXPANSION} times its size",
                self.limit
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        }
        Ok(length)
    }
}

/// Reads all of a stream into memory, if it is not too large for that.
pub(super) fn hold(bytes: &mut (impl Read + ?Sized)) -> io::Result<Vec<u8>> {
    let mut held = Vec::new();
    bytes.take(HELD + 1).read_to_end(&mut held)?;
    if held.len() as u64 > HELD {
        let reason = format!("it has more than {HELD} bytes, too many for what must be held in memory");
        return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
    }
    Ok(held)
}
