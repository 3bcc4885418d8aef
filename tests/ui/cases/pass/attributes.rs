//! Documentation and other attributes, on the function and on its parameters.

// Dead code by name: trybuild allows it otherwise.
#![deny(dead_code, missing_docs, warnings)]

use postcond::post_condition;
use postcond::runtime::{Check, PostCondition, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

/// The pet is there.
///
/// And so is its documentation, or `missing_docs` would complain.
#[allow(unused_variables)]
#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
#[expect(clippy::let_and_return, reason = "an attribute with an effect")]
#[cfg_attr(all(), allow(non_snake_case))]
pub async fn is_there(
    pets: &Reader,
    #[allow(dead_code)] Input: &PutPetInput,
    output: &PutPetOutput,
) -> Check {
    let check = satisfied("there");
    check
}

#[expect(dead_code, reason = "nothing waits for it yet")]
#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_expected_later(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

#[allow(dead_code)]
#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_allowed_to_be_unused(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

#[allow(missing_docs)]
#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
pub async fn is_undocumented(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

#[expect(missing_docs, reason = "its name says all")]
#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
pub async fn is_expected_undocumented(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

mod out_of_reach {
    use super::*;

    /// What only the type can be, as nothing sees the function.
    #[expect(unreachable_pub, reason = "it is to be re-exported")]
    #[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
    pub async fn is_there(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
        satisfied("there")
    }
}

/// Deprecated, like the function in its body, and not used: nothing to complain of.
#[deprecated]
#[doc(hidden)]
#[must_use]
#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
pub async fn was_there(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    was()
}

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
pub async fn has_its_attributes_within(input: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    //! Documented, or `missing_docs` would complain.
    #![allow(unused_variables)]
    satisfied("there")
}

/// Made, to be handed to a client.
#[must_use]
#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
pub async fn is_to_be_used(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

#[expect(unused_must_use, reason = "the type says that it is to be used")]
fn leaves_it_unused() {
    fn made() -> is_to_be_used {
        is_to_be_used
    }
    made();
}

#[deprecated]
fn was() -> Check {
    satisfied("there")
}

/// The other one is left out.
#[cfg(any())]
#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
pub async fn is_there(there: Nothing) {}

fn main() {
    assert_eq!(is_there::INFO.name, "is_there");
    leaves_it_unused();
    assert_eq!(out_of_reach::is_there::INFO.name, "is_there");
}
