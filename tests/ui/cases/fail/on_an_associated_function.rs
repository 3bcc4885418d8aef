//! A function of a type. The attribute cannot see that it is one, so the words are the compiler's.

#![allow(unused_imports)]

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

struct Checks;

impl Checks {
    #[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
    async fn is_listed(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
        satisfied("there")
    }
}

fn main() {}
