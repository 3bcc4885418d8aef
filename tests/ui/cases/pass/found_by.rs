//! Functions that look up a write, by name and by path.

use postcond::post_condition;
use postcond::runtime::{
    Check, Finding, PostCondition, Search, Witness, absent, found, satisfied, unfindable,
};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet", found_by = put_pet)]
async fn is_there(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet", found_by = by_path::r#move)]
async fn has_moved(_: &Reader, _: &PutPetInput, _: &PutPetOutput, _: &Witness) -> Check {
    satisfied("there")
}

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_not_looked_up(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

async fn put_pet(_: &Reader, _: &PutPetInput, _: &Witness) -> Search<PutPetOutput> {
    found(PutPetOutput::default(), "there")
}

mod by_path {
    use super::{PutPetInput, PutPetOutput, Reader, Search, Witness, absent};

    pub(super) async fn r#move(
        _: &Reader,
        _: &PutPetInput,
        _: &Witness,
    ) -> Search<PutPetOutput> {
        absent("gone")
    }
}

fn main() {
    assert_eq!(is_there::INFO.found_by, Some("put_pet"));
    assert_eq!(has_moved::INFO.found_by, Some("move"));
    assert_eq!(is_not_looked_up::INFO.found_by, None);
    let impossible: Search<()> = unfindable("no");
    assert!(matches!(impossible, Ok(Finding::Unfindable(_))));
}
