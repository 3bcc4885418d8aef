//! Random programs over all kinds of clients, in all kinds of worlds. Whatever they do, what the clients say must be true
//! of the simulated services.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

mod activity;
mod calls;
mod credentials;
mod oracle;
mod program;
mod record;
mod regressions;
mod run;
mod settled;
mod strategies;
mod wire;
mod world;

use std::env;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use crate::program::Program;
use crate::strategies::Class;

/// How many histories are run, unless `HISTORIES` says otherwise.
const HISTORIES: u32 = 2_000;

/// The histories are drawn in so many parts, each from a seed of its own: which they are does not depend on how many
/// processors there are.
const PARTS: u64 = 16;

/// A number from the environment.
fn setting<T: std::str::FromStr>(name: &str, default: T) -> T {
    match env::var(name) {
        Ok(given) => match given.parse() {
            Ok(number) => number,
            Err(_) => panic!("{name} must be a number, and `{given}` is none"),
        },
        Err(_) => default,
    }
}

/// Everything that the oracle finds wrong with the history of a program.
fn violations(program: &Program) -> Vec<String> {
    oracle::violations(&run::run(program))
}

fn judge(program: &Program) -> Result<(), TestCaseError> {
    let violations = violations(program);
    match violations.is_empty() {
        true => Ok(()),
        false => Err(TestCaseError::fail(violations.join("\n"))),
    }
}

/// Runs one part of the histories. The error is the shortest program that fails.
fn part(number: u64, histories: u32, without: &[Class]) -> Result<(), String> {
    let config = Config {
        cases: histories,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        max_shrink_time: 30_000,
        ..Config::default()
    };
    let mut seed = [0; 32];
    let drawn_from = setting("HISTORIES_SEED", 0_u64);
    seed[..8].copy_from_slice(&drawn_from.to_le_bytes());
    seed[8..16].copy_from_slice(&number.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let result = runner.run(&strategies::programs(without), |program| judge(&program));
    result.map_err(|error| match error {
        proptest::test_runner::TestError::Fail(why, program) => {
            format!("{why}\n{program}\nas a regression:\n{program:?}\n")
        }
        proptest::test_runner::TestError::Abort(why) => why.to_string(),
    })
}

#[test]
fn what_clients_say_is_true_in_every_history() {
    let (histories, without) = (setting("HISTORIES", HISTORIES), Class::left_out());
    let of_part = histories.div_ceil(PARTS as u32);
    let next = AtomicU64::new(0);
    let work = || {
        let parts = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let parts = parts.take_while(|number| *number < PARTS);
        let failures = parts.filter_map(|number| part(number, of_part, &without).err());
        failures.collect::<Vec<_>>()
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let failures: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let workers = workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap());
        workers.collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// What was sent when, and what each call came to.
fn in_short(program: &Program) -> Vec<String> {
    let history = run::run(program);
    let sent = history.log.exchanges.iter();
    let sent = sent.map(|it| format!("{} {:?} {:?}", it.operation, it.began, it.ended));
    let finishes = history
        .log
        .calls
        .iter()
        .filter_map(|call| call.finish.as_ref());
    let finishes = finishes.map(|finish| format!("{:?}", finish.at));
    sent.chain(finishes).collect()
}

proptest! {
    #![proptest_config(Config { cases: 50, failure_persistence: None, ..Config::default() })]
    #[test]
    fn a_program_has_one_history(program in strategies::programs(&Class::left_out())) {
        let (one, other) = (in_short(&program), in_short(&program));
        prop_assert_eq!(one, other, "{}\n{:?}", program, program);
    }
}
