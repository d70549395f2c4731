//! Random steps that belong together.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::random::{approval, step};
use super::steps::{Named, PEOPLE, Step, Try};
use crate::people::Role;

/// How many steps a run has at most.
const STEPS: usize = 50;

/// What somebody does who clears the way to the approvals, and maybe leaves something undecided.
fn clears(who: usize, left: Option<&'static str>) -> Vec<Try> {
    let judge = |claim| Step::Judge {
        claim,
        accepted: true,
        why: true,
    };
    let decide = |subject| Step::Decide {
        subject,
        answer: true,
        holds: None,
    };
    let finish = |task| Step::Finish { task, note: true };
    let decided = ["k1", "q1"].into_iter().filter(|name| Some(*name) != left);
    let way = [judge("c1"), judge("c2"), judge("c3")]
        .into_iter()
        .chain(decided.map(decide))
        .chain([finish("t1"), finish("t2")]);
    // What is for CS operations is for nobody else.
    let theirs = [judge("c4"), decide("r1")].map(|step| (5, step));
    way.map(|step| (who, step)).chain(theirs).collect()
}

/// What somebody does who sends the brief back and takes it up again, answered or not.
fn sends_back(who: usize, answers: bool) -> Vec<Try> {
    let send_back = Step::Return {
        missing: &["the CRM export"],
        comment: false,
    };
    let answer = Step::Decide {
        subject: "m1",
        answer: true,
        holds: None,
    };
    let finish = Step::Finish { task: "t1", note: true };
    let steps = [send_back, Step::Reopen { why: true }]
        .into_iter()
        .chain(answers.then_some(answer))
        .chain([finish]);
    steps.map(|step| (who, step)).collect()
}

/// The parts go to those who have the roles.
fn casts(who: usize) -> Vec<Try> {
    let parts = [("ae", 0), ("CSM", 1), ("account_owner", 1), ("supervisor", 4)];
    parts.map(|(what, to)| (who, Step::Assign { what, to })).to_vec()
}

/// What somebody does who looks and approves.
fn signs(who: usize, role: Role) -> Vec<Try> {
    let approve = Step::Approve {
        role: Some(role),
        named: Named::Not,
        items: &["all"],
        because: false,
    };
    let steps = [Step::See, Step::Open { of_older_text: false }, approve];
    steps.map(|step| (who, step)).to_vec()
}

/// What those do who approve, one after another.
fn all_sign(first: usize) -> Vec<Try> {
    [
        signs(first, Role::Csm),
        signs(1 - first, Role::Ae),
        signs(4, Role::Supervisor),
    ]
    .concat()
}

/// Steps that belong together: anything, or what leads to an approval, or away from one.
fn stretch() -> impl Strategy<Value = Vec<Try>> {
    let both = || 0..2_usize;
    let left = select(vec![None, None, Some("k1"), Some("q1")]);
    let roles = || select(vec![Role::Ae, Role::Csm, Role::Supervisor]);
    let edit = Step::Edit {
        claim: "c1",
        waiting: Vec::new(),
        back: false,
    };
    let edits = edit.clone();
    // Somebody approves whom nothing keeps from it but how they do so, or that they looked before
    // the text was edited.
    let alone = (both(), any::<bool>(), any::<[bool; 3]>(), approval()).prop_map(
        move |(who, edited, [opened, sees, opens], approve)| {
            let open = Step::Open { of_older_text: false };
            let before = [Step::See].into_iter().chain(opened.then(|| open.clone()));
            let edit = edited.then(|| edits.clone());
            let look = sees.then_some(Step::See).into_iter().chain(opens.then_some(open));
            let steps = before.chain(edit).chain(look).chain([approve]);
            clears(who, None)
                .into_iter()
                .chain(steps.map(|step| (who, step)))
                .collect()
        },
    );
    // Something happens once everybody has approved, such as the end and what undoes it.
    let after = (both(), any::<bool>(), vec((both(), step()), 1..4)).prop_map(|(first, ends, then)| {
        let undo = |task| Step::Undo { task, why: true };
        let end = [undo("t2"), undo("t4"), Step::Complete].into_iter().filter(|_| ends);
        all_sign(first)
            .into_iter()
            .chain(end.map(|step| (first, step)))
            .chain(then)
            .collect()
    });
    // The brief is taken up again, or something else happens, once one has signed.
    let one_signs = (both(), any::<bool>(), (both(), step())).prop_map(|(who, reopens, then)| {
        let then = if reopens {
            (who, Step::Reopen { why: true })
        } else {
            then
        };
        signs(who, Role::Csm).into_iter().chain([then]).collect()
    });
    let returned =
        (both(), any::<bool>()).prop_map(|(who, answers)| [sends_back(who, answers), all_sign(who)].concat());
    let taken_back = both().prop_map(move |who| {
        vec![
            (who, Step::Complete),
            (who, Step::Reopen { why: true }),
            (who, edit.clone()),
        ]
    });
    prop_oneof![
        8 => vec((0..PEOPLE, step()), 1..6),
        4 => (0..PEOPLE, left).prop_map(|(who, left)| clears(who, left)),
        3 => alone,
        2 => (0..PEOPLE, roles(), roles()).prop_map(|(who, one, other)| [signs(who, one), signs(who, other)].concat()),
        2 => one_signs,
        2 => returned,
        1 => both().prop_map(casts),
        4 => after,
        1 => taken_back,
    ]
}

/// Up to fifty steps.
pub(super) fn tries() -> impl Strategy<Value = Vec<Try>> {
    vec(stretch(), 1..14).prop_map(|stretches| stretches.into_iter().flatten().take(STEPS).collect())
}
