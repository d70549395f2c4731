//! What leaves the house.

use grounding::{Citation, Route, SourceId};
use insta::assert_snapshot;
use serde_json::json;

use super::story::{Story, digest, gate, quote, signed, started, subject};
use super::who::{ada, cem, sol};
use crate::brief::RunState;
use crate::people::Person;
use crate::run::{Decide, Exported, Run, RunEvent, Signer, Started, Subject};

/// What somebody hears who would take out what the customer will read; nothing where they may.
fn heard(story: &Story, person: &Person) -> String {
    let refusal = story.run.may_leave(&story.signer(person)).err();
    refusal.map(|it| it.to_string()).unwrap_or_default()
}

/// VR-33, HO-22: nothing goes to the customer before everybody who must has approved, and nothing
/// once that is void.
#[test]
fn nothing_leaves_before_the_last_approval() {
    let mut story = Story::begin(Started {
        state: RunState::Paused,
        ..started()
    });
    assert_snapshot!(heard(&story, &cem()), @"this run is paused, so nothing of it goes to the customer");
    story = Story::begin(started());
    assert_snapshot!(heard(&story, &cem()), @"this run is in review, so nothing of it goes to the customer");
    story.approves(&cem());
    assert_snapshot!(heard(&story, &cem()), @"this run is in review, so nothing of it goes to the customer");
    story.approves(&ada());
    assert_eq!(heard(&story, &cem()), "");
    assert_snapshot!(heard(&story, &sol()), @"`sol` may not do that: to take out what the customer will read takes the role `account_owner` or `csm` or `ae` for `northwind`");
    story.edited(&cem(), 2);
    assert_snapshot!(heard(&story, &cem()), @"this run is in review, so nothing of it goes to the customer");
    story.happens(&sol(), RunEvent::Superseded { by: "run-2".to_owned() });
    assert_snapshot!(heard(&story, &cem()), @"this run was superseded by a later one, so nothing of it goes to the customer");
}

/// HO-23: what everybody has approved stays in the house, and the workflow goes on, until somebody
/// has said of each sensitive promise whether it may stand.
#[test]
fn a_sensitive_promise_holds_up_what_leaves() {
    let promise = |name: &str| Subject {
        about: "sensitive_commitment".to_owned(),
        ..subject(name, "question", &[Route::Ae])
    };
    let mut story = Story::begin(Started {
        open: vec![promise("q1"), subject("q2", "question", &[Route::Ae]), promise("q3")],
        gates: vec![
            gate(
                "sensitive_commitments",
                false,
                "nobody has said whether 2 sensitive promises may stand",
            ),
            gate("owner_assigned", true, "the AE and the account owner are known"),
        ],
        ..started()
    });
    story.approves(&cem());
    assert_snapshot!(heard(&story, &cem()), @"this run is in review, so nothing of it goes to the customer");
    story.approves(&ada());
    story.decides(&ada(), "q1");
    story.decides(&ada(), "q2");
    assert_snapshot!(heard(&story, &cem()), @"not yet: nobody has said whether 2 sensitive promises may stand");
    assert_snapshot!(story.refused(&cem(), Run::complete), @"not yet: sensitive commitments: nobody has said whether 2 sensitive promises may stand -> `vouch review show RUN` lists the gates");
    story.decides(&ada(), "q3");
    assert_eq!(heard(&story, &cem()), "");
    let said = "their owner has said whether they may stand";
    assert_eq!(story.run.gates()[0], gate("sensitive_commitments", true, said));
    story.act(&cem(), Run::complete).unwrap();
}

/// HO-23: the words of a sensitive promise are withheld once somebody has decided it without saying
/// that they hold. What is still asked, and what is no such promise, is not withheld.
#[test]
fn a_sensitive_promise_that_is_not_said_to_hold_is_withheld() {
    let may = quote("gong:call/77", "live in May");
    let june = quote("mail:message/4", "live in June");
    let price = quote("gong:call/77", "no rise in price");
    let about = |name: &str, about: &str, citations: &[Citation]| Subject {
        about: about.to_owned(),
        citations: citations.to_vec(),
        ..subject(name, "question", &[Route::Ae])
    };
    let mut story = Story::begin(Started {
        open: vec![
            about("q1", "sensitive_commitment", std::slice::from_ref(&price)),
            about("q2", "sensitive_commitment", &[may.clone(), june.clone()]),
            about("q3", "goal", &[quote("gong:call/78", "fewer tickets")]),
        ],
        ..started()
    });
    let decide = |name: &str, holds: Option<usize>| {
        let name = name.to_owned();
        move |run: &Run, signer: &Signer<'_>| {
            let decide = Decide {
                subject: run.subject(&name)?,
                answer: "as we said".to_owned(),
                holds,
                source_id: SourceId::new("vouch", "decision", &name),
            };
            run.decide(signer, &decide)
        }
    };
    assert_eq!(story.run.withheld(), []);
    story.act(&ada(), decide("q1", Some(1))).unwrap();
    story.act(&ada(), decide("q3", None)).unwrap();
    assert_eq!(story.run.withheld(), []);
    story.act(&ada(), decide("q2", None)).unwrap();
    assert_eq!(story.run.withheld(), [may, june]);
}

/// HO-23: any other gate that is closed holds up the end of the workflow, not what leaves.
#[test]
fn other_gates_hold_up_nothing_that_leaves() {
    let mut story = Story::begin(Started {
        gates: vec![gate("risks_owned", false, "nobody owns one open risk")],
        ..started()
    });
    story.approves(&cem());
    story.approves(&ada());
    assert_eq!(heard(&story, &cem()), "");
    assert_snapshot!(story.refused(&cem(), Run::complete), @"not yet: risks owned: nobody owns one open risk -> `vouch review show RUN` lists the gates");
}

/// VR-42: why something left although an issue of the customer is open stays in the log.
#[test]
fn an_export_despite_an_open_issue_keeps_its_reason() {
    let export = |despite: Option<&str>| RunEvent::Exported {
        format: "docx".to_owned(),
        audience: "customer".to_owned(),
        digest: digest(1),
        approved: true,
        despite: despite.map(str::to_owned),
    };
    let mut story = Story::begin(started());
    story.approves(&cem());
    story.approves(&ada());
    story.happens(&cem(), export(None));
    story.happens(&ada(), export(Some("the customer asked for it")));
    let exported = || Exported {
        format: "docx".to_owned(),
        audience: "customer".to_owned(),
        digest: digest(1),
        approved: true,
    };
    let expected = [(signed(&cem(), 7), exported()), (signed(&ada(), 8), exported())];
    assert_eq!(story.run.exports, expected);
    let logged = |at: usize| serde_json::to_value(&story.log[at].1).unwrap();
    let mut entry = json!({
        "event": "exported",
        "format": "docx",
        "audience": "customer",
        "digest": digest(1),
        "approved": true,
    });
    assert_eq!(logged(7), entry);
    entry["despite"] = json!("the customer asked for it");
    assert_eq!(logged(8), entry);
}
