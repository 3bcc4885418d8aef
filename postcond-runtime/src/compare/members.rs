//! Members of a structure, one by one: which of those that matter differ?

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::Hash;

/// Collects the names of members that differ, and how. Values are compared and never kept.
///
/// ```
/// use postcond_runtime::compare::Members;
///
/// let members = Members::default()
///     // Asked for, and not shown.
///     .set("Title", Some("a title"), None)
///     // Not asked for.
///     .set("Priority", None, Some(&3))
///     // A comparison of one's own.
///     .holds("Owner", "core" == "web");
/// let words = "Title (none is shown), Owner (another is shown)";
/// assert_eq!(members.differing().as_deref(), Some(words));
/// ```
#[derive(Debug, Default)]
pub struct Members {
    differing: Vec<(&'static str, Difference)>,
}

/// What was shown of a member that is not as asked for.
#[derive(Clone, Copy, Debug)]
enum Difference {
    /// None, or an empty one.
    Absent,
    /// One where none was asked for.
    Present,
    /// Another.
    Other,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "none is shown",
            Self::Present => "one is shown",
            Self::Other => "another is shown",
        })
    }
}

impl Members {
    /// A member that the caller has set must be the same in what was read.
    ///
    /// An empty text or list that was asked for counts as an absent one; what the caller did not set
    /// is not compared.
    #[must_use]
    pub fn set<T: Comparable + ?Sized>(
        self,
        name: &'static str,
        asked: Option<&T>,
        seen: Option<&T>,
    ) -> Self {
        self.compared(asked.is_some(), name, asked, seen)
    }

    /// If `is_compared`, both must be the same, absent or not: as where an update replaces all, what the caller
    /// did not set included.
    #[must_use]
    pub fn compared<T: Comparable + ?Sized>(
        self,
        is_compared: bool,
        name: &'static str,
        wanted: Option<&T>,
        seen: Option<&T>,
    ) -> Self {
        let wanted = wanted.filter(|it| !it.is_empty());
        let seen = seen.filter(|it| !it.is_empty());
        self.compared_by(T::same, is_compared, name, wanted, seen)
    }

    /// If `is_compared`, both must be the same by `same`, or both be absent: for types that are not [`Comparable`],
    /// such as those of the SDK.
    ///
    /// ```
    /// # use postcond_runtime::compare::Members;
    /// #[derive(PartialEq)]
    /// enum Level { Off, All }
    ///
    /// let (asked, seen) = (Some(&Level::All), Some(&Level::Off));
    /// let members = Members::default().compared_by(PartialEq::eq, asked.is_some(), "Level", asked, seen);
    /// assert_eq!(members.differing().as_deref(), Some("Level (another is shown)"));
    /// ```
    #[must_use]
    pub fn compared_by<T: ?Sized>(
        self,
        same: impl FnOnce(&T, &T) -> bool,
        is_compared: bool,
        name: &'static str,
        wanted: Option<&T>,
        seen: Option<&T>,
    ) -> Self {
        let (is_same, difference) = match (wanted, seen) {
            (Some(wanted), Some(seen)) => (same(wanted, seen), Difference::Other),
            (None, Some(_)) => (false, Difference::Present),
            (Some(_), None) => (false, Difference::Absent),
            (None, None) => (true, Difference::Absent),
        };
        self.unless(!is_compared || is_same, name, difference)
    }

    /// A comparison of one's own: whether `name` is the same. It is shown, and is another if not.
    #[must_use]
    pub fn holds(self, name: &'static str, same: bool) -> Self {
        self.unless(same, name, Difference::Other)
    }

    /// The same of a member that may not be shown at all.
    #[must_use]
    pub fn holds_or_is_absent(self, name: &'static str, same: bool, is_shown: bool) -> Self {
        let difference = match is_shown {
            true => Difference::Other,
            false => Difference::Absent,
        };
        self.unless(same, name, difference)
    }

    fn unless(mut self, same: bool, name: &'static str, difference: Difference) -> Self {
        if !same {
            self.differing.push((name, difference));
        }
        self
    }

    /// The names of those that differ and what is shown of them, for people; `None` if none does.
    #[must_use]
    pub fn differing(&self) -> Option<String> {
        let words = self.differing.iter();
        let words = words.map(|(name, difference)| format!("{name} ({difference})"));
        let words: Vec<String> = words.collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// What can be compared as a member by [`Members::set`] and [`Members::compared`].
pub trait Comparable: PartialEq {
    /// Whether both say the same, however they are written.
    fn same(&self, other: &Self) -> bool {
        self == other
    }

    /// Whether this counts as absent.
    fn is_empty(&self) -> bool {
        false
    }
}

impl Comparable for str {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl Comparable for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl Comparable for i32 {}

impl Comparable for i64 {}

impl Comparable for bool {}

impl Comparable for aws_smithy_types::DateTime {
    /// To the second.
    fn same(&self, other: &Self) -> bool {
        self.secs() == other.secs()
    }
}

impl<V: PartialEq> Comparable for HashMap<String, V> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// A list that names things: as a set.
impl<T: Eq + Hash> Comparable for [T] {
    fn same(&self, other: &Self) -> bool {
        same_set(self, other)
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl Comparable for Vec<String> {
    fn same(&self, other: &Self) -> bool {
        same_set(self, other)
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// Whether two lists that name things name the same ones: in any order, however often.
///
/// ```
/// use postcond_runtime::compare::same_set;
///
/// assert!(same_set(&["a", "b"], &["b", "a", "b"]));
/// assert!(!same_set(&["a", "b"], &["a"]));
/// ```
#[must_use]
pub fn same_set<T: Eq + Hash>(one: &[T], other: &[T]) -> bool {
    one.iter().collect::<HashSet<_>>() == other.iter().collect::<HashSet<_>>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_members_that_were_set_are_compared() {
        for (asked, seen, differs) in [
            (None, None, false),
            (None, Some("x"), false),
            (Some("x"), Some("x"), false),
            (Some("x"), Some("y"), true),
            (Some("x"), None, true),
            (Some(""), None, false),
            (Some(""), Some(""), false),
            (Some(""), Some("x"), true),
        ] {
            let members = Members::default().set("Name", asked, seen);
            assert_eq!(
                members.differing().is_some(),
                differs,
                "{asked:?}, {seen:?}"
            );
        }
    }

    #[test]
    fn where_all_is_replaced_absent_members_are_compared_too() {
        for (wanted, seen, differs) in [
            (None, None, false),
            (None, Some(1), true),
            (Some(1), None, true),
            (Some(1), Some(1), false),
            (Some(1), Some(2), true),
        ] {
            let (wanted, seen) = (wanted.as_ref(), seen.as_ref());
            let members = Members::default().compared(true, "Priority", wanted, seen);
            assert_eq!(
                members.differing().is_some(),
                differs,
                "{wanted:?}, {seen:?}"
            );
            let members = Members::default().compared(false, "Priority", wanted, seen);
            assert_eq!(members.differing(), None);
        }
    }

    #[test]
    fn what_differs_is_named_and_not_quoted() {
        let members = Members::default()
            .set("Title", Some("s3cret"), Some("0ther"))
            .set("Priority", Some(&1), Some(&1))
            .set("Status", Some("Open"), None)
            .set("Category", Some(""), Some("0ther"));
        let words = "Title (another is shown), Status (none is shown), Category (one is shown)";
        assert_eq!(members.differing().unwrap(), words);
    }

    #[test]
    fn what_a_comparison_of_ones_own_finds_is_added_to_what_differs() {
        let members = || Members::default().set("Title", Some("x"), None);
        let title = "Title (none is shown)";
        for (members, words) in [
            (members().holds("Key", true), title.to_owned()),
            (
                members().holds("Key", false),
                format!("{title}, Key (another is shown)"),
            ),
            (
                members().holds_or_is_absent("Key", true, false),
                title.to_owned(),
            ),
            (
                members().holds_or_is_absent("Key", false, true),
                format!("{title}, Key (another is shown)"),
            ),
            (
                members().holds_or_is_absent("Key", false, false),
                format!("{title}, Key (none is shown)"),
            ),
        ] {
            assert_eq!(members.differing().unwrap(), words);
        }
    }

    /// Whether a member that was set counts as the same.
    fn same<T: Comparable + ?Sized>(asked: &T, seen: Option<&T>) -> bool {
        let members = Members::default().set("Name", Some(asked), seen);
        members.differing().is_none()
    }

    #[test]
    fn what_holds_nothing_counts_as_absent_whatever_it_is() {
        let list = |items: &[&str]| items.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let map = |keys: &[&str]| -> HashMap<String, i32> {
            keys.iter().map(|key| ((*key).to_owned(), 1)).collect()
        };
        assert!(same::<[String]>(&[], None));
        assert!(!same::<[String]>(&list(&["a"]), None));
        assert!(same(&list(&[]), None));
        assert!(!same(&list(&["a"]), None));
        assert!(same(&map(&[]), None));
        assert!(!same(&map(&["a"]), None));
        // A number is never nothing.
        assert!(!same(&0, None));
        assert!(!same(&false, None));
    }

    #[test]
    fn members_that_are_lists_are_compared_as_sets() {
        let (one, other) = (["a", "b"].map(str::to_owned), ["b", "a"].map(str::to_owned));
        assert!(same(&one[..], Some(&other[..])));
        assert!(same(&one.to_vec(), Some(&other.to_vec())));
        assert!(!same(&one[..], Some(&other[..1])));
        assert!(!same(&one.to_vec(), Some(&other[..1].to_vec())));
    }

    #[test]
    fn dates_are_compared_to_the_second() {
        let at = aws_smithy_types::DateTime::from_secs_f64;
        assert!(same(&at(10.1), Some(&at(10.9))));
        assert!(!same(&at(10.9), Some(&at(11.0))));
    }

    #[test]
    fn lists_that_name_things_are_sets() {
        for (one, other, same) in [
            (&[][..], &[][..], true),
            (&["a", "b"], &["b", "a"], true),
            (&["a", "a"], &["a"], true),
            (&["a"], &["a", "b"], false),
            (&["a"], &[], false),
        ] {
            assert_eq!(same_set(one, other), same, "{one:?}, {other:?}");
        }
    }
}
