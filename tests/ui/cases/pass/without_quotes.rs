//! Operations without their quotes, as the compiler suggests them where they are misspelt.

use postcond::post_condition;
use postcond::runtime::{Check, Mutation, Operation, PostCondition, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(
    service = postcond_ui_tests::pets,
    op = PutPet,
    reads = [GetPet, "ListPets"],
    batched = ListPets
)]
async fn is_there(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

macro_rules! check {
    ($name:ident, $op:ident, $read:ident) => {
        #[post_condition(service = postcond_ui_tests::pets, op = $op, reads = [$read])]
        async fn $name(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
            satisfied("there")
        }
    };
}

check!(from_a_macro, PutPet, GetPet);

fn operation<P: PostCondition<Operation: Mutation>>(_: P) -> &'static str {
    P::Operation::NAME
}

fn main() {
    assert_eq!(operation(is_there), "PutPet");
    assert_eq!(is_there::INFO.reads, ["GetPet", "ListPets"]);
    assert_eq!(is_there::INFO.batched, Some("ListPets"));
    assert_eq!(operation(from_a_macro), "PutPet");
    assert_eq!(from_a_macro::INFO.reads, ["GetPet"]);
}
