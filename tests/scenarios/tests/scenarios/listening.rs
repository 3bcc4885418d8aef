//! Subscribers of one test, while others run on threads of their own.

use std::sync::LazyLock;

use tracing::subscriber::{DefaultGuard, NoSubscriber};
use tracing::{Dispatch, Subscriber};

/// While there is one subscriber, the first thread that reaches an event says for all whether anybody listens: that
/// of another test may say no. Of two, each is asked.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(NoSubscriber::new()));

/// This subscriber hears what this thread emits, for as long as the guard lives.
pub(crate) fn listen(subscriber: impl Subscriber + Send + Sync + 'static) -> DefaultGuard {
    LazyLock::force(&SECOND);
    tracing::subscriber::set_default(subscriber)
}
