//! The files that are mutated: the fixtures, of every format at least one, and archives of them.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::read::Mappings;

/// A file that is mutated.
pub(super) struct Seed {
    /// Its path among the fixtures.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

/// Every file of the fixtures, sorted by path.
pub(super) fn fixtures() -> Vec<Seed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let mut seeds = Vec::new();
    for folder in ["accounts", "formats"] {
        collect(&root.join(folder), folder, &mut seeds);
    }
    seeds.sort_by(|left, right| left.path.cmp(&right.path));
    seeds
}

/// The fixtures, and archives of some.
pub(super) fn all() -> Vec<Seed> {
    let mut seeds = fixtures();
    let slack: Vec<&Seed> = seeds
        .iter()
        .filter(|it| it.path.starts_with("formats/slack/"))
        .collect();
    let entries: Vec<(&str, &[u8])> = slack.iter().map(|it| (it.path.as_str(), it.bytes.as_slice())).collect();
    let archive = zipped(&entries);
    let workbook = workbook();
    let mut add = |path: &str, bytes: Vec<u8>| {
        let path = path.to_owned();
        seeds.push(Seed { path, bytes });
    };
    add("slack.csv.gz", gzipped(&archive));
    add("slack.zip", archive);
    add("book.xlsx", workbook);
    seeds
}

fn collect(folder: &Path, name: &str, seeds: &mut Vec<Seed>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap().path();
        let path = format!("{name}/{}", entry.file_name().unwrap().to_str().unwrap());
        if entry.is_dir() {
            collect(&entry, &path, seeds);
        } else {
            let bytes = fs::read(&entry).unwrap();
            seeds.push(Seed { path, bytes });
        }
    }
}

/// The mapping of the fixtures' table of seats.
pub(super) fn mappings() -> Mappings {
    let mappings = serde_json::from_value(json!([{
        "name": "seats", "columns": ["seat_no", "holder_org"], "system": "lizenz", "object": "seat",
        "id": "seat_no", "account": "holder_org", "kind": "usage", "date": "handed_out", "date_format": "%d.%m.%Y",
        "values": [{"column": "minutes", "unit": "min"}],
        "checks": [{"column": "seat_no", "unique": true}, {"column": "minutes", "required": true, "then": "quarantine"}],
    }]));
    Mappings::new(mappings.unwrap()).unwrap()
}

/// A zip archive.
pub(super) fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The same bytes, compressed.
pub(super) fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A workbook with one sheet of usage figures. It is stored as it stands, not compressed, so
/// that a changed byte is a change of its XML.
fn workbook() -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let rows = [
        ["account", "date", "metric", "value"],
        ["northwind-labs", "2026-06-22", "logins", "12"],
        ["halden-freight", "2026-06-22", "logins", "4.5"],
    ];
    let rows = (1..).zip(rows).map(|(number, cells)| {
        let cells = ["A", "B", "C", "D"].iter().zip(cells);
        let cells =
            cells.map(|(column, text)| format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
        format!("<row r=\"{number}\">{}</row>", cells.collect::<String>())
    });
    let rows = rows.collect::<String>();
    let parts = [
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"w\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/s1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"Usage\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/s1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
