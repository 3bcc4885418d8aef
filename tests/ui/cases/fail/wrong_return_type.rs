//! A result that is not a `Check`.

use postcond::post_condition;
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_listed(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> bool {
    true
}

fn main() {}
