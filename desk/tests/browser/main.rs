//! The review desk in Chromium: what people see and press, with scripts and without.
//!
//! Where `chromedriver` or `chromium` isn't installed the tests say so and end, unless
//! `VOUCH_BROWSER=required` is set; then they fail.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod browser;
mod chrome;
mod desk;

mod axe;
mod keys;
mod lit;
mod quiet;
mod story;
mod without_scripts;
