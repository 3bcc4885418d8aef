//! How botocore goes through the pages of a listing, told as Smithy does.

use serde_json::Value;

use crate::models::json::{Object, insert};

/// botocore's paginators may be lists and expressions; Smithy's are single paths. What does not fit
/// is left out: a wrong page token would be worse than none.
pub(super) fn paginated(pages: &Value) -> Option<Object> {
    let mut paginated = Object::new();
    insert(
        &mut paginated,
        "inputToken",
        Some(path(pages, "input_token")?),
    );
    insert(
        &mut paginated,
        "outputToken",
        Some(path(pages, "output_token")?),
    );
    insert(&mut paginated, "items", path(pages, "result_key"));
    insert(&mut paginated, "pageSize", path(pages, "limit_key"));
    Some(paginated)
}

fn path<'a>(pages: &'a Value, key: &str) -> Option<&'a str> {
    let given = pages.get(key)?;
    let first = given
        .as_array()
        .map_or(Some(given), |list| list.first())?
        .as_str()?;
    let plain =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '.' | '_');
    first.chars().all(plain).then_some(first)
}
