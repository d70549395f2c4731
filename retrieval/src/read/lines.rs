//! Files that hold one JSON value on each line: JSON Lines, as event streams and bulk exports
//! are written.

use serde_json::value::RawValue;

use super::Quarantined;
use super::json::RawObject;
use super::mapped::{self, Mappings};
use super::outcome::{ExportFile, Parsed};
use super::part::Part;
use super::recognise::{parse_list, shape_of_record};

/// The most bytes one line may have.
const LONGEST_LINE: usize = 1024 * 1024;

/// Recognises such a file by its first good line and takes it apart.
pub(super) fn recognise(file: &ExportFile<'_>) -> Option<Parsed> {
    let (format, lines, bad) = split(file.bytes, |_, record| shape_of_record(record))?;
    Some(with_bad(parse_list(format, &Part::lines(lines), file), bad))
}

/// The same for lines that a mapping describes.
pub(super) fn recognise_mapped(file: &ExportFile<'_>, mappings: &Mappings, first: bool) -> Option<Parsed> {
    let (plan, lines, bad) = split(file.bytes, |raw, _| mappings.of_record(raw, first))?;
    Some(with_bad(mapped::parse_part(plan, &Part::lines(lines), file), bad))
}

fn with_bad(mut parsed: Parsed, mut bad: Vec<Quarantined>) -> Parsed {
    parsed.read += bad.len();
    bad.append(&mut parsed.quarantined);
    parsed.quarantined = bad;
    parsed
}

/// The lines that are JSON objects with their numbers, what they are an export of, and the
/// lines that are none.
type Split<'a, T> = (T, Vec<(u64, &'a RawValue)>, Vec<Quarantined>);

fn split<'a, T>(bytes: &'a [u8], shape: impl Fn(&'a RawValue, &RawObject<'a>) -> Option<T>) -> Option<Split<'a, T>> {
    let mut format = None;
    let mut good = Vec::new();
    let mut bad = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|it| *it == b'\n')) {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let mut refuse = |reason: String| {
            bad.push(Quarantined {
                at: format!("line {number}"),
                reason,
                raw: line.to_owned(),
            });
        };
        if line.len() > LONGEST_LINE {
            refuse(format!(
                "the line has {} bytes, more than the {LONGEST_LINE} allowed",
                line.len()
            ));
            continue;
        }
        match serde_json::from_slice::<&RawValue>(line) {
            Ok(value) => {
                let Some(object) = RawObject::of(value) else {
                    refuse("the line is no JSON object".to_owned());
                    continue;
                };
                format = format.or_else(|| shape(value, &object));
                good.push((number, value));
            }
            Err(error) => refuse(format!("invalid JSON: {error}")),
        }
    }
    Some((format?, good, bad))
}
