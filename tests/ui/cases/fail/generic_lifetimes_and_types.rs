//! Parameters of every kind.

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::PutPetOutput;

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_listed<'a, T: Clone, const N: usize>(_: &Reader, _: &'a T, _: &PutPetOutput) -> Check {
    satisfied("there")
}

fn main() {}
