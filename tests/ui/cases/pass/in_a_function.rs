//! A check in the body of a function.

use postcond::post_condition;
use postcond::runtime::{Check, PostCondition, satisfied};

fn main() {
    use postcond_ui_tests::pets;
    use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

    #[post_condition(service = pets, op = "PutPet", reads = ["ListPets"])]
    async fn local(_: &pets::Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
        satisfied("there")
    }

    assert_eq!(local::INFO.name, "local");
    assert_eq!(local::INFO.reads, ["ListPets"]);
}
