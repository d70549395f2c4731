//! Single claims, each with one fault or none (`vouch verify --claims`).

use serde_json::{Value, json};

use crate::support::{Run, Vouch, each, exports, fixtures, list, text};

pub(crate) const CALL: &str = "gong:call/88101";
pub(crate) const THANKS: &str = "zendesk:comment/33114";
const SLOW: &str = "A quotation takes us six and a half working days on average, and the big labs answer in two.";
pub(crate) const FASTER: &str = "The trial quotations went out in four working days instead of six and a half.";
pub(crate) const GOAL: &str = "plan:objective/OBJ-N-1";

pub(crate) fn claim(id: &str, text: &str, source: &str, quote: &str) -> Value {
    json!({
        "account_id": "northwind-labs", "id": id, "text": text, "kind": "fact", "standing": "fact",
        "goal_id": null, "citations": [{"source_id": source, "quote": quote}],
    })
}

pub(crate) fn value(id: &str, text: &str, goal: Value, source: &str, quote: &str) -> Value {
    let mut claim = claim(id, text, source, quote);
    claim["kind"] = json!("outcome");
    claim["standing"] = json!("proven_outcome");
    claim["goal_id"] = goal;
    claim
}

pub(crate) fn verify(claims: &[Value]) -> Run {
    let folder = Vouch::new();
    let lines: Vec<String> = claims.iter().map(ToString::to_string).collect();
    let path = folder.file("claims.jsonl", lines.join("\n"));
    fixtures().run(["verify", "--claims", path.to_str().unwrap()])
}

pub(crate) fn codes(answer: &Value) -> Vec<&str> {
    each(answer, "diagnostics", "code")
}

/// CO-5, CO-6 and CO-7: one claim for each failure, one code for each, and all of them rejected.
#[test]
fn each_failure_has_its_own_code() {
    let mut uncited = claim("V101", "Quotations take too long.", CALL, SLOW);
    uncited["citations"] = json!([]);
    let slow = "A quotation takes six and a half working days on average.";
    let fast = "Trial quotations went out in four working days instead of six and a half.";
    let claims = [
        uncited,
        claim("V102", slow, "gong:call/1", SLOW),
        claim(
            "V103",
            "Nobody can tell which rate is still valid.",
            "gong:call/88140",
            "nobody can tell which rate is still valid.",
        ),
        claim("V104", slow, CALL, "A quotation takes us seven working days on average"),
        claim("V105", "They are losing work.", CALL, "losing work"),
        claim(
            "V106",
            "They lost the Aire Valley framework because a method is missing half the time.",
            CALL,
            "In March we lost the Aire Valley framework ... Half the time a method or a sample count is missing",
        ),
        claim(
            "V107",
            "The Sheffield site may be sold.",
            "note:file/northwind-labs-restricted-2026-06-23",
            "the Sheffield site may be sold in the autumn",
        ),
        claim(
            "V110",
            "Sales promised a free connector.",
            "salesforce:task/00T8d00000Nt4DdEAJ",
            "a free connector to their laboratory system",
        ),
        value("V201", fast, json!(null), THANKS, FASTER),
        value("V202", fast, json!("plan:objective/NONE"), THANKS, FASTER),
        value("V202", fast, json!("plan:objective/OBJ-H-1"), THANKS, FASTER),
        value("V203", fast, json!("plan:objective/OBJ-N-3"), THANKS, FASTER),
        value(
            "V206",
            "Quotations are sent in a fraction of the time.",
            json!(GOAL),
            GOAL,
            "Send quotations within 2 working days instead of 6.5",
        ),
        claim("V301", "A quotation takes nine working days on average.", CALL, SLOW),
        claim(
            "V506",
            "The Leeds desk goes live within four weeks of kickoff.",
            "zoom:transcript/GMT20260609-090000_Recording",
            "We will have the Leeds desk live within four weeks of kickoff.",
        ),
    ];
    let run = verify(&claims);
    assert_eq!(run.code, 1, "{}", run.err);
    for (claim, answer) in claims.iter().zip(run.json_lines()) {
        assert_eq!(
            (text(&answer, "id"), text(&answer, "verdict")),
            (text(claim, "id"), "rejected"),
            "{answer}"
        );
        let denied: Vec<&str> = list(&answer, "diagnostics")
            .iter()
            .filter(|it| it["severity"] == "deny")
            .map(|it| text(it, "code"))
            .collect();
        assert_eq!(denied, [text(claim, "id")]);
    }
}

/// Good claims are accepted, white space and typography aside.
#[test]
fn good_claims_are_accepted() {
    let claims = [
        claim(
            "a",
            "A quotation takes six and a half working days on average.",
            CALL,
            SLOW,
        ),
        claim(
            "b",
            "Requests come in to four inboxes.",
            CALL,
            "Requests come in  by email to four\ndifferent inboxes",
        ),
        claim(
            "c",
            "The annual fee is GBP 48,600.",
            "contract:order-form/northwind-labs",
            "GBP 48,600, payable up front",
        ),
        claim(
            "d",
            "Kickoff is on 13 July 2026.",
            "note:file/northwind-labs-scoping-2026-06-16",
            "Kickoff is set for Monday 13 July 2026, remotely.",
        ),
    ];
    let run = verify(&claims);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(
        run.json_lines().iter().all(|it| it["verdict"] == "accepted"),
        "{}",
        run.out
    );
}

/// A claim for the customer may not rest on what is internal.
#[test]
fn internal_words_stay_inside() {
    let inside = claim(
        "i",
        "Callum asked for 15%.",
        "note:file/northwind-labs-pricing-2026-06-17",
        "Callum asked for 15% and I settled at 8% for the first year",
    );
    let mut outside = inside.clone();
    outside["audience"] = json!("customer");
    let answers = verify(&[inside, outside]).json_lines();
    let told: Vec<(&str, Vec<&str>)> = answers.iter().map(|it| (text(it, "verdict"), codes(it))).collect();
    assert_eq!(told, [("accepted", vec![]), ("rejected", vec!["V107"])]);
}

/// Words of a later day are unknown on an earlier one.
#[test]
fn words_of_a_later_day_are_unknown() {
    let vouch = Vouch::with(&exports()).on("2026-05-01");
    let path = vouch.file("claims.jsonl", claim("x", "They are slow.", CALL, SLOW).to_string());
    let run = vouch.run(["verify", "--claims", path.to_str().unwrap()]);
    assert_eq!((run.code, codes(&run.json_lines()[0])), (1, vec!["V102"]));
}

/// A line that can't be read is answered in its place.
#[test]
fn a_bad_line_is_answered_in_its_place() {
    let folder = Vouch::new();
    let good = claim(
        "a",
        "Requests come in to four inboxes.",
        CALL,
        "Requests come in by email to four different inboxes",
    );
    let mut stranger = good.clone();
    stranger["account_id"] = json!("nobody");
    let path = folder.file("claims.jsonl", format!("{{\"id\": 1\n{good}\n{stranger}\n"));
    let run = fixtures().run(["verify", "--claims", path.to_str().unwrap()]);
    let lines = run.json_lines();
    assert_eq!(
        (run.code, &lines[0]["line"], &lines[1]["verdict"], &lines[2]["line"]),
        (1, &json!(1), &json!("accepted"), &json!(3))
    );
    assert!(lines[0]["error"].is_string() && text(&lines[2], "error").contains("nobody"));
}
