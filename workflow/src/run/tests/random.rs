//! Random setups and random steps.

use jiff::ToSpan;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::steps::{Named, PEOPLE, Player, Setup, Step, Try};
use super::story::BEGAN;
use crate::brief::RunState;
use crate::people::Role;

/// How many steps a run has at most.
const STEPS: usize = 40;

/// Somebody who has these roles, and maybe others.
fn player(roles: &'static [Role]) -> impl Strategy<Value = Player> {
    let more = || subsequence(Role::ALL.to_vec(), 0..=2);
    (more(), more(), prop::bool::weighted(0.9)).prop_map(move |(here, elsewhere, active)| Player {
        here: roles.iter().copied().chain(here).collect(),
        elsewhere: elsewhere.into_iter().collect(),
        active,
    })
}

pub(super) fn setups() -> impl Strategy<Value = Setup> {
    let both: &'static [Role] = &[Role::Ae, Role::Csm];
    let players = (
        player(both),
        player(both),
        player(&[Role::Admin]),
        player(&[Role::Reader]),
        player(&[Role::Supervisor]),
    )
        .prop_map(|(a, b, c, d, e)| vec![a, b, c, d, e]);
    let together = vec![vec![Role::Ae, Role::Csm]];
    let stages = select(vec![
        together.clone(),
        together,
        vec![vec![Role::Csm], vec![Role::Ae]],
        vec![vec![Role::Ae, Role::Csm], vec![Role::Supervisor]],
    ]);
    let states = prop_oneof![
        12 => Just(RunState::InReview),
        1 => Just(RunState::Paused),
        1 => Just(RunState::Stopped),
        1 => Just(RunState::Failed),
    ];
    let waiting = subsequence(vec!["c1", "c2", "c3"], 0..=3);
    (players, stages, states, waiting, any::<bool>(), any::<bool>()).prop_map(
        |(players, stages, state, waiting, has_tasks, cites)| Setup {
            players,
            stages,
            state,
            waiting,
            has_tasks,
            cites,
        },
    )
}

fn tasks() -> impl Strategy<Value = &'static str> {
    select(vec!["t1", "t2", "t3", "t4", "t5", "t9"])
}

fn claims() -> impl Strategy<Value = &'static str> {
    select(vec!["c1", "c2", "c3", "c9"])
}

/// Mostly so.
fn mostly() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.85)
}

fn approval() -> impl Strategy<Value = Step> {
    let role = prop_oneof![
        2 => Just(None),
        4 => select(vec![Role::Ae, Role::Csm]).prop_map(Some),
        1 => select(Role::ALL.to_vec()).prop_map(Some),
    ];
    let named = select(vec![
        Named::Not,
        Named::Not,
        Named::Not,
        Named::Not,
        Named::Whole,
        Named::Digits(8),
        Named::Digits(7),
        Named::Other,
    ]);
    let items: Vec<&'static [&'static str]> = vec![
        &["all"],
        &["all"],
        &["Timing", "scope"],
        &["scope"],
        &["all", "mood"],
        &[],
    ];
    (role, named, select(items), any::<bool>()).prop_map(|(role, named, items, because)| Step::Approve {
        role,
        named,
        items,
        because,
    })
}

fn step() -> impl Strategy<Value = Step> {
    let missing: Vec<&'static [&'static str]> =
        vec![&[], &[" "], &["the CRM export"], &["the order form", "", "a date"]];
    let whats = vec!["t1", "t2", "t5", "t9", "ae", "CSM", "supervisor", "boss"];
    let holds = prop_oneof![2 => Just(None), 1 => (0..4_usize).prop_map(Some)];
    let decide = (select(vec!["q1", "k1", "m1", "m2", "q9"]), mostly(), holds);
    let edit = (
        select(vec!["c1", "c2", "c3"]),
        subsequence(vec!["c1", "c2", "c3"], 0..=2),
        prop::bool::weighted(0.2),
    );
    prop_oneof![
        3 => Just(Step::See),
        3 => prop::bool::weighted(0.2).prop_map(|of_older_text| Step::Open { of_older_text }),
        6 => approval(),
        2 => (select(missing), any::<bool>()).prop_map(|(missing, comment)| Step::Return { missing, comment }),
        3 => mostly().prop_map(|why| Step::Reopen { why }),
        4 => (claims(), any::<bool>(), mostly()).prop_map(|(claim, accepted, why)| Step::Judge { claim, accepted, why }),
        4 => decide.prop_map(|(subject, answer, holds)| Step::Decide { subject, answer, holds }),
        5 => (tasks(), any::<bool>()).prop_map(|(task, note)| Step::Finish { task, note }),
        3 => (tasks(), mostly()).prop_map(|(task, why)| Step::Undo { task, why }),
        2 => (select(whats), 0..PEOPLE).prop_map(|(what, to)| Step::Assign { what, to }),
        2 => (select(vec!["kickoff", " Kickoff ", " "]), 0..30_i64).prop_map(|(field, days)| Step::Move {
            field,
            to: BEGAN.saturating_add(days.days()),
        }),
        1 => select(vec!["as he says", "\n"]).prop_map(|text| Step::Comment { text }),
        2 => select(vec!["second quarter", " second quarter ", "renewal", ""]).prop_map(|name| Step::Save { name }),
        1 => any::<bool>().prop_map(|tomorrow| Step::Note { tomorrow }),
        3 => Just(Step::Complete),
        2 => edit.prop_map(|(claim, waiting, back)| Step::Edit { claim, waiting, back }),
        1 => prop::bool::weighted(0.3).prop_map(|it| if it { Step::Supersede } else { Step::See }),
    ]
}

/// What somebody does who clears the way to the approvals.
fn clears(who: usize) -> Vec<Try> {
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
    let way = [
        judge("c1"),
        judge("c2"),
        judge("c3"),
        decide("q1"),
        decide("k1"),
        finish("t1"),
        finish("t2"),
    ];
    way.map(|step| (who, step)).to_vec()
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
            clears(who).into_iter().chain(steps.map(|step| (who, step))).collect()
        },
    );
    // Something happens once everybody has approved, such as the end and what undoes it.
    let after = (both(), any::<bool>(), vec((both(), step()), 1..4)).prop_map(|(first, ends, then)| {
        let end = ends.then_some((first, Step::Complete));
        all_sign(first).into_iter().chain(end).chain(then).collect()
    });
    let taken_back = both().prop_map(move |who| {
        vec![
            (who, Step::Complete),
            (who, Step::Reopen { why: true }),
            (who, edit.clone()),
        ]
    });
    prop_oneof![
        8 => vec((0..PEOPLE, step()), 1..6),
        4 => (0..PEOPLE).prop_map(clears),
        3 => alone,
        2 => (0..PEOPLE, roles(), roles()).prop_map(|(who, one, other)| [signs(who, one), signs(who, other)].concat()),
        4 => after,
        1 => taken_back,
    ]
}

/// Up to forty steps.
pub(super) fn tries() -> impl Strategy<Value = Vec<Try>> {
    vec(stretch(), 1..14).prop_map(|stretches| stretches.into_iter().flatten().take(STEPS).collect())
}
