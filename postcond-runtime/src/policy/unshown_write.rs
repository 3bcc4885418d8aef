//! What becomes of a write that its endpoint does not show: as users set it.

/// What becomes of a write that succeeded, and that the endpoint does not show.
///
/// AWS shows what it has changed, sooner or later. What stands in for it in tests often does not: it lacks
/// the read, refuses to list the tags of a type, or drops a member of the call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize, serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum UnshownWrite {
    /// The call fails, its output in the error. The default, and right for AWS.
    #[default]
    Fail,
    /// The call succeeds unconfirmed, where the endpoint
    ///
    /// - does not implement the read, or seems not to: it has answered three times in a row with a 5xx and
    ///   nothing else;
    /// - refuses the read with an error that another read would meet, too;
    /// - has shown something else until the deadline.
    ///
    /// A warning is logged, and [`Evidence::unconfirmed`](crate::Evidence::unconfirmed) says what was not
    /// confirmed, and what was seen instead. Nothing else is accepted: a call that failed, a terminal state,
    /// an endpoint that has not answered a read at all, or a denied read, for which there is
    /// [`DeniedRead`](crate::DeniedRead).
    Accept,
}
