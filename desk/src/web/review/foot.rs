//! What stands at the foot of a review: who has approved, whom it waits for, and what whoever looks
//! may do now.

use workflow::brief::RunState;
use workflow::people::Role;
use workflow::run::{Approve, Refusal, Run, SendBack, Signer};

use crate::web::words::sentence;

/// The foot of a review.
pub(crate) struct FootView {
    pub(crate) parties: Vec<PartyView>,
    /// Why it can't be approved by whoever looks; empty where it can.
    pub(crate) held_up: String,
    /// What an approval answers for: its word and what it asks.
    pub(crate) items: Vec<(String, String)>,
    /// The roles in which they may approve, where there are several.
    pub(crate) roles: Vec<Role>,
    /// How many of its sources they have opened.
    pub(crate) opened: usize,
    /// How many there are.
    pub(crate) sources: usize,
    /// What an approval leads to.
    pub(crate) next: String,
    /// Whether it can be sent back.
    pub(crate) may_return: bool,
    /// Whether it can be taken up again.
    pub(crate) may_reopen: bool,
    /// Whether the workflow can be brought to its end; else why not, empty where it is no question.
    pub(crate) completes: bool,
}

/// One of those who approve.
pub(crate) struct PartyView {
    pub(crate) role: &'static str,
    /// Who it is; empty where nobody is yet.
    pub(crate) name: String,
    /// When they approved; empty where they have not.
    pub(crate) approved: String,
    /// Whether it is their turn.
    pub(crate) waits: bool,
}

impl FootView {
    /// The foot of a run for whoever looks, `archived` where the evidence no longer bears it out.
    pub(crate) fn of(run: &Run, signer: Option<&Signer<'_>>, archived: bool) -> Self {
        let waits = run.waits_for();
        let signed = run.state.signatures();
        let parties = run.started.plan.roles().map(|role| {
            let given = signed.iter().find(|it| it.approval.role == role);
            let person = run.people.get(&role).map(|it| it.name.clone());
            PartyView {
                role: role.noun(),
                name: given.map(|it| it.signed.name.clone()).or(person).unwrap_or_default(),
                approved: given
                    .map(|it| it.signed.at.strftime("%Y-%m-%d %H:%M UTC").to_string())
                    .unwrap_or_default(),
                waits: waits.contains(&role),
            }
        });
        let roles: Vec<Role> = signer
            .map(|signer| {
                let theirs = waits.iter().copied();
                theirs
                    .filter(|role| signer.person.holds(*role, Some(run.account())))
                    .collect()
            })
            .unwrap_or_default();
        let opened = signer.and_then(|signer| run.opened.get(&signer.person.login));
        Self {
            parties: parties.collect(),
            held_up: held_up(run, signer, &roles, archived),
            items: run
                .started
                .plan
                .items
                .iter()
                .map(|item| (item.name.clone(), sentence(&item.text)))
                .collect(),
            next: next(run, &roles),
            roles,
            opened: opened.map_or(0, std::collections::BTreeSet::len),
            sources: run.started.sources_cited,
            may_return: signer.is_some_and(|signer| run.send_back(signer, &some_return()).is_ok()),
            may_reopen: signer.is_some_and(|signer| run.reopen(signer, "looked at").is_ok()),
            completes: run.completed.is_none() && signer.is_some_and(|signer| run.complete(signer).is_ok()),
        }
    }
}

/// Why whoever looks can't approve, as things stand; empty where they can once they have ticked
/// what they answer for.
fn held_up(run: &Run, signer: Option<&Signer<'_>>, roles: &[Role], archived: bool) -> String {
    let Some(signer) = signer else {
        return "Sign in to approve.".to_owned();
    };
    if archived {
        return "The evidence has changed since it was verified; have it drafted again.".to_owned();
    }
    // What is asked in the panel itself is taken as answered: it is asked again when it is sent.
    let asked = Approve {
        role: roles.first().copied(),
        digest: Some(run.digest.clone()),
        items: vec!["all".to_owned()],
        unopened_because: Some("looked at".to_owned()),
        comment: String::new(),
    };
    match run.approve(signer, &asked) {
        Ok(_) | Err(Refusal::NotSeen { .. }) => String::new(),
        // Whose turn it is says more to whoever has none.
        Err(Refusal::Denied(_)) => format!("It waits for {}.", waiting(run, &run.waits_for())),
        Err(refusal) => sentence(&refusal.to_string()),
    }
}

fn some_return() -> SendBack {
    SendBack {
        missing: Vec::new(),
        comment: "looked at".to_owned(),
        material: false,
    }
}

/// What happens once whoever looks has approved.
fn next(run: &Run, roles: &[Role]) -> String {
    if run.state.word() != RunState::InReview {
        return String::new();
    }
    let others: Vec<Role> = run
        .waits_for()
        .into_iter()
        .filter(|role| roles.first() != Some(role))
        .collect();
    if others.is_empty() {
        "After you it is approved: it is attached to the account's record, and it may be exported.".to_owned()
    } else {
        format!("After you it waits for {}.", waiting(run, &others))
    }
}

/// Roles with whoever plays them: `the AE Erin Cole and the CSM`.
fn waiting(run: &Run, roles: &[Role]) -> String {
    let named = roles.iter().map(|role| match run.people.get(role) {
        Some(person) => format!("the {} {}", role.noun(), person.name),
        None => format!("the {}", role.noun()),
    });
    named.collect::<Vec<_>>().join(" and ")
}
