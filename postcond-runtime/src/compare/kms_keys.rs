//! KMS keys: given as a key id, an alias, or the ARN of either.

/// What two names say about the keys that they stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyComparison {
    /// They name the same key.
    Same,
    /// They name different keys.
    Different,
    /// One is an alias and the other is not: only KMS knows.
    Unknown,
}

/// Compares two names of keys. Without their ARNs, equal names count as those of the same key.
///
/// ```
/// use postcond_runtime::compare::{KeyComparison, compare_keys};
///
/// let key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd";
/// assert_eq!(compare_keys("1234abcd", key), KeyComparison::Same);
/// assert_eq!(compare_keys("alias/mine", key), KeyComparison::Unknown);
/// ```
#[must_use]
pub fn compare_keys(one: &str, other: &str) -> KeyComparison {
    let (one, other) = (KeyName::of(one), KeyName::of(other));
    if one.is_alias() != other.is_alias() {
        return KeyComparison::Unknown;
    }
    let both_are_arns = one.is_arn && other.is_arn;
    let same = match both_are_arns {
        true => one.text == other.text,
        false => one.name == other.name,
    };
    match same {
        true => KeyComparison::Same,
        false => KeyComparison::Different,
    }
}

struct KeyName<'a> {
    text: &'a str,
    is_arn: bool,
    /// A key id, or an alias with its prefix.
    name: &'a str,
}

impl<'a> KeyName<'a> {
    fn of(text: &'a str) -> Self {
        // arn:aws:kms:us-east-1:123456789012:key/..., or :alias/...
        let resource = text
            .strip_prefix("arn:")
            .and_then(|it| it.splitn(5, ':').nth(4));
        let name = resource.unwrap_or(text);
        Self {
            text,
            is_arn: resource.is_some(),
            name: name.strip_prefix("key/").unwrap_or(name),
        }
    }

    fn is_alias(&self) -> bool {
        self.name.starts_with("alias/")
    }
}

#[cfg(test)]
mod tests {
    use super::KeyComparison::{Different, Same, Unknown};
    use super::*;

    #[test]
    fn keys_are_compared_by_what_their_names_can_tell() {
        let key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd";
        let elsewhere = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
        let alias = "arn:aws:kms:us-east-1:123456789012:alias/mine";
        for (one, other, expected) in [
            ("1234abcd", "1234abcd", Same),
            ("1234abcd", key, Same),
            (key, key, Same),
            (key, elsewhere, Different),
            ("5678abcd", key, Different),
            ("5678abcd", "1234abcd", Different),
            ("alias/mine", "alias/mine", Same),
            ("alias/mine", alias, Same),
            ("alias/other", alias, Different),
            ("alias/mine", "1234abcd", Unknown),
            ("alias/mine", key, Unknown),
            (alias, key, Unknown),
        ] {
            assert_eq!(compare_keys(one, other), expected, "{one}, {other}");
            assert_eq!(compare_keys(other, one), expected, "{other}, {one}");
        }
    }
}
