//! Which replica serves a read.

/// Which replica serves a read, and what it may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Routing {
    /// A replica drawn at random, which first catches up with everything that has been served before. Once a change
    /// has been seen it stays seen. The default.
    #[default]
    Monotonic,
    /// A replica drawn at random that shows what it has itself reached: with more than one replica, a read can show
    /// a state older than the one before.
    NonMonotonic,
}
