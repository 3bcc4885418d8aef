//! What an answer names: that to a mutation what its check cannot do without, that to a read what it is
//! about.

use postcond_runtime::ReadError;

#[cfg(feature = "ssm")]
use postcond_runtime::compare::same_id;

/// The answer's `member`. Without it there is nothing to look up, and waiting would not help.
pub(crate) fn named<'a>(member: &str, value: Option<&'a str>) -> Result<&'a str, ReadError> {
    let value = value.filter(|value| !value.is_empty());
    value.ok_or_else(|| ReadError::fatal(format!("the answer to the call names no {member}")))
}

/// Whether an answer that names itself `seen` is about the one that was `asked` for, of this kind. Ids and
/// ARNs may stand for each other, and an answer that does not name itself cannot be held against anything.
///
/// # Errors
/// If it is about another one: it says neither that this one is there nor that it is gone, and leaves the
/// check pending.
#[cfg(feature = "ssm")]
pub(crate) fn is_about(kind: &str, asked: &str, seen: Option<&str>) -> Result<(), ReadError> {
    match seen.filter(|seen| !seen.is_empty()) {
        Some(seen) if !same_id(seen, asked) => Err(ReadError::pending(format!(
            "another {kind} than {asked}: {seen}"
        ))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "ssm")]
    #[test]
    fn an_answer_about_another_one_says_nothing() {
        let arn = "arn:aws:ssm:us-east-1:123456789012:patchbaseline/pb-1";
        for (asked, seen, is_about_it) in [
            ("pb-1", Some("pb-1"), true),
            ("pb-1", Some(arn), true),
            (arn, Some("pb-1"), true),
            ("pb-1", None, true),
            ("pb-1", Some(""), true),
            ("pb-1", Some("pb-2"), false),
            ("pb-2", Some(arn), false),
        ] {
            let error = is_about("baseline", asked, seen).err();
            assert_eq!(error.is_none(), is_about_it, "{asked}, {seen:?}");
        }
        let error = is_about("baseline", "pb-1", Some("pb-2")).unwrap_err();
        assert_eq!(error.to_string(), "another baseline than pb-1: pb-2");
    }

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
