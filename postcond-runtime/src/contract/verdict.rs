//! What one answer says about a post-condition.

use std::borrow::Cow;

use crate::sdk::read::ReadError;

/// What a check returns: its verdict, or the error of a read that the loop will triage.
pub type Check = Result<Verdict, ReadError>;

/// What one answer says about a post-condition, with what was seen, in words.
///
/// The words end up in evidence, errors and logs: names, ids, versions, labels, states and tag keys
/// belong there; values, tag values and whole responses do not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The change is visible.
    Satisfied(Cow<'static, str>),
    /// What was seen can only have come after the change: somebody has changed or removed the
    /// resource since. Counts as satisfied.
    Superseded(Cow<'static, str>),
    /// What the call did leaves nothing that could be read back: it succeeds, and the
    /// [evidence](crate::Evidence::unconfirmed) says why it is not confirmed.
    Unverifiable(Cow<'static, str>),
    /// Not visible yet: poll again.
    Pending(Cow<'static, str>),
    /// A terminal state, which a stale copy may still show from an earlier attempt: it counts as
    /// [`Failed`](Self::Failed) once it has been seen again at least 2 seconds later.
    Failing(Cow<'static, str>),
    /// A terminal state: it will not become visible, however long one waits.
    Failed(Cow<'static, str>),
}

/// `Ok(Verdict::Satisfied)`: the change is visible, as `seen` says.
pub fn satisfied(seen: impl Into<Cow<'static, str>>) -> Check {
    Ok(Verdict::Satisfied(seen.into()))
}

/// `Ok(Verdict::Superseded)`: a later change is visible already, as `seen` says.
pub fn superseded(seen: impl Into<Cow<'static, str>>) -> Check {
    Ok(Verdict::Superseded(seen.into()))
}

/// `Ok(Verdict::Unverifiable)`: nothing can be read back of this call; `why` says why.
pub fn unverifiable(why: impl Into<Cow<'static, str>>) -> Check {
    Ok(Verdict::Unverifiable(why.into()))
}

/// `Ok(Verdict::Pending)`: not visible yet, `seen` was seen instead.
pub fn pending(seen: impl Into<Cow<'static, str>>) -> Check {
    Ok(Verdict::Pending(seen.into()))
}

/// `Ok(Verdict::Failing)`: it seems that it will never be visible; `state` says why.
pub fn failing(state: impl Into<Cow<'static, str>>) -> Check {
    Ok(Verdict::Failing(state.into()))
}

/// `Ok(Verdict::Failed)`: it will never be visible; `state` says why.
pub fn failed(state: impl Into<Cow<'static, str>>) -> Check {
    Ok(Verdict::Failed(state.into()))
}

impl Verdict {
    /// What was seen, in words.
    #[must_use]
    pub fn seen(&self) -> &str {
        match self {
            Self::Satisfied(seen)
            | Self::Superseded(seen)
            | Self::Unverifiable(seen)
            | Self::Pending(seen)
            | Self::Failing(seen)
            | Self::Failed(seen) => seen,
        }
    }

    /// Whether the change, or a later one, was visible.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        matches!(self, Self::Satisfied(_) | Self::Superseded(_))
    }

    /// Both of two facts must hold: the worse verdict wins, the first among equals.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if other.severity() > self.severity() {
            other
        } else {
            self
        }
    }

    fn severity(&self) -> u8 {
        match self {
            Self::Satisfied(_) => 0,
            Self::Superseded(_) => 1,
            Self::Unverifiable(_) => 2,
            Self::Pending(_) => 3,
            Self::Failing(_) => 4,
            Self::Failed(_) => 5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_facts_the_worse_one_decides() {
        let satisfied = Verdict::Satisfied("a".into());
        let pending = Verdict::Pending("b".into());
        let failed = Verdict::Failed("c".into());
        assert_eq!(satisfied.clone().and(pending.clone()), pending);
        assert_eq!(pending.clone().and(satisfied.clone()), pending);
        assert_eq!(pending.and(failed.clone()), failed);
        assert_eq!(
            satisfied.clone().and(Verdict::Satisfied("z".into())),
            satisfied
        );
    }
}
