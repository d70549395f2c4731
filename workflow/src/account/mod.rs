//! What an account's records say, for every kind of brief.

mod cast;
mod claims;
mod confirmed;
mod fee;
mod findings;
mod freshness;
mod kpis;
mod people;
mod renewal;
mod told_kpi;
mod unpaid;
mod usage;

pub(crate) use cast::{cast, decided};
pub(crate) use claims::{fact, grouped, tickets, troubles};
pub(crate) use confirmed::Confirmations;
pub(crate) use fee::annual_fee;
pub(crate) use findings::{orders, without_known};
pub(crate) use freshness::{TALKS, newest_talk, newest_usage};
pub(crate) use kpis::{KpiState, kpis, rounded};
pub(crate) use people::{Person, people, signs, stakeholders};
pub(crate) use renewal::{renewal_clause, renewal_deal, renews};
pub(crate) use told_kpi::{
    cite_day, cite_figures, cite_lines, day_field, named_metric, status_words, told_goal_state, told_kpi,
};
pub(crate) use unpaid::{cite_unpaid, invoice_number, number_field};
pub(crate) use usage::{is_same_metric, told_usage};
