//! A check that asks the witness.

use std::time::{Duration, SystemTime};

use postcond::post_condition;
use postcond::runtime::{Check, PostCondition, Verdict, Witness, pending, satisfied};
use postcond_ui_tests::now;
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet", reads = ["GetPet", "ListPets"])]
async fn is_there(
    pets: &Reader,
    input: &PutPetInput,
    _output: &PutPetOutput,
    write: &Witness,
) -> Check {
    let listed = pets.list_pets().await?.names.len();
    match pets.get_pet(&input.name).await?.name {
        Some(name) => satisfied(format!(
            "{name}, one of {listed}, witness {:?}",
            write.request_id()
        )),
        None => pending("absent"),
    }
}

fn main() {
    assert_eq!(is_there::INFO.reads, ["GetPet", "ListPets"]);

    let input = PutPetInput {
        name: "Rex".to_owned(),
    };
    let pets = Reader::new(&["Rex", "Tom"]);
    let witness = Witness::undated(SystemTime::UNIX_EPOCH, Duration::ZERO);
    let check = now(is_there.check(&pets, &input, &PutPetOutput {}, &witness));
    let seen = Verdict::Satisfied("Rex, one of 2, witness None".into());
    assert_eq!(check.ok(), Some(seen));
}
