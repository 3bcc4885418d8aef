//! The usual check: it needs no witness.

use std::time::{Duration, SystemTime};

use postcond::post_condition;
use postcond::runtime::{Check, PostCondition, Verdict, Witness, pending, satisfied};
use postcond_ui_tests::now;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};
use postcond_ui_tests::pets::{ConsistentPetsClientBuilder, Reader};

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet", reads = ["ListPets"])]
async fn is_listed(pets: &Reader, input: &PutPetInput, _: &PutPetOutput) -> Check {
    let seen = pets.list_pets().await?;
    if seen.names.contains(&input.name) {
        satisfied("listed")
    } else {
        pending("not listed")
    }
}

fn main() {
    assert_eq!(is_listed::INFO.name, "is_listed");
    assert_eq!(is_listed::INFO.reads, ["ListPets"]);
    assert_eq!(is_listed::INFO.deadline, None);

    let pets = Reader::new(&["Rex"]);
    let witness = Witness::dated(SystemTime::UNIX_EPOCH, Duration::ZERO);
    let check = |name: &str| {
        let input = PutPetInput {
            name: name.to_owned(),
        };
        now(is_listed.check(&pets, &input, &PutPetOutput {}, &witness)).ok()
    };
    assert_eq!(check("Rex"), Some(Verdict::Satisfied("listed".into())));
    assert_eq!(check("Tom"), Some(Verdict::Pending("not listed".into())));

    let _ = ConsistentPetsClientBuilder::default().post_condition(is_listed);
}
