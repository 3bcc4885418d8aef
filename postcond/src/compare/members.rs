//! Members of a structure, one by one: which of those that matter differ?

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::same_instant;

/// Collects the names of members that differ. Values are compared and never kept.
#[derive(Debug, Default)]
pub(crate) struct Members {
    /// Whether the caller has replaced all members, those that it did not set with nothing.
    all_replaced: bool,
    differing: Vec<&'static str>,
}

impl Members {
    /// Those of an update, which may be one that replaces all.
    pub(crate) fn updated(replace: Option<bool>) -> Self {
        Self {
            all_replaced: replace == Some(true),
            ..Self::default()
        }
    }

    /// A member of an update whose answer echoes it, as the service keeps it: what was read must be
    /// the same as the echo or, where that has none, as what was asked for.
    ///
    /// What the caller did not set is compared only if all is replaced.
    pub(crate) fn echoed<T: Comparable>(
        self,
        name: &'static str,
        asked: &Option<T>,
        echo: &Option<T>,
        seen: &Option<T>,
    ) -> Self {
        self.echoed_by(T::same, name, asked, echo, seen)
    }

    /// The same for a member that the SDK shows as 0 or false where the answer has none.
    pub(crate) fn echoed_or_default<T: Comparable + Copy + Default>(
        self,
        name: &'static str,
        asked: Option<T>,
        echo: T,
        seen: T,
    ) -> Self {
        let is_compared = self.all_replaced || asked.is_some();
        let told = (echo != T::default()).then_some(echo);
        let wanted = told.or(asked).unwrap_or_default();
        self.compared(is_compared, name, Some(&wanted), Some(&seen))
    }

    /// The same for a date that is written as text, in whatever way.
    pub(crate) fn echoed_date(
        self,
        name: &'static str,
        asked: &Option<String>,
        echo: &Option<String>,
        seen: &Option<String>,
    ) -> Self {
        let same = |one: &String, other: &String| same_instant(one, other);
        self.echoed_by(same, name, asked, echo, seen)
    }

    fn echoed_by<T: Comparable>(
        self,
        same: impl FnOnce(&T, &T) -> bool,
        name: &'static str,
        asked: &Option<T>,
        echo: &Option<T>,
        seen: &Option<T>,
    ) -> Self {
        let is_compared = self.all_replaced || asked.is_some();
        let wanted = echo.as_ref().filter(|it| !it.is_empty()).or(asked.as_ref());
        self.compared_by(same, is_compared, name, wanted, seen.as_ref())
    }

    /// A member that the caller has set must be the same in what was read.
    ///
    /// An empty text or list that was asked for counts as an absent one; what the caller did not set
    /// is not compared.
    pub(crate) fn set<T: Comparable + ?Sized>(
        self,
        name: &'static str,
        asked: Option<&T>,
        seen: Option<&T>,
    ) -> Self {
        self.compared(asked.is_some(), name, asked, seen)
    }

    /// If `is_compared`, both must be the same, absent or not.
    pub(crate) fn compared<T: Comparable + ?Sized>(
        self,
        is_compared: bool,
        name: &'static str,
        wanted: Option<&T>,
        seen: Option<&T>,
    ) -> Self {
        self.compared_by(T::same, is_compared, name, wanted, seen)
    }

    fn compared_by<T: Comparable + ?Sized>(
        self,
        same: impl FnOnce(&T, &T) -> bool,
        is_compared: bool,
        name: &'static str,
        wanted: Option<&T>,
        seen: Option<&T>,
    ) -> Self {
        let present = |it: Option<&T>| it.is_some_and(|it| !it.is_empty());
        let same = match (wanted, seen) {
            (Some(wanted), Some(seen)) => same(wanted, seen),
            _ => !present(wanted) && !present(seen),
        };
        self.holds(name, !is_compared || same)
    }

    /// A comparison of one's own: whether `name` is the same.
    pub(crate) fn holds(mut self, name: &'static str, same: bool) -> Self {
        if !same {
            self.differing.push(name);
        }
        self
    }

    /// The names of those that differ, for people; `None` if none does.
    pub(crate) fn differing(&self) -> Option<String> {
        (!self.differing.is_empty()).then(|| self.differing.join(", "))
    }
}

/// What can be compared as a member.
pub(crate) trait Comparable: PartialEq {
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
pub(crate) fn same_set<T: Eq + Hash>(one: &[T], other: &[T]) -> bool {
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
    fn what_an_update_has_changed_is_compared_with_its_echo() {
        let text = |text: &str| Some(text.to_owned());
        let (x, y, empty) = (text("x"), text("y"), text(""));
        for (replace, asked, echo, seen, differs) in [
            (false, &x, &x, &x, false),
            (false, &x, &x, &y, true),
            (false, &x, &x, &None, true),
            // As the service keeps it.
            (false, &x, &y, &y, false),
            (false, &x, &y, &x, true),
            // Without an echo, what was asked for counts.
            (false, &x, &None, &x, false),
            (false, &x, &empty, &x, false),
            (false, &x, &None, &y, true),
            (false, &empty, &None, &None, false),
            (false, &empty, &None, &x, true),
            // Not set.
            (false, &None, &x, &y, false),
            (true, &None, &x, &y, true),
            (true, &None, &x, &x, false),
            (true, &None, &None, &x, true),
            (true, &None, &None, &empty, false),
        ] {
            let members = Members::updated(Some(replace)).echoed("Name", asked, echo, seen);
            let case = format!("{replace}, {asked:?}, {echo:?}, {seen:?}");
            assert_eq!(members.differing().is_some(), differs, "{case}");
            let members = Members::updated(Some(replace)).echoed_date("Date", asked, echo, seen);
            assert_eq!(members.differing().is_some(), differs, "{case}");
        }
    }

    #[test]
    fn a_zero_in_the_echo_is_none_where_something_was_asked_for() {
        for (replace, asked, echo, seen, differs) in [
            (false, Some(2), 2, 2, false),
            (false, Some(2), 2, 1, true),
            // As the service keeps it.
            (false, Some(2), 3, 3, false),
            // Without an echo.
            (false, Some(2), 0, 2, false),
            (false, Some(2), 0, 0, true),
            (false, Some(0), 0, 0, false),
            (false, Some(0), 0, 2, true),
            // Not set.
            (false, None, 0, 2, false),
            (true, None, 0, 2, true),
            (true, None, 0, 0, false),
        ] {
            let members = Members::updated(Some(replace));
            let members = members.echoed_or_default("Priority", asked, echo, seen);
            let case = format!("{replace}, {asked:?}, {echo}, {seen}");
            assert_eq!(members.differing().is_some(), differs, "{case}");
        }
    }

    #[test]
    fn a_date_of_an_update_may_be_written_in_other_ways() {
        let text = |text: &str| Some(text.to_owned());
        let utc = text("2026-01-01T08:00:00Z");
        for (asked, echo, seen, differs) in [
            (&utc, &utc, "2026-01-01T00:00-08:00", false),
            (&utc, &utc, "2026-01-01T00:00:00Z", true),
            (&utc, &None, "2026-01-01T00:00-08:00", false),
            (&utc, &None, "2026-01-01T00:00:00Z", true),
        ] {
            let members = Members::updated(None).echoed_date("Date", asked, echo, &text(seen));
            assert_eq!(members.differing().is_some(), differs, "{echo:?}, {seen}");
        }
    }

    #[test]
    fn what_differs_is_named_and_not_quoted() {
        let members = Members::default()
            .set("Title", Some("s3cret"), Some("0ther"))
            .set("Priority", Some(&1), Some(&1))
            .set("Status", Some("Open"), None);
        assert_eq!(members.differing().unwrap(), "Title, Status");
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
