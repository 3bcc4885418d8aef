//! A check that says what it was given.

use crate::stream::Reader;
use crate::stream::stub::operation::put_thing::{PutThingInput, PutThingOutput};
use postcond::post_condition;
use postcond::runtime::{Check, satisfied};

/// Whatever is read back.
#[post_condition(service = crate::stream, op = "PutThing", reads = ["GetThing"])]
pub async fn says_what_it_was_given(
    _: &Reader,
    input: &PutThingInput,
    _: &PutThingOutput,
) -> Check {
    satisfied(format!("{input:?}"))
}
