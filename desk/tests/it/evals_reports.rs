//! The forms that `vouch evals run` writes its report in: the same bytes every time, and words from
//! evidence that stay words.

use crate::suites::{HOSTILE, INBOXES, fixture, read, report, with_suite};
use crate::support::{Vouch, list};

/// A folder in which a suite with a hostile claim fails, and its reports were written.
fn reported() -> Vouch {
    let vouch = with_suite("inboxes", &format!("{INBOXES}{HOSTILE}"));
    let files = [
        "--junit",
        "junit.xml",
        "--markdown",
        "report.md",
        "--html",
        "report.html",
    ];
    let run = vouch.run(["evals", "run"].into_iter().chain(files));
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    vouch
}

#[test]
fn junit_for_build_servers() {
    insta::assert_snapshot!(read(&reported(), "junit.xml"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="vouch evals" tests="3" failures="1" errors="0">
        <testsuite name="inboxes" tests="3" disabled="0" errors="0" failures="1">
            <testcase name="four">
            </testcase>
            <testcase name="six">
            </testcase>
            <testcase name="five">
                <failure message="states `Requests come in by email to five shared inboxes.`">states `Requests come in by email to five shared inboxes.`
      wanted: `Requests come in by email to five shared inboxes.`
      nearest: claim, rejected: Requests come in by email to four different &lt;script&gt;alert(1)&lt;/script&gt; | *inboxes*.
      lacks: these words
      diff: Requests come in by email to [-five-]{+four different &lt;script&gt;alert(1)&lt;/script&gt;+} [-shared-]{+|+} [-inboxes.-]{+*inboxes*.+}
      quote: gong:call/1 “Requests come in by email to four different inboxes”
      rule: V301 `1)` does not stand in what is cited, nor follow from it
      rule: V407 a part of the claim stands in nothing that is cited
      rule: V411 the claim holds a link, markup or control characters
    claim 1 is accepted
      wanted: accepted
      found: rejected
      nearest: claim, rejected: Requests come in by email to four different &lt;script&gt;alert(1)&lt;/script&gt; | *inboxes*.
      lacks: verdict accepted
      quote: gong:call/1 “Requests come in by email to four different inboxes”
      rule: V301 `1)` does not stand in what is cited, nor follow from it
      rule: V407 a part of the claim stands in nothing that is cited
      rule: V411 the claim holds a link, markup or control characters</failure>
            </testcase>
        </testsuite>
    </testsuites>
    "#);
}

/// A table's columns, emphasis and tags are made by the report, never by a claim.
#[test]
fn markdown_for_a_pull_request() {
    insta::assert_snapshot!(read(&reported(), "report.md"), @"
    ## vouch evals: failed

    | suite | cases | expectations | |
    | --- | ---: | ---: | --- |
    | inboxes | 2 of 3 | 2 of 4 | **failed** |

    ### inboxes/` five `

    - `` states `Requests come in by email to five shared inboxes.` ``
      - wanted: `` `Requests come in by email to five shared inboxes.` ``
      - nearest: ` claim, rejected: Requests come in by email to four different <script>alert(1)</script> | *inboxes*. `
      - lacks: ` these words `
      - diff: ` Requests come in by email to [-five-]{+four different <script>alert(1)</script>+} [-shared-]{+|+} [-inboxes.-]{+*inboxes*.+} `
      - quote: ` gong:call/1 “Requests come in by email to four different inboxes” `
      - rule: `` V301 `1)` does not stand in what is cited, nor follow from it ``
      - rule: ` V407 a part of the claim stands in nothing that is cited `
      - rule: ` V411 the claim holds a link, markup or control characters `
    - ` claim 1 is accepted `
      - wanted: ` accepted `
      - found: ` rejected `
      - nearest: ` claim, rejected: Requests come in by email to four different <script>alert(1)</script> | *inboxes*. `
      - lacks: ` verdict accepted `
      - quote: ` gong:call/1 “Requests come in by email to four different inboxes” `
      - rule: `` V301 `1)` does not stand in what is cited, nor follow from it ``
      - rule: ` V407 a part of the claim stands in nothing that is cited `
      - rule: ` V411 the claim holds a link, markup or control characters `

    <details><summary>What was counted</summary>

    | suite | metric | share | of |
    | --- | --- | ---: | ---: |
    | inboxes | expectations_met | 0.500 | 4 |
    | inboxes | fact_coverage | 0.000 | 1 |
    | inboxes | verdict_right | 0.667 | 3 |

    </details>
    ");
}

/// One page that may run nothing and load nothing, whatever the claims hold.
#[test]
fn html_for_a_browser() {
    let page = read(&reported(), "report.html");
    assert!(page.contains("<title>vouch evals</title>"));
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    assert!(
        page.contains("four different &#60;script&#62;alert(1)&#60;/script&#62; | *inboxes*."),
        "{page}"
    );
    // The only `http-equiv` is the one that forbids everything.
    let rest = page
        .replace("<meta http-equiv=\"Content-Security-Policy\"", "")
        .to_lowercase();
    let found = ["<script", "<img", "<link", "javascript:", "http"].map(|forbidden| rest.contains(forbidden));
    assert_eq!(found, [false; 5]);
}

/// Two runs give the same bytes, on whatever cores and in whatever folders; only who asks how long
/// it took is told.
#[test]
fn a_report_is_the_same_every_time() {
    let brief = format!(
        "\n[[case]]\nname = \"paused\"\naccount = \"halden-freight\"\nsource = []\nevidence = [{}]\ndrafter = \"extractive\"\n",
        fixture("accounts")
    );
    let vouch = with_suite("inboxes", &format!("{INBOXES}{brief}"));
    let (first, again) = (report(&vouch, &[]), report(&vouch, &[]));
    assert_eq!((first.code, first.out == again.out), (0, true));
    assert!(!first.out.contains("timing"));
    let mut timed = report(&vouch, &["--timings"]).json();
    let paused = &mut timed["suites"][0]["cases"][2];
    let timing = paused.as_object_mut().unwrap().remove("timing").unwrap();
    let stages: Vec<&str> = timing.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(stages, ["gather", "draft", "verify"]);
    assert!(
        stages.iter().all(|stage| timing[stage].as_f64().unwrap() >= 0.0),
        "{timing}"
    );
    assert_eq!(timed, first.json(), "nothing else differs");
    assert_eq!(list(&timed, "suites").len(), 1);
}
