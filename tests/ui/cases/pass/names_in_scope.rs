//! Modules, types and constants whose names are those that the attribute's own code might use.

#![allow(non_camel_case_types, non_upper_case_globals)]

mod core {}
mod postcond {}
mod runtime {
    pub(crate) use postcond_ui_tests::pets;
    pub(crate) struct Check;
}
mod service {
    pub(crate) use postcond_ui_tests::pets::*;
    pub(crate) struct Output;
}

struct check;
struct witness;
struct Duration;
struct Option;
const input: u8 = 1;
static output: u8 = 2;
static reader: u8 = 3;

use ::postcond::post_condition;
use ::postcond::runtime::{PostCondition, satisfied};
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(service = service, op = "PutPet", reads = ["GetPet"], deadline = 5)]
async fn in_service(
    _: &service::Reader,
    _: &PutPetInput,
    _: &PutPetOutput,
) -> ::postcond::runtime::Check {
    let (_, _, _, _) = (check, witness, service::Output, runtime::Check);
    let (_, _) = (Duration, Option);
    satisfied(format!("{}", input + output + reader))
}

#[post_condition(service = runtime::pets, op = "PutPet", reads = ["GetPet"], deadline = 5)]
async fn in_runtime(
    _: &runtime::pets::Reader,
    _: &PutPetInput,
    _: &PutPetOutput,
) -> ::postcond::runtime::Check {
    satisfied("there")
}

fn main() {
    assert_eq!(in_service::INFO.name, "in_service");
    assert_eq!(in_runtime::INFO.name, "in_runtime");
}
