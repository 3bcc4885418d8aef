//! Checks whose names are those that the attribute's own code might use.

use postcond::post_condition;
use postcond::runtime::{Check, PostCondition, satisfied};
use postcond_ui_tests::pets::Reader;
use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

macro_rules! checks {
    ($($name:ident)*) => {
        $(
            #[post_condition(service = postcond_ui_tests::pets, op = "PutPet", reads = ["GetPet"])]
            async fn $name(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
                satisfied(stringify!($name))
            }
        )*

        fn main() {
            $(assert_eq!($name::INFO.name, stringify!($name));)*
            assert_eq!(r#move::INFO.name, "move");
        }
    };
}

/// A keyword, and a lifetime that is left out in as many words.
#[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
async fn r#move(_: &'_ Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
    satisfied("moved")
}

checks! {
    check core input is_read op output post_condition_of reader reads_are_reads result
    runtime service std witness
}
