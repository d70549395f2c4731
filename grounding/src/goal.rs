//! Goals and whether they can be measured.

use jiff::civil::Date;

use crate::lexicon::Table;
use crate::text::{content_words, find_dates, find_figures, root, stem};
use crate::{GoalRecord, GoalStatus, Kpi, Ledger, Record, SourceId};

/// A goal of the account, with the KPIs that measure it.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// The goal's source.
    pub id: SourceId,
    /// What the source records.
    pub record: GoalRecord,
    /// Its KPIs and their sources, by id.
    pub kpis: Vec<(SourceId, Kpi)>,
}

/// What a goal lacks to be measurable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// Nobody says what is measured.
    Metric,
    /// Nobody says how much is enough.
    Target,
    /// Nobody says by when.
    Date,
}

impl Missing {
    /// The missing thing in words.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Metric => "metric",
            Self::Target => "number",
            Self::Date => "date",
        }
    }
}

impl Goal {
    pub(crate) fn all(ledger: &Ledger) -> Vec<Self> {
        let mut goals: Vec<Self> = ledger
            .sources()
            .filter_map(|source| match &source.record {
                Some(Record::Goal(record)) => Some(Self {
                    id: source.id.clone(),
                    record: record.clone(),
                    kpis: Vec::new(),
                }),
                _ => None,
            })
            .collect();
        for (source, kpi) in ledger.kpis() {
            if let Some(goal) = goals.iter_mut().find(|goal| goal.id == kpi.goal) {
                goal.kpis.push((source.id.clone(), kpi.clone()));
            }
        }
        goals
    }

    /// Whether a value claim may still serve it.
    pub fn is_open(&self) -> bool {
        self.record.status != GoalStatus::Closed
    }

    /// What the goal lacks to be measurable: a metric, a target, a date. Its own words count as
    /// much as its KPIs' fields.
    pub fn missing(&self) -> Vec<Missing> {
        let words = format!("{} {}", self.record.name, self.record.description);
        let figures: Vec<_> = find_figures(&words)
            .into_iter()
            .filter(|figure| !figure.is_year())
            .collect();
        let has_metric = self.kpis.iter().any(|(_, kpi)| !kpi.metric.is_empty()) || !figures.is_empty();
        let has_target = self.kpis.iter().any(|(_, kpi)| kpi.target.is_some()) || !figures.is_empty();
        let has_date = self.due().is_some() || !find_dates(&words).is_empty();
        [
            (has_metric, Missing::Metric),
            (has_target, Missing::Target),
            (has_date, Missing::Date),
        ]
        .into_iter()
        .filter_map(|(present, missing)| (!present).then_some(missing))
        .collect()
    }

    /// When it is due, by its own field or the latest of its KPIs'.
    pub fn due(&self) -> Option<Date> {
        self.record
            .due
            .or_else(|| self.kpis.iter().filter_map(|(_, kpi)| kpi.due).max())
    }
}

/// The words that tell each goal from the others, by root, in their order.
pub(crate) fn distinctive_terms(goals: &[Goal]) -> Vec<Vec<String>> {
    let all: Vec<Vec<String>> = goals.iter().map(terms).collect();
    let of = |(at, own): (usize, &Vec<String>)| {
        let same = |other: &Vec<String>| own.iter().all(|term| other.contains(term));
        let others = all
            .iter()
            .enumerate()
            .filter(|(other, terms)| *other != at && !same(terms));
        let others: Vec<&Vec<String>> = others.map(|(_, terms)| terms).collect();
        let alone = own
            .iter()
            .filter(|term| !others.iter().any(|other| other.contains(term)));
        alone.cloned().collect()
    };
    all.iter().enumerate().map(of).collect()
}

fn terms(goal: &Goal) -> Vec<String> {
    let mut text = format!("{} {}", goal.record.name, goal.record.description);
    for (_, kpi) in &goal.kpis {
        text.push(' ');
        text.push_str(&kpi.metric);
    }
    let says_nothing = |word: &str| {
        word.starts_with(|it: char| it.is_ascii_digit())
            || [
                Table::Rising,
                Table::Falling,
                Table::Improving,
                Table::Targets,
                Table::General,
                Table::Reached,
            ]
            .into_iter()
            .any(|table| table.is_in(word))
    };
    let mut terms: Vec<String> = content_words(&text)
        .filter(|word| word.text.len() > 2 && !says_nothing(word.text) && !is_month(word.text))
        .map(|word| stem(root(&word.text.to_lowercase())))
        .collect();
    terms.sort();
    terms.dedup();
    terms
}

fn is_month(word: &str) -> bool {
    !crate::text::find_dates(&format!("1 {word} 2026")).is_empty()
}
