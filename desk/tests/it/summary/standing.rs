//! Where the account stands: the relationship, and what is at risk.

use serde_json::{Value, json};

use super::{changed, goals, replanned, sources};
use crate::customers::{ACCOUNTS, GARRICK, MORROW, TIDEWATER, answered, desk, summary};
use crate::scripted::Model;
use crate::support::{Vouch, claims_of, each, list, text};

/// An indicator of the relationship: whether it is there, and the kinds of source that its claims
/// cite.
fn indicator(vouch: &Vouch, brief: &Value, name: &str) -> (bool, Vec<String>) {
    let indicator = list(&brief["parts"], "indicators").iter().find(|it| it["name"] == name);
    let indicator = indicator.unwrap();
    let showing = list(indicator, "claims");
    let claims = claims_of(brief, "relational_health");
    let mut kinds: Vec<String> = Vec::new();
    for id in showing {
        let claim = claims.iter().find(|it| it["id"] == *id).unwrap();
        for source in each(claim, "citations", "source_id") {
            let kind = text(&vouch.json(0, ["source", source]), "kind").to_owned();
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }
    assert_eq!(indicator["present"], json!(!showing.is_empty()));
    (!showing.is_empty(), kinds)
}

/// AS-6: each indicator that is there cites a call, a mail or another activity; constructive
/// sentiment is there once a claim cites a good word of the customer's.
#[test]
fn each_indicator_cites_an_activity() {
    let praise = "My front desks are delighted with the new form.";
    let model = Model::saying([(
        "Relational Health",
        json!([answered(
            "fact",
            "Rhys Calloway wrote that the front desks are delighted with the new form.",
            praise
        )]),
    )]);
    let exports = changed().edit(
        "mail/figures-for-the-board.eml",
        "Acceptance is better",
        &format!("{praise} Acceptance is better"),
    );
    let vouch = Vouch::with(exports.path());
    model.serve(&vouch);
    let brief = vouch.json(0, ["summary", MORROW]);
    let shown = |name: &str| indicator(&vouch, &brief, name);
    let kinds = |kinds: &[&str]| -> Vec<String> { kinds.iter().map(|it| (*it).to_owned()).collect() };
    assert_eq!(shown("executive_engagement"), (true, kinds(&["call"])));
    assert_eq!(shown("active_collaboration"), (true, kinds(&["call", "mail"])));
    assert_eq!(shown("constructive_sentiment"), (true, kinds(&["mail"])));
}

/// AS-6: where no executive of the customer's took part in anything, executive engagement is not
/// there; the others are judged without it.
#[test]
fn without_an_executive_there_is_no_executive_engagement() {
    let exports = changed()
        .edit("gong/calls.json", "Bronwen Sayers", "Theo Marchetti")
        .edit("gong/calls.json", "bronwen.sayers", "theo.marchetti")
        .edit("gong/calls.json", "Managing Director", "IT Administrator")
        .edit(
            super::PLANS,
            "Review meeting with Bronwen Sayers and Rhys Calloway",
            "Review meeting with Rhys Calloway",
        );
    let model = Model::saying([]);
    let vouch = Vouch::with(exports.path());
    model.serve(&vouch);
    let brief = vouch.json(0, ["summary", MORROW]);
    let shown = ["active_collaboration", "executive_engagement", "constructive_sentiment"]
        .map(|name| indicator(&vouch, &brief, name).0);
    assert_eq!(shown, [true, false, false]);
    let told = vouch.run(["summary", MORROW]).out;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("Shown by activities: active collaboration. Not shown: executive engagement"),
        "{told}"
    );
}

/// AS-7: each risk cites its source and is marked as present or as possible: possible is what
/// somebody put down as a risk, present is what another record shows to be so.
#[test]
fn each_risk_is_current_or_possible() {
    let desk = desk();
    let mut marks = Vec::new();
    for account in ACCOUNTS {
        let brief = summary(&desk, account);
        for claim in claims_of(&brief, "risks") {
            let told = text(claim, "text");
            let cited = each(claim, "citations", "source_id");
            assert!(!cited.is_empty(), "{claim}");
            let recorded = cited.iter().any(|id| id.starts_with("plan:risk/"));
            let mark = if recorded { " (possible)." } else { " (current)." };
            assert!(told.ends_with(mark), "{told}");
            marks.push((account, recorded));
        }
    }
    assert!(marks.contains(&(GARRICK, true)) && marks.contains(&(GARRICK, false)));
}

/// PG-11: a goal that goes off track is among the risks, with its status.
#[test]
fn a_goal_off_track_is_a_risk() {
    let goal = "plan:objective/OBJ-T-3";
    let before = summary(&desk(), TIDEWATER);
    assert!(!sources(&before, "risks").contains(&goal));
    let (_, brief) = off_track();
    let claims = claims_of(&brief, "risks");
    let claim = claims.iter().find(|it| text(&it["citations"][0], "source_id") == goal);
    let claim = claim.unwrap();
    assert_eq!(
        text(claim, "text"),
        "The goal `Price every pitch from one rate card` is off track (current)."
    );
    assert!(each(claim, "citations", "quote").contains(&"status: Off Track"));
}

/// PG-11: a summary that leaves it out is an error of the verifier.
#[test]
fn a_summary_without_it_is_an_error() {
    let (vouch, mut brief) = off_track();
    let check = |brief: &Value, code: i32| -> Vec<String> {
        let path = vouch.file("draft.json", brief.to_string());
        let answer = vouch.json(code, ["verify", path.to_str().unwrap()]);
        let codes = each(&answer, "diagnostics", "code").into_iter();
        codes.map(str::to_owned).collect()
    };
    assert_eq!(check(&brief, 0), Vec::<String>::new());
    let cites = |claim: &Value| each(claim, "citations", "source_id").contains(&"plan:objective/OBJ-T-3");
    brief["claims"].as_array_mut().unwrap().retain(|it| !cites(it));
    let left: Vec<Value> = list(&brief, "claims").iter().map(|it| it["id"].clone()).collect();
    for section in brief["sections"].as_array_mut().unwrap() {
        section["claims"].as_array_mut().unwrap().retain(|id| left.contains(id));
    }
    assert_eq!(check(&brief, 1), ["V702"]);
}

/// Tidewater's summary after a goal went off track.
fn off_track() -> (Vouch, Value) {
    let exports = replanned(changed(), TIDEWATER, |account| {
        goals(account)[2]["status"] = json!("Off Track");
    });
    let vouch = Vouch::with(exports.path());
    let brief = vouch.json(0, ["summary", TIDEWATER]);
    (vouch, brief)
}
