//! A page of the portfolio: what is asked for, of what somebody may see.
//!
//! What somebody may see and what waits for them is reckoned once for each person and each state of
//! the portfolio; a page is then cut out of it.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use grounding::AccountId;
use jiff::civil::Date;
use workflow::health::Level;
use workflow::run::Run;

use super::query::{Direction, Query, Sort};
use super::snapshot::{Row, Snapshot};

/// A page of the portfolio.
#[derive(Debug)]
pub(crate) struct Page {
    /// Its accounts, in the order asked for.
    pub(crate) lines: Vec<Line>,
    /// How many accounts were found on all pages.
    pub(crate) total: usize,
    /// Which page it is, from 1: the last one where a later one was asked for.
    pub(crate) number: usize,
    /// How many pages there are; at least one.
    pub(crate) pages: usize,
    /// How many accounts of each level would be found, whatever level was asked for.
    pub(crate) levels: BTreeMap<Level, usize>,
    /// How many runs wait for whoever asks, of all accounts that they may see.
    pub(crate) waiting: usize,
}

/// An account on a page.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// The account with its runs.
    pub(crate) row: Row,
    /// Those of the runs that wait for whoever asks, the most pressing first.
    pub(crate) waiting: Vec<Arc<Run>>,
}

/// The part of the portfolio that somebody may see.
#[derive(Debug)]
pub(crate) struct Seen {
    /// The accounts, by their names: most pages are in this order, and sorting what is sorted takes
    /// little.
    lines: Vec<Line>,
    /// Who owns them, each once, by their names.
    owners: Vec<String>,
    /// How many runs wait for whoever asks.
    waiting: usize,
    today: Option<Date>,
}

impl Seen {
    /// What somebody may see: `allowed` says which accounts, and `mine` which runs wait for them.
    pub(crate) fn of(snapshot: &Snapshot, allowed: impl Fn(&AccountId) -> bool, mine: impl Fn(&Run) -> bool) -> Self {
        let rows = snapshot.rows().iter();
        let mut lines: Vec<Line> = rows
            .filter(|row| allowed(&row.glance.account.id))
            .map(|row| Line {
                row: row.clone(),
                waiting: row.runs.iter().filter(|run| mine(run)).cloned().collect(),
            })
            .collect();
        lines.sort_by(|left, right| {
            let (left, right) = (&left.row.glance, &right.row.glance);
            (&left.name_key, &left.account.id).cmp(&(&right.name_key, &right.account.id))
        });
        let owners: BTreeSet<&str> = lines
            .iter()
            .filter_map(|line| line.row.glance.owner.as_deref())
            .collect();
        Self {
            owners: owners.into_iter().map(str::to_owned).collect(),
            waiting: lines.iter().map(|line| line.waiting.len()).sum(),
            today: snapshot.today(),
            lines,
        }
    }

    /// Whether it is any account at all.
    pub(crate) fn is_any(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Who owns the accounts, each once, by their names.
    pub(crate) fn owners(&self) -> &[String] {
        &self.owners
    }

    /// The page that is asked for.
    pub(crate) fn page(&self, query: &Query) -> Page {
        let wanted = Wanted::of(query, self.today);
        let all_levels = [Level::Red, Level::Amber, Level::Green, Level::Unknown];
        let mut levels: BTreeMap<Level, usize> = all_levels.into_iter().map(|level| (level, 0)).collect();
        let mut found: Vec<&Line> = Vec::new();
        for line in &self.lines {
            if !wanted.admits(&line.row, !line.waiting.is_empty()) {
                continue;
            }
            let level = line.row.glance.level();
            *levels.entry(level).or_default() += 1;
            if query.level.is_none_or(|wanted| wanted == level) {
                found.push(line);
            }
        }
        found.sort_by(|left, right| {
            let waits = (left.waiting.len(), right.waiting.len());
            let (left, right) = (&left.row, &right.row);
            compared(query, (left, right), waits).then_with(|| left.glance.account.id.cmp(&right.glance.account.id))
        });
        let total = found.len();
        let pages = total.div_ceil(query.per_page.max(1)).max(1);
        let number = query.page.clamp(1, pages);
        let before = (number - 1) * query.per_page;
        let of_page = found.into_iter().skip(before).take(query.per_page);
        Page {
            lines: of_page.cloned().collect(),
            total,
            number,
            pages,
            levels,
            waiting: self.waiting,
        }
    }
}

/// What is asked for but for the level, in the form in which accounts are held against it.
struct Wanted<'q> {
    query: &'q Query,
    words: Vec<String>,
    owner: Option<String>,
    renews_within: Option<(Date, u32)>,
}

impl<'q> Wanted<'q> {
    fn of(query: &'q Query, today: Option<Date>) -> Self {
        let text = query.text.to_lowercase();
        Self {
            query,
            words: text.split_whitespace().map(str::to_owned).collect(),
            owner: query.owner.as_ref().map(|owner| owner.to_lowercase()),
            renews_within: today.zip(query.renewal_within),
        }
    }

    fn admits(&self, row: &Row, waits: bool) -> bool {
        let glance = &row.glance;
        let renews = |(today, days): (Date, u32)| {
            let until = glance.renewal.map(|day| (day - today).get_days());
            until.is_some_and(|until| u32::try_from(until).is_ok_and(|until| until <= days))
        };
        self.words.iter().all(|word| glance.searched.contains(word.as_str()))
            && self
                .owner
                .as_ref()
                .is_none_or(|owner| glance.owner_key.as_ref() == Some(owner))
            && (waits || !self.query.waits_for_me)
            && self
                .query
                .state
                .is_none_or(|state| row.open_runs().any(|run| run.state.word() == state))
            && self.renews_within.is_none_or(renews)
    }
}

/// The order of two accounts. Health ascends from the worst to the best.
fn compared(query: &Query, (left, right): (&Row, &Row), (left_waits, right_waits): (usize, usize)) -> Ordering {
    let (left, right) = (&left.glance, &right.glance);
    let health = |glance: &super::Glance| {
        let known = glance.health.as_ref().filter(|it| it.level != Level::Unknown);
        known.map(|it| (Reverse(it.level), it.score))
    };
    let direction = query.direction;
    match query.sort {
        Sort::Name => known_first(Some(&left.name_key), Some(&right.name_key), direction),
        Sort::Health => known_first(health(left), health(right), direction),
        Sort::Renewal => known_first(left.renewal, right.renewal, direction),
        Sort::Newest => known_first(left.newest, right.newest, direction),
        Sort::Owner => known_first(left.owner_key.as_ref(), right.owner_key.as_ref(), direction),
        Sort::Waiting => known_first(Some(left_waits), Some(right_waits), direction),
    }
}

/// What is unknown comes last, in whichever direction.
fn known_first<T: Ord>(left: Option<T>, right: Option<T>, direction: Direction) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) if direction == Direction::Descending => right.cmp(&left),
        (Some(left), Some(right)) => left.cmp(&right),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
