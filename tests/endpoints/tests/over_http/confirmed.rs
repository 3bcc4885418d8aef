//! Every operation whose change and read-back moto has: each is confirmed by its built-in check, or
//! by a check on the one read that moto has instead.

mod commands;
mod documents;
mod maintenance_windows;
mod parameters;
mod patch_baselines;
mod rotation;
mod secrets;

use std::collections::BTreeSet;
use std::error::Error;

type Tested = Result<(), Box<dyn Error>>;

const FAMILIES_OF_SSM: &[&[&str]] = &[
    commands::OPERATIONS,
    documents::OPERATIONS,
    maintenance_windows::OPERATIONS,
    parameters::OPERATIONS,
    patch_baselines::OPERATIONS,
];

const FAMILIES_OF_SECRETS_MANAGER: &[&[&str]] = &[rotation::OPERATIONS, secrets::OPERATIONS];

/// What moto 5.2.5 was found to have: the mutation, and a read that shows it.
#[test]
fn every_operation_that_moto_has_is_played() {
    for (families, operations) in [(FAMILIES_OF_SSM, 22), (FAMILIES_OF_SECRETS_MANAGER, 14)] {
        let all: Vec<&str> = families.concat();
        assert_eq!(
            all.iter().collect::<BTreeSet<_>>().len(),
            operations,
            "{all:?}"
        );
    }
}
