//! Health across accounts (SC-6).

use grounding::Account;
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::Scorecard;
use super::history::{Assessment, series};
use super::prefill::to_tenths;
use crate::health::Level;

/// The health of all accounts by one template, each by its newest approved scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Portfolio {
    /// The template.
    pub template: String,
    /// Its title.
    pub title: String,
    /// The day that it speaks of.
    pub as_of: Date,
    /// The accounts, those with the lowest score first.
    pub accounts: Vec<AccountRow>,
    /// The mean of their totals, to one decimal; none where no account has one.
    #[schemars(with = "Option<String>")]
    pub mean: Option<Decimal>,
    /// How many accounts are at which level.
    pub levels: LevelCounts,
    /// The same for each dimension.
    pub dimensions: Vec<DimensionCounts>,
    /// The accounts without an approved scorecard by this template.
    pub without: Vec<String>,
}

/// An account in a portfolio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AccountRow {
    /// The account.
    pub account_id: String,
    /// Its display name.
    pub name: String,
    /// Its newest approved scorecard, with how it differs from the one before.
    #[serde(flatten)]
    pub newest: Assessment,
    /// The titles of the dimensions that are red.
    pub red: Vec<String>,
    /// When the account is assessed again.
    pub reassess_on: Option<Date>,
    /// Whether that day is past and nobody has.
    pub overdue: bool,
}

/// How many accounts are at which level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct LevelCounts {
    /// At green.
    pub green: usize,
    /// At amber.
    pub amber: usize,
    /// At red.
    pub red: usize,
    /// Nothing counts there.
    pub unknown: usize,
}

/// How many accounts are at which level in a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DimensionCounts {
    /// The dimension.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The counts.
    #[serde(flatten)]
    pub levels: LevelCounts,
}

impl LevelCounts {
    fn of(levels: impl Iterator<Item = Level>) -> Self {
        let mut counts = Self::default();
        for level in levels {
            match level {
                Level::Green => counts.green += 1,
                Level::Amber => counts.amber += 1,
                Level::Red => counts.red += 1,
                Level::Unknown => counts.unknown += 1,
            }
        }
        counts
    }
}

/// The portfolios of these accounts as of a day: one for each template by which an account has an
/// approved scorecard, in the order of the templates' names.
pub fn portfolio(cards: &[Scorecard], accounts: &[Account], as_of: Date) -> Vec<Portfolio> {
    let mut rows: Vec<(String, String, AccountRow)> = Vec::new();
    for account in accounts {
        let own: Vec<Scorecard> = cards.iter().filter(|it| *it.account() == account.id).cloned().collect();
        for mut of_template in series(&own, as_of) {
            if let Some(newest) = of_template.assessments.pop() {
                let row = row(account, &own, newest, as_of);
                rows.push((of_template.template, of_template.title, row));
            }
        }
    }
    let mut names: Vec<String> = rows.iter().map(|(template, ..)| template.clone()).collect();
    names.sort_unstable();
    names.dedup();
    let one = |name: String| {
        let own = rows.iter().filter(|(template, ..)| *template == name);
        let title = own.clone().next_back().map(|(_, title, _)| title.clone());
        let rows = own.map(|(.., row)| row.clone()).collect();
        of_rows(name, title.unwrap_or_default(), rows, accounts, as_of)
    };
    names.into_iter().map(one).collect()
}

fn row(account: &Account, cards: &[Scorecard], newest: Assessment, as_of: Date) -> AccountRow {
    let card = cards.iter().find(|card| card.id == newest.scorecard);
    let reassess_on = card.and_then(Scorecard::reassess_on);
    let red = newest.dimensions.iter().filter(|it| it.level == Level::Red);
    AccountRow {
        account_id: account.id.to_string(),
        name: account.name.clone(),
        red: red.map(|it| it.title.clone()).collect(),
        overdue: reassess_on.is_some_and(|day| day < as_of),
        reassess_on,
        newest,
    }
}

fn of_rows(template: String, title: String, mut rows: Vec<AccountRow>, accounts: &[Account], as_of: Date) -> Portfolio {
    // An account of which nothing is known comes first: it is the one to look at.
    rows.sort_by(|one, other| {
        let key = |row: &AccountRow| (row.newest.total, row.account_id.clone());
        key(one).cmp(&key(other))
    });
    let totals: Vec<Decimal> = rows.iter().filter_map(|row| row.newest.total).collect();
    let sum: Decimal = totals.iter().sum();
    let mut dimensions: Vec<(String, String)> = Vec::new();
    for point in rows.iter().flat_map(|row| &row.newest.dimensions) {
        if dimensions.iter().all(|(id, _)| *id != point.id) {
            dimensions.push((point.id.clone(), point.title.clone()));
        }
    }
    let counted = dimensions.into_iter().map(|(id, title)| {
        let points = rows.iter().flat_map(|row| &row.newest.dimensions);
        let levels = LevelCounts::of(points.filter(|it| it.id == id).map(|it| it.level));
        DimensionCounts { id, title, levels }
    });
    let has = |account: &&Account| rows.iter().any(|row| row.account_id == account.id.as_str());
    Portfolio {
        dimensions: counted.collect(),
        mean: sum.checked_div(Decimal::from(totals.len())).map(to_tenths),
        levels: LevelCounts::of(rows.iter().map(|row| row.newest.level)),
        without: accounts
            .iter()
            .filter(|account| !has(account))
            .map(|account| account.id.to_string())
            .collect(),
        accounts: rows,
        template,
        title,
        as_of,
    }
}
