//! The tenant's own owner-review rules.

use serde_json::Value;

use crate::support::{Vouch, each, exports, list, text};

/// A program with these rules; without any, where there is no text.
fn with_rules(rules: Option<&str>) -> Vouch {
    let vouch = Vouch::with(&exports());
    vouch.file("vouch.toml", "owner_review_rules = \"rules.toml\"\n");
    if let Some(rules) = rules {
        vouch.file("rules.toml", rules);
    }
    vouch
}

/// How many claims of a brief go to the supervisor.
fn for_the_supervisor(brief: &Value) -> usize {
    let routes = list(brief, "claims").iter().map(|claim| list(claim, "routes"));
    routes
        .filter(|routes| routes.iter().any(|it| it == "supervisor"))
        .count()
}

/// VR-10: a topic of the rules changes which claims are routed; without rules the built-in ones
/// hold.
#[test]
fn a_topic_of_the_tenant_goes_to_whom_it_names() {
    let built_in = Vouch::with(&exports()).json(0, ["handoff", "northwind"]);
    assert_eq!(for_the_supervisor(&built_in), 0);
    let rules = "[[rule]]\ntopic = \"the Leeds site\"\nwords = [\"Leeds\"]\nroutes = [\"supervisor\"]\n";
    let routed = with_rules(Some(rules)).json(0, ["handoff", "northwind"]);
    assert!(for_the_supervisor(&routed) > 0, "{routed}");
    let elsewhere = format!("{rules}accounts = [\"halden-freight\"]\n");
    let brief = with_rules(Some(&elsewhere)).json(0, ["handoff", "northwind"]);
    assert_eq!(for_the_supervisor(&brief), 0);
}

/// VR-10: rules that are configured and missing, empty or unreadable stop the run.
#[test]
fn rules_that_can_not_be_read_stop_the_run() {
    for rules in [None, Some(""), Some("[[rule]]\ntopic = 3\n"), Some("not toml")] {
        let vouch = with_rules(rules);
        let brief = vouch.json(1, ["handoff", "northwind"]);
        assert_eq!(text(&brief, "state"), "stopped", "{rules:?}");
        assert_eq!(each(&brief, "reasons", "code"), ["rules_unreadable"], "{rules:?}");
        let why = text(&list(&brief, "reasons")[0], "message");
        assert!(why.starts_with("the owner-review rules `rules.toml` "), "{why}");
    }
}
