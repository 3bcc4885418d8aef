//! How a write that was not answered is looked up.

use std::borrow::Cow;
use std::fmt;

use aws_smithy_types::DateTime;

use crate::sdk::read::ReadError;

/// What [`PostCondition::find`](crate::PostCondition::find) returns: what one look came to, or the
/// error of a read that the loop will triage.
pub type Search<T> = Result<Finding<T>, ReadError>;

/// What one look for a write that was not answered came to, with what was seen, in words.
///
/// The words end up where those of a [`Verdict`](crate::Verdict) do: no values in them. The output is
/// the mutation's, as far as a read shows it.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Finding<T> {
    /// This very write: what was seen carries its token or its id.
    Found(T, Cow<'static, str>),
    /// Something of a name that must have been free before, and when it was created. It is this
    /// write's if that was while the call was under way.
    Created(T, Option<DateTime>, Cow<'static, str>),
    /// It is not there, or not yet: look again.
    Absent(Cow<'static, str>),
    /// With this input, nothing tells the write from somebody else's: nothing is looked up.
    Unfindable(Cow<'static, str>),
}

impl<T> Finding<T> {
    /// The same with another output.
    pub(crate) fn map<U>(self, map: impl FnOnce(T) -> U) -> Finding<U> {
        match self {
            Self::Found(output, seen) => Finding::Found(map(output), seen),
            Self::Created(output, at, seen) => Finding::Created(map(output), at, seen),
            Self::Absent(seen) => Finding::Absent(seen),
            Self::Unfindable(why) => Finding::Unfindable(why),
        }
    }
}

/// Without the output: some outputs carry secrets that the SDK's own `Debug` prints.
impl<T> fmt::Debug for Finding<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Found(_, seen) => f.debug_tuple("Found").field(seen).finish_non_exhaustive(),
            Self::Created(_, at, seen) => {
                let mut created = f.debug_tuple("Created");
                created.field(at).field(seen).finish_non_exhaustive()
            }
            Self::Absent(seen) => f.debug_tuple("Absent").field(seen).finish(),
            Self::Unfindable(why) => f.debug_tuple("Unfindable").field(why).finish(),
        }
    }
}

/// `Ok(Finding::Found)`: this very write has landed, as `seen` says, and this is its output.
pub fn found<T>(output: T, seen: impl Into<Cow<'static, str>>) -> Search<T> {
    Ok(Finding::Found(output, seen.into()))
}

/// `Ok(Finding::Created)`: the name is taken since `at`, as `seen` says; if that was by this write,
/// this is its output.
///
/// For operations that refuse a name that exists. Without a date it counts as somebody else's.
pub fn created<T>(
    output: T,
    at: Option<&DateTime>,
    seen: impl Into<Cow<'static, str>>,
) -> Search<T> {
    Ok(Finding::Created(output, at.copied(), seen.into()))
}

/// `Ok(Finding::Absent)`: the write does not show, `seen` was seen instead.
pub fn absent<T>(seen: impl Into<Cow<'static, str>>) -> Search<T> {
    Ok(Finding::Absent(seen.into()))
}

/// `Ok(Finding::Unfindable)`: this call leaves nothing that could be told from somebody else's; `why`
/// says why.
pub fn unfindable<T>(why: impl Into<Cow<'static, str>>) -> Search<T> {
    Ok(Finding::Unfindable(why.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_does_not_show_the_output_that_it_has() {
        let at = DateTime::from_secs(0);
        for finding in [
            found("hunter2", "seen"),
            created("hunter2", Some(&at), "seen"),
        ] {
            let shown = format!("{finding:?}");
            assert!(
                shown.contains("seen") && !shown.contains("hunter2"),
                "{shown}"
            );
        }
    }
}
