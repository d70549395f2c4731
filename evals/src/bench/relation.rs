//! Rows with three possible answers: the evidence agrees, speaks against it, or is silent.

use std::collections::BTreeMap;

use super::judge::{Judged, Relation, by_code};
use super::measure::{Group, Report};
use crate::{float, ratio, round};

/// A row and what it should have come to.
pub(super) struct Related {
    /// The row's name in its file.
    pub(super) id: String,
    /// What it states.
    pub(super) text: String,
    pub(super) expected: Relation,
    pub(super) judged: Judged,
}

impl Relation {
    fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Conflicts => "conflicts",
            Self::Silent => "silent",
        }
    }
}

/// Every answer, in the order it is reported.
const RELATIONS: [Relation; 3] = [Relation::Agrees, Relation::Conflicts, Relation::Silent];

/// The share that is right, the mean of the F1 of the three answers, and what matters most of
/// them: conflicts found, and conflicts told of where the evidence is silent.
pub(super) fn summary(rows: &[Related]) -> Group {
    let count = |test: &dyn Fn(&Related) -> bool| rows.iter().filter(|row| test(row)).count();
    let found = |row: &Related| row.judged.relation();
    let f1 = |of: Relation| {
        let hit = count(&|row| row.expected == of && found(row) == of);
        let either = count(&|row| row.expected == of) + count(&|row| found(row) == of);
        ratio(2 * hit, either)
    };
    let share = |expected: Relation, answer: Relation| {
        let of = count(&|row| row.expected == expected);
        ratio(count(&|row| row.expected == expected && found(row) == answer), of)
    };
    let accuracy = ratio(count(&|row| row.expected == found(row)), rows.len());
    let mean = RELATIONS.into_iter().map(f1).sum::<f64>() / float(RELATIONS.len());
    Group {
        rows: rows.len(),
        value: accuracy,
        measures: BTreeMap::from([
            ("accuracy", accuracy),
            ("macro f1", round(mean)),
            ("conflicts found", share(Relation::Conflicts, Relation::Conflicts)),
            ("false conflicts", share(Relation::Silent, Relation::Conflicts)),
        ]),
    }
}

/// Reports the rows: in all, by the answer expected, and by what fired.
pub(super) fn report(set: &'static str, rows: &[Related]) -> Report {
    let whole = summary(rows);
    let mut groups = by_code(rows.iter().map(|it| (it.expected != Relation::Agrees, &it.judged)));
    for expected in RELATIONS {
        let of: Vec<&Related> = rows.iter().filter(|row| row.expected == expected).collect();
        let told = |answer: Relation| of.iter().filter(|row| row.judged.relation() == answer).count();
        let group = Group {
            rows: of.len(),
            value: ratio(told(expected), of.len()),
            measures: RELATIONS
                .into_iter()
                .map(|answer| (answer.name(), ratio(told(answer), of.len())))
                .collect(),
        };
        groups.insert(expected.name().to_owned(), group);
    }
    let wrong = rows.iter().filter(|row| row.judged.relation() != row.expected);
    Report {
        set,
        rows: whole.rows,
        metric: "accuracy",
        value: whole.value,
        measures: whole.measures,
        groups,
        cases: wrong
            .map(|row| super::measure::Case {
                found: row.judged.relation().name().to_owned(),
                ..row.judged.case(&row.id, &row.text, row.expected.name())
            })
            .collect(),
    }
}
