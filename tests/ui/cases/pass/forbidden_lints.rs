//! A crate that forbids what the attribute would otherwise have to allow.

#![forbid(dead_code)]

use postcond::post_condition;
use postcond::runtime::{Check, PostCondition, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_there(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

fn main() {
    assert_eq!(is_there::INFO.name, "is_there");
    let _check = is_there;
}
