//! How what is counted went from month to month.

use jiff::ToSpan as _;
use jiff::civil::Date;
use workflow::measure::{Metrics, Period, metrics};

use crate::service::Service;

/// The course of so many months is told, the latest ones.
const MONTHS: usize = 12;

impl Service<'_> {
    /// What happened in each month of a period, its first and its last as far as they belong to it;
    /// in the twelve months up to today where no period is named. Of a longer period, in the last
    /// twelve months.
    pub(crate) async fn metrics_by_month(&self, period: Option<Period>) -> anyhow::Result<Vec<Metrics>> {
        let period = period.unwrap_or_else(|| year_up_to(self.today));
        let (runs, actions) = self.records().await?;
        let months = months(period).into_iter();
        Ok(months
            .map(|it| metrics(&runs, &actions, Some((it.from, it.to))))
            .collect())
    }
}

/// The month of a day and the eleven before it, up to that day.
fn year_up_to(to: Date) -> Period {
    let from = to.first_of_month().checked_sub(11.months());
    Period {
        from: from.unwrap_or(to),
        to,
    }
}

/// The months of a period, oldest first.
fn months(period: Period) -> Vec<Period> {
    let mut found = Vec::new();
    let mut to = period.to;
    while found.len() < MONTHS && to >= period.from {
        let from = to.first_of_month().max(period.from);
        found.push(Period { from, to });
        match from.yesterday() {
            Ok(before) => to = before,
            Err(_) => break,
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn told(period: Period) -> String {
        let months = months(period).into_iter();
        let lines: Vec<String> = months.map(|it| format!("{} to {}", it.from, it.to)).collect();
        lines.join("\n")
    }

    #[test]
    fn a_period_falls_into_months_of_which_the_ends_may_be_part() {
        let period = Period {
            from: date(2025, 12, 15),
            to: date(2026, 2, 10),
        };
        insta::assert_snapshot!(told(period), @"
        2025-12-15 to 2025-12-31
        2026-01-01 to 2026-01-31
        2026-02-01 to 2026-02-10
        ");
    }

    #[test]
    fn of_a_long_period_the_last_twelve_months_are_told() {
        let year = year_up_to(date(2026, 6, 30));
        assert_eq!((year.from, year.to), (date(2025, 7, 1), date(2026, 6, 30)));
        let long = Period {
            from: date(1990, 1, 1),
            ..year
        };
        assert_eq!((months(year).len(), told(long)), (12, told(year)));
    }
}
