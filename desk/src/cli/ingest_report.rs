//! What came of an ingest, for people.

use std::fmt::Write as _;

use crate::ingest::{FileReport, Report};

/// The report as a table by file, then what was quarantined and why, then what was not
/// recognised.
pub(super) fn render(report: &Report, width: usize) -> String {
    let mut text = String::new();
    let name_width = width.clamp(60, 120).saturating_sub(NUMBERS);
    // Writing to a string can't fail.
    let _ = writeln!(
        text,
        "{:name_width$} {:>7} {:>7} {:>9} {:>11}",
        "file", "read", "stored", "unchanged", "quarantined"
    );
    for file in report.files.iter().filter(|file| !file.is_not_recognised()) {
        let name = shorten(&file.path, name_width);
        let _ = writeln!(
            text,
            "{name:name_width$} {:>7} {:>7} {:>9} {:>11}",
            file.read,
            file.stored,
            file.unchanged,
            file.quarantined.len()
        );
    }
    let totals = &report.totals;
    let total = format!("{} files", totals.files);
    let _ = writeln!(
        text,
        "{total:name_width$} {:>7} {:>7} {:>9} {:>11}",
        totals.read, totals.stored, totals.unchanged, totals.quarantined
    );
    let noted: Vec<(&FileReport, &String)> = report
        .files
        .iter()
        .filter_map(|file| Some((file, file.note.as_ref()?)))
        .collect();
    if !noted.is_empty() {
        let _ = writeln!(text, "\nNotes");
        for (file, note) in noted {
            let _ = writeln!(text, "  {}: {note}", file.path);
        }
    }
    if totals.quarantined > 0 {
        let _ = writeln!(text, "\nQuarantined (mend the file and ingest it again)");
        for file in report.files.iter().filter(|file| !file.quarantined.is_empty()) {
            let _ = writeln!(text, "  {}", file.path);
            for quarantined in &file.quarantined {
                let _ = writeln!(text, "    {}: {}", quarantined.at, quarantined.reason);
            }
        }
    }
    if totals.not_recognised > 0 {
        let _ = writeln!(text, "\nNot recognised ({})", totals.not_recognised);
        for file in report.files.iter().filter(|file| file.is_not_recognised()) {
            let _ = writeln!(text, "  {}", file.path);
        }
    }
    text
}

/// The columns that the numbers take.
const NUMBERS: usize = 38;

fn shorten(path: &str, width: usize) -> String {
    let count = path.chars().count();
    if count <= width {
        return path.to_owned();
    }
    let tail: String = path.chars().skip(count + 1 - width).collect();
    format!("\u{2026}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Quarantined;

    #[test]
    fn every_file_is_accounted_for() {
        let file = |path: &str, format: Option<&str>, reasons: &[&str]| FileReport {
            path: path.to_owned(),
            format: format.map(str::to_owned),
            read: 3,
            stored: 3 - reasons.len(),
            unchanged: 0,
            quarantined: reasons
                .iter()
                .map(|reason| Quarantined {
                    at: "line 3".to_owned(),
                    reason: (*reason).to_owned(),
                })
                .collect(),
            note: None,
        };
        let mut report = Report::default();
        report.add(file(
            "exports/crm/Contact.csv",
            Some("salesforce.contact"),
            &["2 fields of 4"],
        ));
        report.add(file(
            "exports/a-folder-with-a-long-name/of-many-notes/2026-06-30-meeting.md",
            Some("note"),
            &[],
        ));
        report.add(file("exports/logo.png", None, &[]));
        insta::assert_snapshot!(render(&report, 80), @"
        file                                          read  stored unchanged quarantined
        exports/crm/Contact.csv                          3       2         0           1
        …-name/of-many-notes/2026-06-30-meeting.md       3       3         0           0
        3 files                                          9       8         0           1

        Quarantined (mend the file and ingest it again)
          exports/crm/Contact.csv
            line 3: 2 fields of 4

        Not recognised (1)
          exports/logo.png
        ");
    }
}
