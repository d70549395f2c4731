mod fixture;
mod health;
mod read;

use workflow::document::Document;

use fixture::{SECRETS, customer, internal};
use read::{bare, every_format, first_missing, footnotes, part, parts, said};

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
    let mut files: Vec<(&str, String)> = every_format(&document)
        .into_iter()
        .map(|read| (read.format, format!("{}{}", read.body, read.footnotes)))
        .collect();
    // What is hidden in a file is in it all the same.
    files.push(("html", bare(&super::html(&document).unwrap())));
    files.push(("docx", bare(&parts(&super::docx(&document).unwrap()))));
    for (format, text) in files {
        let text = text.to_lowercase();
        let found: Vec<&str> = SECRETS
            .into_iter()
            .filter(|secret| text.contains(&bare(secret).to_lowercase()))
            .collect();
        assert_eq!(found, Vec::<&str>::new(), "{format}");
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
    insta::assert_snapshot!(super::markdown(&internal()), @r#"
    # Handoff · Cinder \& Vale \<Kilns\>

    **draft, not approved**

    - As of: 2026-06-30
    - Audience: internal
    - State: in review, version 3; waits for the CSM
    - Digest: 0b1c2d3e4f5a
    - Approved by: Petra Lind (AE), 2026-07-01 10:12 UTC

    ## What success means

    - **Proven:** A shift lost nine hours to paper and loses four now.[^1]
    - **Likely:** A third kiln is likely to join.[^2]
    - **Activity:** \# Two trainings \& a visit were held.[^3]
    - They would walk away from a longer term.[^4]
    - They could run a second line with us.[^1]
    - \=HYPERLINK("https\://kiln.example") was said.[^1]

    CS activities from 11 February 2026 on; older ones were left out.

    ## Promises and scope

    - **Conflict:** Two weeks were promised.[^5]

    ## What could go wrong

    - **Open:** The kiln's log may be lost.[^1]

    ## Promise and scope checklist

    | Done | About | What was promised | What the order form says | Who decides |
    | --- | --- | --- | --- | --- |
    | ☐ | timeline | “live in two weeks \| no \*ifs\*” — Petra Lind, call, 2 May 2026[^5] | **Conflict:** “Go-live: week nine”[^6] | AE and CSM |

    ## Open risks

    - **Open:** The kiln's log may be lost.[^1]

    ## What we could not prove

    - V301 “Shifts are twice as fast.”: the call gives nine hours and four
    - Deal notes: missing

    ## Questions

    1. Which go-live holds? (for the AE)[^6]
    2. Who owns the kiln's log? (for the CSM)

    ## Flags

    - Claim: the sponsor never called back

    ## What to do next

    | Done | Task | Owner | Due |
    | --- | --- | --- | --- |
    | ☐ | Settle the go-live | AE | 3 July 2026 |

    ## Gates

    - Kickoff is closed: the CSM has not approved

    Digest of the brief: sha256:0b1c2d3e4f5a6b7c8d9e

    [^1]: gong:call/208 · Jonas Ehle, customer · 14 May 2026: “a shift lost nine hours to paper, now four; card \[account number withheld\]”

    [^2]: gong:call/208 · Jonas Ehle, customer · 14 May 2026: “\[^1\]: x”

    [^3]: gong:call/208 · Jonas Ehle, customer · 14 May 2026: “\<script\>alert("kiln")\</script\> \| =HYPERLINK("https\://kiln.example")”

    [^4]: note:file/war\_room · Petra Lind, vendor · 14 May 2026: “they walk away at three years”

    [^5]: gong:call/190 · Petra Lind, vendor · 14 May 2026: “live in two weeks \| no \*ifs\*”

    [^6]: contract:order-form/cinder-vale · 14 May 2026: “Go-live: week nine”
    "#);
}

#[test]
fn html_of_the_head_a_list_and_a_footnote() {
    let page = super::html(&internal()).unwrap();
    let main = page.split_once("<main>\n").unwrap().1;
    insta::assert_snapshot!(main.split_once("</ul>").unwrap().0, @r##"
    <header>
    <h1>Handoff · Cinder &#38; Vale &#60;Kilns&#62;</h1>
    <p class="warning">draft, not approved</p>
    <dl>
    <dt>As of</dt><dd>2026-06-30</dd>
    <dt>Audience</dt><dd>internal</dd>
    <dt>State</dt><dd>in review, version 3; waits for the CSM</dd>
    <dt>Digest</dt><dd>0b1c2d3e4f5a</dd>
    <dt>Approved by</dt><dd>Petra Lind (AE), 2026-07-01 10:12 UTC</dd>
    </dl>
    </header>
    <h2>What success means</h2>
    <ul>
    <li><span class="mark Proven">Proven:</span> A shift lost nine hours to paper and loses four now.<sup><a href="#note-1" role="doc-noteref" aria-label="source 1">1</a></sup></li>
    <li><span class="mark Likely">Likely:</span> A third kiln is likely to join.<sup><a href="#note-2" role="doc-noteref" aria-label="source 2">2</a></sup></li>
    <li><span class="mark Activity">Activity:</span> # Two trainings &#38; a visit were held.<sup><a href="#note-3" role="doc-noteref" aria-label="source 3">3</a></sup></li>
    <li>They would walk away from a longer term.<sup><a href="#note-4" role="doc-noteref" aria-label="source 4">4</a></sup></li>
    <li>They could run a second line with us.<sup><a href="#note-1" role="doc-noteref" aria-label="source 1">1</a></sup></li>
    <li>=HYPERLINK(&#34;https://kiln.example&#34;) was said.<sup><a href="#note-1" role="doc-noteref" aria-label="source 1">1</a></sup></li>
    "##);
    let row = main.split_once("<tbody>\n").unwrap().1;
    insta::assert_snapshot!(row.split_once("</tbody>").unwrap().0, @r##"<tr><td>☐</td><td>timeline</td><td>“live in two weeks | no *ifs*” — Petra Lind, call, 2 May 2026<sup><a href="#note-5" role="doc-noteref" aria-label="source 5">5</a></sup></td><td><span class="mark Conflict">Conflict:</span> “Go-live: week nine”<sup><a href="#note-6" role="doc-noteref" aria-label="source 6">6</a></sup></td><td>AE and CSM</td></tr>"##);
    let sources = main.split_once("<section class=\"sources\"").unwrap().1;
    insta::assert_snapshot!(sources.split_once("<li id=\"note-4\"").unwrap().0, @r#"
     role="doc-endnotes" aria-labelledby="sources">
    <h2 id="sources">Sources</h2>
    <ol>
    <li id="note-1">gong:call/208 · Jonas Ehle, customer · 14 May 2026: “a shift lost nine hours to paper, now four; card [account number withheld]”</li>
    <li id="note-2">gong:call/208 · Jonas Ehle, customer · 14 May 2026: “[^1]: x”</li>
    <li id="note-3">gong:call/208 · Jonas Ehle, customer · 14 May 2026: “&#60;script&#62;alert(&#34;kiln&#34;)&#60;/script&#62; | =HYPERLINK(&#34;https://kiln.example&#34;)”</li>
    "#);
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
