//! An operation that changes nothing.

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::get_pet::{GetPetInput, GetPetOutput};

#[post_condition(service = postcond_ui_tests::pets, op = "GetPet")]
async fn is_listed(_: &Reader, _: &GetPetInput, _: &GetPetOutput) -> Check {
    satisfied("there")
}

fn main() {}
