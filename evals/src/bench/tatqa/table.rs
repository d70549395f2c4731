//! A table as lines of text, and the lines that hold given figures.

use grounding::text::one_line;
use grounding::{Source, SourceKind};
use rust_decimal::Decimal;

use super::Paragraph;
use crate::bench::judge::document;

/// A line for each row below the table's head (`label | column: value | …`), then the paragraphs.
pub(super) fn source(rows: &[Vec<String>], paragraphs: &[Paragraph], scale: &str) -> Source {
    let head = rows
        .iter()
        .take_while(|row| !row.iter().skip(1).any(|it| is_figure(it)))
        .count();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let name = |column: usize| {
        let cells = rows.iter().take(head).filter_map(|row| row.get(column));
        one_line(&cells.map(String::as_str).collect::<Vec<_>>().join(" "))
    };
    let names: Vec<String> = (0..columns).map(name).collect();
    let mut lines = Vec::new();
    for row in rows.iter().skip(head) {
        let mut parts = Vec::new();
        for (at, cell) in row.iter().map(|cell| one_line(cell)).enumerate() {
            let cell = scaled(&cell, scale);
            match names.get(at).filter(|name| at > 0 && !name.is_empty()) {
                _ if cell.is_empty() => {}
                Some(name) => parts.push(format!("{name}: {cell}")),
                None => parts.push(cell),
            }
        }
        lines.push(parts.join(" | "));
    }
    lines.extend(paragraphs.iter().map(|paragraph| one_line(&paragraph.text)));
    lines.retain(|line| !line.is_empty());
    document("report", SourceKind::Note, lines.join("\n"))
}

/// The lines that hold the figures between them, each as few times as will do; none where one
/// of the figures stands nowhere.
pub(super) fn holding(text: &str, figures: &[Decimal]) -> Option<Vec<String>> {
    let lines: Vec<(&str, Vec<Decimal>)> = text.lines().map(|line| (line, values(line))).collect();
    let mut missing: Vec<Decimal> = figures.iter().map(Decimal::abs).collect();
    missing.sort();
    missing.dedup();
    let mut quotes = Vec::new();
    while !missing.is_empty() {
        let held = |values: &[Decimal]| missing.iter().filter(|it| values.contains(it)).count();
        // The first of those that hold most: the table stands before the paragraphs.
        let (line, values) = lines.iter().rev().max_by_key(|(_, values)| held(values))?;
        if held(values) == 0 {
            return None;
        }
        missing.retain(|it| !values.contains(it));
        quotes.push((*line).to_owned());
    }
    Some(quotes)
}

/// The sizes of a line's figures, signs left aside: tables write losses in brackets.
fn values(line: &str) -> Vec<Decimal> {
    line.split(|it: char| !(it.is_ascii_digit() || matches!(it, '.' | ',')))
        .filter_map(|word| word.trim_matches(['.', ',']).replace(',', "").parse().ok())
        .collect()
}

/// Whether a cell is a figure, and not the year above a column.
fn is_figure(cell: &str) -> bool {
    let digits: String = cell.chars().filter(|it| !it.is_whitespace() && *it != '$').collect();
    let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let starts = digits
        .trim_start_matches(['(', '-', '\u{2013}', '€', '£'])
        .starts_with(|it: char| it.is_ascii_digit());
    starts && !is_year && !digits.chars().any(char::is_alphabetic)
}

/// A figure in the scale of its table; percentages and words stay as they are.
fn scaled(cell: &str, scale: &str) -> String {
    let counts = matches!(scale, "thousand" | "million" | "billion");
    if !counts || !is_figure(cell) || cell.contains('%') {
        return cell.to_owned();
    }
    match cell.strip_suffix(')') {
        Some(inner) => format!("{inner} {scale})"),
        None => format!("{cell} {scale}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_line_by_line() {
        let rows: Vec<Vec<String>> = [
            ["", "Years ended", ""],
            ["", "2019", "2018"],
            ["Fixed  price", "$  1,452.4", "$ 1,146.2"],
            ["Loss", "(44.1)", "3.0%"],
        ]
        .map(|row| row.map(str::to_owned).to_vec())
        .to_vec();
        let text = source(&rows, &[], "million").text;
        assert_eq!(
            text,
            "Fixed price | Years ended 2019: $ 1,452.4 million | 2018: $ 1,146.2 million\n\
             Loss | Years ended 2019: (44.1 million) | 2018: 3.0%"
        );
        let second = text.lines().nth(1).map(str::to_owned);
        assert_eq!(holding(&text, &["-44.1".parse().unwrap()]), second.map(|it| vec![it]));
        assert_eq!(holding(&text, &[7.into()]), None);
    }
}
