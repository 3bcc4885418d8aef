//! Refusals that may have changed something: functions that look, by name and by path.

use std::time::{Duration, SystemTime};

use postcond::post_condition;
use postcond::runtime::Finding::{self, Absent, Found, Unfindable};
use postcond::runtime::{Check, PostCondition, Search, Witness, absent, found, satisfied};
use postcond_ui_tests::now;
use postcond_ui_tests::pets::{Reader, op};
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

#[post_condition(
    service = postcond_ui_tests::pets,
    op = "PutPet",
    refused_with = ["Busy", "Cage.Full"],
    changed_by = put_pet
)]
async fn is_there(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

// In the other order, and beside a function that looks up what was not answered.
#[post_condition(
    service = postcond_ui_tests::pets,
    op = "PutPet",
    changed_by = by_path::r#move,
    refused_with = ["Busy"],
    found_by = put_pet
)]
async fn has_moved(_: &Reader, _: &PutPetInput, _: &PutPetOutput, _: &Witness) -> Check {
    satisfied("there")
}

#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn is_not_looked_for(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
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

/// What each finds: where a function is given, it is that one which is called.
fn findings(check: &impl PostCondition<Operation = op::PutPet>) -> [Finding<PutPetOutput>; 2] {
    let reader = Reader::new(&[]);
    let input = PutPetInput::default();
    let witness = Witness::undated(SystemTime::UNIX_EPOCH, Duration::ZERO);
    let unanswered = now(check.find(&reader, &input, &witness));
    let refused = now(check.find_refused(&reader, &input, &witness));
    [unanswered, refused].map(|search| search.expect("nothing that fails"))
}

fn main() {
    assert_eq!(is_there::INFO.refused_with, ["Busy", "Cage.Full"]);
    assert_eq!(is_there::INFO.changed_by, Some("put_pet"));
    assert_eq!(is_there::INFO.found_by, None);
    assert_eq!(has_moved::INFO.refused_with, ["Busy"]);
    assert_eq!(has_moved::INFO.changed_by, Some("move"));
    assert_eq!(has_moved::INFO.found_by, Some("put_pet"));
    assert!(is_not_looked_for::INFO.refused_with.is_empty());
    assert_eq!(is_not_looked_for::INFO.changed_by, None);

    assert!(matches!(findings(&is_there), [Unfindable(_), Found(..)]));
    assert!(matches!(findings(&has_moved), [Found(..), Absent(_)]));
    assert!(matches!(findings(&is_not_looked_for), [Unfindable(_), Unfindable(_)]));
}
