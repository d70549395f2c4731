//! What a recap says.

use serde_json::{Value, json};

use super::{REACHED, any, recap, said, story};
use crate::customers::{self, GARRICK, LUMEN, MORROW, TIDEWATER, citations, desk, section};
use crate::support::{claims_of, each, list, text};

/// VR-7: what the customer says is told with who said it and when, in their words, and cites the
/// answer, which is theirs and of that day.
#[test]
fn feedback_has_its_author_and_its_date() {
    let desk = desk();
    let brief = recap(&desk, MORROW);
    let claim = said(&brief, "feedback", "Rhys Calloway");
    assert_eq!(
        text(claim, "text"),
        "Rhys Calloway gave the score 9 on 27 June 2026: \u{201C}Estimates go out the next morning now. \
         My front desks notice it, and so do the patients.\u{201D}"
    );
    assert!(each(claim, "citations", "source_id").contains(&"nps:response/NPS-M-1"));
    let source = desk.json("", 0, &["source", "nps:response/NPS-M-1"]);
    let fields = ["author", "affiliation", "occurred_at"].map(|name| text(&source, name));
    assert_eq!(fields, ["Rhys Calloway", "customer", "2026-06-27"]);
    let told = desk.out("", 0, &["recap", MORROW]);
    assert!(
        told.contains("nps:response/NPS-M-1 · Rhys Calloway, customer · 27 June 2026"),
        "{told}"
    );
}

/// VR-9, VR-16: a section of its own holds exactly one recommendation that stands first, and others
/// beside it; each goes to the account's owner, who has not yet looked at it.
#[test]
fn one_recommendation_stands_first() {
    let desk = desk();
    for (account, owner) in [
        (MORROW, "Nora Quist"),
        (TIDEWATER, "Ewan Harte"),
        (GARRICK, "Nora Quist"),
        (LUMEN, "Nora Quist"),
    ] {
        let brief = any(&desk, account);
        let told = &brief["parts"]["recommendation"];
        assert_eq!(
            (text(told, "status"), text(told, "owner")),
            ("needs_owner_review", owner),
            "{account}"
        );
        let mut named = vec![told["primary"].clone()];
        named.extend(list(told, "others").iter().cloned());
        assert_eq!(list(section(&brief, "next"), "claims"), named, "{account}");
        for claim in claims_of(&brief, "next") {
            assert_eq!(claim["kind"], "recommendation", "{claim}");
            assert!(list(claim, "routes").contains(&json!("account_owner")), "{claim}");
        }
    }
}

/// VR-13: each goal that was not given up has a row, those without evidence too.
#[test]
fn each_goal_has_its_outcome() {
    let desk = desk();
    let brief = recap(&desk, MORROW);
    let rows = list(&brief["parts"], "goal_table").iter();
    let rows: Vec<_> = rows.map(|it| (text(it, "goal"), text(it, "outcome"))).collect();
    assert_eq!(
        rows,
        [
            ("Send treatment quotations within 24 hours", "proven"),
            ("Have 75% of quotations accepted at the first sending", "proven"),
            ("Spare the front desks the calls about unanswered quotations", "likely"),
            ("Show quotations in the patient portal by 29 May 2026", "no_evidence"),
        ]
    );
    let told = desk.out("", 0, &["recap", MORROW]);
    assert_eq!(told.matches("no evidence yet\n").count(), 1, "{told}");
}

/// VR-15 as far as a record names an owner: every ticket, risk and goal that is open or off track is
/// told with its source, and what is closed is not.
#[test]
fn open_risks_have_their_sources_and_owners() {
    let desk = desk();
    let brief = recap(&desk, MORROW);
    let mut cited: Vec<&str> = citations(&brief, "risks")
        .into_iter()
        .map(|it| text(it, "source_id"))
        .collect();
    cited.sort_unstable();
    cited.dedup();
    assert_eq!(
        cited,
        ["plan:objective/OBJ-M-4", "plan:risk/RSK-M-1", "zendesk:ticket/5102"]
    );
    let owned = |words: &str| {
        let claim = said(&brief, "risks", words);
        assert!(text(claim, "text").contains("its owner is Nora Quist"), "{claim}");
    };
    owned("Only Theo Marchetti can change a template");
    owned("Show quotations in the patient portal");
}

/// VR-23: what a recap says of the renewal and of the next step goes to the account's owner.
#[test]
fn renewal_and_strategy_go_to_the_owner() {
    let (_, brief) = story();
    for claim in [said(&brief, "decision", "The renewal on 29 August 2026")]
        .into_iter()
        .chain(claims_of(&brief, "next"))
    {
        assert_eq!(claim["routes"], json!(["account_owner"]), "{claim}");
    }
    let flags = list(&brief, "flags")
        .iter()
        .filter(|it| it["kind"] == "review_required");
    let flags: Vec<&Value> = flags.collect();
    assert!(!flags.is_empty() && flags.iter().all(|it| it["routes"] == json!(["account_owner"])));
}

/// VR-77: three months of clean-up before a renewal meeting, end to end: what was delivered, how long
/// it takes by the rows, what the customer says and what is in the way. The difference is that of the
/// first row and the last.
#[test]
fn the_worked_example() {
    let desk = desk();
    let rows = std::fs::read_to_string(customers::exports().join("usage/usage.csv")).unwrap();
    let hours: Vec<u32> = rows
        .lines()
        .filter(|row| row.starts_with("morrow-dental,") && row.contains(",quotation_response_time,"))
        .map(|row| row.split(',').nth(3).unwrap().parse().unwrap())
        .collect();
    let (first, last) = (hours[0], hours[hours.len() - 1]);
    assert_eq!((hours.len(), first - last), (13, 27));

    let brief = recap(&desk, MORROW);
    assert_eq!(
        json!([
            brief["state"],
            brief["trigger"]["kind"],
            brief["parts"]["dates"]["renewal"]
        ]),
        json!(["in_review", "renewal", "2026-08-29"])
    );
    let claim = said(&brief, "usage", "Quotation response time went");
    let told = format!(
        "from {first} h on 3 April 2026 to {last} h on 26 June 2026, {} h less.",
        first - last
    );
    assert!(text(claim, "text").ends_with(&told), "{claim}");
    let figure = list(claim, "figures").iter().find(|it| it["text"] == "27 h").unwrap();
    assert_eq!(
        json!([figure["derivation"], claim["goal_id"], claim["standing"]]),
        json!(["46 - 19", REACHED, "proven_outcome"])
    );
    for (section, words) in [
        ("delivered", "Templates merged"),
        ("delivered", "\u{201C}Intake form live\u{201D}"),
        ("feedback", "Estimates go out the next morning now"),
        ("risks", "X-rays are cut off in the quotation PDF"),
        ("decision", "The renewal on 29 August 2026"),
    ] {
        said(&brief, section, words);
    }
}

/// VR-78: an agency that uses no product has projects for its work, and its own dashboard for its
/// performance.
#[test]
fn an_agency_without_a_product_has_its_recap() {
    let desk = desk();
    let rows = std::fs::read_to_string(customers::exports().join("usage/usage.csv")).unwrap();
    assert!(!rows.contains(TIDEWATER));
    let brief = recap(&desk, TIDEWATER);
    let statuses = each(&brief, "inputs", "status");
    assert_eq!((text(&brief, "state"), statuses), ("in_review", vec!["present"; 8]));
    let systems = |id: &str| {
        let mut cited: Vec<&str> = citations(&brief, id)
            .into_iter()
            .map(|it| text(it, "source_id").split('/').next().unwrap())
            .collect();
        cited.sort_unstable();
        cited.dedup();
        cited
    };
    assert_eq!(systems("usage"), ["dashboard:series"]);
    assert!(systems("delivered").contains(&"project:milestone"));
    assert_eq!(
        text(said(&brief, "usage", "Pitch turnaround"), "text"),
        "Pitch turnaround went from 11 working days on 31 March 2026 to 7 working days on 31 May 2026, \
         4 working days less."
    );
    for name in ["usage_signal", "milestone_summary", "outcome_evidence"] {
        assert_eq!(super::part(&desk, name), (1, 1), "{name}");
    }
}
