use std::fmt::Write as _;

use super::super::Piece;
use super::super::tests::{known, pieces_of};
use super::*;

/// What pieces hold between them: the places of good records and of bad ones with the reason.
fn told(pieces: &[Piece]) -> (Vec<String>, Vec<(String, String)>) {
    let places = |piece: &Piece| -> Vec<String> {
        let records = piece.records.iter();
        records
            .map(|it| format!("{} {}", it.source.id, it.source.origin.at))
            .collect()
    };
    let bad = |piece: &Piece| -> Vec<(String, String)> {
        let bad = piece.quarantined.iter().chain(&piece.unplaced);
        bad.map(|it| (it.at.clone(), it.reason.clone())).collect()
    };
    (
        pieces.iter().flat_map(places).collect(),
        pieces.iter().flat_map(bad).collect(),
    )
}

fn check_counts(pieces: &[Piece]) {
    for (number, piece) in (0..).zip(pieces) {
        assert_eq!(
            (piece.number, piece.is_last),
            (number, number + 1 == pieces.len() as u64)
        );
        assert_eq!(
            piece.read,
            piece.records.len() + piece.quarantined.len() + piece.unplaced.len()
        );
    }
}

/// Tasks in which a description has line breaks, a row is short and a quote is never closed.
fn tasks(count: usize) -> String {
    let mut table = "Id,WhatId,Subject,Description,ActivityDate\r\n".to_owned();
    for number in 0..count {
        let row = match number % 97 {
            13 => "00TA00000000001,short\r\n".to_owned(),
            _ if number + 1 == count => "00TA00000000002,001A0000006Vm9r,Open,\"never closed,2026-01-01\r\n".to_owned(),
            51 => "\r\n".to_owned(),
            _ => format!(
                "00TA{number:011},001A0000006Vm9r,Call {number},\"Two\r\nlines, \"\"{number}\"\"\",2026-01-01\r\n"
            ),
        };
        table.push_str(&row);
    }
    table
}

#[test]
fn a_table_in_pieces_is_the_table_in_one() {
    let table = tasks(600);
    let pieces = pieces_of("Task.csv", table.as_bytes(), &known(), 0);
    assert!(pieces.len() > 10, "{}", pieces.len());
    check_counts(&pieces);
    let columns = Columns::of(table.as_bytes()).unwrap();
    let whole = Table::read(columns, table.as_bytes());
    let (records, bad) = told(&pieces);
    let lines: Vec<String> = records
        .iter()
        .map(|it| it.split_once(' ').unwrap().1.to_owned())
        .collect();
    assert_eq!(
        lines,
        whole.rows.iter().map(super::super::table::Row::at).collect::<Vec<_>>()
    );
    let expected: Vec<(String, String)> = whole.bad.into_iter().map(|it| (it.at, it.reason)).collect();
    assert_eq!(bad, expected);
    assert!(bad.iter().any(|(_, reason)| reason.contains("never closed")));
}

#[test]
fn a_reading_goes_on_from_any_piece() {
    let table = tasks(200);
    let all = pieces_of("Task.csv", table.as_bytes(), &known(), 0);
    for from in 0..all.len() {
        let rest = pieces_of("Task.csv", table.as_bytes(), &known(), from as u64);
        assert_eq!(rest, all[from..]);
    }
}

#[test]
fn lists_and_lines_too_large_to_hold_are_read_record_by_record() {
    let padding = "x".repeat(1_000);
    let calls: Vec<String> = (0..3_200)
        .map(|number| {
            format!(
                "{{\"metaData\":{{\"id\":\"{number}\",\"title\":\"Call {number} {padding}\",\"started\":\"2026-01-02T10:00:00Z\"}},\
                 \"parties\":[{{\"emailAddress\":\"a@orrin.example\",\"affiliation\":\"External\"}}]}}"
            )
        })
        .collect();
    let mut expected = String::new();
    for number in 0..calls.len() {
        let _ = writeln!(expected, "gong:call/{number}");
    }
    let check = |text: String, place: fn(usize) -> String| {
        assert!(text.len() > WHOLE);
        let pieces = pieces_of("calls.json", text.as_bytes(), &known(), 0);
        check_counts(&pieces);
        let (records, bad) = told(&pieces);
        assert_eq!(bad, []);
        let expected: Vec<String> = (0..calls.len())
            .map(|it| format!("gong:call/{it} {}", place(it)))
            .collect();
        assert_eq!(records, expected);
    };
    check(
        format!(
            "{{\"requestId\":\"x\",\"calls\":[{}],\"records\":{{\"n\":1}}}}",
            calls.join(",\n")
        ),
        |number| format!("calls[{number}]"),
    );
    check(format!("[{}]", calls.join(",")), |number| format!("[{number}]"));
    check(calls.join("\n"), |number| format!("line {}", number + 1));

    let broken = format!("{{\"calls\":[{},{{\"metaData\":", calls.join(",\n"));
    let (records, bad) = told(&pieces_of("calls.json", broken.as_bytes(), &known(), 0));
    assert!(records.len() > 3_100, "{}", records.len());
    assert_eq!(
        bad,
        [(
            "line 3200 column 1165".to_owned(),
            "invalid JSON, so that nothing from here on was read: EOF while parsing a value at line 3200 column 1165"
                .to_owned()
        )]
    );
}

#[test]
fn a_text_has_a_largest_size() {
    let text = "MASTER AGREEMENT\n\nThe parties agree.\n".repeat(90_000);
    let pieces = pieces_of("msa.txt", text.as_bytes(), &known(), 0);
    let (records, bad) = told(&pieces);
    assert_eq!(records, Vec::<String>::new());
    assert_eq!(
        bad,
        [(
            "file".to_owned(),
            format!("the file has more than the {WHOLE} bytes that are read of a text")
        )]
    );
}
