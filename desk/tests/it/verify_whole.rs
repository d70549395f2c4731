//! The rules about a whole draft, on a real store (`vouch verify FILE`).

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::support::{Run, Vouch, each, exports, list, text};

const FORM: &str = "plan:objective/OBJ-N-2";
const SIGN_ON: &str = "Which details do you need from us to set up single sign-on?";
const NOTED: &str = "Callum Price confirmed the goal and the date in writing.";

/// The fixtures, in which a ticket is urgent, a goal is off track, a KPI was measured, and a
/// dashboard has another figure for it.
fn troubled() -> &'static Vouch {
    static STORE: LazyLock<Vouch> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        copy(&exports(), folder.path());
        let change = |file: &str, from: &str, to: &str| {
            let path = folder.path().join(file);
            let before = fs::read_to_string(&path).unwrap();
            assert!(before.contains(from), "{file}");
            fs::write(path, before.replacen(from, to, 1)).unwrap();
        };
        change(
            "zendesk/tickets.json",
            "\"priority\": \"high\"",
            "\"priority\": \"urgent\"",
        );
        let plans = "success-plans/plans.json";
        change(
            plans,
            "\"description\": \"\",\n       \"status\": \"Open\"",
            "\"description\": \"\",\n       \"status\": \"Off Track\"",
        );
        change(plans, "\"current\": \"6.5\"", "\"current\": \"4\"");
        change(
            plans,
            "\"currentDate\": \"2026-04-30\"",
            "\"currentDate\": \"2026-05-31\"",
        );
        let metrics = "dashboard,account,metric,period,value,unit\n\
                       Desk,northwind-labs,quotation time,2026-05,5.5,working days\n";
        fs::write(folder.path().join("metrics.csv"), metrics).unwrap();
        Vouch::with(folder.path())
    });
    &STORE
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn claim(id: &str, text: &str, source: &str, quote: &str) -> Value {
    json!({"id": id, "text": text, "kind": "fact", "standing": "fact",
        "citations": [{"source_id": source, "quote": quote}]})
}

fn risk(id: &str, text: &str, source: &str, quote: &str) -> Value {
    let mut claim = claim(id, text, source, quote);
    claim["kind"] = json!("risk");
    claim
}

/// A recap that says what must be said, with one more claim or none.
fn whole(more: Option<Value>) -> Value {
    let mut claims = vec![
        risk(
            "t",
            "The sign-on of the identity provider is open.",
            "zendesk:ticket/3327",
            SIGN_ON,
        ),
        risk(
            "g",
            "The share of requests through the web form is off track.",
            FORM,
            "status: Off Track",
        ),
        claim(
            "n",
            "Callum Price confirmed the goal in writing.",
            "plan:activity/ACT-N-4",
            NOTED,
        ),
    ];
    claims.extend(more);
    let rows = json!([{"goal_id": "plan:objective/OBJ-N-1"}, {"goal_id": FORM}]);
    json!({"account_id": "northwind-labs", "kind": "recap", "claims": claims, "parts": {"goal_table": rows}})
}

fn run(draft: &Value, more: &[&str]) -> Run {
    let folder = Vouch::new();
    let path = folder.file("draft.json", draft.to_string());
    troubled().run(more.iter().copied().chain(["verify", path.to_str().unwrap()]))
}

/// The codes of the findings about the whole draft.
fn of_draft(draft: &Value) -> Vec<String> {
    let answer = run(draft, &["--format", "json"]).json();
    each(&answer, "diagnostics", "code")
        .into_iter()
        .filter(|code| *code != "V704")
        .map(str::to_owned)
        .collect()
}

/// The V7 codes of the findings about one claim, and its verdict.
fn of_claim(draft: &Value, id: &str) -> (Vec<String>, String) {
    let answer = run(draft, &["--format", "json"]).json();
    let claim = list(&answer, "claims").iter().find(|claim| claim["id"] == id).unwrap();
    let codes = each(claim, "diagnostics", "code");
    let codes = codes
        .into_iter()
        .filter(|code| code.starts_with("V7"))
        .map(str::to_owned);
    (codes.collect(), text(claim, "verdict").to_owned())
}

fn section(id: &str, origin: &str, claims: &[&str]) -> Value {
    json!({"id": id, "origin": origin, "claims": claims})
}

/// What says all that must be said has no finding about the whole.
#[test]
fn an_honest_recap_has_no_findings() {
    assert_eq!(of_draft(&whole(None)), Vec::<String>::new());
}

/// VR-8: an escalated ticket that no claim tells of is an error.
#[test]
fn an_open_escalation_must_be_told() {
    let mut draft = whole(None);
    draft["claims"].as_array_mut().unwrap().remove(0);
    assert_eq!(of_draft(&draft), ["V701"]);
    assert_eq!(run(&draft, &[]).code, 1);
}

/// PG-11: a goal that is off track belongs among the risks.
#[test]
fn a_goal_that_is_off_track_must_be_a_risk() {
    let mut draft = whole(None);
    draft["claims"][1]["kind"] = json!("fact");
    assert_eq!(of_draft(&draft), ["V702"]);
    draft["sections"] = json!([section("risks", "model", &["t", "g"])]);
    assert_eq!(of_draft(&draft), Vec::<String>::new());
}

/// VR-13: each goal has a row, those without evidence too.
#[test]
fn each_goal_has_a_row() {
    let mut draft = whole(None);
    draft["parts"] = json!({});
    assert_eq!(of_draft(&draft), ["V703"]);
    draft["caveats"] = json!(["no evidence yet for sending quotations within 2 working days instead of 6.5"]);
    assert_eq!(of_draft(&draft), Vec::<String>::new());
}

/// VR-24: two sources with different values for one metric, both quoted.
#[test]
fn sources_that_disagree_are_told() {
    let said = claim(
        "k",
        "The quotation time was measured.",
        "plan:kpi/KPI-N-1",
        "metric: quotation time",
    );
    let draft = whole(Some(said));
    assert_eq!(of_draft(&draft), ["V705"]);
    let answer = run(&draft, &["--format", "json"]).json();
    let finding = list(&answer, "diagnostics")
        .iter()
        .find(|it| it["code"] == "V705")
        .unwrap();
    let mut quotes = each(finding, "labels", "quote");
    quotes.sort_unstable();
    assert_eq!(quotes, ["4", "5.5"]);
}

/// AS-40: a derived section says nothing new.
#[test]
fn a_derived_section_says_nothing_new() {
    let new = claim(
        "d",
        "Which details are needed was asked.",
        "zendesk:comment/33271",
        SIGN_ON,
    );
    let mut draft = whole(Some(new));
    draft["sections"] = json!([
        section("progress", "model", &["n"]),
        section("executive_summary", "derived", &["d"])
    ]);
    assert_eq!(of_claim(&draft, "d"), (vec!["V707".to_owned()], "rejected".to_owned()));
    draft["claims"][3] = claim(
        "d",
        "The goal for quotations was confirmed in writing.",
        "plan:activity/ACT-N-4",
        NOTED,
    );
    assert_eq!(of_claim(&draft, "d"), (vec![], "accepted".to_owned()));
}

/// AS-8: a suggestion to sell more cites activity notes alone.
#[test]
fn a_suggestion_to_sell_cites_activities_alone() {
    let suggestion = |source: &str, quote: &str| {
        let mut claim = claim("s", "Offer them additional seats.", source, quote);
        claim["kind"] = json!("recommendation");
        whole(Some(claim))
    };
    let verdict = |draft: &Value| of_claim(draft, "s").0;
    assert_eq!(verdict(&suggestion("zendesk:comment/33271", SIGN_ON)), ["V708"]);
    assert_eq!(
        of_claim(&suggestion("zendesk:comment/33271", SIGN_ON), "s").1,
        "rejected"
    );
    assert_eq!(
        verdict(&suggestion("plan:activity/ACT-N-4", NOTED)),
        Vec::<String>::new()
    );
}

/// AS-24, AS-25: where activities were cut, the section says from which day on.
#[test]
fn a_cut_section_bears_its_notice() {
    let cut = |cut: Value, notice: Value| {
        let mut draft = whole(None);
        let mut section = section("risks", "model", &["t", "g"]);
        (section["cut"], section["notice"]) = (cut, notice);
        draft["sections"] = json!([section]);
        of_draft(&draft)
    };
    let since = json!({"oldest_shown": "2026-02-11", "left_out": 40});
    assert_eq!(cut(since.clone(), Value::Null), ["V709"]);
    assert_eq!(
        cut(since.clone(), json!({"kind": "activities_since", "date": "2026-01-01"})),
        ["V709"]
    );
    let told = json!({"kind": "activities_since", "date": "2026-02-11"});
    assert_eq!(cut(since, told), Vec::<String>::new());
    assert_eq!(cut(json!({"left_out": 0}), Value::Null), Vec::<String>::new());
    assert_eq!(
        cut(
            json!({"oldest_shown": null, "left_out": 3}),
            json!({"kind": "no_activities"})
        ),
        Vec::<String>::new()
    );
}

/// PG-9: an executive summary has two paragraphs at most.
#[test]
fn an_executive_summary_is_short() {
    let summary = |text: &str| {
        let mut draft = whole(Some(claim("e", text, "plan:activity/ACT-N-4", NOTED)));
        draft["sections"] = json!([section("executive_summary", "model", &["e"])]);
        of_draft(&draft)
    };
    let part = "The goal for quotations was confirmed in writing.";
    assert_eq!(summary(&[part; 3].join("\n\n")), ["V711"]);
    assert_eq!(summary(&[part; 2].join("\n\n")), Vec::<String>::new());
}

/// PG-10: three bullets, each with where the metric stands, its target and its progress.
#[test]
fn key_achievements_are_three_with_three_numbers() {
    let quote =
        "metric: quotation time\nunit: working days\nbaseline: 6.5\nbaselineDate: 2026-04-30\ntarget: 2\ncurrent: 4";
    let achieved = |texts: &[&str]| {
        let ids: Vec<String> = (0..texts.len()).map(|at| format!("a{at}")).collect();
        let mut draft = whole(None);
        let claims = draft["claims"].as_array_mut().unwrap();
        claims.extend(
            texts
                .iter()
                .zip(&ids)
                .map(|(text, id)| claim(id, text, "plan:kpi/KPI-N-1", quote)),
        );
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        draft["sections"] = json!([section("key_achievements", "model", &ids)]);
        // Whether the figures stand in the quotes is another rule's question.
        let folder = Vouch::new();
        let settings = folder.file("vouch.toml", "[policy.rules]\nV301 = \"allow\"\n");
        let answer = run(&draft, &["--format", "json", "--config", settings.to_str().unwrap()]).json();
        let last = list(&answer, "claims").last().unwrap();
        let codes = each(last, "diagnostics", "code").into_iter();
        codes
            .filter(|code| *code == "V712")
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let done = "The quotation time is 4 working days; the target is 2, and 55.6% of the way is done.";
    assert_eq!(achieved(&[done; 3]), Vec::<String>::new());
    assert_eq!(achieved(&[done; 4]), ["V712"]);
    assert_eq!(achieved(&["The quotation time is 4 working days."]), ["V712"]);
    assert_eq!(achieved(&[&done.replace("55.6", "62")]), ["V712"]);
}

/// VR-14, VR-22: without its caveats, a recap that claims value is refused.
#[test]
fn value_comes_with_caveats() {
    let mut gain = claim(
        "v",
        "The goal for quotations was confirmed in writing.",
        "plan:activity/ACT-N-4",
        NOTED,
    );
    (gain["standing"], gain["goal_id"]) = (json!("likely_benefit"), json!("plan:objective/OBJ-N-1"));
    let mut draft = whole(Some(gain));
    assert_eq!(of_draft(&draft), ["V713"]);
    draft["caveats"] = json!([{"claim": "n", "text": "one site only"}]);
    assert_eq!(of_draft(&draft), ["V713"]);
    draft["caveats"] = json!([{"claim": "v", "text": "no caveat found"}]);
    assert_eq!(of_draft(&draft), Vec::<String>::new());
}

/// HO-4: a handoff tells of both by itself, from the records.
#[test]
fn a_handoff_tells_of_what_is_open() {
    let brief = troubled().run(["--format", "json", "handoff", "northwind"]).json();
    let codes = each(&brief, "diagnostics", "code");
    assert!(!codes.contains(&"V701") && !codes.contains(&"V702"), "{codes:?}");
}

/// What can't be read is named.
#[test]
fn a_field_that_cannot_be_read_is_named() {
    let told = |field: &str, value: Value| {
        let mut draft = whole(None);
        draft[field] = value;
        let run = run(&draft, &[]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        run.err.lines().skip(1).collect::<Vec<_>>().join("\n")
    };
    let wrong = [
        ("sections", json!([{"id": "a"}, {"origin": "model"}])),
        ("sections", json!([{"id": "a", "origin": "guesswork"}])),
        ("sections", json!([{"id": "a", "cut": {"oldest_shown": "last week"}}])),
        ("caveats", json!([{"claim": "c1"}])),
        ("questions", json!([7])),
    ];
    let all: Vec<String> = wrong.into_iter().map(|(field, value)| told(field, value)).collect();
    insta::assert_snapshot!(all.join("\n"), @"
    because: `sections[1]` can't be read
    because: missing field `id` at line 1 column 820
    because: `sections[0]` can't be read
    because: unknown variant `guesswork`, expected one of `records`, `model`, `derived` at line 1 column 821
    because: `sections[0]` can't be read
    because: failed to parse four digit integer as year: invalid digit, expected 0-9 but got l at line 1 column 834
    because: `caveats[0]` can't be read
    because: missing field `text` at line 1 column 805
    because: `questions[0]` can't be read
    because: invalid type: integer `7`, expected struct Question at line 1 column 794
    ");
}
