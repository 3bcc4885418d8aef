//! The output of another operation.

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::delete_pet::DeletePetOutput;
use postcond_ui_tests::pets::sdk::operation::put_pet::PutPetInput;

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_listed(_: &Reader, _: &PutPetInput, _: &DeletePetOutput) -> Check {
    satisfied("there")
}

fn main() {}
