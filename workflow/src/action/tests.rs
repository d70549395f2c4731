//! Whole actions: proposed, approved, rejected, carried out.

mod model;

use grounding::{AccountId, Citation, SourceId};
use jiff::Timestamp;
use jiff::civil::date;

use super::*;
use crate::people::{Denied, Grant, Person, Role};
use crate::run::{Check, Signer};

fn person(login: &str, role: Role, account: &str) -> Person {
    Person {
        login: login.to_owned(),
        name: login[..1].to_uppercase() + &login[1..],
        email: None,
        grants: vec![Grant {
            role,
            account: Some(AccountId::new(account)),
        }],
        active: true,
    }
}

fn signer(person: &Person) -> Signer<'_> {
    Signer {
        person,
        signed: Signed {
            by: Some(person.login.clone()),
            name: person.name.clone(),
            at: Timestamp::UNIX_EPOCH,
            day: date(2027, 5, 3),
        },
    }
}

fn cited(ids: &[&str]) -> Vec<Citation> {
    let cite = |id: &&str| Citation::new(SourceId::raw(*id), "no reply since the workshop in March");
    ids.iter().map(cite).collect()
}

fn asked(kind: ActionKind, text: &str, sources: &[&str]) -> Proposed {
    Proposed {
        account: AccountId::new("tallow-mills"),
        kind,
        text: text.to_owned(),
        run: None,
        citations: cited(sources),
        stops: Vec::new(),
    }
}

/// The log of an action.
#[derive(Clone)]
struct Log {
    events: Vec<(Signed, ActionEvent)>,
}

impl Log {
    /// Begins with what the CSM proposes.
    fn begin() -> Self {
        let csm = person("odile", Role::Csm, "tallow-mills");
        let text = "Offer them 20 % off the fee for a longer contract.";
        let event = propose(&signer(&csm), asked(ActionKind::SaveOffer, text, &["note:file/7"])).unwrap();
        Self {
            events: vec![(signer(&csm).signed, event)],
        }
    }

    fn action(&self) -> Action {
        Action::replay("a1", self.events.iter().map(|(signed, event)| (signed, event))).unwrap()
    }

    fn add(&mut self, who: &Person, event: ActionEvent) {
        self.events.push((signer(who).signed, event));
    }
}

fn owner() -> Person {
    person("berit", Role::AccountOwner, "tallow-mills")
}

fn approve(action: &Action, who: &Person) -> Result<ActionEvent, ActionRefusal> {
    action.approve(&signer(who), &action.digest, &Check::ALL, "go")
}

/// A refusal with its hint, as a person reads it.
fn told(refusal: &ActionRefusal) -> String {
    match refusal.hint() {
        "" => refusal.to_string(),
        hint => format!("{refusal}\n{hint}"),
    }
}

#[test]
fn a_proposal_names_the_stops_of_its_text_and_those_that_the_caller_knows_of() {
    let csm = person("odile", Role::Csm, "tallow-mills");
    let with = |stops: &[&str]| Proposed {
        stops: stops.iter().map(|name| (*name).to_owned()).collect(),
        ..asked(
            ActionKind::Outreach,
            "  May we take 5 % off for now?\n",
            &["note:file/7"],
        )
    };
    let event = propose(&signer(&csm), with(&["issues_unresolved", "discounts"])).unwrap();
    let expected = Proposed {
        text: "May we take 5 % off for now?".to_owned(),
        ..with(&["relationship_sensitive", "discounts", "issues_unresolved"])
    };
    assert_eq!(event, ActionEvent::Proposed(expected));
}

#[test]
fn what_customers_hear_cites_the_signal_and_nothing_follows_from_a_score_alone() {
    let csm = person("odile", Role::Csm, "tallow-mills");
    let outcome = |kind, sources: &[&str]| match propose(&signer(&csm), asked(kind, "Go ahead.", sources)) {
        Ok(_) => "proposed",
        Err(ActionRefusal::NothingCited(of)) if of == kind => "nothing cited",
        Err(ActionRefusal::ScoreAlone(of)) if of == kind => "score alone",
        Err(_) => "other",
    };
    let found = ActionKind::ALL.map(|kind| {
        let none = outcome(kind, &[]);
        let score = outcome(kind, &["health:snapshot/3", "health:snapshot/4"]);
        let both = outcome(kind, &["health:snapshot/3", "zendesk:ticket/9"]);
        (kind.word(), [none, score, both])
    });
    let needs = ["nothing cited", "score alone", "proposed"];
    let free = ["proposed", "proposed", "proposed"];
    assert_eq!(
        found,
        [
            ("outreach", needs),
            ("save_offer", needs),
            ("expansion_ask", needs),
            ("forecast_change", needs),
            ("public_proof", free),
            ("reference_ask", free),
            ("cancellation_assumption", needs),
            ("downgrade", needs),
            ("executive_escalation", needs),
            ("renewal_strategy", needs),
        ]
    );
}

#[test]
fn an_empty_text_and_an_empty_quote_are_refused() {
    let csm = person("odile", Role::Csm, "tallow-mills");
    let blank = propose(&signer(&csm), asked(ActionKind::ReferenceAsk, " \n", &[])).unwrap_err();
    insta::assert_snapshot!(told(&blank), @"an action says in full what is to be said or done");
    let mut unquoted = asked(ActionKind::Outreach, "Go ahead.", &["note:file/7"]);
    unquoted.citations[0].quote = " ".to_owned();
    let unquoted = propose(&signer(&csm), unquoted).unwrap_err();
    insta::assert_snapshot!(told(&unquoted), @"a citation quotes words of its source");
    let none = propose(&signer(&csm), asked(ActionKind::Outreach, "Go ahead.", &[])).unwrap_err();
    insta::assert_snapshot!(told(&none), @"the outreach cites nothing; cite the signal that gives reason to it");
    let score = propose(
        &signer(&csm),
        asked(ActionKind::Downgrade, "Go ahead.", &["health:snapshot/3"]),
    )
    .unwrap_err();
    insta::assert_snapshot!(told(&score), @"the downgrade rests on a health score alone; cite a signal that is no health snapshot");
}

#[test]
fn nothing_is_carried_out_before_its_owner_has_approved() {
    let csm = person("odile", Role::Csm, "tallow-mills");
    let action = Log::begin().action();
    insta::assert_snapshot!(told(&action.execute(&signer(&csm)).unwrap_err()), @"
    nobody has approved this action; first the account owner answers for `evidence`, `timing`, `tone`, `commercial_terms`, `relationship_risk`; stop rules hold it up: `relationship_sensitive` (it touches the relationship), `pricing` (it is likely to affect the price), `contract_terms` (it is likely to affect contract terms), `discounts` (it is likely to affect discounts), `cancellation` (it is likely to affect how a cancellation is handled)
    its account owner approves it with `vouch action approve ID`
    ");
}

#[test]
fn the_four_actions_of_the_recap_wait_for_all_five_checks() {
    let owner = owner();
    let kinds = [
        ActionKind::Outreach,
        ActionKind::SaveOffer,
        ActionKind::ExpansionAsk,
        ActionKind::ForecastChange,
    ];
    for kind in kinds {
        let event = propose(&signer(&owner), asked(kind, "Go ahead.", &["note:file/7"])).unwrap();
        let mut log = Log {
            events: vec![(signer(&owner).signed, event)],
        };
        let action = log.action();
        for left in Check::ALL {
            let made: Vec<Check> = Check::ALL.into_iter().filter(|check| *check != left).collect();
            assert_eq!(
                action.approve(&signer(&owner), &action.digest, &made, ""),
                Err(ActionRefusal::Checks(vec![left])),
                "{kind}"
            );
        }
        assert_eq!(
            action.execute(&signer(&owner)),
            Err(ActionRefusal::NotApproved {
                stops: action.proposed.stops.clone()
            })
        );
        log.add(&owner, approve(&action, &owner).unwrap());
        assert_eq!(
            log.action().execute(&signer(&owner)),
            Ok(ActionEvent::Executed {
                digest: action.digest.clone()
            })
        );
    }
}

#[test]
fn nobody_but_the_owner_of_that_account_approves() {
    let action = Log::begin().action();
    let others = [
        person("odile", Role::Csm, "tallow-mills"),
        person("anker", Role::Ae, "tallow-mills"),
        person("sunniva", Role::Supervisor, "tallow-mills"),
        person("ole", Role::CsOperations, "tallow-mills"),
        person("rike", Role::Reader, "tallow-mills"),
        person("adam", Role::Admin, "tallow-mills"),
        person("berit", Role::AccountOwner, "other-mills"),
    ];
    for other in &others {
        let refused = approve(&action, other).unwrap_err();
        assert!(
            matches!(refused, ActionRefusal::Denied(Denied::Role { .. })),
            "{refused}"
        );
    }
    insta::assert_snapshot!(
        told(&approve(&action, &others[0]).unwrap_err()),
        @"`odile` may not do that: to approve an action takes the role `account_owner` for `tallow-mills`"
    );
}

#[test]
fn an_approval_names_what_was_proposed() {
    let (action, owner) = (Log::begin().action(), owner());
    let hex = &action.digest["sha256:".len()..];
    let approved = ActionEvent::Approved {
        role: Role::AccountOwner,
        digest: action.digest.clone(),
        checks: Check::ALL.to_vec(),
        comment: "go".to_owned(),
    };
    for named in [action.digest.as_str(), hex, &hex[..8], &hex[..12].to_uppercase()] {
        assert_eq!(
            action.approve(&signer(&owner), named, &Check::ALL, " go "),
            Ok(approved.clone()),
            "{named}"
        );
    }
    for named in ["", "sha256:", &hex[..7], "00000000", &format!("{hex}0")] {
        assert_eq!(
            action.approve(&signer(&owner), named, &Check::ALL, "go"),
            Err(ActionRefusal::OtherDigest {
                named: named.to_owned(),
                proposed: action.digest.clone(),
            })
        );
    }
    let refused = ActionRefusal::OtherDigest {
        named: "12ab".to_owned(),
        proposed: format!("sha256:{}", "0123456789abcdef".repeat(4)),
    };
    insta::assert_snapshot!(told(&refused), @"
    `12ab` does not name what was proposed, which is `0123456789ab`
    look at it with `vouch action show ID`, then name the digest it shows
    ");
}

#[test]
fn the_digest_changes_with_every_part_of_the_proposal() {
    let first = asked(ActionKind::Outreach, "Go ahead.", &["note:file/7"]);
    let others = [
        Proposed {
            account: AccountId::new("other-mills"),
            ..first.clone()
        },
        asked(ActionKind::SaveOffer, "Go ahead.", &["note:file/7"]),
        asked(ActionKind::Outreach, "Go ahead!", &["note:file/7"]),
        asked(ActionKind::Outreach, "Go ahead.", &["note:file/8"]),
        Proposed {
            run: Some("0011223344556677".to_owned()),
            ..first.clone()
        },
        Proposed {
            stops: vec!["pricing".to_owned()],
            ..first.clone()
        },
    ];
    assert_eq!(first.digest(), first.clone().digest());
    for other in &others {
        assert_ne!(other.digest(), first.digest(), "{other:?}");
    }
}

#[test]
fn the_owner_may_approve_what_they_proposed_themselves() {
    let owner = owner();
    let event = propose(
        &signer(&owner),
        asked(ActionKind::Outreach, "Go ahead.", &["note:file/7"]),
    )
    .unwrap();
    let mut log = Log {
        events: vec![(signer(&owner).signed, event)],
    };
    log.add(&owner, approve(&log.action(), &owner).unwrap());
    assert_eq!(log.action().state.word(), "approved");
}

#[test]
fn whoever_proposed_takes_it_back_and_of_the_others_only_the_owner_rejects() {
    let action = Log::begin().action();
    let csm = person("odile", Role::Csm, "tallow-mills");
    let other = person("anker", Role::Ae, "tallow-mills");
    let rejected = ActionEvent::Rejected {
        reason: "too soon".to_owned(),
    };
    assert_eq!(action.reject(&signer(&csm), "too soon "), Ok(rejected.clone()));
    assert_eq!(action.reject(&signer(&owner()), "too soon"), Ok(rejected));
    assert_eq!(
        action.reject(&signer(&other), "too soon"),
        Err(ActionRefusal::Denied(Denied::Role {
            login: "anker".to_owned(),
            act: "to approve an action".to_owned(),
            roles: &[Role::AccountOwner],
            account: Some(AccountId::new("tallow-mills")),
        }))
    );
    insta::assert_snapshot!(
        told(&action.reject(&signer(&csm), " ").unwrap_err()),
        @"say why the action is rejected"
    );
}

#[test]
fn what_came_to_an_end_stays_there() {
    let (csm, owner) = (person("odile", Role::Csm, "tallow-mills"), owner());
    let mut log = Log::begin();
    log.add(&owner, approve(&log.action(), &owner).unwrap());
    let mut rejected = log.clone();
    rejected.add(&owner, log.action().reject(&signer(&owner), "they called off").unwrap());
    let rejected = rejected.action();
    insta::assert_snapshot!(told(&rejected.execute(&signer(&csm)).unwrap_err()), @"
    this action was rejected before, so it can't be carried out
    `vouch action show ID` says where it stands; another try is another action
    ");
    let approval = Approved {
        signed: signer(&owner).signed,
        comment: "go".to_owned(),
    };
    assert_eq!(rejected.state.approval(), Some(&approval));

    log.add(&csm, log.action().execute(&signer(&csm)).unwrap());
    let executed = log.action();
    let done = Executed {
        signed: signer(&csm).signed,
        approved: approval,
    };
    assert_eq!(
        (executed.state.clone(), executed.steps),
        (ActionState::Executed(done), 3)
    );
    insta::assert_snapshot!(
        told(&executed.execute(&signer(&csm)).unwrap_err()),
        @"Odile has carried it out already, on 2027-05-03"
    );
    insta::assert_snapshot!(
        told(&approve(&executed, &owner).unwrap_err()),
        @"
    this action was executed before, so it can't be approved
    `vouch action show ID` says where it stands; another try is another action
    "
    );
}

#[test]
fn a_log_that_nobody_could_have_written_is_no_action() {
    let (csm, owner) = (person("odile", Role::Csm, "tallow-mills"), owner());
    let log = Log::begin();
    let digest = log.action().digest;
    let approved = |role, digest: &str, checks: &[Check]| ActionEvent::Approved {
        role,
        digest: digest.to_owned(),
        checks: checks.to_vec(),
        comment: String::new(),
    };
    let executed = |digest: &str| ActionEvent::Executed {
        digest: digest.to_owned(),
    };
    let right = approved(Role::AccountOwner, &digest, &Check::ALL);
    let broken = |events: &[&ActionEvent]| {
        let mut forged = log.clone();
        for event in events {
            forged.add(&owner, (*event).clone());
        }
        Action::replay("a1", forged.events.iter().map(|(signed, event)| (signed, event)))
            .unwrap_err()
            .to_string()
    };
    let found = [
        broken(&[&executed(&digest)]),
        broken(&[&approved(Role::Csm, &digest, &Check::ALL)]),
        broken(&[&approved(Role::AccountOwner, "sha256:00", &Check::ALL)]),
        broken(&[&approved(Role::AccountOwner, &digest, &Check::ALL[1..])]),
        broken(&[&right, &executed("sha256:00")]),
        broken(&[&right, &right]),
        broken(&[&right, &executed(&digest), &executed(&digest)]),
        broken(&[&right, &log.events[0].1]),
    ];
    insta::assert_snapshot!(found.join("\n"), @"
    step 2 of action `a1` cannot have happened: only what was approved is carried out, and once
    step 2 of action `a1` cannot have happened: only the account owner approves an action
    step 2 of action `a1` cannot have happened: it approves something else than was proposed
    step 2 of action `a1` cannot have happened: an approval makes all five checks
    step 3 of action `a1` cannot have happened: it carries out something else than was approved
    step 3 of action `a1` cannot have happened: only what waits for its owner is approved
    step 4 of action `a1` cannot have happened: only what was approved is carried out, and once
    step 3 of action `a1` cannot have happened: an action is proposed once
    ");
    let nobody = Signed {
        by: None,
        ..signer(&owner).signed
    };
    let mut action = log.action();
    insta::assert_snapshot!(
        action.apply(&nobody, &right).unwrap_err(),
        @"step 2 of action `a1` cannot have happened: it takes a name, and nobody had signed in"
    );
    assert_eq!(action, log.action());
    let signed = signer(&csm).signed;
    insta::assert_snapshot!(
        Action::replay("a1", [(&signed, &right)]).unwrap_err(),
        @"the log of action `a1` does not begin with its proposal"
    );
}
