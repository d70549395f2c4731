//! The table of accounts, an account, its sources, and having a brief of it drafted.

use super::{Row, get, post};

pub(super) const ROWS: &[Row] = &[
    get("/", "/"),
    get("/accounts/{account}", "/accounts/{account}"),
    get("/accounts/{account}/evidence", "/accounts/{account}/evidence"),
    get("/accounts/{account}/goals", "/accounts/{account}/goals"),
    get("/accounts/{account}/people", "/accounts/{account}/people"),
    get("/accounts/{account}/health", "/accounts/{account}/health"),
    get("/accounts/{account}/briefs", "/accounts/{account}/briefs"),
    get("/accounts/{account}/scorecards", "/accounts/{account}/scorecards"),
    get("/accounts/{account}/tasks", "/accounts/{account}/tasks"),
    get(
        "/accounts/{account}/generate",
        "/accounts/{account}/generate?kind=summary",
    ),
    post(
        "/accounts/{account}/generate",
        "/accounts/{account}/generate",
        "kind=recap&reason=The+board+meets",
    ),
    // No such job; `jobs` asks for one that there is.
    get("/jobs/{job}", "/jobs/no-such-job"),
    get("/jobs/{job}/events", "/jobs/no-such-job/events"),
    post("/jobs/{job}/cancel", "/jobs/no-such-job/cancel", ""),
    get("/sources/{*id}", "/sources/{source}?run={handoff}&claim={sure}"),
];
