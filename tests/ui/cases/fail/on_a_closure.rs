//! A closure in a constant instead of a function.

use postcond::post_condition;

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
const IS_LISTED: fn() = || {};

fn main() {}
