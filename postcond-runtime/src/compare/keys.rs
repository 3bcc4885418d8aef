//! Maps of which an update has changed some keys and deleted others.

use std::collections::HashMap;
use std::hash::Hash;

/// The keys that are not there as `given`, by `same`, and those that should be `deleted` and are
/// there, in order. Keys are texts, or enumerations of the SDK.
///
/// ```
/// use std::collections::HashMap;
///
/// use postcond_runtime::compare::differing_keys;
///
/// let map = |entries: &[(&str, i32)]| -> HashMap<String, i32> {
///     entries.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect()
/// };
/// let (given, seen) = (map(&[("a", 1), ("b", 2)]), map(&[("a", 1), ("b", 3), ("c", 4)]));
/// let deleted = ["c".to_owned()];
/// let same = |_: &str, wanted: &i32, seen: &i32| wanted == seen;
/// assert_eq!(differing_keys(Some(&given), &deleted, &seen, same), ["b", "c"]);
/// ```
#[must_use]
pub fn differing_keys<'a, K, V>(
    given: Option<&'a HashMap<K, V>>,
    deleted: &'a [K],
    seen: &HashMap<K, V>,
    same: impl Fn(&str, &V, &V) -> bool,
) -> Vec<&'a str>
where
    K: AsRef<str> + Eq + Hash,
{
    let is_shown = |key: &K, wanted| {
        let shown = seen.get(key);
        shown.is_some_and(|it| same(key.as_ref(), wanted, it))
    };
    let given = given.into_iter().flatten();
    let changed = given.filter(|(key, wanted)| !is_shown(key, wanted));
    let left = deleted.iter().filter(|key| seen.contains_key(*key));
    let keys = changed.map(|(key, _)| key).chain(left);
    let mut keys: Vec<&str> = keys.map(AsRef::as_ref).collect();
    keys.sort_unstable();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(entries: &[(&str, i32)]) -> HashMap<String, i32> {
        let owned = entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), *value));
        owned.collect()
    }

    #[test]
    fn keys_differ_that_are_not_as_given_or_not_gone() {
        let seen = map(&[("a", 1), ("b", 2), ("c", 3)]);
        for (given, deleted, differing) in [
            (&[][..], &[][..], &[][..]),
            (&[("a", 1)], &["d"], &[]),
            (&[("a", 2)], &[], &["a"]),
            (&[("d", 1)], &[], &["d"]),
            (&[("b", 2)], &["c"], &["c"]),
            (&[("d", 4), ("a", 0)], &["c"], &["a", "c", "d"]),
        ] {
            let given = map(given);
            let deleted: Vec<String> = deleted.iter().map(|key: &&str| (*key).to_owned()).collect();
            let keys = differing_keys(Some(&given), &deleted, &seen, |_, one, other| one == other);
            assert_eq!(keys, differing, "{given:?}, {deleted:?}");
        }
    }
}
