//! Limits on how many calls the service takes per second: a token bucket, as AWS has.

use std::sync::Arc;
use std::time::Duration;

use crate::faults::{Calls, Chosen};
use crate::name::{Name, UnknownOperation};
use crate::service::Service;

/// Why there cannot be such a limit.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RateLimitError {
    /// The bucket would never be filled, or hold no call.
    #[error(
        "a rate limit takes a rate above 0 and a burst of at least 1, not {per_second} and {burst}"
    )]
    Figures {
        /// What was given.
        per_second: f64,
        /// What was given.
        burst: u32,
    },
    /// There is no such operation.
    #[error(transparent)]
    Operation(#[from] UnknownOperation),
}

/// The limits of a simulator, in the order in which they were set.
#[derive(Debug, Default)]
pub(crate) struct RateLimits(Vec<RateLimit>);

/// A token bucket for some calls.
#[derive(Debug)]
struct RateLimit {
    calls: Chosen<Name>,
    per_second: f64,
    burst: f64,
    tokens: f64,
    filled_at: Duration,
}

impl RateLimits {
    /// Adds a bucket, which is full at first.
    pub(crate) fn add(
        &mut self,
        calls: Calls,
        (per_second, burst): (f64, u32),
        services: &[Arc<Service>],
        now: Duration,
    ) -> Result<(), RateLimitError> {
        // So that what is not a number is refused, too.
        let is_rate = per_second > 0.0 && per_second.is_finite();
        if !is_rate || burst == 0 {
            return Err(RateLimitError::Figures { per_second, burst });
        }
        self.0.push(RateLimit {
            calls: calls.parse(services)?,
            per_second,
            burst: burst.into(),
            tokens: burst.into(),
            filled_at: now,
        });
        Ok(())
    }

    /// Whether all buckets that this call needs a token of have one; it takes them then.
    pub(crate) fn admit(&mut self, service: &Service, operation: &str, now: Duration) -> bool {
        let mut limits: Vec<&mut RateLimit> = self
            .0
            .iter_mut()
            .filter(|limit| limit.calls.include(service, operation))
            .collect();
        limits.iter_mut().for_each(|limit| limit.fill(now));
        let admitted = limits.iter().all(|limit| limit.tokens >= 1.0);
        if admitted {
            limits.iter_mut().for_each(|limit| limit.tokens -= 1.0);
        }
        admitted
    }
}

impl RateLimit {
    fn fill(&mut self, now: Duration) {
        let since = now.saturating_sub(self.filled_at).as_secs_f64();
        self.tokens = (self.tokens + since * self.per_second).min(self.burst);
        self.filled_at = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service;

    fn admitted(limits: &mut RateLimits, operation: &str, at: f64, calls: usize) -> usize {
        let services = service::all().unwrap();
        let at = Duration::from_secs_f64(at);
        let admit = |_: &usize| limits.admit(&services[0], operation, at);
        (0..calls).filter(admit).count()
    }

    #[test]
    fn a_bucket_lets_its_burst_through_and_then_its_rate() {
        let services = service::all().unwrap();
        let mut limits = RateLimits::default();
        let puts = Calls::to("PutParameter");
        let added = limits.add(puts, (3.0, 10), services, Duration::ZERO);
        added.unwrap();
        let mut at = |at, operation| admitted(&mut limits, operation, at, 100);
        assert_eq!(at(0.0, "PutParameter"), 10);
        assert_eq!(at(1.0, "PutParameter"), 3);
        assert_eq!(at(1.0, "GetParameter"), 100);
        assert_eq!(at(1.5, "PutParameter"), 1);
        assert_eq!(at(1_000.0, "PutParameter"), 10);
    }

    #[test]
    fn a_call_that_one_bucket_refuses_costs_the_others_nothing() {
        let services = service::all().unwrap();
        let mut limits = RateLimits::default();
        for (calls, burst) in [(Calls::writes(), 5), (Calls::to("PutParameter"), 1)] {
            let added = limits.add(calls, (0.001, burst), services, Duration::ZERO);
            added.unwrap();
        }
        assert_eq!(admitted(&mut limits, "PutParameter", 0.0, 10), 1);
        assert_eq!(admitted(&mut limits, "DeleteParameter", 0.0, 10), 4);
    }

    #[test]
    fn figures_that_make_no_sense_are_refused() {
        let services = service::all().unwrap();
        for figures in [
            (0.0, 1),
            (-1.0, 1),
            (f64::NAN, 1),
            (f64::INFINITY, 1),
            (1.0, 0),
        ] {
            let mut limits = RateLimits::default();
            let refused = limits.add(Calls::all(), figures, services, Duration::ZERO);
            assert!(
                matches!(refused, Err(RateLimitError::Figures { .. })),
                "{figures:?}"
            );
        }
        let unknown =
            RateLimits::default().add(Calls::to("PutParamter"), (1.0, 1), services, Duration::ZERO);
        assert!(matches!(unknown, Err(RateLimitError::Operation(_))));
    }
}
