//! Goals and whether they can be measured.

use jiff::civil::Date;

use crate::lexicon::Table;
use crate::text::{Figure, Unit, content_stems, content_words, find_dates, find_figures, root, stem};
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

impl Ledger {
    /// The goal that a text speaks of more plainly than of any other, open or not: it names the metric
    /// of one of the goal's KPIs in full, or half of the words that tell the goal from the others and two
    /// at least, or one of them beside a figure of the goal's. None where it speaks of no goal, or as much of two.
    pub fn goal_addressed_by(&self, text: &str) -> Option<&Goal> {
        let stems = content_stems(text);
        let said: Vec<String> = content_words(text).map(|word| term(word.text)).collect();
        let figures = find_figures(text);
        let all = self.goals().iter().zip(self.goal_terms());
        let mut rated: Vec<(Addressed, &Goal)> = all
            .filter_map(|(goal, terms)| Some((Addressed::rate(goal, terms, &stems, &said, &figures)?, goal)))
            .collect();
        rated.sort_by_key(|(rate, _)| std::cmp::Reverse(rate.weight()));
        let (best, goal) = rated.first()?;
        let others = &rated[1..];
        let alone = others
            .iter()
            .all(|(other, _)| best.weight() > other.weight() && other.metric.iter().all(|it| best.metric.contains(it)));
        alone.then_some(*goal)
    }
}

/// How plainly a text speaks of a goal.
#[derive(Debug)]
struct Addressed {
    /// The words of the longest metric of its KPIs that is named in full, by stem.
    metric: Vec<String>,
    /// So many of the words that tell it from the others.
    terms: usize,
    /// So many of its figures.
    figures: usize,
}

impl Addressed {
    fn rate(goal: &Goal, terms: &[String], stems: &[String], said: &[String], figures: &[Figure]) -> Option<Self> {
        let metrics = goal.kpis.iter().map(|(_, kpi)| content_stems(&kpi.metric));
        let named = metrics.filter(|metric| metric.iter().all(|stem| stems.contains(stem)));
        let own = own_figures(goal);
        let is_own = |figure: &&Figure| own.iter().any(|own| is_of(figure, own));
        let rate = Self {
            metric: named.max_by_key(Vec::len).unwrap_or_default(),
            terms: terms.iter().filter(|term| said.contains(term)).count(),
            figures: figures.iter().filter(|it| !it.is_year()).filter(is_own).count(),
        };
        let named = !rate.metric.is_empty();
        let many = rate.terms > 1 && rate.terms * 2 >= terms.len();
        let by_terms = many || (rate.terms > 0 && (rate.figures > 0 || named));
        // Goals that share all their words are told apart by nothing but their metrics.
        (by_terms || (terms.is_empty() && named)).then_some(rate)
    }

    fn weight(&self) -> (usize, usize, usize) {
        (self.metric.len(), self.terms, self.figures)
    }
}

/// The figures of a goal: in its name, and those of its KPIs.
fn own_figures(goal: &Goal) -> Vec<Figure> {
    let of_kpis = goal.kpis.iter().flat_map(|(_, kpi)| {
        let values = [kpi.baseline, kpi.target, kpi.current].into_iter().flatten();
        values.flat_map(|value| find_figures(&format!("{value} {}", kpi.unit)))
    });
    let in_name = find_figures(&goal.record.name).into_iter();
    in_name.chain(of_kpis).filter(|figure| !figure.is_year()).collect()
}

/// Whether a figure of a text is that one of a goal's: the same number, and no share where the goal
/// counts days. A bare number may be in any unit.
fn is_of(figure: &Figure, own: &Figure) -> bool {
    let of_kind = std::mem::discriminant(&figure.unit) == std::mem::discriminant(&own.unit);
    figure.same_as(own) && (figure.unit == Unit::Count || of_kind)
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
        .map(|word| term(word.text))
        .collect();
    terms.sort();
    terms.dedup();
    terms
}

fn term(word: &str) -> String {
    stem(root(&word.to_lowercase()))
}

fn is_month(word: &str) -> bool {
    !crate::text::find_dates(&format!("1 {word} 2026")).is_empty()
}

#[cfg(test)]
mod tests {
    use crate::GoalStatus;
    use crate::testing::{goal, kpi, ledger};

    #[test]
    fn a_text_speaks_of_the_goal_that_it_names_most_plainly() {
        let ledger = ledger(vec![
            goal(
                "G1",
                "Cut weekly roster planning from 9 h to 5 h by December 2026",
                GoalStatus::OnTrack,
            ),
            kpi("K1", "G1", "roster planning time", [9, 5, 6]),
            goal(
                "G2",
                "Raise guest satisfaction to 80 by December 2026",
                GoalStatus::OnTrack,
            ),
            kpi("K2", "G2", "guest satisfaction", [60, 80, 71]),
        ]);
        let of = |text: &str| ledger.goal_addressed_by(text).map(|goal| goal.id.to_string());
        assert_eq!(
            [
                "Guest satisfaction went up to 71.",
                "The roster takes 6 h now.",
                "Our guests' satisfaction is what we watch.",
                // One word of a goal alone is no goal.
                "Every guest gets a key card.",
                // As much of the one as of the other.
                "Roster planning time and guest satisfaction are on the board.",
                "The lobby was painted in May 2026.",
            ]
            .map(of),
            [
                Some("plan:objective/G2".to_owned()),
                Some("plan:objective/G1".to_owned()),
                Some("plan:objective/G2".to_owned()),
                None,
                None,
                None,
            ]
        );
    }
}
