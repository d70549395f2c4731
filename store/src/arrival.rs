//! Which copy of a source counts.
//!
//! Where two copies carry the stamps of their last modification, the later stamp counts,
//! whatever order they came in. Where stamps don't decide, the later arrival counts; but a file
//! that says what it said before is no arrival, or reading two files that disagree over and
//! over would flip between them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// One copy of a source as a file gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arrived<'a> {
    /// The place in the batch.
    pub(crate) index: usize,
    /// The digest of what it says.
    pub(crate) digest: &'a [u8],
    /// When it was last modified, in microseconds since 1970.
    pub(crate) modified: Option<i64>,
}

/// Reads a stamp of modification. A stamp that cannot be read is no stamp: the order of arrival
/// then decides, as it does for systems that give none.
pub(crate) fn parse_stamp(stamp: &str) -> Option<i64> {
    let stamp = stamp.trim();
    let timestamp = stamp.parse::<Timestamp>().ok().or_else(|| {
        // A date alone parses as a date and time too: at midnight.
        let datetime = stamp.parse::<DateTime>().ok()?;
        datetime.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    })?;
    Some(timestamp.as_microsecond())
}

/// Puts the copies of one source that one file holds in the order they shall be numbered, and
/// says which of them counts.
pub(crate) fn settle(copies: &mut [Arrived<'_>]) -> Option<usize> {
    if copies.iter().all(|copy| copy.modified.is_some()) {
        copies.sort_by_key(|copy| copy.modified);
    }
    let mut best: Option<usize> = None;
    for (position, copy) in copies.iter().enumerate() {
        match best {
            Some(held) if earlier(copy.modified, copies[held].modified) == Some(true) => {}
            _ => best = Some(position),
        }
    }
    best
}

/// Whether the first stamp is the earlier; none where the stamps don't decide.
pub(crate) fn earlier(stamp: Option<i64>, held: Option<i64>) -> Option<bool> {
    match (stamp?, held?) {
        (stamp, held) if stamp == held => None,
        (stamp, held) => Some(stamp < held),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_read_as_systems_write_them() {
        let noon = parse_stamp("2026-03-01T12:00:00Z");
        assert!(noon.is_some());
        let same = [
            "2026-03-01T12:00:00.000+0000",
            "2026-03-01T13:00:00+01:00",
            "2026-03-01 12:00:00",
            " 2026-03-01T12:00:00 ",
        ];
        for stamp in same {
            assert_eq!(parse_stamp(stamp), noon, "{stamp}");
        }
        assert!(parse_stamp("2026-03-01") < noon);
        assert!(parse_stamp("2026-03-01T12:00:00.5Z") > noon);
        assert_eq!(parse_stamp("yesterday"), None);
    }

    #[test]
    fn the_latest_stamp_counts_and_without_stamps_the_last_copy() {
        let copies = |stamps: [Option<i64>; 3]| {
            let mut copies: Vec<Arrived<'_>> = stamps
                .into_iter()
                .enumerate()
                .map(|(index, modified)| Arrived {
                    index,
                    digest: &[],
                    modified,
                })
                .collect();
            let best = settle(&mut copies);
            best.map(|best| copies[best].index)
        };
        assert_eq!(copies([Some(2), Some(3), Some(1)]), Some(1));
        assert_eq!(copies([None, None, None]), Some(2));
        assert_eq!(copies([Some(5), Some(5), Some(4)]), Some(1));
        assert_eq!(copies([Some(5), None, Some(1)]), Some(2));
        assert_eq!(settle(&mut []), None);
    }
}
