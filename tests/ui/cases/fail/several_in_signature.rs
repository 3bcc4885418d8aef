//! Several mistakes in the signature.

use postcond::post_condition;
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::PutPetInput;

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
fn is_listed<T>(_: Reader, _: &PutPetInput) {}

fn main() {}
