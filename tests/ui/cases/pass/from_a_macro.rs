//! Checks that a macro writes, with every part of them from its caller.

use std::time::Duration;

use postcond::post_condition;
use postcond::runtime::{Check, PostCondition, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::delete_pet::{DeletePetInput, DeletePetOutput};
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

macro_rules! check {
    ($name:ident, $service:path, $op:literal, $read:expr, $deadline:literal, $input:ty, $output:ty) => {
        #[post_condition(service = $service, op = $op, reads = [$read], deadline = $deadline)]
        async fn $name(_: &Reader, _: $input, _: &$output) -> Check {
            satisfied(stringify!($name))
        }
    };
}

check!(
    is_there,
    postcond_ui_tests::pets,
    "PutPet",
    "GetPet",
    5,
    &PutPetInput,
    PutPetOutput
);
check!(
    is_gone,
    postcond_ui_tests::pets,
    "DeletePet",
    "ListPets",
    6,
    &DeletePetInput,
    DeletePetOutput
);

fn main() {
    assert_eq!(is_there::INFO.name, "is_there");
    assert_eq!(is_there::INFO.reads, ["GetPet"]);
    assert_eq!(is_there::INFO.deadline, Some(Duration::from_secs(5)));
    assert_eq!(is_gone::INFO.name, "is_gone");
    assert_eq!(is_gone::INFO.reads, ["ListPets"]);
    assert_eq!(is_gone::INFO.deadline, Some(Duration::from_secs(6)));
}
