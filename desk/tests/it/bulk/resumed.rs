//! Within a limit, interrupted, or with a model that fails: the next time goes on where the last one
//! ended.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use wiremock::{Request, Respond, ResponseTemplate};

use super::{briefs, field, runs};
use crate::customers::{ACCOUNTS, GARRICK, LUMEN, TIDEWATER, desk, desk_with};
use crate::scripted::{Model, prompt, said};
use crate::support::TODAY;

/// Once the limit is reached no further brief is begun; what was left out is said, makes the exit
/// code 1, and is drafted the next time, while what was drafted before is not paid for again.
#[test]
fn a_limit_leaves_the_rest_for_the_next_time() {
    // 900 tokens sent and 100 received, at these prices, are 0.0011 a request.
    let prices = "cache = false\nprice_per_million_input = 1.0\nprice_per_million_output = 2.0\n";
    for limit in [["--spend-limit-tokens", "1000"], ["--spend-limit", "0.001"]] {
        let model = Model::saying([]);
        let desk = desk();
        model.serve_with(&desk.vouch, prices);
        let limited = [&["summary", "--all", "--jobs", "1"], &limit[..]].concat();
        let first = briefs(&desk, 1, &limited);
        assert_eq!(field(&first, "account_id"), [GARRICK]);
        let asked = model.prompts().len();
        assert!(asked > 0);

        let told = desk.out("", 1, &limited);
        assert!(told.contains("drafted before and unchanged"), "{told}");
        assert_eq!(told.matches("left out").count(), 2, "{told}");
        assert!(told.contains("not begun: "), "{told}");
        assert_eq!(runs(&desk), 2);
        // What was drafted before costs nothing, so that a brief more was begun.
        let prompts = model.prompts();
        assert!(prompts[asked..].iter().all(|prompt| prompt.contains("Lumen Press")));

        let all = briefs(&desk, 0, &["summary", "--all"]);
        assert_eq!((field(&all, "account_id"), &all[0]), (ACCOUNTS.to_vec(), &first[0]));
        let prompts = &model.prompts()[prompts.len()..];
        let of_others = |prompt: &String| prompt.contains("Morrow Dental") || prompt.contains("Tidewater Agency");
        assert!(!prompts.is_empty() && prompts.iter().all(of_others));

        let asked = model.prompts().len();
        assert_eq!(briefs(&desk, 0, &["summary", "--all"]), all);
        assert_eq!(model.prompts().len(), asked);
        briefs(&desk, 0, &["summary", "--all", "--again"]);
        assert!(model.prompts().len() > asked);
        assert_eq!(runs(&desk), 4);
    }
}

/// A model that answers for every account but one, for which it takes its time.
struct Slow;

impl Respond for Slow {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let nothing = said("{\"claims\": [], \"questions\": []}");
        let asked = prompt(&request.body_json().unwrap());
        let wait = if asked.contains("Tidewater Agency") { 60 } else { 0 };
        nothing.set_delay(Duration::from_secs(wait))
    }
}

/// Killed in the middle, drafting for all goes on where it ended: what was drafted is kept, and only
/// the rest is asked for.
#[test]
fn an_interrupted_run_goes_on() {
    let desk = desk();
    let slow = Model::new(Slow);
    slow.serve_with(&desk.vouch, "cache = false\n");
    let mut child = Command::new(env!("CARGO_BIN_EXE_vouch"))
        .current_dir(desk.vouch.data().parent().unwrap())
        .args(["--as-of", TODAY, "--data", "data", "summary", "--all", "--jobs", "1"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !slow.prompts().iter().any(|prompt| prompt.contains("Tidewater Agency")) {
        assert!(begun.elapsed() < Duration::from_mins(1), "nothing was asked");
        sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(runs(&desk), 3);

    let model = Model::saying([]);
    model.serve_with(&desk.vouch, "cache = false\n");
    let all = briefs(&desk, 0, &["summary", "--all"]);
    assert_eq!(field(&all, "account_id"), ACCOUNTS);
    let prompts = model.prompts();
    assert!(!prompts.is_empty() && prompts.iter().all(|prompt| prompt.contains("Tidewater Agency")));
    assert_eq!(runs(&desk), 4);
}

/// One account for which the model fails makes the exit code 2 and spoils no other; it alone is
/// asked for the next time.
#[test]
fn one_failure_spoils_no_other() {
    struct Failing;
    impl Respond for Failing {
        fn respond(&self, request: &Request) -> ResponseTemplate {
            let asked = prompt(&request.body_json().unwrap());
            if asked.contains("Lumen Press") {
                return ResponseTemplate::new(401).set_body_string("who are you?");
            }
            said("{\"claims\": [], \"questions\": []}")
        }
    }
    let desk = desk();
    Model::new(Failing).serve_with(&desk.vouch, "cache = false\n");
    let all = briefs(&desk, 2, &["summary", "--all", "--jobs", "4"]);
    let expected = ACCOUNTS.map(|account| if account == LUMEN { "failed" } else { "in_review" });
    assert_eq!(
        (field(&all, "account_id"), field(&all, "state")),
        (ACCOUNTS.to_vec(), expected.to_vec())
    );
    assert_eq!(runs(&desk), 3);

    let model = Model::saying([]);
    model.serve_with(&desk.vouch, "cache = false\n");
    let all = briefs(&desk, 0, &["summary", "--all"]);
    assert_eq!(field(&all, "state"), ["in_review"; 4]);
    let prompts = model.prompts();
    assert!(!prompts.is_empty() && prompts.iter().all(|prompt| prompt.contains("Lumen Press")));
}

/// The answers of a model are kept beside the evidence, so that no question is paid for twice,
/// unless the settings say otherwise.
#[test]
fn answers_are_kept() {
    for (setting, asks_again) in [("", false), ("cache = false\n", true)] {
        let model = Model::saying([]);
        let desk = desk();
        model.serve_with(&desk.vouch, setting);
        let first = desk.json("", 0, &["summary", TIDEWATER]);
        let asked = model.prompts().len();
        assert!(asked > 0);
        let second = desk.json("", 0, &["summary", TIDEWATER]);
        assert_eq!([&second["id"], &second["digest"]], [&first["id"], &first["digest"]]);
        let paid = second["model"]["requests"].as_u64().unwrap();
        assert_eq!(
            (model.prompts().len() > asked, paid > 0),
            (asks_again, asks_again),
            "{setting}"
        );
        assert_eq!(runs(&desk), 1, "{setting}");
        assert_eq!(desk.vouch.data().join("answers").exists(), !asks_again, "{setting}");
    }
    // Without a model there is nothing to keep.
    let desk = desk_with("");
    desk.json("", 0, &["summary", TIDEWATER]);
    assert!(!desk.vouch.data().join("answers").exists());
}
