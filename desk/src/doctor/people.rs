//! The people: whether there is somebody for each part that no brief gets through without.

use workflow::people::{Person, Role};

use super::{Check, CheckState};

/// Who must be there: somebody who adds people, and the two who sign a handoff.
const NEEDED: [Role; 3] = [Role::Admin, Role::Csm, Role::Ae];

/// Whether somebody who may sign in has each of the roles that are needed.
pub(crate) fn people(people: &[Person]) -> Check {
    const NAME: &str = "people";
    let active = || people.iter().filter(|person| person.active);
    let missing: Vec<Role> = NEEDED
        .into_iter()
        .filter(|role| !active().any(|person| person.holds(*role, None)))
        .collect();
    let Some(first) = missing.first() else {
        let found = format!(
            "{} may sign in, an administrator, a CSM and an AE among them",
            active().count()
        );
        return Check::new(NAME, CheckState::Ok, found);
    };
    if people.is_empty() {
        let to_do =
            "`vouch user init` makes the first person; `vouch user add LOGIN --name NAME --role ROLE` the others";
        return Check::new(NAME, CheckState::Warning, "nobody is known here yet").advising(to_do);
    }
    let nouns: Vec<String> = missing.iter().map(|role| format!("`{role}`")).collect();
    let found = format!("nobody who may sign in has the role {}", nouns.join(" or "));
    let to_do = format!("`vouch user add LOGIN --name NAME --role {first}`");
    Check::new(NAME, CheckState::Warning, found).advising(to_do)
}

#[cfg(test)]
mod tests {
    use workflow::people::Grant;

    use super::*;

    fn person(role: Role, active: bool) -> Person {
        Person {
            login: role.to_string(),
            name: role.noun().to_owned(),
            email: None,
            grants: vec![Grant { role, account: None }],
            active,
        }
    }

    #[test]
    fn an_administrator_a_csm_and_an_ae_are_needed() {
        let told = |people: &[Person]| {
            let check = super::people(people);
            let to_do = check.to_do.map(|it| format!(" -> {it}")).unwrap_or_default();
            format!("{:?}: {}{to_do}", check.state, check.found)
        };
        insta::assert_snapshot!(told(&[]), @"Warning: nobody is known here yet -> `vouch user init` makes the first person; `vouch user add LOGIN --name NAME --role ROLE` the others");
        let mut desk = vec![person(Role::Admin, true), person(Role::Csm, false)];
        insta::assert_snapshot!(told(&desk), @"Warning: nobody who may sign in has the role `csm` or `ae` -> `vouch user add LOGIN --name NAME --role csm`");
        desk.extend([person(Role::Csm, true), person(Role::Ae, true)]);
        insta::assert_snapshot!(told(&desk), @"Ok: 3 may sign in, an administrator, a CSM and an AE among them");
    }
}
