//! The table of accounts, an account, and its sources.

use super::{Row, get};

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
    get("/sources/{*id}", "/sources/{source}?run={handoff}&claim={sure}"),
];
