//! Random setups and random steps.

use jiff::ToSpan;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::steps::{Named, PEOPLE, Player, Setup, Step};
use super::story::BEGAN;
use crate::brief::RunState;
use crate::people::Role;
use crate::run::Relation;

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
    let both: &'static [Role] = &[Role::AccountOwner, Role::Ae, Role::Csm];
    let players = (
        player(both),
        player(both),
        player(&[Role::Admin]),
        player(&[Role::Reader]),
        player(&[Role::Supervisor]),
        player(&[Role::CsOperations]),
    )
        .prop_map(|(a, b, c, d, e, f)| vec![a, b, c, d, e, f]);
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
    let waiting = subsequence(vec!["c1", "c2", "c3", "c4"], 0..=4);
    let is_cast = prop::bool::weighted(0.7);
    (players, stages, states, waiting, any::<bool>(), is_cast, any::<bool>()).prop_map(
        |(players, stages, state, waiting, has_tasks, is_cast, cites)| Setup {
            players,
            stages,
            state,
            waiting,
            has_tasks,
            is_cast,
            cites,
        },
    )
}

fn tasks() -> impl Strategy<Value = &'static str> {
    select(vec!["t1", "t2", "t3", "t4", "t5", "t9"])
}

fn claims() -> impl Strategy<Value = &'static str> {
    select(vec!["c1", "c2", "c3", "c4", "c9"])
}

/// Mostly so.
fn mostly() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.85)
}

pub(super) fn approval() -> impl Strategy<Value = Step> {
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

/// Anything that somebody may try.
pub(super) fn step() -> impl Strategy<Value = Step> {
    let missing: Vec<&'static [&'static str]> =
        vec![&[], &[" "], &["the CRM export"], &["the order form", "", "a date"]];
    let whats = vec![
        "t1",
        "t2",
        "t5",
        "t9",
        "ae",
        "CSM",
        "supervisor",
        "account_owner",
        "boss",
    ];
    let targets = vec!["rp-7", " rp-7 ", "run-1", "\trun-1", ""];
    let holds = prop_oneof![2 => Just(None), 1 => (0..4_usize).prop_map(Some)];
    let decide = (select(vec!["q1", "k1", "r1", "m1", "m2", "q9"]), mostly(), holds);
    let edit = (
        select(vec!["c1", "c2", "c3"]),
        subsequence(vec!["c1", "c2", "c3", "c4"], 0..=2),
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
        2 => (select(vec!["kickoff", " Kickoff ", "renewal", " "]), 0..30_i64).prop_map(|(field, days)| Step::Move {
            field,
            to: BEGAN.saturating_add(days.days()),
        }),
        1 => select(vec!["as he says", "\n"]).prop_map(|text| Step::Comment { text }),
        2 => select(vec!["second quarter", " second quarter ", "renewal", ""]).prop_map(|name| Step::Save { name }),
        2 => (select(Relation::ALL.to_vec()), select(targets)).prop_map(|(relation, target)| Step::Link { relation, target }),
        1 => any::<bool>().prop_map(|tomorrow| Step::Note { tomorrow }),
        3 => Just(Step::Complete),
        2 => edit.prop_map(|(claim, waiting, back)| Step::Edit { claim, waiting, back }),
        1 => prop::bool::weighted(0.3).prop_map(|it| if it { Step::Supersede } else { Step::See }),
    ]
}
