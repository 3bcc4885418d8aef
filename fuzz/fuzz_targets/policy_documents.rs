//! Two policy documents: each is the same as itself, and neither knows which of them came first.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use postcond_runtime::compare::{PolicyComparison, compare_policies};
use serde_json::Value;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    match postcond_fuzz::mutated(&data[..size], seed) {
        Some(mutated) if mutated.len() <= max_size && seed % 8 > 0 => {
            data[..mutated.len()].copy_from_slice(&mutated);
            mutated.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});

/// An array of two documents; of what is none, the text twice.
fn documents(data: &[u8]) -> (String, String) {
    match serde_json::from_slice(data) {
        Ok(Value::Array(two)) if two.len() == 2 => (two[0].to_string(), two[1].to_string()),
        _ => {
            let text = String::from_utf8_lossy(data).into_owned();
            (text.clone(), text)
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let (given, attached) = documents(data);
    let seen = compare_policies(&given, &attached);
    let reverse = compare_policies(&attached, &given);
    for same in [PolicyComparison::Same, PolicyComparison::Incomparable] {
        assert_eq!(seen == same, reverse == same, "{seen:?}, {reverse:?}");
    }
    for one in [&given, &attached] {
        let of_one = compare_policies(one, one);
        assert!(matches!(
            of_one,
            PolicyComparison::Same | PolicyComparison::Incomparable
        ));
    }
});
