//! A function of a type, with a misspelt argument.

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

struct Checks;

impl Checks {
    #[post_condition(service = postcond_ui_tests::pets, opp = "PutPet")]
    async fn is_listed(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
        satisfied("there")
    }
}

fn main() {}
