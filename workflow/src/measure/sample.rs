//! Picking the accounts of a pilot (VR-63, HO-32).

use std::cmp::Reverse;

use grounding::AccountId;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

/// An account that could be of a sample, as far as the records know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The account.
    pub account: AccountId,
    /// What it pays a year, in the currency below.
    pub annual_value: Option<Decimal>,
    /// The ISO code of that currency in uppercase; empty where the records name none.
    pub currency: String,
    /// When its contract renews.
    pub renewal: Option<Date>,
    /// When its latest deal was won.
    pub closed_won: Option<Date>,
    /// The segment it belongs to.
    pub segment: Option<String>,
}

/// The accounts that were picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// How they were picked, in words.
    pub words: String,
    /// The accounts.
    pub accounts: Vec<AccountId>,
    /// The accounts of which the records don't say whether they belong to it, by name.
    pub unknown: Vec<AccountId>,
}

/// Currencies that have no smaller unit, by ISO 4217.
const WITHOUT_CENTS: [&str; 16] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
];

impl Candidate {
    /// What it pays a year, to rank it by. Nobody knows the day's rates here, so amounts of different
    /// currencies are compared in their smallest units: a yen counts as a cent does.
    fn rank(&self) -> Option<Decimal> {
        let value = self.annual_value?;
        let has_cents = !WITHOUT_CENTS.contains(&self.currency.as_str());
        Some(if has_cents { value } else { value / Decimal::ONE_HUNDRED })
    }
}

/// The accounts that pay most a year, at most so many; of two that pay the same, the one whose name
/// comes first (VR-63).
pub fn top_by_value(candidates: &[Candidate], most: usize) -> Sample {
    let valued = candidates.iter().filter_map(|it| Some((it.rank()?, &it.account)));
    let mut valued: Vec<(Decimal, &AccountId)> = valued.collect();
    valued.sort_by_key(|(value, account)| (Reverse(*value), *account));
    Sample {
        words: format!("the top {most} accounts by annual value"),
        accounts: valued
            .into_iter()
            .take(most)
            .map(|(_, account)| account.clone())
            .collect(),
        unknown: names(candidates.iter().filter(|it| it.annual_value.is_none())),
    }
}

/// The accounts whose contracts renew in the calendar quarter after that of the day, the earliest
/// first (VR-63).
pub fn renewals_in_next_quarter(candidates: &[Candidate], as_of: Date) -> Sample {
    let (first, last) = next_quarter(as_of);
    Sample {
        words: format!("every renewal from {first} to {last}"),
        accounts: within(candidates.iter(), |it| it.renewal, first, last),
        unknown: names(candidates.iter().filter(|it| it.renewal.is_none())),
    }
}

/// The accounts that pay most, a tenth of those whose value is known and one at least (HS-13).
pub fn top_tenth(candidates: &[Candidate]) -> Vec<AccountId> {
    let known = candidates.iter().filter(|it| it.annual_value.is_some()).count();
    top_by_value(candidates, (known / 10).max(1)).accounts
}

/// The accounts of a segment with a deal won from the first day to the last, the earliest first
/// (HO-32). Segments are compared without regard to case.
pub fn closed_won_in_segment(candidates: &[Candidate], segment: &str, start: Date, end: Date) -> Sample {
    let segment = segment.trim();
    let is_of = |it: &&Candidate| {
        let own = it.segment.as_deref().unwrap_or_default();
        own.trim().to_lowercase() == segment.to_lowercase()
    };
    let won = |it: &Candidate| it.closed_won.is_some_and(|day| start <= day && day <= end);
    Sample {
        words: format!("every deal won in the segment `{segment}` from {start} to {end}"),
        accounts: within(candidates.iter().filter(is_of), |it| it.closed_won, start, end),
        unknown: names(candidates.iter().filter(|it| it.segment.is_none() && won(it))),
    }
}

/// The last day of a pilot of so many days, the first of which counts: 60 for handoffs (HO-32).
pub fn last_day(start: Date, days: u32) -> Date {
    start.checked_add((i64::from(days) - 1).days()).unwrap_or(Date::MAX)
}

fn within<'a>(
    candidates: impl Iterator<Item = &'a Candidate>,
    day: impl Fn(&Candidate) -> Option<Date>,
    first: Date,
    last: Date,
) -> Vec<AccountId> {
    let dated = candidates.filter_map(|it| Some((day(it)?, &it.account)));
    let mut found: Vec<(Date, &AccountId)> = dated.filter(|(day, _)| first <= *day && *day <= last).collect();
    found.sort();
    found.into_iter().map(|(_, account)| account.clone()).collect()
}

fn names<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> Vec<AccountId> {
    let mut names: Vec<AccountId> = candidates.map(|it| it.account.clone()).collect();
    names.sort();
    names
}

/// The first and the last day of the calendar quarter after that of the day.
fn next_quarter(day: Date) -> (Date, Date) {
    let this = date(day.year(), (day.month() - 1) / 3 * 3 + 1, 1);
    let first = this.checked_add(3.months()).unwrap_or(Date::MAX);
    let last = first.checked_add(2.months()).unwrap_or(Date::MAX).last_of_month();
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(account: &str) -> Candidate {
        Candidate {
            account: AccountId::new(account),
            annual_value: None,
            currency: String::new(),
            renewal: None,
            closed_won: None,
            segment: None,
        }
    }

    fn ids(names: &[&str]) -> Vec<AccountId> {
        names.iter().map(|name| AccountId::new(*name)).collect()
    }

    /// HS-13: a tenth of the accounts, one at least; a yen is no euro.
    #[test]
    fn the_top_tenth_is_of_those_whose_value_is_known() {
        let paying = |account: &str, value: i64, currency: &str| Candidate {
            annual_value: Some(Decimal::from(value)),
            currency: currency.to_owned(),
            ..candidate(account)
        };
        let few = [
            paying("yen", 5_220_000, "JPY"),
            paying("euro", 733_000, "EUR"),
            candidate("unknown"),
        ];
        assert_eq!(top_tenth(&few), ids(&["euro"]));
        let many: Vec<Candidate> = (0..25)
            .map(|at| paying(["a", "b", "c", "d", "e"][at % 5], i64::try_from(at).unwrap(), "USD"))
            .collect();
        assert_eq!(top_tenth(&many).len(), 2);
        assert_eq!(top_tenth(&[candidate("unknown")]), ids(&[]));
    }

    #[test]
    fn the_top_accounts_are_those_that_pay_most() {
        let paying = |account: &str, value: i64| Candidate {
            annual_value: Some(Decimal::from(value)),
            ..candidate(account)
        };
        let all = [
            paying("small", 10),
            candidate("unknown"),
            paying("twin-b", 50),
            paying("twin-a", 50),
            paying("big", 900),
        ];
        assert_eq!(
            top_by_value(&all, 2),
            Sample {
                words: "the top 2 accounts by annual value".to_owned(),
                accounts: ids(&["big", "twin-a"]),
                unknown: ids(&["unknown"]),
            }
        );
        assert_eq!(
            top_by_value(&all, 20).accounts,
            ids(&["big", "twin-a", "twin-b", "small"])
        );
    }

    #[test]
    fn a_renewal_counts_from_the_first_to_the_last_day_of_the_next_quarter() {
        let renewing = |account: &str, renewal: Date| Candidate {
            renewal: Some(renewal),
            ..candidate(account)
        };
        let all = [
            renewing("this-quarter", date(2026, 12, 31)),
            renewing("last-day", date(2027, 3, 31)),
            renewing("first-day", date(2027, 1, 1)),
            renewing("too-late", date(2027, 4, 1)),
            candidate("unknown"),
        ];
        assert_eq!(
            renewals_in_next_quarter(&all, date(2026, 10, 1)),
            Sample {
                words: "every renewal from 2027-01-01 to 2027-03-31".to_owned(),
                accounts: ids(&["first-day", "last-day"]),
                unknown: ids(&["unknown"]),
            }
        );
    }

    #[test]
    fn a_deal_counts_for_sixty_days_in_its_segment() {
        let won = |account: &str, segment: Option<&str>, closed_won: Date| Candidate {
            closed_won: Some(closed_won),
            segment: segment.map(str::to_owned),
            ..candidate(account)
        };
        let start = date(2026, 1, 1);
        let end = last_day(start, 60);
        assert_eq!(end, date(2026, 3, 1));
        let all = [
            won("last-day", Some("Mid-Market"), end),
            won("first-day", Some("mid-market "), start),
            won("too-early", Some("mid-market"), date(2025, 12, 31)),
            won("too-late", Some("mid-market"), date(2026, 3, 2)),
            won("other", Some("enterprise"), start),
            won("unknown", None, start),
            candidate("never-won"),
        ];
        assert_eq!(
            closed_won_in_segment(&all, "mid-market", start, end),
            Sample {
                words: "every deal won in the segment `mid-market` from 2026-01-01 to 2026-03-01".to_owned(),
                accounts: ids(&["first-day", "last-day"]),
                unknown: ids(&["unknown"]),
            }
        );
    }
}
