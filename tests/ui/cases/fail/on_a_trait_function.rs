//! A function of a trait, without a body.

use postcond::post_condition;
use postcond::runtime::Check;
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

trait Checks {
    #[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
    async fn is_listed(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check;
}

fn main() {}
