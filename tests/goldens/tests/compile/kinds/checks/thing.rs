//! One file of checks.

use crate::kinds::Reader;
use crate::kinds::stub::operation::put_thing::{PutThingInput, PutThingOutput};
use crate::kinds::stub::operation::start_thing::{StartThingInput, StartThingOutput};
use postcond::post_condition;
use postcond::runtime::{Check, satisfied};

/// The thing is there.
///
/// What follows the first paragraph is not for the dispatch table.
#[post_condition(
    service = crate::kinds,
    op = "PutThing",
    reads = ["GetThing"],
    batched = "ListThings"
)]
pub async fn thing_is_visible(reader: &Reader, input: &PutThingInput, _: &PutThingOutput) -> Check {
    let name = input.name().unwrap_or_default();
    reader.get_thing().name(name).send().await?;
    satisfied(format!("{name} is there"))
}

/// The thing has come to rest.
#[post_condition(
    service = crate::kinds,
    op = "PutThing",
    reads = ["GetThing"],
    deadline = 90,
    on_request = true
)]
pub async fn thing_has_settled(reader: &Reader, _: &PutThingInput, _: &PutThingOutput) -> Check {
    reader.get_thing().name("settled").send().await?;
    satisfied("it has come to rest")
}

/// The thing is running.
#[post_condition(
    service = crate::kinds,
    op = "StartThing",
    reads = ["GetThing", "ListThings"],
    deadline = 3_600,
    best_effort = true,
    on_request = true
)]
pub async fn thing_is_running(reader: &Reader, _: &StartThingInput, _: &StartThingOutput) -> Check {
    reader.get_thing().send().await?;
    reader.list_things().send().await?;
    satisfied("it is running")
}
