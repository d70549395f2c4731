mod fixture;
mod read;

use workflow::document::Document;

use fixture::{SECRETS, customer, internal};
use read::{bare, every_format, first_missing, footnotes, part, said};

#[test]
fn every_format_says_the_same_in_the_same_order() {
    for document in [internal(), customer()] {
        for read in every_format(&document) {
            assert_eq!(first_missing(&read.body, &said(&document)), None, "{}", read.format);
            assert_eq!(
                first_missing(&read.footnotes, &footnotes(&document)),
                None,
                "{}",
                read.format
            );
        }
    }
}

/// VR-43 and VR-33: no internal source, expansion, rejected claim, flag or private number is in
/// what the customer gets, nor is any name or id of a source.
#[test]
fn the_customer_finds_nothing_that_is_internal_in_any_format() {
    let document = customer();
    for read in every_format(&document) {
        let text = format!("{}{}", read.body, read.footnotes).to_lowercase();
        let found: Vec<&str> = SECRETS
            .into_iter()
            .filter(|secret| text.contains(&bare(secret).to_lowercase()))
            .collect();
        assert_eq!(found, Vec::<&str>::new(), "{}", read.format);
    }
}

/// The test above would see what it looks for: apart from the number, the internal edition has it.
#[test]
fn the_internal_edition_tells_all_but_the_private_number() {
    for read in every_format(&internal()) {
        let text = format!("{}{}", read.body, read.footnotes);
        let missing: Vec<&str> = SECRETS
            .into_iter()
            .filter(|secret| !text.contains(&bare(secret)))
            .collect();
        assert_eq!(missing, ["4111"], "{}", read.format);
    }
}

#[test]
fn markdown_of_everything() {
    insta::assert_snapshot!(super::markdown(&internal()), @"");
}

#[test]
fn html_of_the_head_a_list_and_a_footnote() {
    let page = super::html(&internal()).unwrap();
    let main = page.split_once("<main>\n").unwrap().1;
    insta::assert_snapshot!(main.split_once("</ul>").unwrap().0, @"");
    let row = main.split_once("<tbody>\n").unwrap().1;
    insta::assert_snapshot!(row.split_once("</tbody>").unwrap().0, @"");
    let sources = main.split_once("<section class=\"sources\"").unwrap().1;
    insta::assert_snapshot!(sources.split_once("<li id=\"note-4\"").unwrap().0, @"");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
}

#[test]
fn what_evidence_says_is_markup_in_no_page() {
    let page = super::html(&internal()).unwrap();
    assert_eq!(
        (page.matches("<script").count(), page.matches("href=\"http").count()),
        (0, 0)
    );
    // The title, the running line and the heading name the account, and none of them breaks.
    assert_eq!(page.matches("Cinder &#38; Vale &#60;Kilns&#62;").count(), 3);
}

#[test]
fn a_word_processor_finds_headings_footnotes_and_the_warning() {
    let file = super::docx(&internal()).unwrap();
    let body = part(&file, "word/document.xml");
    let document = internal();
    let headings = document
        .blocks
        .iter()
        .filter(|it| matches!(it, workflow::document::Block::Heading(_)))
        .count();
    let count = |text: &str, what: &str| text.matches(what).count();
    assert_eq!(
        [
            count(&body, "<w:pStyle w:val=\"Heading1\" />"),
            count(&body, "<w:footnoteReference "),
            count(&part(&file, "word/footnotes.xml"), "<w:footnoteRef />"),
            count(&part(&file, "word/header1.xml"), "draft, not approved"),
            count(&part(&super::docx(&customer()).unwrap(), "word/header1.xml"), "draft"),
        ],
        [headings, document.footnotes.len(), document.footnotes.len(), 1, 0]
    );
}

/// The warning stands on the page until the brief is approved.
#[test]
fn only_a_draft_says_that_it_is_one() {
    let says = |document: &Document| -> Vec<bool> {
        every_format(document)
            .iter()
            .map(|read| read.body.contains("draft,notapproved"))
            .collect()
    };
    assert!(says(&internal()).into_iter().all(|it| it));
    assert!(says(&customer()).into_iter().all(|it| !it));
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_its_feature_a_pdf_is_refused_with_what_to_do() {
    insta::assert_snapshot!(super::pdf(&internal()).unwrap_err(), @"this build writes no PDF: build it with `cargo build --release --features pdf`, or export `html` and print that, which gives the same pages");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_is_written_and_is_the_same_every_time() {
    let file = super::pdf(&internal()).unwrap();
    assert!(file.starts_with(b"%PDF-"));
    assert_eq!(file, super::pdf(&internal()).unwrap());
}
