//! What random people try, one thing after another, some of it allowed and some not.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::story::BEGAN;
use crate::brief::RunState;
use crate::people::Role;

/// How many people there are.
pub(super) const PEOPLE: usize = 5;

/// How many steps a run has at most.
const STEPS: usize = 40;

/// Somebody, by what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Player {
    /// The roles that they have for the account.
    pub(super) here: BTreeSet<Role>,
    /// The roles that they have for another account.
    pub(super) elsewhere: BTreeSet<Role>,
    /// Whether they may sign in.
    pub(super) active: bool,
}

/// How a run begins.
#[derive(Debug, Clone)]
pub(super) struct Setup {
    pub(super) players: Vec<Player>,
    pub(super) stages: Vec<Vec<Role>>,
    pub(super) state: RunState,
    pub(super) waiting: Vec<&'static str>,
    pub(super) has_tasks: bool,
    pub(super) cites: bool,
}

/// What somebody tries.
#[derive(Debug, Clone)]
pub(super) enum Step {
    See,
    Open {
        of_older_text: bool,
    },
    Approve {
        role: Option<Role>,
        named: Named,
        items: &'static [&'static str],
        because: bool,
    },
    Return {
        missing: &'static [&'static str],
        comment: bool,
    },
    Reopen {
        why: bool,
    },
    Judge {
        claim: &'static str,
        accepted: bool,
        why: bool,
    },
    Decide {
        subject: &'static str,
        answer: bool,
        holds: Option<usize>,
    },
    Finish {
        task: &'static str,
        note: bool,
    },
    Undo {
        task: &'static str,
        why: bool,
    },
    Assign {
        what: &'static str,
        to: usize,
    },
    Move {
        field: &'static str,
        to: Date,
    },
    Comment {
        text: &'static str,
    },
    Save {
        name: &'static str,
    },
    Note {
        tomorrow: bool,
    },
    Complete,
    Edit {
        claim: &'static str,
        waiting: Vec<&'static str>,
        back: bool,
    },
    Supersede,
}

/// How a digest is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Not at all: it is that of what was shown last.
    Not,
    /// The digest as it is now, whole.
    Whole,
    /// So many of its digits.
    Digits(usize),
    /// Another one.
    Other,
}

/// Somebody by number, and what they try.
pub(super) type Try = (usize, Step);

impl Step {
    /// Its word, for counting.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::See => "see",
            Self::Open { .. } => "open",
            Self::Approve { .. } => "approve",
            Self::Return { .. } => "return",
            Self::Reopen { .. } => "reopen",
            Self::Judge { .. } => "judge",
            Self::Decide { .. } => "decide",
            Self::Finish { .. } => "finish",
            Self::Undo { .. } => "undo",
            Self::Assign { .. } => "assign",
            Self::Move { .. } => "move",
            Self::Comment { .. } => "comment",
            Self::Save { .. } => "save",
            Self::Note { .. } => "note",
            Self::Complete => "complete",
            Self::Edit { .. } => "edit",
            Self::Supersede => "supersede",
        }
    }
}

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

/// Steps that belong together: anything, or what leads to an approval.
fn stretch() -> impl Strategy<Value = Vec<Try>> {
    let both = 0..2_usize;
    let clears = both.clone().prop_map(|who| {
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
        let way = vec![
            judge("c1"),
            judge("c2"),
            judge("c3"),
            decide("q1"),
            decide("k1"),
            finish("t1"),
            finish("t2"),
        ];
        way.into_iter().map(|step| (who, step)).collect()
    });
    let signs = |who: usize, role: Role| {
        let approve = Step::Approve {
            role: Some(role),
            named: Named::Not,
            items: &["all"],
            because: false,
        };
        let steps = [Step::See, Step::Open { of_older_text: false }, approve];
        steps.map(|step| (who, step)).to_vec()
    };
    let approves = (0..PEOPLE, select(vec![Role::Ae, Role::Csm, Role::Supervisor]));
    let approve_all = both.prop_map(move |first| {
        let mut all = signs(first, Role::Csm);
        all.extend(signs(1 - first, Role::Ae));
        all.extend(signs(4, Role::Supervisor));
        all
    });
    prop_oneof![
        8 => vec((0..PEOPLE, step()), 1..6),
        3 => clears,
        2 => approves.prop_map(move |(who, role)| signs(who, role)),
        3 => approve_all,
    ]
}

/// Up to forty steps.
pub(super) fn tries() -> impl Strategy<Value = Vec<Try>> {
    vec(stretch(), 1..14).prop_map(|stretches| stretches.into_iter().flatten().take(STEPS).collect())
}
