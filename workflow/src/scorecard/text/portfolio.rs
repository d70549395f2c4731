//! Health across accounts, for a person.

use super::{changed, mark};
use crate::brief::TextStyle;
use crate::brief::text::layout::Page;
use crate::calendar::long_date;
use crate::health::Level;
use crate::scorecard::portfolio::{AccountRow, LevelCounts, Portfolio};

/// Prints the portfolios: how many accounts are at which level, each account, each dimension (SC-6).
pub fn render_portfolio(portfolios: &[Portfolio], style: TextStyle) -> String {
    let mut page = Page::new(style);
    if portfolios.is_empty() {
        page.plain("no scorecard was approved yet; `vouch scorecard new ACCOUNT` begins one");
    }
    for (at, one) in portfolios.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        page.ends(&one.title, &format!("as of {}", long_date(one.as_of)));
        let mean = one.mean.map(|mean| format!("mean {mean}")).unwrap_or_default();
        let accounts = match one.accounts.len() {
            1 => "one account".to_owned(),
            count => format!("{count} accounts"),
        };
        page.plain(&format!("{accounts}, {mean}; {}", counted(one.levels)));
        page.title("Accounts");
        page.table(&one.accounts.iter().map(account).collect::<Vec<_>>());
        page.title("Dimensions");
        for dimension in &one.dimensions {
            let worst = worst(dimension.levels);
            page.item(
                mark(worst),
                &format!("{}: {}", dimension.title, counted(dimension.levels)),
            );
        }
        if !one.without.is_empty() {
            page.title("Without a scorecard");
            page.item('\u{b7}', &one.without.join(", "));
        }
    }
    page.finish()
}

fn account(row: &AccountRow) -> (char, [String; 3]) {
    let mut name = row.name.clone();
    if !row.red.is_empty() {
        name.push_str(&format!(": red in {}", row.red.join(", ")));
    }
    match row.reassess_on {
        Some(day) if row.overdue => name.push_str(&format!("; to be assessed again since {day}")),
        Some(day) => name.push_str(&format!("; assessed again on {day}")),
        None => {}
    }
    let newest = &row.newest;
    let total = newest.total.map_or("\u{2013}".to_owned(), |total| total.to_string());
    let score = format!("{total}{}", changed(newest.change));
    (mark(newest.level), [name, score, newest.level.word().to_owned()])
}

fn counted(levels: LevelCounts) -> String {
    let counts = [
        (levels.red, Level::Red),
        (levels.amber, Level::Amber),
        (levels.green, Level::Green),
        (levels.unknown, Level::Unknown),
    ];
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, level)| format!("{count} {}", level.word())).collect();
    told.join(", ")
}

/// The worst level at which there is an account.
fn worst(levels: LevelCounts) -> Level {
    if levels.red > 0 {
        Level::Red
    } else if levels.amber > 0 {
        Level::Amber
    } else if levels.green > 0 {
        Level::Green
    } else {
        Level::Unknown
    }
}
