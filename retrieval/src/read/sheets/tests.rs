use std::io::Write as _;

use grounding::AccountId;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::read::Format;
use crate::read::tests::{known, read_bytes};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook with a sheet for each of these contents of `sheetData`.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut listed = String::new();
    let mut related = String::new();
    let mut parts = vec![(
        "xl/styles.xml".to_owned(),
        format!(
            "<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"[h]:mm:ss\"/></numFmts>\
             <cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
        ),
    )];
    for (index, (name, data)) in sheets.iter().enumerate() {
        let number = index + 1;
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
        related += &format!(
            "<Relationship Id=\"r{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/s{number}.xml\"/>"
        );
        let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/s{number}.xml"), sheet));
    }
    related += &format!("<Relationship Id=\"s\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/>");
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{listed}</sheets></workbook>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"{PACKAGE}\">{related}</Relationships>"),
    ));
    parts.push((
        "_rels/.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"w\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    ));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn inline(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn a_sheet_becomes_a_table() {
    let kinds = format!(
        "<row r=\"3\">{}{}<c r=\"E3\"/></row>\
         <row r=\"4\"><c r=\"B4\"><v>0.1</v></c><c r=\"C4\" s=\"1\"><v>46143</v></c></row>\
         <row r=\"6\"><c r=\"B6\"><v>1E+21</v></c><c r=\"C6\" s=\"2\"><v>46143.5</v></c></row>\
         <row r=\"7\"><c r=\"B7\" t=\"b\"><v>1</v></c><c r=\"C7\" t=\"e\"><v>#N/A</v></c></row>\
         <row r=\"8\"><c r=\"B8\" s=\"3\"><v>1.5</v></c>{}</row>",
        inline("B3", "a, b"),
        inline("C3", "c"),
        inline("C8", "two\nlines"),
    );
    let sheets = tables(&workbook(&[("Data", &kinds), ("Empty", "")])).unwrap();
    let shown: Vec<(&str, &str)> = sheets
        .iter()
        .map(|it| (it.name.as_str(), std::str::from_utf8(it.csv.as_ref().unwrap()).unwrap()))
        .collect();
    let table =
        "\"a, b\",c\n0.1,2026-05-01\n\n1000000000000000000000,2026-05-01T12:00:00\ntrue,\n36:00:00,\"two\nlines\"\n";
    assert_eq!(shown, [("Data", table), ("Empty", "")]);
}

#[test]
fn sheets_are_read_as_the_tables_they_are() {
    let rows = format!(
        "<row r=\"1\">{}{}{}</row><row r=\"2\">{}{}{}</row>",
        inline("A1", "Id"),
        inline("B1", "Name"),
        inline("C1", "Website"),
        inline("A2", "001C0000006Vm9r"),
        inline("B2", "Quill &amp; Co."),
        inline("C2", "quill.example"),
    );
    let bytes = workbook(&[
        ("Accounts", &rows),
        ("Notes", &format!("<row r=\"1\">{}</row>", inline("A1", "x"))),
    ]);
    let reading = read_bytes(&[("book.bin", &bytes[..])], &known());
    let files: Vec<_> = reading
        .files
        .iter()
        .map(|it| (it.path.as_str(), it.format, it.records.len()))
        .collect();
    assert_eq!(
        files,
        [
            ("in/book.bin!/Accounts.csv", Some(Format::SalesforceAccount), 1),
            ("in/book.bin!/Notes.csv", None, 0)
        ]
    );
    let accounts: Vec<&str> = reading.accounts.iter().map(|it| AccountId::as_str(&it.id)).collect();
    assert_eq!(accounts, ["orrin", "quill-co"]);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let first = |data: &str| tables(&workbook(&[("Data", data)])).unwrap().remove(0).csv;
    let whole = workbook(&[("Data", &format!("<row r=\"1\">{}</row>", inline("A1", "x")))]);
    assert!(is_workbook(&whole) && !is_workbook(b"PK\x03\x04") && !is_workbook(b"Id,Name\n"));
    let broken = first("<row r=\"1\"><c r=\"A1\"><v>").unwrap_err();
    insta::assert_snapshot!(broken, @"the sheet `Data` cannot be read: Xml error: ill-formed document: start tag not closed: `</v>` not found before end of input");
    // Two cells in far corners are a table of two rows and not of a billion cells.
    let corners = format!(
        "<row r=\"1\">{}</row><row r=\"1048576\">{}</row>",
        inline("A1", "x"),
        inline("XFD1048576", "y")
    );
    assert_eq!(first(&corners).unwrap().len(), 2 * 16_385 + 1_048_574);
    let backwards = format!(
        "<row r=\"2\">{}</row><row r=\"1\">{}</row>",
        inline("A2", "x"),
        inline("A1", "y")
    );
    insta::assert_snapshot!(first(&backwards).unwrap_err(), @"the rows of the sheet `Data` are not in order");
    let mut old = OLE.to_vec();
    old.extend("Workbook".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(is_workbook(&old) && !is_workbook(OLE));
    insta::assert_snapshot!(tables(&old).unwrap_err(), @"the workbook is encrypted or of the old `.xls` format; expected an `.xlsx`");
    insta::assert_snapshot!(tables(&whole[..whole.len() / 2]).unwrap_err(), @"the workbook cannot be unpacked: invalid Zip archive: Could not find EOCD");
}
