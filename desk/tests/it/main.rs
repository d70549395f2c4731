//! The command line on a real store: fixtures in, answers out.
//!
//! The names of requirement rows (`HO-1`, `CO-3`, …) stand in the doc comments of the tests that
//! check them.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod customers;
mod desk;
mod exports;
mod scripted;
mod small;
mod story;
mod suites;
mod support;

mod accounts;
mod actions;
mod audit;
mod backtest;
mod backup;
mod bad_files;
mod broken_off;
mod bulk;
mod bundle;
mod catalogue;
mod citations;
mod doctor;
mod documents;
mod evals;
mod evals_baseline;
mod evals_compare;
mod evals_faults;
mod evals_record;
mod evals_red;
mod evals_reports;
mod evals_run;
mod evals_verifier;
mod formats;
mod gaps;
mod handoff_brief;
mod handoff_budget;
mod handoff_gates;
mod handoff_scope;
mod handoff_story;
mod handoff_text;
mod handoff_trigger;
mod health;
mod ingest;
mod live;
mod live_failures;
mod mended;
mod messages;
mod metrics;
mod orders;
mod outbox;
mod owner_rules;
mod people;
mod pilots;
mod recap;
mod review;
mod schemas;
mod scorecard;
mod search;
mod series;
mod summary;
mod summary_derived;
mod summary_highlights;
mod summary_layout;
mod summary_opportunity;
mod summary_saved;
mod twins;
mod verify_claims;
mod verify_draft;
mod verify_sarif;
mod verify_standing;
mod verify_whole;
