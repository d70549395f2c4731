//! The Atlassian Document Format, in which version 3 of the REST interface gives prose: a tree
//! of nodes with a `type`, some with `text`, `content` or `attrs`.

use serde_json::Value;

/// The text of a document: blocks on lines of their own, marks dropped. A plain text, which
/// version 2 gives, is left as it is.
pub(super) fn text(document: &Value) -> String {
    if let Some(text) = document.as_str() {
        return text.to_owned();
    }
    let mut text = String::new();
    // The parser bounds how deep this goes.
    write(document, &mut text);
    text.trim().to_owned()
}

fn write(node: &Value, text: &mut String) {
    let attribute = |name: &str| node["attrs"][name].as_str().unwrap_or_default();
    match node["type"].as_str().unwrap_or_default() {
        "text" => text.push_str(node["text"].as_str().unwrap_or_default()),
        "hardBreak" => text.push('\n'),
        "mention" | "status" => text.push_str(attribute("text")),
        "emoji" if !attribute("text").is_empty() => text.push_str(attribute("text")),
        "emoji" => text.push_str(attribute("shortName")),
        "inlineCard" | "blockCard" | "embedCard" => text.push_str(attribute("url")),
        "date" => text.push_str(&day(&node["attrs"]["timestamp"])),
        "tableCell" | "tableHeader" => {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push_str(" | ");
            }
            let mut cell = String::new();
            write_all(node, &mut cell);
            text.push_str(&cell.trim().replace('\n', " "));
        }
        "paragraph" | "heading" | "codeBlock" | "blockquote" | "listItem" | "taskItem" | "decisionItem" | "rule"
        | "tableRow" | "mediaSingle" | "mediaGroup" | "expand" | "nestedExpand" | "panel" => {
            break_line(text);
            write_all(node, text);
            break_line(text);
        }
        _ => write_all(node, text),
    }
}

fn write_all(node: &Value, text: &mut String) {
    for child in node["content"].as_array().into_iter().flatten() {
        write(child, text);
    }
}

fn break_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// The day of a time in milliseconds, which is a text in some documents.
fn day(timestamp: &Value) -> String {
    let milliseconds = timestamp.as_i64().or_else(|| timestamp.as_str()?.parse().ok());
    let time = milliseconds.and_then(|it| jiff::Timestamp::from_millisecond(it).ok());
    time.map_or_else(String::new, |it| it.strftime("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_becomes_text() {
        let words = |text: &str| json!({"type": "text", "text": text, "marks": [{"type": "strong"}]});
        let paragraph = |text: &str| json!({"type": "paragraph", "content": [words(text)]});
        let document = json!({"version": 1, "type": "doc", "content": [
            {"type": "heading", "attrs": {"level": 2}, "content": [words("Outage")]},
            {"type": "paragraph", "content": [
                {"type": "mention", "attrs": {"id": "5", "text": "@Ada"}}, words(" saw it on "),
                {"type": "date", "attrs": {"timestamp": "1777852800000"}}, {"type": "hardBreak"}, words("twice "),
                {"type": "emoji", "attrs": {"shortName": ":fire:"}}]},
            {"type": "bulletList", "content": [
                {"type": "listItem", "content": [paragraph("one")]}, {"type": "listItem", "content": [paragraph("two")]}]},
            {"type": "table", "content": [
                {"type": "tableRow", "content": [
                    {"type": "tableCell", "content": [paragraph("a"), paragraph("b")]},
                    {"type": "tableCell", "content": [paragraph("c")]}]}]},
            {"type": "newNodeOfNextYear", "content": [paragraph("kept")]}, 7
        ]});
        insta::assert_snapshot!(text(&document), @r"
        Outage
        @Ada saw it on 2026-05-04
        twice :fire:
        one
        two
        a b | c
        kept
        ");
        assert_eq!(
            (text(&json!("h2. As *is*")), text(&json!(null))),
            ("h2. As *is*".to_owned(), String::new())
        );
    }
}
