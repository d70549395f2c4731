//! Markdown as GitHub and most editors read it, with tables and footnotes.

use workflow::document::{Block, Document, Line, Table};

/// The document as Markdown. What stands in it can't become markup: no heading, no link, no
/// footnote, no cell of a table.
pub(crate) fn markdown(document: &Document) -> String {
    let mut text = format!("# {}\n\n", escaped(&document.heading()));
    if let Some(warning) = document.warning() {
        text.push_str(&format!("**{}**\n\n", escaped(warning)));
    }
    for (name, value) in document.head() {
        text.push_str(&format!("- {}: {}\n", escaped(name), escaped(&value)));
    }
    for block in document.blocks.iter().filter(|it| !matches!(it, Block::Chart(_))) {
        text.push('\n');
        match block {
            Block::Heading(title) => text.push_str(&format!("## {}\n", escaped(title))),
            Block::Paragraph(said) => text.push_str(&format!("{}\n", escaped(said))),
            Block::Prose(lines) => {
                let sentences: Vec<String> = lines.iter().map(line).collect();
                text.push_str(&format!("{}\n", sentences.join(" ")));
            }
            Block::List(lines) => {
                for it in lines {
                    text.push_str(&format!("- {}\n", line(it)));
                }
            }
            Block::Numbered(lines) => {
                for (at, it) in lines.iter().enumerate() {
                    text.push_str(&format!("{}. {}\n", at + 1, line(it)));
                }
            }
            Block::Table(it) => text.push_str(&table(it)),
            // The table after it has its numbers.
            Block::Chart(_) => {}
        }
    }
    text.push_str(&format!("\n{}\n", escaped(&document.end())));
    for (at, note) in document.footnotes.iter().enumerate() {
        text.push_str(&format!("\n[^{}]: {}\n", at + 1, escaped(&note.text())));
    }
    text
}

fn line(line: &Line) -> String {
    let mark = line.mark.map(|it| format!("**{}:** ", it.word())).unwrap_or_default();
    let notes: Vec<String> = line.notes.iter().map(|it| format!("[^{it}]")).collect();
    format!("{mark}{}{}", escaped(&line.text), notes.concat())
}

fn table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = row(table.head.iter().map(|it| escaped(it)).collect());
    text.push_str(&row(vec!["---".to_owned(); table.head.len()]));
    for cells in &table.rows {
        text.push_str(&row(cells.iter().map(line).collect()));
    }
    text
}

/// A text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        let is_markup = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => true,
            // A heading, a list or an underline of the line before, where a line begins with it.
            '#' | '+' | '-' | '=' => at == 0,
            '.' | ')' => follows_a_number(&text[..at]) || follows_www(&text[..at]),
            // Else some readers make a link of an address, and nobody chose to put one there.
            ':' => text[at..].starts_with("://"),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Whether nothing but a number stands before, which makes a line one of a counted list.
fn follows_a_number(before: &str) -> bool {
    !before.is_empty() && before.bytes().all(|it| it.is_ascii_digit())
}

fn follows_www(before: &str) -> bool {
    let last = before.len().checked_sub(3).and_then(|at| before.get(at..));
    last.is_some_and(|it| it.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_markup_is_escaped_and_the_rest_is_not() {
        for (text, expected) in [
            ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
            ("[^1]: x", r"\[^1\]: x"),
            ("![a](b) *c* _d_ `e` ~f~", r"!\[a\](b) \*c\* \_d\_ \`e\` \~f\~"),
            ("a | b \\| c", r"a \| b \\\| c"),
            ("# title, #12", r"\# title, #12"),
            ("- item", r"\- item"),
            ("=HYPERLINK(\"x\")", r#"\=HYPERLINK("x")"#),
            ("1. first, 2. second", r"1\. first, 2. second"),
            (
                "https://a.example and WWW.b.example",
                r"https\://a.example and WWW\.b.example",
            ),
            ("&lt; costs $40k", r"\&lt; costs \$40k"),
            ("9.1 h to 6.4 h (30 %)", r"9\.1 h to 6.4 h (30 %)"),
            ("Fell to 6.4 h, well-known", "Fell to 6.4 h, well-known"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
