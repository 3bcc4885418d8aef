//! What the answer to a mutation names, and its check cannot do without.

use postcond_runtime::ReadError;

/// The answer's `member`. Without it there is nothing to look up, and waiting would not help.
pub(crate) fn named<'a>(member: &str, value: Option<&'a str>) -> Result<&'a str, ReadError> {
    let value = value.filter(|value| !value.is_empty());
    value.ok_or_else(|| ReadError::fatal(format!("the answer to the call names no {member}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_without_the_member_cannot_be_read_back() {
        assert_eq!(named("WindowId", Some("mw-1")).unwrap(), "mw-1");
        for value in [None, Some("")] {
            let error = named("WindowId", value).unwrap_err();
            assert_eq!(
                error.to_string(),
                "the answer to the call names no WindowId"
            );
        }
    }
}
