//! An account at a glance.

use std::collections::BTreeMap;
use std::sync::Arc;

use grounding::{Account, Audience, Ledger, Record, Source, View};
use jiff::civil::Date;
#[cfg(test)]
use workflow::brief::{SPARKLINE_WIDTH, Scale, sparkline};
use workflow::health::{Level, Trend, is_own};
use workflow::renewal;

use super::reason::Told;

/// What the ids of this program's own scores begin with; the id of the run follows.
pub(super) const SNAPSHOTS: &str = "vouch:snapshot/";

/// An account at a glance, as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Glance {
    /// The account.
    pub(crate) account: Account,
    /// Who owns it at the vendor.
    pub(crate) owner: Option<String>,
    /// When the contract renews.
    pub(crate) renewal: Option<Date>,
    /// The day of the newest evidence.
    pub(crate) newest: Option<Date>,
    /// Its health; none where no run has scored it.
    pub(crate) health: Option<HealthGlance>,
    /// The name in lowercase, to sort by.
    pub(super) name_key: String,
    /// The owner in lowercase, to sort and to filter by.
    pub(super) owner_key: Option<String>,
    /// Every name it goes by, in lowercase, one a line.
    pub(super) searched: String,
}

/// An account's health as the newest of this program's own scores has it. Scores that others recorded
/// are evidence of theirs, on scales of their own, and none of them is shown here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HealthGlance {
    /// The run that scored it.
    pub(crate) run: String,
    /// The day of the score.
    pub(crate) date: Date,
    /// The level.
    pub(crate) level: Level,
    /// From 0 to 100.
    pub(crate) score: u32,
    /// Where it is going.
    pub(crate) trend: Trend,
    /// The last scores, one a day, oldest first; this one is among them.
    pub(crate) points: Vec<(Date, u32)>,
    /// What the run's brief tells of it.
    pub(crate) told: Told,
}

impl Glance {
    /// Looks at an account. The records are those of the kinds that tell of its owner and its renewal;
    /// the scores are sorted, oldest first, with what the brief behind the last of them tells.
    pub(super) fn of(
        account: Account,
        today: Date,
        records: Vec<Arc<Source>>,
        newest: Option<Date>,
        (scores, told): (&[Source], Told),
    ) -> Self {
        let view = View {
            as_of: today,
            audience: Audience::Internal,
        };
        let ledger = Ledger::new(account.clone(), view, records);
        let owner = ledger.account_owner().map(|owner| ledger.person(owner));
        Self {
            name_key: account.name.to_lowercase(),
            owner_key: owner.as_ref().map(|owner| owner.to_lowercase()),
            searched: searched(&account, owner.as_deref()),
            renewal: renewal(&ledger),
            health: HealthGlance::of(scores, told),
            account,
            owner,
            newest,
        }
    }

    /// The same account under other names.
    pub(super) fn renamed(&self, account: &Account) -> Self {
        Self {
            account: account.clone(),
            name_key: account.name.to_lowercase(),
            searched: searched(account, self.owner.as_deref()),
            ..self.clone()
        }
    }

    /// Its level; unknown where no run has scored it.
    pub(crate) fn level(&self) -> Level {
        self.health.as_ref().map_or(Level::Unknown, |it| it.level)
    }
}

impl HealthGlance {
    /// Of several scores of one day, the one that was made last counts: whoever scores an account again
    /// does so because more is known.
    fn of(scores: &[Source], told: Told) -> Option<Self> {
        let last = scores.last()?;
        let scored = scores
            .iter()
            .filter_map(|source| Some((source.occurred_at?, score_of(source)?)));
        let points: BTreeMap<Date, u32> = scored.collect();
        let Some(Record::Health(record)) = &last.record else {
            return None;
        };
        Some(Self {
            run: run_of(last)?.to_owned(),
            date: last.occurred_at?,
            level: level_of(&record.level),
            score: score_of(last)?,
            trend: trend_of(last.field("trend").unwrap_or_default()),
            points: points.into_iter().collect(),
            told,
        })
    }

    /// The last scores as a row of block characters.
    #[cfg(test)]
    pub(crate) fn sparkline(&self) -> String {
        let points = self.points.iter().map(|(day, score)| (*day, Some((*score).into())));
        sparkline(&points.collect::<Vec<_>>(), SPARKLINE_WIDTH, Scale::Hundred)
    }
}

/// The run that made one of this program's own scores.
pub(super) fn run_of(source: &Source) -> Option<&str> {
    let id = is_own(source).then(|| source.id.as_str());
    id?.strip_prefix(SNAPSHOTS)
}

fn score_of(source: &Source) -> Option<u32> {
    match &source.record {
        // Our own scores are whole numbers.
        Some(Record::Health(record)) => record.score?.to_string().parse().ok(),
        _ => None,
    }
}

fn level_of(word: &str) -> Level {
    let known = [Level::Green, Level::Amber, Level::Red];
    known
        .into_iter()
        .find(|level| level.word() == word)
        .unwrap_or(Level::Unknown)
}

fn trend_of(words: &str) -> Trend {
    let known = [Trend::Improving, Trend::Flat, Trend::Declining];
    known
        .into_iter()
        .find(|trend| trend.words() == words)
        .unwrap_or(Trend::NoPrior)
}

fn searched(account: &Account, owner: Option<&str>) -> String {
    let aliases = account.aliases.iter().map(|alias| alias.value.as_str());
    let names = [account.id.as_str(), account.name.as_str()].into_iter().chain(owner);
    names.chain(aliases).collect::<Vec<_>>().join("\n").to_lowercase()
}
