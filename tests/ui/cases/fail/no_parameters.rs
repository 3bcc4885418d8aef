//! No parameters.

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_listed() -> Check {
    satisfied("there")
}

fn main() {}
