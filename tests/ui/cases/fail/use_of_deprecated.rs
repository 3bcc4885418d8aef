//! A deprecated check: the compiler complains where it is used, and there alone.

#![deny(warnings)]

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};
use postcond_ui_tests::pets::{ConsistentPetsClientBuilder, Reader};

/// Where it is used.
#[deprecated = "use is_named"]
#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_listed(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

fn main() {
    let _ = ConsistentPetsClientBuilder::default().post_condition(is_listed);
}
