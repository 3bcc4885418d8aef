//! A type instead of a function.

use postcond::post_condition;

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
struct IsListed;

fn main() {}
