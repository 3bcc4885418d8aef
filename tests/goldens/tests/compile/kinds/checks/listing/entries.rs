//! Another one, in a directory of its own.

use crate::kinds::Reader;
use crate::kinds::stub::operation::put_thing::{PutThingInput, PutThingOutput};
use postcond::post_condition;
use postcond::runtime::{Check, satisfied};

/// The thing is listed,
/// and nothing of it is missing.
#[post_condition(
    service = crate::kinds,
    op = "PutThing",
    reads = ["GetThing", "ListThings"],
    deadline = 300
)]
pub async fn thing_is_listed(reader: &Reader, _: &PutThingInput, _: &PutThingOutput) -> Check {
    reader.list_things().send().await?;
    reader.get_thing().send().await?;
    satisfied("it is listed")
}
