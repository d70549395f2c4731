//! Files that hold one JSON value on each line: JSON Lines, as event streams and bulk exports
//! are written.

use serde_json::value::RawValue;

use super::Quarantined;
use super::mapped::Mappings;
use super::outcome::{ExportFile, Parsed};
use super::part::Part;
use super::recognise::{Kind, kind_of_record, parse_list};

/// The most bytes one line may have.
pub(super) const LONGEST_LINE: usize = 1024 * 1024;

/// How many lines are looked at to tell what a file is.
const HEAD_LINES: usize = 100;

/// Recognises such a file by its first good line and takes it apart.
pub(super) fn recognise(file: &ExportFile<'_>, mappings: &Mappings) -> Option<Parsed> {
    let kind = kind_of(file.bytes, mappings)?;
    Some(parse(&kind, file, 0))
}

/// What the lines are an export of, by the first that tells.
pub(super) fn kind_of(bytes: &[u8], mappings: &Mappings) -> Option<Kind> {
    let is_object = bytes.trim_ascii_start().starts_with(b"{");
    let lines = bytes.split(|it| *it == b'\n').take(HEAD_LINES);
    lines.filter(|_| is_object).find_map(|line| {
        let value = serde_json::from_slice(line).ok()?;
        kind_of_record(value, mappings)
    })
}

/// Takes lines apart, before which so many stand.
pub(super) fn parse(kind: &Kind, file: &ExportFile<'_>, lines_before: u64) -> Parsed {
    let (good, mut bad) = split(file.bytes, lines_before);
    let mut parsed = parse_list(kind, &Part::lines(good), file);
    parsed.read += bad.len();
    bad.append(&mut parsed.quarantined);
    parsed.quarantined = bad;
    parsed
}

/// The lines that are JSON objects with their numbers, and those that are none.
fn split(bytes: &[u8], lines_before: u64) -> (Vec<(u64, &RawValue)>, Vec<Quarantined>) {
    let mut good = Vec::new();
    let mut bad = Vec::new();
    for (number, line) in (lines_before + 1..).zip(bytes.split(|it| *it == b'\n')) {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        match object(line) {
            Ok(value) => good.push((number, value)),
            Err(reason) => bad.push(Quarantined {
                at: format!("line {number}"),
                reason,
                raw: line.to_owned(),
            }),
        }
    }
    (good, bad)
}

fn object(line: &[u8]) -> Result<&RawValue, String> {
    if line.len() > LONGEST_LINE {
        return Err(format!(
            "the line has {} bytes, more than the {LONGEST_LINE} allowed",
            line.len()
        ));
    }
    let value: &RawValue = serde_json::from_slice(line).map_err(|error| format!("invalid JSON: {error}"))?;
    if value.get().starts_with('{') {
        Ok(value)
    } else {
        Err("the line is no JSON object".to_owned())
    }
}
