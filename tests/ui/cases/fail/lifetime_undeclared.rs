//! A lifetime that nothing declares.

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_listed(_: &Reader, _: &'a PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

fn main() {}
