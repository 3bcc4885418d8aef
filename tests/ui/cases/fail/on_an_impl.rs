//! An implementation instead of a function.

use postcond::post_condition;

struct IsListed;

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
impl IsListed {}

fn main() {}
