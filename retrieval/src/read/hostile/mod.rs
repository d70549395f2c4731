//! Readers against files that are wrong in ways nobody thought of.
//!
//! Every fixture is mutated, always in the same ways, and whatever comes of it must hold
//! ([`check`]). `VOUCH_FUZZ_ROUNDS=100000 cargo test --release -p retrieval hostile` tries more
//! mutations of each file than a usual run does; a case that fails is named by its file and
//! round, and `VOUCH_FUZZ_ONLY=<file>#<round>` tries it alone.

mod check;
mod found;
mod mutate;
mod seeds;
mod wrapped;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;
use std::{env, thread};

use jiff::civil::{Date, date};

use super::tests::Memory;
use super::*;
use mutate::{Chance, mutate};
use seeds::Seed;

const AS_OF: Date = date(2026, 6, 30);

/// How many mutations of each file are tried, unless the environment says otherwise.
const ROUNDS: usize = 120;

/// How long one case may take. The slowest takes a hundredth of it.
const PATIENCE: Duration = Duration::from_mins(1);

/// What the fixtures say of accounts, people and meetings.
fn context() -> Batch {
    let fixtures = seeds::fixtures();
    let files: Vec<(&str, &[u8])> = fixtures
        .iter()
        .map(|it| (it.path.as_str(), it.bytes.as_slice()))
        .collect();
    let memory = Memory::with(&files);
    let mut survey = Survey::new(&[], AS_OF, &memory);
    survey.map(&seeds::mappings());
    for input in find(&[PathBuf::from("in")], &memory).unwrap() {
        survey.look_over(&input, &mut |_| {});
    }
    survey.finish()
}

/// Reads every input as part of the batch, checks it, and returns its path and pieces.
fn read(inputs: &[Input], batch: &Batch, memory: &Memory) -> Vec<(String, Vec<Piece>)> {
    let mut reading = batch.reading(memory);
    let read = inputs.iter().map(|input| {
        let mut pieces = Vec::new();
        reading.read(input, 0, &mut |piece| {
            pieces.push(piece);
            ControlFlow::Continue(())
        });
        check::check(&pieces, AS_OF);
        (input.path().to_owned(), pieces)
    });
    read.collect()
}

/// Reads a file in the context of the fixtures, and as all there is.
fn try_file(path: &str, bytes: &[u8], context: &Batch) -> Vec<(String, Vec<Piece>)> {
    let memory = Memory::with(&[(path, bytes)]);
    let inputs = find(&[PathBuf::from("in")], &memory).unwrap();
    let told = read(&inputs, context, &memory);
    assert_eq!(read(&inputs, context, &memory), told, "a second reading differs");
    let mut survey = Survey::new(&[], AS_OF, &memory);
    survey.map(&seeds::mappings());
    for input in &inputs {
        survey.look_over(input, &mut |_| {});
    }
    read(&inputs, &survey.finish(), &memory);
    told
}

/// The file as it is mutated in a round.
fn mutant(seeds: &[Seed], at: usize, round: usize) -> Vec<u8> {
    let mut chance = Chance::new(((at as u64) << 40) ^ round as u64);
    let other = &seeds[chance.below(seeds.len())];
    let seed = &seeds[at].bytes;
    // The first rounds only break the file off.
    if round < 40 {
        return seed[..seed.len() * round / 40].to_vec();
    }
    mutate(seed, &other.bytes, &mut chance)
}

#[test]
fn no_file_is_bad_enough_to_break_a_reader() {
    let rounds = env::var("VOUCH_FUZZ_ROUNDS")
        .ok()
        .map_or(ROUNDS, |it| it.parse().unwrap());
    let only = env::var("VOUCH_FUZZ_ONLY").ok();
    let (report, cases) = mpsc::channel();
    // A thread of its own can be given up when a case never ends.
    thread::spawn(move || {
        let context = context();
        let seeds = seeds::all();
        for (at, seed) in seeds.iter().enumerate() {
            for round in 0..rounds {
                let case = format!("{}#{round}", seed.path);
                if only.as_ref().is_some_and(|it| *it != case) {
                    continue;
                }
                let bytes = mutant(&seeds, at, round);
                let begun = std::time::Instant::now();
                report.send((case, None)).unwrap();
                let tried = catch_unwind(AssertUnwindSafe(|| try_file(&seed.path, &bytes, &context)));
                report
                    .send((String::new(), Some((tried.is_ok(), begun.elapsed()))))
                    .unwrap();
            }
        }
    });
    let (mut running, mut broken, mut slowest) = (String::new(), Vec::new(), (Duration::ZERO, String::new()));
    loop {
        match cases.recv_timeout(PATIENCE) {
            Ok((case, None)) => running = case,
            Ok((_, Some((is_sound, took)))) => {
                slowest = slowest.max((took, running.clone()));
                if !is_sound {
                    broken.push(running.clone());
                }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => panic!("`{running}` does not end; broken before: {broken:?}"),
        }
    }
    assert!(!running.is_empty(), "nothing was tried");
    assert_eq!(broken, Vec::<String>::new(), "slowest: {slowest:?}");
}
