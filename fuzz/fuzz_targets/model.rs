//! Models and overlays: the generator refuses them in words, or writes Rust.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target, fuzzer_mutate};
use postcond_codegen::{Generator, Source};
use serde_json::Value;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    match postcond_fuzz::mutated(&data[..size], seed) {
        Some(mutated) if mutated.len() <= max_size && seed % 16 > 0 => {
            data[..mutated.len()].copy_from_slice(&mutated);
            mutated.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});

/// An object with a `model` and an `overlay`.
fn generate(data: &[u8]) -> Corpus {
    let Ok(input) = serde_json::from_slice::<Value>(data) else {
        return Corpus::Reject;
    };
    let text = |key: &str| input.get(key).map(Value::to_string).unwrap_or_default();
    let generator = Generator::new(Source::embedded("model.json", text("model")));
    let overlay = Source::embedded("overlay.json", text("overlay"));
    match generator.overlay(overlay).generate() {
        Ok(generated) => {
            for source in [generated.source(), generated.surface().to_owned()] {
                if let Err(error) = syn::parse_file(&source) {
                    panic!("{error}:\n{source}");
                }
            }
        }
        Err(errors) => assert!(!errors.to_string().is_empty()),
    }
    Corpus::Keep
}

fuzz_target!(|data: &[u8]| -> Corpus { generate(data) });
