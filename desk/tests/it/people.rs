//! Who may do what at a desk, and what they sign in with.

mod accounts;
mod closed;
mod commands;
mod fresh;
mod passwords;
mod rights;
mod secrets;
mod tokens;

use crate::desk::Desk;
use crate::support::{Run, Vouch};

const NORTHWIND: &str = "northwind-labs";
const HALDEN: &str = "halden-freight";

/// Runs the program with such variables in its environment.
fn with_environment(vouch: &Vouch, variables: &[(&str, &str)], args: &[&str]) -> Run {
    let mut command = vouch.command();
    command.envs(variables.iter().copied()).args(args);
    vouch.told(&mut command)
}

/// Whom the program takes for whoever shows what is in those variables: the logins of the tokens
/// that it lists. It must list none but their own.
fn known_as(desk: &Desk, variables: &[(&str, &str)]) -> String {
    let run = with_environment(&desk.vouch, variables, &["--format", "json", "token", "list"]);
    assert_eq!(run.code, 0, "{run:?}");
    let tokens = run.json();
    let mut logins: Vec<&str> = tokens
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["login"].as_str().unwrap())
        .collect();
    logins.dedup();
    assert_eq!(logins.len(), 1, "{logins:?}");
    logins[0].to_owned()
}
