//! A body whose future stays in its thread.

use std::rc::Rc;

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_listed(pets: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    let name = Rc::new(());
    pets.list_pets().await?;
    drop(name);
    satisfied("there")
}

fn main() {}
