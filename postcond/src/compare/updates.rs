//! Members of what an update has changed, where its answer echoes them.

use std::collections::HashMap;

use postcond_runtime::compare;
use postcond_runtime::compare::{Members, same_instant};

use crate::runtime::{Check, satisfied, unverifiable};

/// What an update may change, as [`compare::Comparable`] has it: of the SDK's types, too.
pub(crate) trait Comparable: PartialEq {
    fn same(&self, other: &Self) -> bool {
        self == other
    }

    /// Whether this counts as absent.
    fn is_empty(&self) -> bool {
        false
    }
}

impl Comparable for i32 {}

impl Comparable for bool {}

impl Comparable for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl Comparable for Vec<String> {
    fn same(&self, other: &Self) -> bool {
        compare::Comparable::same(self, other)
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<V: PartialEq> Comparable for HashMap<String, V> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// Collects the names of members that differ after an update. Values are compared and never kept.
#[derive(Debug)]
pub(crate) struct UpdatedMembers<'a> {
    /// Whether the caller has replaced all members, those that it did not set with nothing.
    all_replaced: bool,
    /// [`Witness::left_out`](crate::runtime::Witness::left_out).
    left_out: &'a [String],
    /// The members that were to be compared and cannot be, since they are left out.
    uncompared: Vec<&'static str>,
    members: Members,
}

impl<'a> UpdatedMembers<'a> {
    /// Those of an update, which may be one that replaces all, and which a receipt may have
    /// [left out](crate::runtime::Witness::left_out) some of.
    pub(crate) fn of(replace: Option<bool>, left_out: &'a [String]) -> Self {
        Self {
            all_replaced: replace == Some(true),
            left_out,
            uncompared: Vec::new(),
            members: Members::default(),
        }
    }

    /// That all is as it was asked for: unverifiable where something could not be compared.
    pub(crate) fn as_asked(&self, seen: String) -> Check {
        if self.uncompared.is_empty() {
            return satisfied(seen);
        }
        let names = self.uncompared.join(", ");
        unverifiable(format!(
            "{seen}, as far as it can be compared: the receipt is without {names}"
        ))
    }

    /// Whether a member that is to be compared is left out; that is noted.
    fn is_left_out(&mut self, name: &'static str, is_compared: bool) -> bool {
        let side_left_out = |side: &str| {
            let mut left_out = self.left_out.iter();
            left_out.any(|it| it.split_once('.') == Some((side, name)))
        };
        // A member that is left out of the input was set.
        let is_left_out = side_left_out("in") || is_compared && side_left_out("out");
        if is_left_out {
            self.uncompared.push(name);
        }
        is_left_out
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
        let (wanted, seen) = (Some(&wanted), Some(&seen));
        let members = self
            .members
            .compared_by(T::same, is_compared, name, wanted, seen);
        Self { members, ..self }
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
        mut self,
        same: impl FnOnce(&T, &T) -> bool,
        name: &'static str,
        asked: &Option<T>,
        echo: &Option<T>,
        seen: &Option<T>,
    ) -> Self {
        let is_compared = self.all_replaced || asked.is_some();
        if self.is_left_out(name, is_compared) {
            return self;
        }
        let given = |it: &&T| !it.is_empty();
        let wanted = echo.as_ref().filter(given).or(asked.as_ref());
        let (wanted, seen) = (wanted.filter(given), seen.as_ref().filter(given));
        let members = self
            .members
            .compared_by(same, is_compared, name, wanted, seen);
        Self { members, ..self }
    }

    /// The names of those that differ, for people; `None` if none does.
    pub(crate) fn differing(&self) -> Option<String> {
        self.members.differing()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::Verdict;

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
            let members = UpdatedMembers::of(Some(replace), &[]).echoed("Name", asked, echo, seen);
            let case = format!("{replace}, {asked:?}, {echo:?}, {seen:?}");
            assert_eq!(members.differing().is_some(), differs, "{case}");
            let members =
                UpdatedMembers::of(Some(replace), &[]).echoed_date("Date", asked, echo, seen);
            assert_eq!(members.differing().is_some(), differs, "{case}");
        }
    }

    /// To say that they are as asked would be to guess.
    #[test]
    fn what_a_receipt_has_left_out_is_not_compared_and_said_to_be_missing() {
        let text = |text: &str| Some(text.to_owned());
        let (none, x, y) = (None, text("x"), text("y"));
        for (replace, left_out, asked, echo, seen, verdict) in [
            // Set, and left out of the input.
            (false, "in.Name", &none, &none, &y, "unverifiable"),
            // Only the echo is left out.
            (false, "out.Name", &none, &none, &y, "satisfied"),
            (false, "out.Name", &x, &none, &x, "unverifiable"),
            (true, "out.Name", &none, &none, &y, "unverifiable"),
            // Another member.
            (false, "in.Names", &x, &none, &x, "satisfied"),
            (false, "in.Names", &x, &none, &y, "differs"),
        ] {
            let left_out = [left_out.to_owned()];
            let members = UpdatedMembers::of(Some(replace), &left_out);
            let members = members.echoed("Name", asked, echo, seen);
            let said = match members.differing() {
                Some(_) => "differs",
                None => match members.as_asked(String::new()).unwrap() {
                    Verdict::Satisfied(_) => "satisfied",
                    Verdict::Unverifiable(_) => "unverifiable",
                    other => panic!("{other:?}"),
                },
            };
            assert_eq!(
                said, verdict,
                "{replace}, {left_out:?}, {asked:?}, {seen:?}"
            );
        }
    }

    #[test]
    fn only_an_update_that_says_so_replaces_all() {
        let (none, other) = (None, Some("x".to_owned()));
        for (replace, differs) in [(None, false), (Some(false), false), (Some(true), true)] {
            let members = UpdatedMembers::of(replace, &[]).echoed("Name", &none, &none, &other);
            assert_eq!(members.differing().is_some(), differs, "{replace:?}");
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
            let members = UpdatedMembers::of(Some(replace), &[]);
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
            let members =
                UpdatedMembers::of(None, &[]).echoed_date("Date", asked, echo, &text(seen));
            assert_eq!(members.differing().is_some(), differs, "{echo:?}, {seen}");
        }
    }
}
