//! What is created is found, what is changed is as the call has set it as far as that is compared, and what
//! is deleted is not found.
//!
//! Derived from the lifecycles of the model's resources, and confirmed by no one: for each, check that
//! the read shows at once what the call sets, and in the same words.
use postcond::runtime::compare::Members;
use postcond::runtime::{Check, ReadBack, pending, satisfied, unverifiable};
use crate::widgets::{Reader, sdk};
/// The widget is found.
///
/// Derived from the model's resource `Widget`, whose `create` is `MakeWidget`:
/// - its `read` is `ShowWidget`, by `id`, from the answer
/// - that it is not there is `WidgetNotFound`
pub(crate) async fn make_widget_is_found(
    reader: &Reader,
    _: &sdk::operation::make_widget::MakeWidgetInput,
    output: &sdk::operation::make_widget::MakeWidgetOutput,
) -> Check {
    let read = reader.show_widget().set_id(option(output.id.clone())).send().await;
    match read
        .absent_if(sdk::operation::show_widget::ShowWidgetError::is_widget_not_found)?
    {
        Some(_) => satisfied("the widget is found"),
        None => pending("the widget is not found"),
    }
}
/// Those of the widget's `title`, `color`, `names` that the call gives are shown.
///
/// Derived from the model's resource `Widget`, whose `update` is `EditWidget`:
/// - its `read` is `ShowWidget`, by `id`
/// - that it is not there is `WidgetNotFound`
/// - not compared, for the service may complete it: `details`
/// - not compared, for it says which state the call expects: `widgetVersion`
pub(crate) async fn edit_widget_shows(
    reader: &Reader,
    input: &sdk::operation::edit_widget::EditWidgetInput,
    _: &sdk::operation::edit_widget::EditWidgetOutput,
) -> Check {
    let read = reader.show_widget().set_id(input.id.clone()).send().await;
    let Some(seen) = read
        .absent_if(sdk::operation::show_widget::ShowWidgetError::is_widget_not_found)?
    else {
        return pending("the widget is not found");
    };
    let members = Members::default()
        .set("title", input.title.as_ref(), shown(&seen.title))
        .compared_by(
            PartialEq::eq,
            input.color.is_some(),
            "color",
            input.color.as_ref(),
            shown(&seen.color),
        )
        .set("names", input.names.as_deref(), shown(&seen.names).map(Vec::as_slice));
    if let Some(differing) = members.differing() {
        return pending(format!("not as the call has set it: {differing}"));
    }
    let uncompared = [("details", input.details.is_some())];
    match uncompared.iter().find(|(_, is_given)| *is_given) {
        Some((member, _)) => unverifiable(format!("`{member}` is not compared")),
        None => satisfied("the widget is as the call has set it"),
    }
}
/// The widget is not found any more.
///
/// Derived from the model's resource `Widget`, whose `delete` is `DropWidget`:
/// - its `read` is `ShowWidget`, by `id`
/// - that it is not there is `WidgetNotFound`
pub(crate) async fn drop_widget_is_gone(
    reader: &Reader,
    input: &sdk::operation::drop_widget::DropWidgetInput,
    _: &sdk::operation::drop_widget::DropWidgetOutput,
) -> Check {
    let read = reader.show_widget().set_id(input.id.clone()).send().await;
    match read
        .absent_if(sdk::operation::show_widget::ShowWidgetError::is_widget_not_found)?
    {
        Some(_) => pending("the widget is found"),
        None => satisfied("the widget is not found"),
    }
}
/// What the model requires, the SDK may have without an `Option`.
fn option<T>(member: impl Into<Option<T>>) -> Option<T> {
    member.into()
}
/// What is shown of a member. What the model requires, the SDK may have without an `Option`.
fn shown<'a, T>(member: impl Into<Option<&'a T>>) -> Option<&'a T> {
    member.into()
}
