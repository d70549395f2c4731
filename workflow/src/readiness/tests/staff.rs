//! Whether there are people who may review and reject.

use grounding::{Record, Source, SourceKind, User};

use super::{CLOSED, ask, owned_by, person, record, told};
use crate::people::{Person, Role};

/// VR-72: an account without an owner is not ready, and neither is one whose owner can't sign in.
#[test]
fn an_account_needs_an_owner_who_may_sign_in() {
    let review = |sources: Vec<Source>, people: &[Person]| told(&ask("owner_review", sources, people));
    insta::assert_snapshot!(review(vec![owned_by(None)], &[]), @"NotReady: no owner is on record, and nobody who may sign in owns the account here -> name an owner in the CRM and read its export again; `vouch user init`, then `vouch user add LOGIN --name NAME --role account_owner:acme`");
    let others = [
        person("elsewhere", &[(Role::AccountOwner, Some("birch"))]),
        person("csm", &[(Role::Csm, None)]),
        Person {
            active: false,
            ..person("gone", &[(Role::AccountOwner, None)])
        },
    ];
    insta::assert_snapshot!(review(vec![owned_by(Some("Tova Lind"))], &others), @"NotReady: Tova Lind owns the account on record, and nobody who may sign in owns it here -> `vouch user add LOGIN --name NAME --role account_owner:acme`");
    let own = [person("own", &[(Role::AccountOwner, Some("acme"))])];
    assert_eq!(review(vec![owned_by(None)], &own), "Ready: Name of own");
    let every = [person("every", &[(Role::AccountOwner, None)])];
    assert_eq!(review(vec![owned_by(None)], &every), "Ready: Name of every");
}

/// VR-72: where the owner on record is known here, by mail address, only the role is missing.
#[test]
fn an_owner_who_is_known_here_is_granted_the_role() {
    let user = User {
        name: "Tova Lind".to_owned(),
        title: String::new(),
        email: Some("tova@vendor.example".to_owned()),
    };
    let user = Source {
        account: None,
        ..record("crm:user/9", SourceKind::User, CLOSED, Record::User(user))
    };
    let tova = Person {
        email: Some("tova@vendor.example".to_owned()),
        ..person("tova", &[(Role::Csm, None)])
    };
    let answer = ask("owner_review", vec![owned_by(Some("crm:user/9")), user], &[tova]);
    insta::assert_snapshot!(told(&answer), @"NotReady: Tova Lind owns the account on record, and nobody who may sign in owns it here -> `vouch user grant tova account_owner:acme`");
}

/// HO-34: CS can only reject a handoff where one of them may sign in.
#[test]
fn cs_needs_somebody_who_may_reject() {
    let rejection = |people: &[Person]| told(&ask("cs_rejection", Vec::new(), people));
    insta::assert_snapshot!(rejection(&[]), @"NotReady: nobody who may sign in is the account's CSM -> `vouch user init`, then `vouch user add LOGIN --name NAME --role csm`");
    let others = [
        person("root", &[(Role::Admin, None)]),
        person("elsewhere", &[(Role::Csm, Some("birch"))]),
        Person {
            active: false,
            ..person("gone", &[(Role::Csm, None)])
        },
    ];
    insta::assert_snapshot!(rejection(&others), @"NotReady: nobody who may sign in is the account's CSM -> `vouch user add LOGIN --name NAME --role csm`");
    assert_eq!(
        rejection(&[person("csm", &[(Role::Csm, Some("acme"))])]),
        "Ready: Name of csm"
    );
}
