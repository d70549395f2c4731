//! Signing in and out, files, and what waits for somebody.

use super::{Row, get, post};

pub(super) const ROWS: &[Row] = &[
    get("/assets/{name}", "/assets/{style}"),
    get("/sign-in", "/sign-in?back=/work"),
    post("/sign-in", "/sign-in", "secret={reader-token}&back=/work"),
    post("/sign-out", "/sign-out", ""),
    #[cfg(feature = "sso")]
    get("/sign-in/sso", "/sign-in/sso?back=/work"),
    #[cfg(feature = "sso")]
    get("/sign-in/sso/back", "/sign-in/sso/back?code=x&state=y"),
    get("/work", "/work"),
    get("/saved", "/saved"),
];
