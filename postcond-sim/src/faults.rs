//! Faults that come at a rate, in place of the service's own answers.

use std::sync::Arc;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::answer::Answer;
use crate::draws;
use crate::name::{Name, UnknownOperation};
use crate::service::Service;

/// Some of the calls that are made to a simulator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calls(Chosen<String>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Chosen<N> {
    All,
    Reads,
    Writes,
    Operation(N),
}

impl Calls {
    /// Every call.
    pub const fn all() -> Self {
        Self(Chosen::All)
    }

    /// The calls to operations that are known to read.
    pub const fn reads() -> Self {
        Self(Chosen::Reads)
    }

    /// The calls to all operations that are not known to read.
    pub const fn writes() -> Self {
        Self(Chosen::Writes)
    }

    /// The calls to one operation: `GetParameter`, or `ssm:GetParameter` where two services share a name.
    ///
    /// A simulator refuses a name that [none of its services](crate#names-of-operations) has.
    pub fn to(operation: impl Into<String>) -> Self {
        Self(Chosen::Operation(operation.into()))
    }

    pub(crate) fn parse(self, services: &[Arc<Service>]) -> Result<Chosen<Name>, UnknownOperation> {
        Ok(match self.0 {
            Chosen::All => Chosen::All,
            Chosen::Reads => Chosen::Reads,
            Chosen::Writes => Chosen::Writes,
            Chosen::Operation(given) => Chosen::Operation(Name::parse(&given, services)?),
        })
    }
}

impl Chosen<Name> {
    pub(crate) fn include(&self, service: &Service, operation: &str) -> bool {
        match self {
            Self::All => true,
            Self::Reads => service.reads(operation),
            Self::Writes => !service.reads(operation),
            Self::Operation(name) => name.is(&service.name, operation),
        }
    }
}

/// Why a fault cannot come at a rate.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FaultRateError {
    /// The share is none.
    #[error("a fault rate is a share of the calls from 0 to 1, and {share} is not")]
    Share {
        /// What was given.
        share: f64,
    },
    /// There is no such operation.
    #[error(transparent)]
    Operation(#[from] UnknownOperation),
}

/// This share of these calls gets this answer.
#[derive(Debug, Clone)]
pub(crate) struct FaultRate {
    pub(crate) calls: Calls,
    pub(crate) answer: Answer,
    pub(crate) share: f64,
}

impl FaultRate {
    fn parse(self, services: &[Arc<Service>]) -> Result<Fault, FaultRateError> {
        let Self {
            calls,
            answer,
            share,
        } = self;
        // So that what is not a number is refused, too.
        if !(0.0..=1.0).contains(&share) {
            return Err(FaultRateError::Share { share });
        }
        Ok(Fault {
            calls: calls.parse(services)?,
            answer,
            share,
        })
    }
}

/// A fault rate that makes sense.
#[derive(Debug)]
struct Fault {
    calls: Chosen<Name>,
    answer: Answer,
    share: f64,
}

/// The fault rates of a simulator, in the order in which they were set.
#[derive(Debug)]
pub(crate) struct Faults {
    seed: u64,
    rates: Vec<(Fault, ChaCha8Rng)>,
    /// How many rates there have ever been.
    set: u64,
}

impl Faults {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            rates: Vec::new(),
            set: 0,
        }
    }

    pub(crate) fn add(
        &mut self,
        rate: FaultRate,
        services: &[Arc<Service>],
    ) -> Result<(), FaultRateError> {
        let fault = rate.parse(services)?;
        self.rates
            .push((fault, draws::of_faults(self.seed, self.set)));
        self.set += 1;
        Ok(())
    }

    pub(crate) fn clear(&mut self) {
        self.rates.clear();
    }

    /// The fault that befalls this call, if one does: of several, the one whose rate was set first.
    pub(crate) fn draw(&mut self, service: &Service, operation: &str) -> Option<Answer> {
        let mut drawn = None;
        for (rate, rng) in &mut self.rates {
            // All of them draw, so that none depends on what another has drawn.
            if rate.calls.include(service, operation) && rng.random_bool(rate.share) {
                drawn = drawn.or_else(|| Some(rate.answer.clone()));
            }
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::service;

    const CALLS: usize = 2_000;

    fn rate(calls: Calls, share: f64) -> FaultRate {
        FaultRate {
            calls,
            answer: Answer::throttled(),
            share,
        }
    }

    fn faults(seed: u64, rates: &[FaultRate]) -> Faults {
        let mut faults = Faults::new(seed);
        for rate in rates {
            faults.add(rate.clone(), service::all().unwrap()).unwrap();
        }
        faults
    }

    /// Which of so many reads are hit.
    fn hits(faults: &mut Faults) -> Vec<bool> {
        let services = service::all().unwrap();
        let draw = |_| faults.draw(&services[0], "GetParameter").is_some();
        (0..CALLS).map(draw).collect()
    }

    proptest! {
        #[test]
        fn a_rate_hits_its_share(seed: u64, share in 0.0..=1.0) {
            let hits = hits(&mut faults(seed, &[rate(Calls::reads(), share)]));
            let hit = hits.iter().filter(|hit| **hit).count() as f64;
            let expected = share * CALLS as f64;
            // Six standard deviations: no seed in a lifetime is beyond.
            let tolerance = 6.0 * (expected * (1.0 - share)).sqrt();
            prop_assert!((hit - expected).abs() <= tolerance + 1.0, "{hit} of {expected}");
        }

        #[test]
        fn a_rate_hits_what_it_hits_whatever_another_does(seed: u64, share in 0.0..=1.0) {
            let of_reads = rate(Calls::reads(), 0.2);
            let denied = |calls| FaultRate { answer: Answer::denied(), ..rate(calls, share) };
            let mut after_none = faults(seed, &[denied(Calls::writes()), of_reads.clone()]);
            let mut after_some = faults(seed, &[denied(Calls::reads()), of_reads]);
            let services = service::all().unwrap();
            for _ in 0..CALLS {
                let expected = after_none.draw(&services[0], "GetParameter");
                let drawn = after_some.draw(&services[0], "GetParameter");
                prop_assert!(drawn == expected || drawn == Some(Answer::denied()));
            }
        }
    }

    #[test]
    fn shares_of_nothing_and_of_all_are_exact() {
        assert_eq!(
            hits(&mut faults(1, &[rate(Calls::all(), 0.0)])),
            [false; CALLS]
        );
        assert_eq!(
            hits(&mut faults(1, &[rate(Calls::all(), 1.0)])),
            [true; CALLS]
        );
    }

    #[test]
    fn a_seed_gives_the_faults_that_it_always_gave() {
        let hits = hits(&mut faults(7, &[rate(Calls::all(), 0.2)]));
        let hit: Vec<usize> = (0..20).filter(|&index| hits[index]).collect();
        assert_eq!(hit, [0, 1, 8, 14, 17]);
    }
}
