//! Whether two sentences say the same.

use std::collections::BTreeSet;

use grounding::text::{content_stems, find_dates};
use grounding::{Ledger, SourceId};
use rust_decimal::Decimal;

use super::moved::figures;

/// What a sentence comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gist {
    /// Its content words, by stem, without dates and figures.
    stems: BTreeSet<String>,
    /// Its figures, without those of dates.
    figures: BTreeSet<Decimal>,
    /// What is counted: a figure and the stem of the word behind it.
    counted: BTreeSet<(Decimal, String)>,
    /// The goal that it speaks of.
    goal: Option<SourceId>,
}

/// Two sentences of fewer words may share most of them by chance: a name and a role are in many. They
/// are alike only where they share all.
const LEAST_STEMS: usize = 5;

impl Gist {
    pub(super) fn of(ledger: &Ledger, text: &str) -> Self {
        let dates = find_dates(text);
        let figures = figures(text);
        let counted = figures.iter().filter_map(|figure| {
            let behind = text[figure.span.end..].split_whitespace().next()?;
            let stem = content_stems(behind).into_iter().next()?;
            Some((figure.value, stem))
        });
        let counted = counted.collect();
        let mut without_dates = text.to_owned();
        for date in dates.iter().rev() {
            without_dates.replace_range(date.span.range(), " ");
        }
        let is_number = |stem: &String| stem.starts_with(|it: char| it.is_ascii_digit());
        Self {
            stems: content_stems(&without_dates)
                .into_iter()
                .filter(|stem| !is_number(stem))
                .collect(),
            figures: figures.iter().map(|figure| figure.value).collect(),
            counted,
            goal: ledger.goal_addressed_by(text).map(|goal| goal.id.clone()),
        }
    }

    /// Whether the two say the same: the same figures for the same goal or of the same things, or
    /// more than 60 % of the shorter one's words; never where they give different figures.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let of_figures = !self.figures.is_empty() && !other.figures.is_empty();
        if of_figures && self.figures.is_disjoint(&other.figures) {
            return false;
        }
        let of_goal = self.goal.is_some() && self.goal == other.goal;
        if of_figures && of_goal && (self.figures.is_subset(&other.figures) || other.figures.is_subset(&self.figures)) {
            return true;
        }
        if self.figures == other.figures && !self.counted.is_empty() && self.counted == other.counted {
            return true;
        }
        let shorter = self.stems.len().min(other.stems.len());
        let shared = self.stems.intersection(&other.stems).count();
        if shorter < LEAST_STEMS {
            return shorter > 1 && self.stems == other.stems;
        }
        shared * 10 > shorter * 6
    }

    /// Whether the other gives one of its figures for the same goal: a later measurement from the same
    /// start says more.
    pub(super) fn is_measured_by(&self, other: &Self) -> bool {
        let of_goal = self.goal.is_some() && self.goal == other.goal;
        of_goal && !self.figures.is_disjoint(&other.figures)
    }
}
