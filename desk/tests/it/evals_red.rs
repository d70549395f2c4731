//! Breaking something on purpose turns exactly those cases red that speak of it.

use std::fs;

use crate::scripted::Model;
use crate::suites::{RECORDING, edit, fixture, recorded, red, report, with_suite};
use crate::support::Vouch;

/// Three briefs and two claims on the accounts of the fixtures.
fn briefs() -> String {
    let (accounts, scripted) = (fixture("accounts"), fixture("scripted/northwind"));
    format!(
        r#"
about = "Three briefs and two claims."

[defaults]
as_of = "2026-06-30"
evidence = [{accounts}]
account = "northwind-labs"

[[case]]
name = "extractive"
drafter = "extractive"
expect = {{ state = "in_review", stated = [{{ says = ["35 users"], section = "sold" }}] }}

[[case]]
name = "scripted"
exchange = {scripted}
expect = {{ state = "in_review", refused = [{{ says = ["Sheffield"], codes = ["V102"] }}] }}

[[case]]
name = "paused"
account = "halden-freight"
drafter = "extractive"
expect = {{ state = "paused", abstains = ["why", "risks"] }}

[[case]]
name = "verbatim"

[[case.claim]]
text = "Helena Voss holds the budget."
cites = [{{ source = "gong:call/88101", quote = "Helena Voss, our COO, holds the budget." }}]
expect = {{ verdict = "accepted" }}

[[case]]
name = "altered"

[[case.claim]]
text = "Helena Voss holds the budget."
cites = [{{ source = "gong:call/88101", quote = "Helena Voss, our COO, keeps the budget." }}]
expect = {{ verdict = "rejected", codes = ["V104"] }}
"#
    )
}

/// The one case that failed, with what it says of it; nothing was asked for that.
fn only_red(vouch: &Vouch, model: &Model) -> (String, String) {
    let asked = model.prompts().len();
    let run = report(vouch, &[]);
    assert_eq!((run.code, model.prompts().len()), (1, asked), "{run:?}");
    let mut red = red(&run);
    assert_eq!(red.len(), 1, "{red:?}");
    let (name, said) = red.remove(0);
    (name, said.replace(&model.address(), "http://host"))
}

/// The names of the recorded questions that were made of a prompt.
fn made_of(vouch: &Vouch, prompt: &str) -> Vec<String> {
    let folder = fs::read_dir(vouch.data().with_file_name(RECORDING)).unwrap();
    let mut made: Vec<String> = folder
        .map(|file| file.unwrap().path())
        .filter(|path| {
            fs::read_to_string(path)
                .unwrap()
                .contains(&format!("\"{prompt}\": \"sha256:"))
        })
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    made.sort();
    made
}

/// The settings decide what a rule does: without it, the case that needs it fails, and no other.
#[test]
fn a_rule_that_is_switched_off() {
    let vouch = with_suite("briefs", &briefs());
    let run = report(&vouch, &[]);
    assert_eq!((run.code, red(&run)), (0, Vec::new()), "{run:?}");
    vouch.file("vouch.toml", "[policy.rules]\nV104 = \"allow\"\n");
    let run = report(&vouch, &[]);
    let names: Vec<String> = red(&run).into_iter().map(|(name, _)| name).collect();
    assert_eq!((run.code, names), (1, vec!["altered".to_owned()]));
}

/// A prompt is part of what was recorded: who changes it is told which questions to record again.
#[test]
fn a_prompt_that_changed() {
    let (vouch, model) = recorded("prompts = \"prompts\"\n");
    assert_eq!(red(&report(&vouch, &[])), Vec::new());
    let revisions = "risks.revision-1, why.revision-1";
    assert_eq!(
        ["handoff/why", "handoff/risks", "revise"].map(|prompt| made_of(&vouch, prompt).join(", ")),
        ["why", "risks", revisions]
    );
    vouch.file(
        "prompts/handoff/why.md",
        "Say in the customer's words why they bought.\n",
    );
    let (name, said) = only_red(&vouch, &model);
    insta::assert_snapshot!(format!("{name}: {said}"), @"
    recorded@scripted-1: failed: model `scripted-1` at `http://host/v1` is replayed from a record, which has no answer: since `why` was recorded, the prompt `handoff/why` was changed; record it again with `vouch evals record`
    model_unreachable
    ");
}

/// A recording that somebody mended by hand answers no question that was asked.
#[test]
fn a_request_that_changed() {
    let (vouch, model) = recorded("");
    edit(
        &vouch,
        &format!("{RECORDING}/risks.json"),
        "What could go wrong",
        "What could go wrung",
    );
    let (name, said) = only_red(&vouch, &model);
    insta::assert_snapshot!(format!("{name}: {said}"), @"
    recorded@scripted-1: failed: model `scripted-1` at `http://host/v1` is replayed from a record, which has no answer: since `risks` was recorded, the question changed: it had `Section: What could go wrung` where there is now `Section: What could go wrong`; record it again with `vouch evals record`
    model_unreachable
    ");
}

/// An answer whose quote is no longer what was said fails the case that needs its claim.
#[test]
fn an_answer_that_changed() {
    let (vouch, model) = recorded("revision_rounds = 0\n");
    edit(
        &vouch,
        &format!("{RECORDING}/requirements.json"),
        r#"\"quote\":\"needs to see"#,
        r#"\"quote\":\"needs to know"#,
    );
    let (name, said) = only_red(&vouch, &model);
    assert_eq!((name.as_str(), said.as_str()), ("recorded@scripted-1", ""));
    let run = vouch.run(["evals", "run", "--filter", "recorded"]);
    let (failed, _) = run.out.split_once("\nsuite ").unwrap();
    insta::assert_snapshot!(failed, @"
    ✘ drafted        0 of 1 cases, 2 of 3 expectations

    ✘ drafted/recorded@scripted-1
      ✘ states `sample count` and `queue`
        wanted   `sample count`, `queue`, in requirements, accepted
        nearest  requirements, rejected: The quotations team needs to see the sample count and the method before a request enters the queue.
        lacks    accepted
        quote    note:file/northwind-labs-scoping-2026-06-16 “needs to know the sample count and the method before a request enters the queue”
        rule     V104 the quote does not stand in `note:file/northwind-labs-scoping-2026-06-16`
    ");
}
