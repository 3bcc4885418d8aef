//! Policies, their parts and read budgets from a configuration in TOML or JSON.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target, fuzzer_mutate};
use postcond_runtime::{Confirmations, Policy, ReadBudget, Schedule};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    match postcond_fuzz::mutated(&data[..size], seed) {
        Some(mutated) if mutated.len() <= max_size && seed % 4 > 0 => {
            data[..mutated.len()].copy_from_slice(&mutated);
            mutated.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});

macro_rules! read {
    ($text:expr, $form:ty) => {
        match toml::from_str::<$form>($text) {
            Ok(read) => Some(read),
            Err(error) => {
                assert!(!error.to_string().is_empty());
                serde_json::from_str::<$form>($text).ok()
            }
        }
    };
}

fn configured(data: &[u8]) -> Corpus {
    let Ok(text) = std::str::from_utf8(data) else {
        return Corpus::Reject;
    };
    if let Some(policy) = read!(text, Policy) {
        assert_eq!(policy.clone().or(&Policy::default()), policy);
    }
    if let Some(schedule) = read!(text, Schedule) {
        schedule.pauses().take(100).for_each(drop);
        Policy::builder().schedule(schedule).build().ok();
    }
    if let Some(confirmations) = read!(text, Confirmations) {
        Policy::builder().confirmations(confirmations).build().ok();
    }
    read!(text, ReadBudget);
    Corpus::Keep
}

fuzz_target!(|data: &[u8]| -> Corpus { configured(data) });
