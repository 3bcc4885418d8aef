//! Reads that answer many checks at once.

use postcond::post_condition;
use postcond::runtime::{Check, PostCondition, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(
    service = postcond_ui_tests::pets,
    op = "PutPet",
    reads = ["GetPet"],
    batched = "ListPets"
)]
async fn by_another_read(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

#[post_condition(
    service = postcond_ui_tests::pets,
    op = "PutPet",
    reads = ["ListPets"],
    batched = "ListPets"
)]
async fn by_the_same_read(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet", reads = ["GetPet"])]
async fn by_none(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

fn main() {
    assert_eq!(by_another_read::INFO.batched, Some("ListPets"));
    // It is not among the reads that a single check makes.
    assert_eq!(by_another_read::INFO.reads, ["GetPet"]);
    assert_eq!(by_the_same_read::INFO.batched, Some("ListPets"));
    assert_eq!(by_none::INFO.batched, None);
}
