//! Who plays which part as a run begins (SC-10), and what is to decide.

use std::collections::BTreeMap;

use grounding::{AccountId, Citation, Question, Route};

use super::story::{BEGAN, KICKOFF, person, quote, subject};
use crate::brief::{Brief, Counts, CustomerCopy, ModelUse, Named, Parts, Reason, RunState, TaskItem};
use crate::definition::definition;
use crate::people::{Grant, Person, Role};
use crate::run::{Assignee, Casting, ClosedBy, Started, Subject, start};

/// A brief with a task for the AE and one for the CSM, and nothing else.
fn brief() -> Brief {
    let task = |id: &str, owner: Route| TaskItem {
        id: id.to_owned(),
        title: format!("Do {id}"),
        owner,
        due: None,
        stop: false,
        due_from: None,
        closed_by: ClosedBy::Hand,
    };
    Brief {
        schema: "vouch.brief/1".to_owned(),
        id: "0123456789abcdef".to_owned(),
        kind: "handoff".to_owned(),
        account_id: "northwind".to_owned(),
        account_name: "Northwind".to_owned(),
        as_of: BEGAN,
        trigger: None,
        state: RunState::InReview,
        reasons: Vec::new(),
        customer_copy: CustomerCopy {
            allowed: true,
            why: String::new(),
        },
        inputs: Vec::new(),
        sections: Vec::new(),
        claims: Vec::new(),
        parts: Parts {
            dates: BTreeMap::from([("kickoff".to_owned(), KICKOFF)]),
            ..Parts::default()
        },
        rejected: Vec::new(),
        diagnostics: Vec::new(),
        questions: Vec::new(),
        tasks: vec![task("t1", Route::Ae), task("t2", Route::Csm)],
        flags: Vec::new(),
        gates: Vec::new(),
        counts: Counts::default(),
        model: ModelUse::default(),
        digest: String::new(),
    }
}

/// The brief, with somebody whom the CRM names as the AE.
fn sold_by(name: &str, email: Option<&str>) -> Brief {
    let named = Named {
        name: name.to_owned(),
        email: email.map(str::to_owned),
    };
    let mut brief = brief();
    brief.parts.cast = BTreeMap::from([(Role::Ae, named)]);
    brief
}

fn begun(brief: &Brief, people: &[Person]) -> Started {
    start(definition("handoff").unwrap(), brief, Casting { people, number: 1 })
}

fn with_mail(person: Person, email: &str) -> Person {
    Person {
        email: Some(email.to_owned()),
        ..person
    }
}

/// Somebody who has the role for all accounts.
fn everywhere(login: &str, name: &str, role: Role) -> Person {
    Person {
        grants: vec![Grant { role, account: None }],
        ..person(login, name, &[])
    }
}

fn part(name: &str, login: Option<&str>) -> Assignee {
    Assignee {
        name: name.to_owned(),
        login: login.map(str::to_owned),
    }
}

fn assignees(started: &Started) -> Vec<Option<&str>> {
    started.tasks.iter().map(|task| task.assignee.as_deref()).collect()
}

/// SC-10: the CRM's AE is found by mail address among several who have the role, and gets the AE's
/// tasks.
#[test]
fn the_crm_names_the_person_by_mail_address() {
    let people = [
        person("ada", "Ada Lund", &[Role::Ae]),
        with_mail(person("dana", "Dana Reyes", &[Role::Ae]), "dana@vendor.example"),
        person("cem", "Cem Aksoy", &[Role::Csm]),
    ];
    let started = begun(&sold_by("D. Reyes", Some("dana@vendor.example")), &people);
    let expected = BTreeMap::from([
        (Role::Ae, part("Dana Reyes", Some("dana"))),
        (Role::Csm, part("Cem Aksoy", Some("cem"))),
    ]);
    assert_eq!(started.people, expected);
    assert_eq!(assignees(&started), [Some("dana"), Some("cem")]);
}

/// SC-10: where the CRM names nobody the desk knows, the part goes to the one who has the role,
/// and a role for the account says more than one for all of them.
#[test]
fn the_one_who_has_the_role_plays_the_part() {
    let people = [
        person("ada", "Ada Lund", &[Role::Ae]),
        everywhere("cem", "Cem Aksoy", Role::Csm),
        everywhere("cleo", "Cleo Bane", Role::Csm),
        person("cora", "Cora Dahl", &[Role::Csm]),
        everywhere("sol", "Sol Vega", Role::Supervisor),
    ];
    let started = begun(&sold_by("D. Reyes", Some("dana@vendor.example")), &people);
    let expected = BTreeMap::from([
        (Role::Ae, part("Ada Lund", Some("ada"))),
        (Role::Csm, part("Cora Dahl", Some("cora"))),
        (Role::Supervisor, part("Sol Vega", Some("sol"))),
    ]);
    assert_eq!(started.people, expected);
    assert_eq!(assignees(&started), [Some("ada"), Some("cora")]);
}

/// SC-10: where two have the role it stays open, with the name that the CRM has.
#[test]
fn a_part_that_two_could_play_stays_open() {
    let people = [
        person("ada", "Ada Lund", &[Role::Ae]),
        everywhere("abe", "Abe Cole", Role::Ae),
        everywhere("alva", "Alva Dorn", Role::Ae),
        everywhere("cem", "Cem Aksoy", Role::Csm),
        everywhere("cleo", "Cleo Bane", Role::Csm),
    ];
    let started = begun(&sold_by("D. Reyes", None), &people[1..]);
    assert_eq!(started.people, BTreeMap::from([(Role::Ae, part("D. Reyes", None))]));
    assert_eq!(assignees(&started), [None, None]);
    let two_of_the_account = [people[0].clone(), person("eve", "Eve Moss", &[Role::Ae])];
    assert_eq!(begun(&brief(), &two_of_the_account).people, BTreeMap::new());
}

/// SC-10: whoever may no longer sign in, or has the role for another account, plays no part.
#[test]
fn nobody_who_left_plays_a_part() {
    let gone = Person {
        active: false,
        ..with_mail(person("dana", "Dana Reyes", &[Role::Ae]), "dana@vendor.example")
    };
    let elsewhere = Person {
        grants: vec![Grant {
            role: Role::Csm,
            account: Some(AccountId::new("birch")),
        }],
        ..person("cem", "Cem Aksoy", &[])
    };
    let started = begun(&sold_by("D. Reyes", Some("dana@vendor.example")), &[gone, elsewhere]);
    assert_eq!(started.people, BTreeMap::from([(Role::Ae, part("D. Reyes", None))]));
}

/// HO-14: what is asked and why a brief is paused is for people to decide, each thing once; CS may
/// answer what is asked of the AE.
#[test]
fn questions_and_reasons_are_to_be_decided() {
    let weeks = quote("gong:call/77", "four weeks");
    let reason = |name: &str, citations: &[Citation]| Reason {
        code: "V601".to_owned(),
        message: format!("What of {name}?"),
        citations: citations.to_vec(),
        about: format!("about {name}"),
        to: vec![Route::Ae],
    };
    let question = |name: &str, citations: &[Citation]| Question {
        id: name.to_owned(),
        text: format!("What of {name}?"),
        about: format!("about {name}"),
        to: Route::Ae,
        citations: citations.to_vec(),
    };
    let mut brief = brief();
    brief.state = RunState::Paused;
    // The first reason has the words of the second question, the second is about the first one.
    let other = quote("gong:call/77", "with the export");
    brief.reasons = vec![
        reason("r1", std::slice::from_ref(&weeks)),
        reason("q1", &[]),
        reason("r3", std::slice::from_ref(&other)),
    ];
    brief.questions = vec![question("q1", &[]), question("q2", std::slice::from_ref(&weeks))];
    let asked = |name: &str, citations: &[Citation]| Subject {
        citations: citations.to_vec(),
        ..subject(name, "question", &[Route::Ae, Route::Csm])
    };
    let expected = [
        asked("q1", &[]),
        asked("q2", &[weeks]),
        Subject {
            citations: vec![other],
            ..subject("r3", "V601", &[Route::Ae])
        },
    ];
    assert_eq!(begun(&brief, &[]).open, expected);
    brief.state = RunState::InReview;
    assert_eq!(begun(&brief, &[]).open, expected[..2]);
}
