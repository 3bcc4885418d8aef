//! A function without the attribute, handed to a client.

use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};
use postcond_ui_tests::pets::{ConsistentPetsClientBuilder, Reader};

async fn is_listed(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("there")
}

fn main() {
    let _ = ConsistentPetsClientBuilder::default().post_condition(is_listed);
}
