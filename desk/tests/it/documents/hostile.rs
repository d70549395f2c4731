//! Evidence that tries to be markup, on its way through the whole program.

use super::read::{everything, first_missing, said, shown};
use super::{approved, exported};
use crate::desk::Desk;
use crate::exports::Exports;

/// A promise, which stands in the checklist, a question, and among the rejected claims.
const PROMISE: &str =
    "I promised them <script>alert(1)</script> a | pipe *and* a [link](https://evil.example) within three weeks.";

/// Exports whose account, people, call and note are written to break out of each format.
fn exports() -> Exports {
    Exports::copy()
        .edit(
            "salesforce/Account.csv",
            "\"Northwind Labs\"",
            "\"Northwind <i>Labs</i> & *Co*\"",
        )
        .edit(
            "salesforce/Contact.csv",
            "\"Champion\"",
            "\"Champion | =HYPERLINK(1) <b>\"",
        )
        .edit(
            "zoom/GMT20260609-090000_Recording.transcript.vtt",
            "templates for water, soil and asbestos",
            "templates for water | soil & *asbestos* [^1]",
        )
        .note("northwind-labs", "2026-06-24", PROMISE)
}

/// Nothing in a document is markup that evidence has brought along, and nothing of it is lost
/// either: each format shows, read back, what the document says as data.
#[test]
fn what_evidence_says_is_markup_in_no_format() {
    let exports = exports();
    let desk = Desk::with(exports.path());
    let id = approved(&desk, &[]);
    for audience in ["internal", "customer"] {
        let [texts, notes] = said(&exported(&desk, &id, "json", audience));
        let is_there = |words: &str| texts.iter().any(|it| it.contains(words));
        assert!(is_there("Northwind <i>Labs</i> & *Co*") && is_there("templates for water | soil & *asbestos* [^1]"));
        assert_eq!(is_there(PROMISE), audience == "internal");
        for form in ["md", "html", "docx"] {
            let file = exported(&desk, &id, form, audience);
            let [text, footnotes] = shown(form, &file);
            let missing = (first_missing(&text, &texts), first_missing(&footnotes, &notes));
            assert_eq!(missing, (None, None), "{audience}.{form}");
        }
        let written = |form: &str| everything(form, &exported(&desk, &id, form, audience));
        let html = written("html");
        let foreign = ["<script", "<i>", "<b>", "href=\"http"].map(|tag| html.matches(tag).count());
        assert_eq!(foreign, [0; 4], "{audience}");
        let docx = written("docx");
        let foreign = ["<script", "<i>", "<b>", "evil.example\""].map(|tag| docx.matches(tag).count());
        assert_eq!(foreign, [0; 4], "{audience}");
        assert_eq!(broken(&written("md")), Vec::<String>::new(), "{audience}");
    }
}

/// The lines of Markdown that evidence has broken: rows with more or fewer cells than their head,
/// tags, links, and footnotes that nobody refers to.
fn broken(markdown: &str) -> Vec<String> {
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut head = 0;
    let mut broken = Vec::new();
    for line in markdown.lines() {
        let count = if line.starts_with('|') { cells(line) } else { 0 };
        if count == 0 || head == 0 {
            head = count;
        }
        let marks = line.replace("\\<", "").replace("\\[", "");
        let note = marks.replace("[^", "");
        if count != head || marks.contains('<') || note.contains('[') {
            broken.push(line.to_owned());
        }
    }
    broken
}
