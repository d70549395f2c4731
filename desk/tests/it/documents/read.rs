//! What a person sees of a document, and everything that is in its file.

use std::io::{Cursor, Read as _};

use serde_json::Value;

use crate::support::{list, text};

/// Everything that stands in a file, markup and all, in one text; a part that is packed is
/// unpacked.
pub(super) fn everything(form: &str, file: &[u8]) -> String {
    if form != "docx" {
        return String::from_utf8(file.to_vec()).unwrap();
    }
    let archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let files = names.iter().filter(|name| !name.ends_with('/'));
    files.map(|name| part(file, name)).collect()
}

/// What a format shows, without white space: what stands in the text, and the footnotes.
pub(super) fn shown(form: &str, file: &[u8]) -> [String; 2] {
    let written = || String::from_utf8(file.to_vec()).unwrap();
    match form {
        "md" => {
            let written = written();
            let at = written.find("\n[^1]: ").unwrap_or(written.len());
            [unescaped(&written[..at]), unescaped(&written[at..])]
        }
        "html" => {
            let written = written();
            let (_, main) = written.split_once("<main>").unwrap();
            let (before, rest) = main.split_once("<section class=\"sources\"").unwrap();
            let (sources, after) = rest.split_once("</section>").unwrap();
            [
                format!("{}{}", without_tags(before), without_tags(after)),
                without_tags(sources),
            ]
        }
        "docx" => ["word/document.xml", "word/footnotes.xml"].map(|name| without_tags(&part(file, name))),
        _ => panic!("`{form}` shows nothing to a person"),
    }
}

/// What the document says as data, in the order in which it is read: the text, and the footnotes.
pub(super) fn said(file: &[u8]) -> [Vec<String>; 2] {
    let document: Value = serde_json::from_slice(file).unwrap();
    assert_eq!(document["schema"], "vouch.document/1");
    let field = |name: &str| text(&document, name).to_owned();
    let mut said = vec![
        field("title"),
        field("account"),
        field("as_of"),
        field("audience"),
        field("state"),
    ];
    said.extend(list(&document, "approvals").iter().map(string));
    for block in list(&document, "blocks") {
        let content = &block["content"];
        match text(block, "kind") {
            "heading" | "paragraph" => said.push(string(content)),
            "list" | "numbered" => said.extend(content.as_array().unwrap().iter().flat_map(line)),
            "table" => {
                said.extend(list(content, "head").iter().map(string));
                let rows = list(content, "rows").iter();
                said.extend(rows.flat_map(|row| row.as_array().unwrap()).flat_map(line));
            }
            other => panic!("`{other}` is no kind of block"),
        }
    }
    said.push(field("digest"));
    let notes = list(&document, "footnotes").iter();
    let notes = notes.flat_map(|note| [string(&note["about"]), string(&note["quote"])]);
    [said, notes.collect()]
}

/// The first of the texts that does not follow the ones before it.
pub(super) fn first_missing(shown: &str, texts: &[String]) -> Option<String> {
    let mut rest = shown;
    for text in texts {
        let wanted = bare(text);
        match rest.find(&wanted) {
            Some(at) => rest = &rest[at + wanted.len()..],
            None => return Some(text.clone()),
        }
    }
    None
}

/// A text without white space, which formats set as they like.
pub(super) fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

fn line(line: &Value) -> [String; 2] {
    let mark = line["mark"].as_str().unwrap_or_default();
    [mark.to_owned(), string(&line["text"])]
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// What Markdown shows: a backslash makes the character after it a plain one.
fn unescaped(written: &str) -> String {
    let mut characters = written.chars();
    let mut shown = String::new();
    while let Some(character) = characters.next() {
        shown.extend(if character == '\\' {
            characters.next()
        } else {
            Some(character)
        });
    }
    bare(&shown)
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// What markup shows.
fn without_tags(markup: &str) -> String {
    let mut shown = String::new();
    for piece in markup.split('<') {
        // What precedes the first tag has none before it.
        shown.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    for (entity, character) in [
        ("&#34;", "\""),
        ("&#38;", "&"),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        shown = shown.replace(entity, character);
    }
    bare(&shown)
}
