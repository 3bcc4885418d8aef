//! Every way of leading to a service of one's own.

use postcond::post_condition;
use postcond::runtime::{Check, Mutation, Operation, PostCondition, satisfied};
use postcond_ui_tests::pets;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

mod generated {
    pub(crate) use postcond_ui_tests::pets as zoo;
}

mod checks {
    use super::*;

    #[post_condition(service = crate::generated::zoo, op = "PutPet", reads = ["GetPet"])]
    pub(crate) async fn by_crate(_: &pets::Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
        satisfied("there")
    }

    #[post_condition(service = super::generated::zoo, op = "PutPet", reads = ["GetPet"])]
    pub(crate) async fn by_super(_: &pets::Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
        satisfied("there")
    }
}

#[post_condition(service = pets, op = "PutPet", reads = ["GetPet"])]
async fn by_name(_: &pets::Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

#[post_condition(service = self::pets, op = "PutPet", reads = ["GetPet"])]
async fn by_self(_: &pets::Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

#[post_condition(service = ::postcond_ui_tests::pets, op = "PutPet", reads = ["GetPet"])]
async fn absolute(_: &pets::Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

fn operation<P: PostCondition<Operation: Mutation>>(_: P) -> &'static str {
    P::Operation::NAME
}

fn main() {
    assert_eq!(operation(checks::by_crate), "PutPet");
    assert_eq!(operation(checks::by_super), "PutPet");
    assert_eq!(operation(by_name), "PutPet");
    assert_eq!(operation(by_self), "PutPet");
    assert_eq!(operation(absolute), "PutPet");
}
