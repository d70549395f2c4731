//! Tests of the portfolio over a store in a folder of its own.

mod fixture;
mod follow;
mod many;
mod pages;
mod queries;
mod reasons;

use super::*;
