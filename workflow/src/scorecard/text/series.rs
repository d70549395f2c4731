//! How an account's scores have gone, for a person.

use super::{changed, mark, scored};
use crate::brief::TextStyle;
use crate::brief::text::layout::Page;
use crate::calendar::long_date;
use crate::scorecard::history::{DimensionPoint, Series};

/// Prints the series of an account: each assessment with its scores, and from the second on, what
/// has changed (SC-5).
pub fn render_series(account: &str, series: &[Series], style: TextStyle) -> String {
    let mut page = Page::new(style);
    if series.is_empty() {
        page.plain(&format!("no scorecard of {account} was approved yet"));
    }
    for (at, one) in series.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        page.ends(&format!("{} \u{b7} {account}", one.title), &one.template);
        for (place, it) in one.assessments.iter().enumerate() {
            page.title(&format!("{}, number {}", long_date(it.approved_on), it.number));
            let line = format!(
                "total {}{}, approved by {} (scorecard {})",
                scored(it.total, it.level),
                changed(it.change),
                it.approved_by,
                it.scorecard
            );
            page.item(mark(it.level), &line);
            point(&mut page, &it.customer);
            point(&mut page, &it.internal);
            let moved = |point: &&DimensionPoint| place == 0 || point.change.is_none_or(|change| !change.is_zero());
            let shown: Vec<&DimensionPoint> = it.dimensions.iter().filter(moved).collect();
            for dimension in &shown {
                page.under(&told(dimension));
            }
            if shown.is_empty() {
                page.under("no dimension has changed");
            }
        }
    }
    page.finish()
}

fn point(page: &mut Page, point: &DimensionPoint) {
    page.item(mark(point.level), &told(point));
}

fn told(point: &DimensionPoint) -> String {
    format!(
        "{} {}{}",
        point.title,
        scored(point.score, point.level),
        changed(point.change)
    )
}
