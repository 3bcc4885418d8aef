//! A check that judges by the output alone, and lists that are empty or end in a comma.

use postcond::post_condition;
use postcond::runtime::{Check, PostCondition, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn not_given(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("accepted")
}

#[post_condition(
    reads = [],
    op = "PutPet",
    service = postcond_ui_tests::pets,
)]
async fn empty(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("accepted")
}

fn main() {
    assert!(not_given::INFO.reads.is_empty());
    assert!(empty::INFO.reads.is_empty());
}
