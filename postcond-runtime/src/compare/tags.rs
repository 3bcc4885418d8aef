//! Sets of tags.

use crate::contract::verdict::{Check, pending, satisfied};

/// Whether each of `wanted` is among `listed`, with the same value. A tag without a value counts as
/// one with an empty value; other tags may be present. The words name keys, never values.
///
/// # Errors
/// None: it is a verdict, for a check to return.
///
/// ```
/// use postcond_runtime::compare::tags_are_listed;
///
/// let listed = [("env", "test"), ("team", "core")];
/// let verdict = tags_are_listed([("env", "prod"), ("team", "core")], &listed)?;
/// assert_eq!(verdict.seen(), "not listed, or with another value: env");
/// # Ok::<(), postcond_runtime::ReadError>(())
/// ```
pub fn tags_are_listed<'a>(
    wanted: impl IntoIterator<Item = (&'a str, &'a str)>,
    listed: &[(&str, &str)],
) -> Check {
    let missing = wanted.into_iter().filter(|tag| !listed.contains(tag));
    let missing: Vec<&str> = missing.map(|(key, _)| key).collect();
    if missing.is_empty() {
        satisfied("all tags are listed")
    } else {
        pending(format!(
            "not listed, or with another value: {}",
            missing.join(", ")
        ))
    }
}

/// Whether none of `keys` is among the `listed` tags.
///
/// # Errors
/// None: it is a verdict, for a check to return.
///
/// ```
/// use postcond_runtime::compare::tags_are_not_listed;
///
/// let verdict = tags_are_not_listed(&["env".to_owned()], &[("env", "prod")])?;
/// assert_eq!(verdict.seen(), "still listed: env");
/// # Ok::<(), postcond_runtime::ReadError>(())
/// ```
pub fn tags_are_not_listed(keys: &[String], listed: &[(&str, &str)]) -> Check {
    let is_listed = |key: &&str| listed.iter().any(|(listed, _)| listed == key);
    let left: Vec<&str> = keys.iter().map(String::as_str).filter(is_listed).collect();
    if left.is_empty() {
        satisfied("none of the tags is listed")
    } else {
        pending(format!("still listed: {}", left.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use crate::contract::verdict::Verdict;

    use super::*;

    #[test]
    fn wanted_tags_must_be_listed_with_their_values() {
        let listed = [("env", "prod"), ("empty", ""), ("aws:system", "x")];
        for (wanted, is_satisfied) in [
            (vec![], true),
            (vec![("env", "prod")], true),
            (vec![("empty", "")], true),
            (vec![("missing", "")], false),
            (vec![("env", "test")], false),
            (vec![("Env", "prod")], false),
            (vec![("env", "prod"), ("team", "core")], false),
        ] {
            let verdict = tags_are_listed(wanted.clone(), &listed).unwrap();
            let satisfied = matches!(verdict, Verdict::Satisfied(_));
            assert_eq!(satisfied, is_satisfied, "{wanted:?}");
        }
    }

    #[test]
    fn no_removed_key_may_be_listed() {
        let listed = [("env", "prod")];
        for (keys, is_satisfied) in [
            (vec![], true),
            (vec!["team".to_owned()], true),
            (vec!["ENV".to_owned()], true),
            (vec!["team".to_owned(), "env".to_owned()], false),
        ] {
            let verdict = tags_are_not_listed(&keys, &listed).unwrap();
            let satisfied = matches!(verdict, Verdict::Satisfied(_));
            assert_eq!(satisfied, is_satisfied, "{keys:?}");
        }
    }

    #[test]
    fn tag_values_are_not_mentioned() {
        let verdict = tags_are_listed([("key", "s3cret")], &[("key", "0ther")]).unwrap();
        assert_eq!(verdict.seen(), "not listed, or with another value: key");
    }
}
