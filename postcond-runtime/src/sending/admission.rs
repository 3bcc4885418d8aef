//! When a write of a scope may be sent, and when again.

use std::sync::Arc;

use tokio::time::Instant;

use crate::requests::concurrency_limit::{Permit, Place};
use crate::requests::write_rate::WriteRate;

/// What lets a write of a scope be sent: its permit to be under way, which it does without while it
/// waits to be sent again, and the rate of its operation.
pub(crate) struct Admission<'a> {
    rate: Arc<WriteRate>,
    place: Place<'a>,
    /// To be used at once: one that is only held counts as not polled.
    permit: Option<Permit<'a>>,
}

impl<'a> Admission<'a> {
    pub(crate) fn new(permit: Permit<'a>, rate: Arc<WriteRate>) -> Self {
        Self {
            rate,
            place: permit.place(),
            permit: Some(permit),
        }
    }

    pub(crate) fn rate(&self) -> &Arc<WriteRate> {
        &self.rate
    }

    /// Runs this under the scope's limit. Others may be under way as soon as it has ended.
    pub(crate) async fn run<T>(&mut self, sending: impl Future<Output = T> + Unpin) -> T {
        match self.permit.take() {
            Some(permit) => permit.run(sending).await,
            None => sending.await,
        }
    }

    /// Waits until the write may be sent again: until it is its turn of the rate, and there is room for
    /// it. Whether it may, by `latest`.
    pub(crate) async fn again(&mut self, latest: Instant) -> bool {
        if !self.rate.turn(Some(latest)).await {
            return false;
        }
        self.permit = self.place.acquire_until(latest).await;
        self.permit.is_some()
    }
}
