//! The same in every format, and where a format goes.

use std::fs;

use super::read::{everything, first_missing, said, shown};
use super::{FORMATS, approved, asked, exported, target};
use crate::desk::{AE, Desk};

/// Every format says what the document says, in its order, and has its footnotes.
#[test]
fn every_format_says_the_same() {
    let desk = Desk::new();
    let id = approved(&desk, &[]);
    for (audience, lines) in [("internal", 100), ("customer", 40)] {
        let [texts, notes] = said(&exported(&desk, &id, "json", audience));
        assert!(texts.len() > lines, "{audience}: {texts:?}");
        for form in ["md", "html", "docx"] {
            let file = exported(&desk, &id, form, audience);
            let [text, footnotes] = shown(form, &file);
            let missing = (first_missing(&text, &texts), first_missing(&footnotes, &notes));
            assert_eq!(missing, (None, None), "{audience}.{form}");
        }
    }
}

/// Until both have approved, every page of every format says that it is a draft; then none does.
#[test]
fn a_draft_says_that_it_is_one() {
    let desk = Desk::new();
    let id = super::ready(&desk, &[]);
    let marked = |form: &str| {
        let file = everything(form, &exported(&desk, &id, form, "internal"));
        match form {
            "json" => file.contains("\"draft\": true"),
            _ => file.contains("draft, not approved"),
        }
    };
    assert_eq!(FORMATS.map(marked), [true; 4]);
    desk.approve(AE, &id);
    assert_eq!(FORMATS.map(marked), [true; 4]);
    desk.approve(crate::desk::CSM, &id);
    assert_eq!(FORMATS.map(marked), [false; 4]);
}

/// Without a file, a document for word processors goes to whatever reads standard output, to the
/// byte.
#[test]
fn a_pipe_gets_the_bytes() {
    let desk = Desk::new();
    let id = approved(&desk, &[]);
    let mut command = desk.vouch.command();
    command.env("VOUCH_TOKEN", desk.token(AE));
    let output = command.args(asked(&id, "docx", "internal")).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    assert_eq!(output.stdout, exported(&desk, &id, "docx", "internal"));
}

/// A build without PDF says what to do, and leaves no file behind.
#[cfg(not(feature = "pdf"))]
#[test]
fn without_its_feature_there_is_no_pdf() {
    let desk = Desk::new();
    let id = approved(&desk, &[]);
    let path = target(&desk, "pdf", "customer");
    let args = [&asked(&id, "pdf", "customer")[..], &["--out", path.to_str().unwrap()]].concat();
    insta::assert_snapshot!(desk.refused(AE, &args), @"error: this build writes no PDF: build it with `cargo build --release --features pdf`, or export `html` and print that, which gives the same pages");
    assert!(!path.exists());
    // What was not made is not on record as made.
    let made = super::events(&desk, &id)
        .iter()
        .filter(|it| it["event"] == "exported")
        .count();
    assert_eq!(made, 0);
}

/// A build with PDF writes one.
#[cfg(feature = "pdf")]
#[test]
fn with_its_feature_there_is_a_pdf() {
    let desk = Desk::new();
    let id = approved(&desk, &[]);
    assert!(exported(&desk, &id, "pdf", "customer").starts_with(b"%PDF-"));
}

/// A file that can't be written is an error, and what is there stays.
#[test]
fn a_file_that_cannot_be_written_is_an_error() {
    let desk = Desk::new();
    let id = desk.northwind_in_review();
    let folder = desk.vouch.data();
    let args = [&asked(&id, "md", "internal")[..], &["--out", folder.to_str().unwrap()]].concat();
    insta::assert_snapshot!(desk.refused(AE, &args), @"
    error: cannot write `TMP/data`
      because: Is a directory (os error 21)
    ");
    assert!(fs::metadata(folder).unwrap().is_dir());
}
