//! A body that tries to write.

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_listed(pets: &Reader, input: &PutPetInput, _: &PutPetOutput) -> Check {
    pets.put_pet(&input.name).await?;
    satisfied("there")
}

fn main() {}
