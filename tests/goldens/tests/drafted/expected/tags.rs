//! Tags are listed, or not any more.
//!
//! Drafted from the model, and confirmed by no one: for each, check that the read names the same
//! thing.
use postcond::runtime::compare::{tags_are_listed, tags_are_not_listed};
use postcond::runtime::{Check, all_pages};
use crate::widgets::{Reader, sdk};
/// Each given tag is listed.
pub(crate) async fn widget_tags_are_listed(
    reader: &Reader,
    input: &sdk::operation::tag_widget::TagWidgetInput,
    _: &sdk::operation::tag_widget::TagWidgetOutput,
) -> Check {
    let pages = all_pages(
            |token| {
                reader
                    .list_widget_tags()
                    .set_id(input.id.clone())
                    .set_next_token(token)
                    .send()
            },
            |page| page.next_token(),
        )
        .await?;
    let listed: Vec<(&str, &str)> = pages
        .iter()
        .flat_map(|page| {
            page.tags().iter().map(|tag| (tag.key(), tag.value().unwrap_or_default()))
        })
        .collect();
    let given = input
        .tags()
        .iter()
        .map(|tag| (tag.key(), tag.value().unwrap_or_default()));
    tags_are_listed(given, &listed)
}
/// None of the given keys is listed.
pub(crate) async fn widget_tags_are_gone(
    reader: &Reader,
    input: &sdk::operation::untag_widget::UntagWidgetInput,
    _: &sdk::operation::untag_widget::UntagWidgetOutput,
) -> Check {
    let pages = all_pages(
            |token| {
                reader
                    .list_widget_tags()
                    .set_id(input.id.clone())
                    .set_next_token(token)
                    .send()
            },
            |page| page.next_token(),
        )
        .await?;
    let listed: Vec<(&str, &str)> = pages
        .iter()
        .flat_map(|page| {
            page.tags().iter().map(|tag| (tag.key(), tag.value().unwrap_or_default()))
        })
        .collect();
    tags_are_not_listed(input.tag_keys(), &listed)
}
