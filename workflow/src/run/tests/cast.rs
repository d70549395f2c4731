//! Who plays which part as a run begins (SC-10).

use std::collections::BTreeMap;

use grounding::AccountId;

use super::begins::{begun, brief};
use super::who::person;
use crate::brief::{Brief, Named};
use crate::people::{Grant, Person, Role};
use crate::run::{Assignee, Started};

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

/// SC-10: whom the CRM names as the AE and who may not act as one doesn't get the part: it goes to
/// the one who has the role, and stays open where nobody has.
#[test]
fn whoever_the_crm_names_has_the_role_too() {
    let dana = with_mail(person("dana", "Dana Reyes", &[Role::Csm]), "dana@vendor.example");
    let brief = sold_by("D. Reyes", Some("dana@vendor.example"));
    let csm = (Role::Csm, part("Dana Reyes", Some("dana")));
    let alone = begun(&brief, std::slice::from_ref(&dana));
    let expected = BTreeMap::from([(Role::Ae, part("D. Reyes", None)), csm.clone()]);
    assert_eq!(alone.people, expected);
    assert_eq!(assignees(&alone), [None, Some("dana")]);
    let beside = begun(&brief, &[dana, person("ada", "Ada Lund", &[Role::Ae])]);
    let expected = BTreeMap::from([(Role::Ae, part("Ada Lund", Some("ada"))), csm]);
    assert_eq!(beside.people, expected);
    assert_eq!(assignees(&beside), [Some("ada"), Some("dana")]);
}
