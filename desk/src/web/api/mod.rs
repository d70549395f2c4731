//! The JSON API under `/api/v1`: what the pages and the command line do, for programs.
//!
//! A handler takes what [`extract`] reads from a request, calls `service`, which asks for the rights,
//! and answers as [`answer`] writes it. What stands over a handler is what [`document`] publishes.

mod accounts;
mod actions;
mod answer;
mod document;
mod drafting;
mod extract;
mod kinds;
mod measure;
mod once;
mod paging;
mod people;
mod portfolio;
mod problems;
mod rules;
mod runs;
mod schemas;
mod scorecards;
mod sources;
#[cfg(test)]
mod tests;
mod tokens;

use std::sync::Arc;

use axum::Extension;
use utoipa_axum::router::UtoipaMethodRouter;

use super::app::App;
use super::routes::Routes;
use once::Keys;

pub(super) use problems::only_problems;

/// An operation: what it is for the document, and what answers it.
type Operation = UtoipaMethodRouter<Arc<App>>;

/// The routes of the API, as the document has them.
pub(crate) fn routes() -> Routes {
    let keys = Extension(Arc::new(Keys::default()));
    let mut routes = Routes::new();
    for (_, paths, handler) in operations() {
        for (method, path) in paths.paths.iter().flat_map(document::published) {
            routes = routes.with(method, path, handler.clone().layer(keys.clone()));
        }
    }
    routes
}

/// Every operation, in the order of the document.
fn operations() -> Vec<Operation> {
    let all = [
        portfolio::operations(),
        accounts::operations(),
        sources::operations(),
        drafting::operations(),
        runs::operations(),
        scorecards::operations(),
        actions::operations(),
        measure::operations(),
        rules::operations(),
        people::operations(),
        tokens::operations(),
        document::operations(),
    ];
    all.into_iter().flatten().collect()
}
