//! The review desk in the browser.
//!
//! A request goes through [`guard`], which asks whether it may be asked at all; its handler learns
//! from [`visitor`] who asks, and calls `service`, which asks whether they may. Pages are askama
//! templates under `templates/web`; what they load is in `assets`.

mod accounts;
mod actions;
mod api;
pub(crate) mod app;
mod assets;
mod audit;
mod charts;
mod cookie;
mod exports;
mod fault;
mod frame;
mod generate;
mod guard;
mod jobs;
mod limits;
mod listing;
mod measurement;
mod opportunity;
mod origin;
mod people;
mod portfolio;
mod review;
mod routes;
mod rules;
mod said;
mod scorecards;
pub(crate) mod server;
mod settings;
mod sign_in;
mod sources;
#[cfg(feature = "sso")]
mod sso;
#[cfg(test)]
mod tests;
mod visitor;
mod words;
mod work;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use app::App;
use fault::Fault;
use routes::Routes;
use sign_in::peer as address;

/// So long may one request take, the answer to which has an end.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// So long may somebody pause while they send.
const SEND_WITHIN: Duration = Duration::from_secs(10);

/// Every route of the desk.
fn routes() -> Routes {
    let routes = Routes::new()
        .get("/assets/{name}", assets::show)
        .and(sign_in::routes())
        .and(measurement::routes())
        .and(audit::routes())
        .and(settings::routes())
        .and(people::routes())
        .and(rules::routes())
        .and(portfolio::routes())
        .and(accounts::routes())
        .and(sources::routes())
        .and(review::routes())
        .and(generate::routes())
        .and(jobs::routes())
        .and(exports::routes())
        .and(work::routes())
        .and(opportunity::routes())
        .and(actions::routes())
        .and(scorecards::routes())
        .and(api::routes());
    #[cfg(feature = "sso")]
    let routes = routes.and(sso::routes());
    routes
}

/// The desk, ready to be asked.
pub(crate) fn router(app: Arc<App>) -> Router {
    routes()
        .into_router()
        .fallback(async || Fault::missing("this page"))
        .method_not_allowed_fallback(async || {
            Fault::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "that can't be done here",
                "open the page again",
            )
        })
        .layer(DefaultBodyLimit::max(guard::MOST_BYTES))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            ANSWER_WITHIN,
        ))
        .layer(from_fn_with_state(app.clone(), guard::guard))
        .layer(RequestBodyTimeoutLayer::new(SEND_WITHIN))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(from_fn(api::only_problems))
        .with_state(app)
}
