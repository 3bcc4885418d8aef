//! A function that looks without waiting for a read.

use postcond::post_condition;
use postcond::runtime::{Check, Search, Witness, found, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(
    service = postcond_ui_tests::pets,
    op = "PutPet",
    changed_by = put_pet,
    refused_with = ["Busy"]
)]
async fn is_there(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

fn put_pet(_: &Reader, _: &PutPetInput, _: &Witness) -> Search<PutPetOutput> {
    found(PutPetOutput::default(), "there")
}

fn main() {}
