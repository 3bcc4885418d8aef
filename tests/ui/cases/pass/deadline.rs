//! Operations that take long.

use std::time::Duration;

use postcond::post_condition;
use postcond::runtime::{Check, PostCondition, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::delete_pet::{DeletePetInput, DeletePetOutput};

#[post_condition(service = postcond_ui_tests::pets, op = "DeletePet", deadline = 300)]
async fn has_left(_: &Reader, _: &DeletePetInput, _: &DeletePetOutput) -> Check {
    satisfied("gone")
}

#[post_condition(service = postcond_ui_tests::pets, op = "DeletePet", deadline = 1_800)]
async fn has_left_for_good(_: &Reader, _: &DeletePetInput, _: &DeletePetOutput) -> Check {
    satisfied("gone")
}

/// A year.
#[post_condition(service = postcond_ui_tests::pets, op = "DeletePet", deadline = 31_536_000)]
async fn is_never_missed(_: &Reader, _: &DeletePetInput, _: &DeletePetOutput) -> Check {
    satisfied("gone")
}

fn main() {
    let year = Duration::from_secs(365 * 24 * 60 * 60);
    assert_eq!(is_never_missed::INFO.deadline, Some(year));
    assert_eq!(has_left::INFO.deadline, Some(Duration::from_secs(300)));
    assert_eq!(
        has_left_for_good::INFO.deadline,
        Some(Duration::from_secs(1_800))
    );
}
