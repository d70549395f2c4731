//! The people of the runs, by what they may do for the account.

use grounding::AccountId;

use crate::people::{Grant, Person, Role};

/// Somebody with these roles for the account.
pub(super) fn person(login: &str, name: &str, roles: &[Role]) -> Person {
    let grant = |role: &Role| Grant {
        role: *role,
        account: Some(AccountId::new("northwind")),
    };
    Person {
        login: login.to_owned(),
        name: name.to_owned(),
        email: None,
        grants: roles.iter().map(grant).collect(),
        active: true,
    }
}

/// The AE.
pub(super) fn ada() -> Person {
    person("ada", "Ada Lund", &[Role::Ae])
}

/// The CSM.
pub(super) fn cem() -> Person {
    person("cem", "Cem Aksoy", &[Role::Csm])
}

/// Somebody who is both.
pub(super) fn bo() -> Person {
    person("bo", "Bo Eriksen", &[Role::Ae, Role::Csm])
}

/// The supervisor.
pub(super) fn sol() -> Person {
    person("sol", "Sol Vega", &[Role::Supervisor])
}

/// The administrator.
pub(super) fn max() -> Person {
    person("max", "Max Kerr", &[Role::Admin])
}

/// Somebody of CS operations.
pub(super) fn oda() -> Person {
    person("oda", "Oda Falk", &[Role::CsOperations])
}
