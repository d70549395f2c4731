//! Scorecards: all of them, health across accounts, what business functions were told, and each one
//! as a form.

mod act;
mod alerts;
mod begin;
mod fields;
mod history;
mod list;
mod past;
mod portfolio;
mod score;
mod show;
mod tasks;
#[cfg(test)]
pub(super) mod tests;
mod why;

use super::routes::Routes;

/// The routes of scorecards.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .and(list::routes())
        .and(begin::routes())
        .and(portfolio::routes())
        .and(alerts::routes())
        .and(show::routes())
        .and(act::routes())
}

/// Where a scorecard stands: the word and the class that has its color.
fn state(word: &'static str) -> (&'static str, &'static str) {
    match word {
        "open" => ("open", "paused"),
        "in_review" => ("in review", "review"),
        "approved" => ("approved", "approved"),
        other => (other, "plain"),
    }
}
