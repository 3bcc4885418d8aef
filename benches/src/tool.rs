//! How other tools pace their polls. All of them poll at once first.

use std::iter::successors;
use std::time::Duration;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const SECOND: Duration = Duration::from_secs(1);

/// A tool that polls until a change shows, and that knows nothing of how long that takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// boto3-post-conditions: 1 s, growing by 1.1 up to 10 s.
    Boto3PostConditions,
    /// The default of the crate backon: 1 s, doubling up to 60 s.
    Backon,
    /// A waiter of an AWS SDK with the delays that Smithy prescribes where the service names none: a
    /// random one between 2 s and a ceiling of 2 s that doubles up to 120 s.
    SdkWaiter,
    /// `StateChangeConf` of Terraform's plugin SDK: 100 ms, doubled before the first use, then
    /// doubling up to 10 s.
    Terraform,
}

impl Tool {
    /// Its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Boto3PostConditions => "boto3-post-conditions",
            Self::Backon => "backon's default",
            Self::SdkWaiter => "SDK waiter",
            Self::Terraform => "Terraform",
        }
    }

    /// The pauses between its polls, without end. `seed` decides what is random about them.
    pub fn pauses(self, seed: u64) -> Box<dyn Iterator<Item = Duration> + Send> {
        match self {
            Self::Boto3PostConditions => Box::new(growing(SECOND, 1.1, 10 * SECOND)),
            Self::Backon => Box::new(growing(SECOND, 2.0, 60 * SECOND)),
            Self::Terraform => Box::new(growing(SECOND / 5, 2.0, 10 * SECOND)),
            Self::SdkWaiter => {
                let mut rng = ChaCha8Rng::seed_from_u64(seed);
                let ceilings = growing(2 * SECOND, 2.0, 120 * SECOND);
                Box::new(ceilings.map(move |ceiling| rng.random_range(2 * SECOND..=ceiling)))
            }
        }
    }
}

fn growing(first: Duration, factor: f64, max: Duration) -> impl Iterator<Item = Duration> {
    successors(Some(first), move |last| Some(last.mul_f64(factor).min(max)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tool_paces_its_polls_as_its_source_says() {
        let rows = [
            (Tool::Boto3PostConditions, [1_000, 1_100, 1_210, 1_331]),
            (Tool::Backon, [1_000, 2_000, 4_000, 8_000]),
            (Tool::Terraform, [200, 400, 800, 1_600]),
        ];
        for (tool, expected) in rows {
            let pauses = tool.pauses(0).take(4).map(|pause| pause.as_millis());
            assert_eq!(pauses.collect::<Vec<_>>(), expected, "{}", tool.name());
        }
    }

    #[test]
    fn a_waiter_pauses_for_a_random_time_below_a_ceiling_that_doubles() {
        let pauses: Vec<Duration> = Tool::SdkWaiter.pauses(1).take(100).collect();
        assert_eq!(pauses[0], 2 * SECOND);
        for (pause, ceiling) in pauses.iter().zip([2, 4, 8, 16, 32, 64, 120, 120]) {
            assert!((2 * SECOND..=ceiling * SECOND).contains(pause), "{pause:?}");
        }
        assert!(pauses.iter().any(|pause| *pause > 60 * SECOND));
    }
}
