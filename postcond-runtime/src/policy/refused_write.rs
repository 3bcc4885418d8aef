//! What becomes of a call that is refused because an earlier write has not settled: as users set it.

/// What becomes of a call that the service refuses because an earlier write has not settled: a secret
/// cannot be created anew while its deletion is under way, for instance.
///
/// Such a refusal has changed nothing, so the call is sent again as often as the schedule says, until the
/// policy's deadline, counted from when it was first sent; the confirmation that follows has its own. Of
/// a deletion whose answer was lost this client does not know. [`Evidence::resent`](crate::Evidence::resent) says how often, and for which
/// earlier write. `docs/coverage.md` has the refusals that count, for each operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize, serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum RefusedWrite {
    /// The call fails with the service's error, at once.
    Fail,
    /// The call is sent again where the code, and if need be the message, speak of an earlier write
    /// and the last that this client or a clone of it has written to the same resource, within 10 minutes,
    /// is such a write. The default.
    #[default]
    RetryAfterOwn,
    /// Also where the code has other causes as well, or speaks of anybody's writes: a call that is
    /// refused for one of those fails only with the deadline.
    Retry,
}

impl RefusedWrite {
    /// Whether a refusal counts that is, or is not, certain to be about an earlier write.
    pub(crate) fn counts(self, is_certain: bool) -> bool {
        match self {
            Self::Fail => false,
            Self::RetryAfterOwn => is_certain,
            Self::Retry => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_counts_as_far_as_the_policy_goes() {
        for (policy, if_certain, if_not) in [
            (RefusedWrite::Fail, false, false),
            (RefusedWrite::RetryAfterOwn, true, false),
            (RefusedWrite::Retry, true, true),
        ] {
            let counts = [true, false].map(|certain| policy.counts(certain));
            assert_eq!(counts, [if_certain, if_not], "{policy:?}");
        }
    }
}
