//! One file of checks.

use crate::kinds::Reader;
use crate::kinds::stub::operation::put_thing::{PutThingInput, PutThingOutput};
use postcond::post_condition;
use postcond::runtime::{Check, satisfied};

/// The thing is there.
///
/// What follows the first paragraph is not for the dispatch table.
#[post_condition(service = crate::kinds, op = "PutThing", reads = ["GetThing"])]
pub async fn thing_is_visible(reader: &Reader, input: &PutThingInput, _: &PutThingOutput) -> Check {
    let name = input.name().unwrap_or_default();
    reader.get_thing().name(name).send().await?;
    satisfied(format!("{name} is there"))
}
