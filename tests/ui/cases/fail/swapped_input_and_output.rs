//! Input and output in the wrong order.

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_listed(_: &Reader, _: &PutPetOutput, _: &PutPetInput) -> Check {
    satisfied("there")
}

fn main() {}
