//! `vouch`: briefs for customer-success teams in which every sentence points at the words that
//! prove it.

mod actions;
mod chart;
mod cli;
mod deliver;
mod doctor;
mod export;
mod failure;
mod ingest;
mod interrupt;
mod names;
mod outbox;
mod output;
mod portfolio;
mod runs;
mod scorecards;
mod secrets;
mod service;
mod session;
mod settings;
mod streams;
mod web;
mod workspace;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser as _;

use cli::Cli;
use output::Output;

fn main() -> ExitCode {
    let mut cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return failure::usage(&error),
    };
    cli.global.settle_day();
    start_logging(&cli.global);
    // One provider for the whole process; a second call, in a test harness, changes nothing.
    drop(rustls::crypto::ring::default_provider().install_default());
    let output = Output::new(&cli.global);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failure::report(&anyhow::Error::new(error).context("cannot start"), &output),
    };
    let done = if cli.ends_by_itself() {
        runtime.block_on(interrupt::until_interrupted(cli::run(cli, &output)))
    } else {
        runtime.block_on(cli::run(cli, &output))
    };
    match done {
        Ok(exit) => exit.into(),
        Err(error) if failure::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => failure::report(&error, &output),
    }
}

fn start_logging(global: &cli::Global) {
    use tracing_subscriber::EnvFilter;
    // What goes wrong is told as an error; how it came to that is for those who ask.
    let default = match global.verbose {
        0 => "error",
        1 => "info",
        _ => "debug",
    };
    let filter = EnvFilter::try_from_env("VOUCH_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    let color = std::io::stderr().is_terminal() && !output::refuses_color(global);
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(color)
        .without_time()
        .init();
}
