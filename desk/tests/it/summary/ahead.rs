//! What was achieved, what comes next, and what must be done at once.

use serde_json::{Value, json};

use super::{changed, goals, replanned, sources, summary_of, texts};
use crate::customers::{ACCOUNTS, GARRICK, MORROW, TIDEWATER, answered, desk, summary};
use crate::scripted::Model;
use crate::support::{Vouch, claims_of, list, text};

/// A block of the achievements: its name, its title, and what it says.
fn blocks(brief: &Value) -> Vec<(&str, &str, Vec<&str>)> {
    let claims = claims_of(brief, "achievements");
    let said = |block: &Value| {
        let of_block = claims.iter().copied();
        let of_block = of_block.filter(|it| list(block, "claims").contains(&it["id"]));
        of_block.map(|it| text(it, "text")).collect()
    };
    let all = list(&brief["parts"], "achievements").iter();
    all.map(|it| (text(it, "name"), text(it, "title"), said(it))).collect()
}

/// AS-9: three blocks: what was gained, how use and money grew, and what was got through; each claim
/// stands in one of them, and what was got through is computed from records.
#[test]
fn achievements_stand_in_three_blocks() {
    let gained = "Quotations took 46 hours at the beginning of April and 19 hours in the last week of June.";
    let quote = "quotations took us 46 hours at the beginning of April\nand 19 hours in the last week of June";
    let used = "58 users work on the desk every week, up from 44.";
    let mut outcome = answered("outcome", gained, quote);
    (outcome["standing"], outcome["goal"]) = (json!("proven_outcome"), json!(1));
    let model = Model::saying([(
        "Strategic Value Achievements",
        json!([outcome, answered("fact", used, used.trim_end_matches('.'))]),
    )]);
    let exports = changed().edit(
        "notes/morrow-dental-visit-2026-06-03.md",
        "Two practices still",
        &format!("Rhys Calloway showed me that {used}\n\nTwo practices still"),
    );
    let vouch = Vouch::with(exports.path());
    model.serve(&vouch);
    let brief = vouch.json(0, ["summary", MORROW]);
    let through = vec![
        "The milestone \u{201C}Intake form live\u{201D} of \u{201C}Quotation clean-up\u{201D} was reached on 22 May 2026.",
        "The milestone \u{201C}Templates merged\u{201D} of \u{201C}Quotation clean-up\u{201D} was reached on 24 April 2026.",
        "The goal \u{201C}Send treatment quotations within 24 hours\u{201D} is completed.",
    ];
    let blocks = blocks(&brief);
    let titles: Vec<(&str, &str)> = blocks.iter().map(|(name, title, _)| (*name, *title)).collect();
    assert_eq!(
        titles,
        [
            ("outcomes", "Business outcomes and operational improvements"),
            ("financial_usage", "Financial expansion and usage"),
            ("lifecycle", "Lifecycle achievements"),
        ]
    );
    let said: Vec<&Vec<&str>> = blocks.iter().map(|(_, _, said)| said).collect();
    assert!(said[0].contains(&gained) && said[1].contains(&used), "{blocks:#?}");
    assert_eq!(*said[2], through);
    let claims = claims_of(&brief, "achievements");
    assert_eq!(
        blocks.iter().map(|(_, _, said)| said.len()).sum::<usize>(),
        claims.len()
    );
    let of_lifecycle = claims.iter().filter(|it| through.contains(&text(it, "text")));
    assert!(of_lifecycle.clone().count() == 3 && of_lifecycle.clone().all(|it| it["origin"] == "records"));
}

/// AS-9: what was got through follows the records: a milestone that is not reached and a goal that
/// is not completed are none of it.
#[test]
fn what_was_got_through_follows_the_records() {
    let exports = changed().edit("projects/projects.csv", "2026-05-29,2026-05-22", "2026-05-29,");
    let exports = replanned(exports, MORROW, |account| {
        goals(account)[0]["status"] = json!("On Track");
    });
    let brief = summary_of(&exports, MORROW);
    let claims = claims_of(&brief, "achievements");
    let is_recorded = |said: &&str| {
        claims
            .iter()
            .any(|it| it["origin"] == "records" && text(it, "text") == *said)
    };
    let through: Vec<&str> = blocks(&brief)[2].2.iter().copied().filter(is_recorded).collect();
    assert_eq!(
        through,
        [
            "The milestone \u{201C}Templates merged\u{201D} of \u{201C}Quotation clean-up\u{201D} was reached on 24 April 2026."
        ]
    );
}

/// AS-10: each next step serves a goal of the customer's, which it names, and says by when: the due
/// date of what is measured or, for a goal without a measure, the coming months.
#[test]
fn each_next_step_names_a_goal_and_a_horizon() {
    let exports = replanned(changed(), TIDEWATER, |account| {
        goals(account)[2]["status"] = json!("Off Track");
    });
    let expected: [(&str, &[(&str, &str)]); 2] = [
        (MORROW, &[("OBJ-M-2", "By 30 September 2026")]),
        (
            TIDEWATER,
            &[
                ("OBJ-T-1", "By 30 September 2026"),
                ("OBJ-T-3", "Over the coming months"),
                ("OBJ-T-2", "By 18 December 2026"),
            ],
        ),
    ];
    let plans = super::plans(&exports);
    let names = |account: &str, id: &str| {
        let mut accounts = list(&plans, "accounts").iter().filter(|it| it["slug"] == account);
        let goals = list(&accounts.next().unwrap()["successPlans"][0], "objectives");
        let goal = goals.iter().find(|it| it["id"] == id).unwrap();
        text(goal, "name").to_owned()
    };
    let vouch = Vouch::with(exports.path());
    for (account, steps) in expected {
        let brief = vouch.json(0, ["summary", account]);
        let claims = claims_of(&brief, "next_steps");
        let told: Vec<(&str, &str)> = claims
            .iter()
            .map(|it| {
                let goal = text(it, "goal_id").strip_prefix("plan:objective/").unwrap();
                let (horizon, aim) = text(it, "text").split_once(", ").unwrap();
                assert!(aim.contains(&names(account, goal)), "{aim}");
                (goal, horizon)
            })
            .collect();
        assert_eq!(told, steps, "{account}");
    }
}

/// AS-11: what must be done at once is tied to what is open: tickets, risks, tasks, and what is
/// overdue. Each action cites the record, and goes with it once that is closed.
#[test]
fn each_action_is_tied_to_something_open() {
    let task = "\"00T8d00000Mo9AaEAJ\",\"0018d00000Mo1DeAAJ\",\"0038d00000Tm3MoAAJ\",\"0058d00000Mj3CdAAJ\",\
                \"Send the agenda\",\"\",\"2026-06-20\",\"In Progress\",\"Other\",\"0\",\"2026-06-10T15:20:00.000Z\"\n";
    let exports = changed().append("salesforce/Task.csv", task);
    let vouch = Vouch::with(exports.path());
    let tied = |vouch: &Vouch, account: &str| -> Vec<String> {
        let brief = vouch.json(0, ["summary", account]);
        let claims = claims_of(&brief, "immediate_actions").into_iter();
        claims
            .map(|it| text(&it["citations"][0], "source_id").to_owned())
            .collect()
    };
    assert_eq!(
        tied(&vouch, GARRICK),
        [
            "zendesk:ticket/5109",
            "plan:risk/RSK-G-1",
            "stripe:invoice/in_Ga0001",
            "project:milestone/MS-G-1",
            "salesforce:case/5008d00000Ga1AaAAJ",
        ]
    );
    assert_eq!(
        tied(&vouch, MORROW),
        [
            "plan:risk/RSK-M-1",
            "salesforce:task/00T8d00000Mo9AaEAJ",
            "zendesk:ticket/5102"
        ]
    );
    let closed = exports
        .edit("salesforce/Task.csv", "\"In Progress\"", "\"Completed\"")
        .edit("zendesk/tickets.json", "\"status\": \"open\"", "\"status\": \"solved\"")
        .edit(super::PLANS, "\"status\": \"Open\"", "\"status\": \"Closed\"");
    assert_eq!(tied(&Vouch::with(closed.path()), MORROW), Vec::<String>::new());
}

/// AS-11: no immediate action serves a goal or cites a record that a next step does.
#[test]
fn actions_and_next_steps_are_apart() {
    let desk = desk();
    let mut both = 0;
    for account in ACCOUNTS {
        let brief = summary(&desk, account);
        let [now, later] = ["immediate_actions", "next_steps"].map(|id| sources(&brief, id));
        assert!(now.iter().all(|id| !later.contains(id)), "{now:?} {later:?}");
        let goals = |section: &str| -> Vec<Value> {
            let claims = claims_of(&brief, section).into_iter();
            claims
                .map(|it| it["goal_id"].clone())
                .filter(|it| !it.is_null())
                .collect()
        };
        let [now_for, later_for] = ["immediate_actions", "next_steps"].map(goals);
        assert!(now_for.iter().all(|goal| !later_for.contains(goal)));
        let [first, second] = ["immediate_actions", "next_steps"].map(|id| texts(&brief, id));
        assert!(first.iter().all(|it| !second.contains(it)));
        both += usize::from(!first.is_empty() && !second.is_empty());
    }
    assert!(both >= 3, "there is nothing to keep apart");
}
