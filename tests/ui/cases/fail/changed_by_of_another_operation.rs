//! A function that looks for what another operation does.

use postcond::post_condition;
use postcond::runtime::{Check, Search, Witness, found, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::delete_pet::{DeletePetInput, DeletePetOutput};
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(
    service = postcond_ui_tests::pets,
    op = "PutPet",
    refused_with = ["Busy"],
    changed_by = delete_pet
)]
async fn is_there(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

async fn delete_pet(_: &Reader, _: &DeletePetInput, _: &Witness) -> Search<DeletePetOutput> {
    found(DeletePetOutput::default(), "gone")
}

fn main() {}
