//! A whole draft (`vouch verify FILE`).

use serde_json::{Value, json};

use crate::support::{Run, Vouch, each, exports, fixtures, text};

const SLOW: &str = "A quotation takes us six and a half working days on average, and the big labs answer in two.";

fn draft(account: &str) -> Value {
    json!({"account_id": account, "kind": "handoff", "claims": [
        {"id": "good", "text": "A quotation takes six and a half working days on average.", "kind": "fact", "standing": "fact",
         "goal_id": null, "citations": [{"source_id": "gong:call/88101", "quote": SLOW}]},
        {"id": "wrong", "text": "A quotation takes nine working days on average.", "kind": "fact", "standing": "fact",
         "goal_id": null, "citations": [{"source_id": "gong:call/88101", "quote": SLOW}]},
        {"id": "hope", "text": "Quotations are answered in two days.", "kind": "outcome", "standing": "proven_outcome",
         "goal_id": "plan:objective/OBJ-N-1", "citations": [{"source_id": "gong:call/88101",
         "quote": "If we could answer in two days by Christmas, that pays for itself."}]},
    ]})
}

fn verify(vouch: &Vouch, draft: &Value, more: &[&str]) -> Run {
    let folder = Vouch::new();
    let path = folder.file("draft.json", draft.to_string());
    vouch.run(more.iter().copied().chain(["verify", path.to_str().unwrap()]))
}

/// CO-4: the same draft gives the same bytes, each time and from each store.
#[test]
fn the_same_draft_gives_the_same_bytes() {
    let other = Vouch::with(&exports());
    for format in [&["--format", "json"][..], &[]] {
        let first = verify(fixtures(), &draft("northwind-labs"), format).out;
        for vouch in [fixtures(), fixtures(), fixtures(), &other, &other] {
            assert_eq!(verify(vouch, &draft("northwind-labs"), format).out, first);
        }
    }
}

/// CO-4: so does a whole brief, its id and its digest included.
#[test]
fn the_same_evidence_gives_the_same_brief() {
    let other = Vouch::with(&exports());
    let briefs: Vec<String> = [fixtures(), fixtures(), fixtures(), &other, &other]
        .into_iter()
        .map(|vouch| vouch.run(["--format", "json", "handoff", "northwind"]).out)
        .collect();
    assert!(briefs.iter().all(|brief| *brief == briefs[0]));
}

/// CO-10: the counts add up, and what was rejected is told with its reason.
#[test]
fn counts_add_up() {
    let run = verify(fixtures(), &draft("northwind-labs"), &["--format", "json"]);
    assert_eq!(run.code, 1);
    let answer = run.json();
    assert_eq!(
        answer["counts"],
        json!({"emitted": 3, "accepted": 1, "demoted": 1, "needs_review": 0, "rejected": 1})
    );
    assert_eq!(each(&answer, "claims", "verdict"), ["accepted", "rejected", "demoted"]);
    assert_eq!(each(&answer["claims"][1], "diagnostics", "code"), ["V301"]);
}

/// The findings as a person reads them.
#[test]
fn findings_read_as_a_compilers() {
    insta::assert_snapshot!(verify(fixtures(), &draft("northwind-labs"), &[]).out, @"
    error[V301]: `nine working days` does not stand in what is cited, nor follow from it
     --> claim wrong:1:19
      |
    1 | A quotation takes nine working days on average.
      |                   ^^^^^^^^^^^^^^^^^ not in the quotes
      |
     ::: gong:call/88101 (2026-05-12):2:45
      |
    2 | ...k. A quotation takes us six and a half working days on average, and the big labs answer in two. In...
      |       -------------------------------------------------------------------------------------------- cited for it
      |
    help: the quotes hold `six and a half working days`, `two`; say one of these, or cite the words that hold `nine working days`
    note: `vouch explain V301` says what this rule asks

    warning[V501]: the source hopes or estimates, and the claim says it is so
     --> claim hope:1:1
      |
    1 | Quotations are answered in two days.
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ told as proven
      |
     ::: gong:call/88101 (2026-05-12):5:15
      |
    5 | Callum Price: If we could answer in two days by Christmas, that pays for ...
      |               -- a hedge
      |
    help: say that it is expected, or cite the measurement
    note: `vouch explain V501` says what this rule asks

    3 claims: 1 accepted, 1 demoted, 0 for a person, 1 rejected
    ");
}

/// The rules about a whole draft: an open risk that nobody owns, promises that the order form
/// contradicts, a question whose answer is known.
#[test]
fn a_whole_draft_is_judged_too() {
    let halden =
        json!({"account_id": "halden-freight", "kind": "handoff", "claims": [], "questions": ["When is the kickoff?"]});
    let answer = verify(fixtures(), &halden, &["--format", "json"]).json();
    let mut codes = each(&answer, "diagnostics", "code");
    codes.dedup();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes, ["V704", "V706", "V710"]);
}

/// What a rule does is a setting; a rule that is switched off says nothing.
#[test]
fn a_policy_changes_what_a_rule_does() {
    let vouch = Vouch::with(&exports());
    let verdicts = |policy: &str| {
        vouch.file("vouch.toml", format!("[policy.rules]\n{policy}\n"));
        let run = verify(&vouch, &draft("northwind-labs"), &["--format", "json"]);
        let told: Vec<String> = each(&run.json(), "claims", "verdict")
            .into_iter()
            .map(str::to_owned)
            .collect();
        (run.code, told.join(" "))
    };
    assert_eq!(
        verdicts("V205 = \"allow\"\nV301 = \"allow\"\nV501 = \"allow\""),
        (0, "accepted accepted accepted".to_owned())
    );
    assert_eq!(
        verdicts("V301 = \"review\""),
        (0, "accepted needs_review demoted".to_owned())
    );
    assert_eq!(
        verdicts("V501 = \"deny\""),
        (1, "accepted rejected rejected".to_owned())
    );
}

/// What is no draft can't be verified.
#[test]
fn what_is_no_draft_is_told() {
    let told = |name: &str, bytes: &str| {
        let folder = Vouch::new();
        let path = folder.file(name, bytes);
        let run = fixtures().run(["verify", path.to_str().unwrap()]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        run.err.replace(path.to_str().unwrap(), "draft.json")
    };
    insta::assert_snapshot!(told("draft.json", "{\"account_id\": \"northwind-labs\", \"claims\": [{\"id\": 7}]}"), @"
    error: `draft.json` is no draft
      because: `claims[0]` can't be read
      because: invalid type: integer `7`, expected a string at line 1 column 52
    ");
    insta::assert_snapshot!(told("draft.json", "Dear all,"), @"
    error: `draft.json` is no draft
      because: expected value at line 1 column 1
    ");
    insta::assert_snapshot!(told("draft.json", "{\"account_id\": \"nobody\", \"claims\": []}"), @"
    error: no account is called `nobody`
    hint: `vouch accounts` lists all of them
    ");
    let run = fixtures().run(["verify", "gone.json"]);
    assert_eq!(
        (run.code, text(&json!({"err": run.err}), "err").contains("gone.json")),
        (2, true)
    );
}
