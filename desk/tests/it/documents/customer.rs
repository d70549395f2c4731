//! What is in the customer's copy, and what is not.

use super::read::everything;
use super::{FORMATS, approved, events, exported, markdown};
use crate::desk::{AE, CSM, Desk};
use crate::exports::Exports;
use crate::scripted::Model;
use crate::support::{each, list, text};

/// Nothing of an internal source, of a rejected claim, of a flag, a question or a risk gets
/// into the customer's copy, and no source's id and nobody's mail address; whatever the format,
/// and wherever in its file. The internal edition shows that the brief has all of it.
#[test]
fn what_is_the_vendors_own_stays_inside() {
    let desk = Desk::new();
    let model = Model::scripted();
    model.serve(&desk.vouch);
    let id = approved(&desk, &["--model", "live"]);
    let ids = sources(&desk, &id);
    let mut own: Vec<&str> = vec![
        // Internal sources: the deal, and notes on it.
        "was won on 19 June 2026",
        "they planned their summer around it",
        "The CRM export that Ruth was going to send us has still not arrived",
        // A rejected claim.
        "The Sheffield site may be sold",
        // A flag, a question, a risk that a call tells of, a decision, a task.
        "has not been on a recorded call",
        "who brings them in before kickoff",
        "worries about August",
        "Settled on 29 June",
        "Prepare the kickoff",
    ];
    own.extend(ids.iter().map(String::as_str));
    for form in FORMATS {
        let found = |audience: &str| -> Vec<&str> {
            let file = plain(&everything(form, &exported(&desk, &id, form, audience)));
            own.iter()
                .copied()
                .filter(|words| file.contains(&plain(words)))
                .collect()
        };
        assert_eq!(found("customer"), Vec::<&str>::new(), "{form}");
        assert_eq!(found("internal"), own, "{form}");
        let copy = everything(form, &exported(&desk, &id, form, "customer"));
        assert!(!copy.contains("northwind-labs.example"), "{form}: {copy}");
    }
}

/// The ids of the sources that the brief cites.
fn sources(desk: &Desk, run: &str) -> Vec<String> {
    let bundle: serde_json::Value = serde_json::from_slice(&exported(desk, run, "bundle", "internal")).unwrap();
    let ids = each(&bundle, "sources", "id");
    ids.into_iter().map(str::to_owned).collect()
}

/// A text without the marks by which formats escape it.
fn plain(text: &str) -> String {
    text.replace('\\', "")
}

/// VR-40, VR-83: words whose speaker asked that they stay where they were said are in no copy for
/// the customer, though both have approved the brief; nor is what a record says no permission is
/// given for, or only for another audience, or not any more.
#[test]
fn what_nobody_may_pass_on_stays_inside() {
    let record = |login: &str, permission: &str| {
        let before = format!("{login}@northwind-labs.example\",\"0\"");
        (before.clone(), format!("{before},{permission}"))
    };
    let exports = Exports::copy()
        .edit(
            "zoom/GMT20260609-090000_Recording.transcript.vtt",
            "And my people need",
            "And please don't quote me, but my people need",
        )
        .edit(
            "notes/northwind-labs-scoping-2026-06-16.md",
            "Ines wants every",
            "Between us, Ines wants every",
        )
        .edit(
            "salesforce/Contact.csv",
            "\"IsDeleted\"",
            "\"IsDeleted\",\"Permission\",\"Permission_Until\"",
        )
        .edit(
            "salesforce/Contact.csv",
            "halden-freight.example\",\"0\"",
            "halden-freight.example\",\"0\",\"\",\"\"",
        );
    let permissions = [
        record("helena.voss", "\"customer\",\"2026-06-29\""),
        record("callum.price", "\"customer\",\"2026-12-31\""),
        record("ruth.adeyemi", "\"internal only\",\"2026-12-31\""),
        record("ines.duarte", "\"no\",\"\""),
    ];
    let exports = permissions.iter().fold(exports, |exports, (from, to)| {
        exports.edit("salesforce/Contact.csv", from, to)
    });
    let desk = Desk::with(exports.path());
    let id = approved(&desk, &[]);
    let internal = markdown(&desk, &id, "internal");
    let customer = markdown(&desk, &id, "customer");
    let told = [
        "please don't quote me, but my people need templates",
        "Between us, Ines wants every quotation to carry the reference number",
        "Name: Helena Voss",
        "Name: Ruth Adeyemi",
        "Name: Ines Duarte",
        "Name: Callum Price",
    ];
    assert_eq!(told.map(|words| internal.contains(words)), [true; 6]);
    assert_eq!(
        told.map(|words| customer.contains(words)),
        [false, false, false, false, false, true]
    );
}

/// A claim that a person has rejected is in no edition as something that may be said.
#[test]
fn a_claim_that_a_person_rejected_is_told_nowhere() {
    let exports = Exports::copy().edit(
        "gong/transcripts.json",
        "our auditors insist on that",
        "our head of security is on sick leave and insists on that",
    );
    let desk = Desk::with(exports.path());
    desk.out("", 0, &["handoff", "northwind-labs"]);
    let standing = desk.standing("northwind-labs");
    let id = text(&standing, "id").to_owned();
    let claims = each(&standing, "claims_for_a_person", "claim");
    let [claim] = claims.as_slice() else {
        panic!("{claims:?}")
    };
    let judge = ["review", "judge", &id, claim, "reject", "--reason", "nobody's business"];
    desk.out(CSM, 0, &judge);
    let ready = super::ready(&desk, &[]);
    assert_eq!(ready, id);
    desk.approve(AE, &id);
    desk.approve(CSM, &id);
    for audience in ["internal", "customer"] {
        let edition = markdown(&desk, &id, audience);
        assert!(!edition.contains("sick leave"), "{edition}");
        assert!(edition.contains("a full export of the CRM"), "{edition}");
    }
    let judged = events(&desk, &id)
        .into_iter()
        .filter(|it| it["event"] == "claim_judged");
    assert_eq!(judged.count(), 1);
    assert_eq!(list(&desk.standing(&id), "claims_for_a_person").len(), 1);
}
