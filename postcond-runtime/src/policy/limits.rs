//! The figures that hold by default, and those that no setting may exceed.

use std::time::Duration;

/// For how long a change is waited for.
pub(crate) const DEFAULT_DEADLINE: Duration = Duration::from_secs(120);

/// Beyond it, instants would overflow.
pub(crate) const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);
