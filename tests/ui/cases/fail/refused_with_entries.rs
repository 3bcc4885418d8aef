//! Codes that are none, and one that is named twice.

use postcond::post_condition;
use postcond::runtime::{Check, Search, Witness, found, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(
    service = postcond_ui_tests::pets,
    op = "PutPet",
    refused_with = ["Busy", 3, "", Gone, "Gone ", "Busy"],
    changed_by = put_pet
)]
async fn is_there(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

async fn put_pet(_: &Reader, _: &PutPetInput, _: &Witness) -> Search<PutPetOutput> {
    found(PutPetOutput::default(), "there")
}

fn main() {}
