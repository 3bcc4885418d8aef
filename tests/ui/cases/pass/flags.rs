//! Checks that are good to know of, and checks that a call has to ask for.

use std::time::Duration;

use postcond::post_condition;
use postcond::runtime::{Check, PostCondition, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(
    service = postcond_ui_tests::pets,
    op = "PutPet",
    poll_timeout = 30,
    best_effort = true,
    on_request = true
)]
async fn purrs(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("purring")
}

#[post_condition(
    service = postcond_ui_tests::pets,
    op = "PutPet",
    best_effort = false,
    on_request = false
)]
async fn is_there(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_there_by_default(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

fn main() {
    assert!(purrs::INFO.best_effort);
    assert_eq!(purrs::INFO.poll_timeout, Some(Duration::from_secs(30)));
    assert_eq!(is_there::INFO.poll_timeout, None);
    assert!(!is_there::INFO.best_effort);
    assert!(!is_there_by_default::INFO.best_effort);
}
