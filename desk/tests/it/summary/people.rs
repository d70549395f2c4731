//! Who must be involved: both sides, from records, and nobody else.

use super::{changed, summary_of, texts};
use crate::customers::{ACCOUNTS, GARRICK, LUMEN, MORROW, TIDEWATER, asked_for, desk, summary};
use crate::scripted::Model;
use crate::support::{Vouch, claims_of, each, list, text};

/// AS-3, PG-8: the people of both sides are listed, each exactly as `Name (Role)`; each is cited
/// from a record that has the name.
#[test]
fn both_sides_are_listed() {
    let expected: [(&str, &[&str]); 4] = [
        (
            GARRICK,
            &[
                "Niall Corrigan (Executive Sponsor)",
                "Yvette Duplan (Champion)",
                "Dana Whitcombe (Account Executive)",
                "Nora Quist (Customer Success Manager)",
            ],
        ),
        (
            LUMEN,
            &[
                "Henrik Solvang (Decision Maker)",
                "Ottoline Pace (User)",
                "Dana Whitcombe (Account Executive)",
                "Nora Quist (Customer Success Manager)",
            ],
        ),
        (
            MORROW,
            &[
                "Bronwen Sayers (Executive Sponsor)",
                "Rhys Calloway (Champion)",
                "Theo Marchetti (Technical Contact)",
                "Dana Whitcombe (Account Executive)",
                "Nora Quist (Customer Success Manager)",
            ],
        ),
        (
            TIDEWATER,
            &[
                "Lotte Bergmann (Decision Maker)",
                "Femi Adekunle (Champion)",
                "Dana Whitcombe (Account Executive)",
                "Ewan Harte (Account Manager)",
            ],
        ),
    ];
    let desk = desk();
    for (account, people) in expected {
        let brief = summary(&desk, account);
        assert_eq!(texts(&brief, "stakeholders"), people, "{account}");
        for claim in claims_of(&brief, "stakeholders") {
            let (name, _) = text(claim, "text").split_once(" (").unwrap();
            let quotes = each(claim, "citations", "quote");
            assert!(quotes.contains(&format!("Name: {name}").as_str()), "{claim}");
        }
        let sides = |side: &str| {
            let all = list(&brief["parts"], "stakeholders").iter();
            all.filter(|it| it["side"] == side).count()
        };
        assert_eq!((sides("customer"), sides("vendor")), (people.len() - 2, 2), "{account}");
    }
}

/// AS-3: somebody who spoke on a call and is in no record of the account is no stakeholder.
#[test]
fn who_is_in_no_record_is_not_listed() {
    let exports = changed()
        .edit("gong/calls.json", "Yvette Duplan", "Malcolm Reith")
        .edit("gong/calls.json", "yvette.duplan", "malcolm.reith");
    let vouch = Vouch::with(exports.path());
    let call = vouch.json(0, ["source", "gong:call/90498"]);
    assert!(text(&call, "text").contains("Malcolm Reith: We quote by hand again"));
    let brief = vouch.json(0, ["summary", GARRICK]);
    assert!(texts(&brief, "stakeholders").contains(&"Yvette Duplan (Champion)"));
    let names = each(&brief["parts"], "stakeholders", "name");
    assert_eq!(
        names,
        ["Niall Corrigan", "Yvette Duplan", "Dana Whitcombe", "Nora Quist"]
    );
    let named = texts(&brief, "stakeholders")
        .into_iter()
        .any(|it| it.contains("Malcolm"));
    assert!(!named, "{brief}");
}

/// AS-3: without a record of a contact only our own people are listed.
#[test]
fn without_contacts_nobody_of_theirs_is_listed() {
    let exports = changed().without("salesforce/Contact.csv");
    let brief = summary_of(&exports, MORROW);
    let ours = [
        "Dana Whitcombe (Account Executive)",
        "Nora Quist (Customer Success Manager)",
    ];
    assert_eq!(texts(&brief, "stakeholders"), ours);
}

/// PG-8: no model is asked who the stakeholders are, and each is computed from records.
#[test]
fn no_model_is_asked_for_people() {
    let model = Model::saying([]);
    let desk = desk();
    model.serve(&desk.vouch);
    for account in ACCOUNTS {
        let brief = summary(&desk, account);
        let claims = claims_of(&brief, "stakeholders");
        assert!(!claims.is_empty() && claims.iter().all(|it| it["origin"] == "records"));
    }
    let prompts = model.prompts();
    let asked = asked_for(&prompts);
    assert!(!asked.is_empty() && !asked.contains(&"Key Stakeholders"), "{asked:?}");
}
