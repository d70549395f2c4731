//! Suites in folders of their own, for the tests of `vouch evals`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::scripted::Model;
use crate::support::{Run, Vouch, each, list, text};

/// Two claims on a call that the suite brings with it: one that the call bears out, and one that
/// it does not.
pub(crate) const INBOXES: &str = r#"
about = "Claims on a call that the suite brings with it."

[defaults]
as_of = "2026-06-30"

[[defaults.source]]
id = "gong:call/1"
kind = "call"
date = "2026-06-09"
author = "Ines Duarte"
affiliation = "customer"
text = "Requests come in by email to four different inboxes. We lose one in ten."

[[case]]
name = "four"

[[case.claim]]
text = "Requests come in by email to four different inboxes."
cites = [{ source = "gong:call/1", quote = "Requests come in by email to four different inboxes" }]
expect = { verdict = "accepted" }

[[case]]
name = "six"

[[case.claim]]
text = "Requests come in by email to six different inboxes."
cites = [{ source = "gong:call/1", quote = "Requests come in by email to four different inboxes" }]
expect = { verdict = "rejected", codes = ["V301"] }
"#;

/// A case that expects what is not there, of a claim whose sentence holds markup.
pub(crate) const HOSTILE: &str = r#"
[[case]]
name = "five"

[[case.claim]]
text = "Requests come in by email to four different <script>alert(1)</script> | *inboxes*."
cites = [{ source = "gong:call/1", quote = "Requests come in by email to four different inboxes" }]
expect = { verdict = "accepted" }

[[case.expect.stated]]
text = "Requests come in by email to five shared inboxes."
"#;

/// The same cases, of which nothing must hold.
pub(crate) fn measured(cases: &str) -> String {
    cases.replace("[[case]]\n", "[[case]]\nrequired = false\n")
}

/// A folder with one suite, where suites are looked for.
pub(crate) fn with_suite(name: &str, text: &str) -> Vouch {
    let vouch = Vouch::new();
    vouch.file(&format!("evals/suites/{name}.toml"), text);
    vouch
}

/// The path of a folder of fixtures, as a suite writes it.
pub(crate) fn fixture(folder: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(folder);
    format!("'{}'", path.display())
}

/// Puts `to` in the place of `from`, which must be there, in a file beside the store.
pub(crate) fn edit(vouch: &Vouch, name: &str, from: &str, to: &str) {
    let text = read(vouch, name);
    assert!(text.contains(from), "`{from}` is not in `{name}`: {text}");
    vouch.file(name, text.replace(from, to));
}

/// The text of a file beside the store.
pub(crate) fn read(vouch: &Vouch, name: &str) -> String {
    let path = vouch.data().with_file_name(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{error}: {}", path.display()))
}

/// Runs the suites for a report as data.
pub(crate) fn report(vouch: &Vouch, more: &[&str]) -> Run {
    vouch.run(["--format", "json", "evals", "run"].iter().chain(more))
}

/// The names of the cases that failed, with what they say of it.
pub(crate) fn red(run: &Run) -> Vec<(String, String)> {
    let report = run.json();
    let cases = list(&report, "suites").iter().flat_map(|suite| list(suite, "cases"));
    let failed = cases.filter(|case| case["passed"] == false);
    failed
        .map(|case| {
            let said = list(case, "checks")
                .iter()
                .filter_map(|check| check["miss"]["found"].as_str());
            let said = case["error"].as_str().into_iter().chain(said);
            (text(case, "name").to_owned(), said.collect::<Vec<_>>().join("\n"))
        })
        .collect()
}

/// The names of all cases, in the order of the report.
pub(crate) fn names(report: &Value) -> Vec<&str> {
    list(report, "suites")
        .iter()
        .flat_map(|suite| each(suite, "cases", "name"))
        .collect()
}

/// A brief that a model drafts, and one that needs no model.
pub(crate) fn drafted() -> String {
    format!(
        r#"
about = "A brief that a model drafts, and one that needs no model."

[defaults]
as_of = "2026-06-30"
evidence = [{}]
account = "northwind-labs"

[[case]]
name = "recorded"
exchange = "exchanges/northwind"

[case.expect]
state = "in_review"
reasons = []
stated = [{{ says = ["sample count", "queue"], section = "requirements", verdict = "accepted" }}]

[[case]]
name = "extractive"
drafter = "extractive"
expect = {{ state = "in_review" }}
"#,
        fixture("accounts")
    )
}

/// Where the answers of `scripted-1` are kept.
pub(crate) const RECORDING: &str = "exchanges/northwind/scripted-1";

/// A folder in which the scripted model was asked once, under these settings, and its answers kept.
pub(crate) fn recorded(settings: &str) -> (Vouch, Model) {
    let vouch = with_suite("drafted", &drafted());
    let model = Model::scripted();
    model.serve(&vouch);
    vouch.file("vouch.toml", format!("{settings}{}", read(&vouch, "vouch.toml")));
    let run = vouch.run(["evals", "record"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    (vouch, model)
}
