//! Workbooks: each sheet of an `.xlsx` (Office Open XML, ECMA-376, as Excel 2007 and later and
//! all others write it) as a table, for the readers of tables. Cells are read with calamine.
//!
//! The first row that is not empty has the column names; what is empty around the table is left
//! out. Dates are written as ISO 8601, numbers as their shortest decimal, booleans as `true` and
//! `false`; what went wrong in a formula is empty. Of a formula its stored value counts. Hidden
//! rows count, and of merged cells the first has the value.
//!
//! A workbook is a zip archive, so it may be far larger than it looks: it is unpacked once to
//! count its bytes before anything else is done with it, and never held whole. The old `.xls`,
//! `.xlsb` and `.ods` are known and refused: calamine gives their sheets only as whole
//! rectangles, which two cells in far corners blow up to gigabytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use zip::ZipArchive;

/// The most bytes that the parts of a workbook may have in all, unpacked.
const LARGEST_WORKBOOK: u64 = 1024 * 1024 * 1024;

/// The most bytes that the tables of a workbook may have in all.
const LARGEST_TABLES: usize = 256 * 1024 * 1024;

/// How OLE documents begin, of which the old `.xls` and encrypted workbooks are.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A sheet as a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// What it is called in the workbook.
    pub(super) name: String,
    /// Comma-separated values, the column names first; empty for an empty sheet. The error says
    /// why this sheet cannot be read, which does not stop the others.
    pub(super) csv: Result<Vec<u8>, String>,
}

/// Whether the bytes are a workbook, told by the names of the archive's parts.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    if bytes.starts_with(OLE) {
        // Names of streams are UTF-16. Other documents of Office are OLE too.
        let has = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(name.len()).any(|it| it == name)
        };
        return has("Workbook") || has("EncryptedPackage");
    }
    if !bytes.starts_with(b"PK") {
        return false;
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return false;
    };
    is_ods(&mut archive)
        || archive
            .file_names()
            .any(|name| name.is_ok_and(|it| it.starts_with("xl/workbook.")))
}

/// The sheets of a workbook, in its order; the error says why it cannot be read.
pub(super) fn tables(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    if bytes.starts_with(OLE) {
        return Err("the workbook is encrypted or of the old `.xls` format; expected an `.xlsx`".to_owned());
    }
    measure(bytes)?;
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| format!("the workbook cannot be read: {error}"))?;
    let mut sheets = Vec::new();
    let mut left = LARGEST_TABLES;
    for name in workbook.sheet_names() {
        let csv = match bounds(&mut workbook, &name) {
            Ok(Some(bounds)) => table(&mut workbook, &name, &bounds, left),
            Ok(None) => Ok(Vec::new()),
            Err(reason) => Err(reason),
        };
        left -= csv.as_ref().map_or(0, Vec::len);
        sheets.push(Sheet { name, csv });
    }
    Ok(sheets)
}

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Unpacks the workbook and lets go of it, to see how large it is.
fn measure(bytes: &[u8]) -> Result<(), String> {
    let broken = |error: &dyn std::fmt::Display| format!("the workbook cannot be unpacked: {error}");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if is_ods(&mut archive) {
        return Err("the workbook is of the format `.ods`; expected an `.xlsx`".to_owned());
    }
    if archive
        .file_names()
        .any(|name| name.is_ok_and(|it| it == "xl/workbook.bin"))
    {
        return Err("the workbook is of the format `.xlsb`; expected an `.xlsx`".to_owned());
    }
    let mut left = LARGEST_WORKBOOK;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(&error))?;
        let size = copy(&mut part.take(left + 1), &mut sink()).map_err(|error| broken(&error))?;
        left = left
            .checked_sub(size)
            .ok_or_else(|| format!("the workbook has more than the {LARGEST_WORKBOOK} bytes allowed when unpacked"))?;
    }
    Ok(())
}

fn is_ods(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut kind = String::new();
    let Ok(part) = archive.by_name("mimetype") else {
        return false;
    };
    part.take(64).read_to_string(&mut kind).is_ok() && kind.contains("opendocument.spreadsheet")
}

/// Where the cells that are not empty lie.
#[derive(Clone, Copy)]
struct Bounds {
    first_row: u32,
    first_column: u32,
    last_column: u32,
}

/// Goes through a sheet's cells that are not empty, in the order of the file.
fn each_cell(
    workbook: &mut Workbook<'_>,
    sheet: &str,
    mut with: impl FnMut(u32, u32, String) -> Result<(), String>,
) -> Result<(), String> {
    let broken = |error: calamine::XlsxError| format!("the sheet `{sheet}` cannot be read: {error}");
    let mut cells = match workbook.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        // A sheet may hold a chart and no cells.
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(broken(error)),
    };
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let text = text(cell.get_value());
        if !text.is_empty() {
            let (row, column) = cell.get_position();
            with(row, column, text)?;
        }
    }
    Ok(())
}

fn bounds(workbook: &mut Workbook<'_>, sheet: &str) -> Result<Option<Bounds>, String> {
    let mut bounds: Option<Bounds> = None;
    each_cell(workbook, sheet, |row, column, _| {
        let known = bounds.get_or_insert(Bounds {
            first_row: row,
            first_column: column,
            last_column: column,
        });
        known.first_row = known.first_row.min(row);
        known.first_column = known.first_column.min(column);
        known.last_column = known.last_column.max(column);
        Ok(())
    })?;
    Ok(bounds)
}

/// Writes a sheet as a table. An empty row among others is a blank line, so that rows stay as
/// far apart as they are in the sheet.
fn table(workbook: &mut Workbook<'_>, sheet: &str, bounds: &Bounds, most: usize) -> Result<Vec<u8>, String> {
    let mut table = Vec::new();
    let mut current = bounds.first_row;
    let mut cells = BTreeMap::new();
    each_cell(workbook, sheet, |row, column, text| {
        if row < current {
            return Err(format!("the rows of the sheet `{sheet}` are not in order"));
        }
        if row > current {
            write_row(&mut table, bounds, &cells)?;
            let blank = row - current - 1;
            table.extend(std::iter::repeat_n(b'\n', usize::try_from(blank).unwrap_or_default()));
            cells.clear();
            current = row;
        }
        cells.insert(column, text);
        if table.len() > most {
            return Err(format!(
                "the tables of the workbook have more than the {LARGEST_TABLES} bytes allowed"
            ));
        }
        Ok(())
    })?;
    write_row(&mut table, bounds, &cells)?;
    if table.len() > most {
        return Err(format!(
            "the tables of the workbook have more than the {LARGEST_TABLES} bytes allowed"
        ));
    }
    Ok(table)
}

fn write_row(table: &mut Vec<u8>, bounds: &Bounds, cells: &BTreeMap<u32, String>) -> Result<(), String> {
    let failed = |error: &dyn std::fmt::Display| format!("a row cannot be written: {error}");
    let mut writer = csv::Writer::from_writer(&mut *table);
    let columns = bounds.first_column..=bounds.last_column;
    let row = columns.map(|column| cells.get(&column).map_or("", String::as_str));
    writer.write_record(row).map_err(|error| failed(&error))?;
    writer.flush().map_err(|error| failed(&error))
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        // The shortest decimal that is this number, never with an exponent.
        DataRef::Float(number) if number.is_finite() => (number + 0.0).to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(time) => time_text(time),
        DataRef::Float(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A day, a day with a time, a time of day, or a length of time as hours, minutes and seconds.
fn time_text(time: &ExcelDateTime) -> String {
    let serial = time.as_f64();
    if !serial.is_finite() {
        return String::new();
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    if time.is_duration() {
        let days = serial.trunc().max(0.0);
        return format!("{}:{minute:02}:{second:02}", days * 24.0 + f64::from(hour));
    }
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if serial < 1.0 {
        clock
    } else if clock == "00:00:00" {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{clock}")
    }
}

#[cfg(test)]
mod tests;
