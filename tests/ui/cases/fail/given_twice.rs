//! The attribute twice, for two operations, on a check that is handed to a client.

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};
use postcond_ui_tests::pets::{ConsistentPetsClientBuilder, Reader};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
#[postcond::post_condition(service = postcond_ui_tests::pets, op = "DeletePet")]
async fn is_listed(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

fn main() {
    let _ = ConsistentPetsClientBuilder::default().post_condition(is_listed);
}
