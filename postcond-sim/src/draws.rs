//! Everything that is left to chance, and follows from the seed.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The first of the streams that fault rates draw from.
const FAULTS: u64 = 3;

fn stream(seed: u64, number: u64) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(number);
    rng
}

/// The generator of one fault rate. Each has its own: setting one changes no other draw.
pub(crate) fn of_faults(seed: u64, rate: u64) -> ChaCha8Rng {
    stream(seed, FAULTS + rate)
}

/// One generator for each kind of draw, so that reading more often changes neither the lags nor the other way round:
/// two ways of reading back can be compared on the very same lags.
#[derive(Debug)]
pub(crate) struct Draws {
    pub(crate) lag: ChaCha8Rng,
    routing: ChaCha8Rng,
    request_id: ChaCha8Rng,
}

impl Draws {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            lag: stream(seed, 0),
            routing: stream(seed, 1),
            request_id: stream(seed, 2),
        }
    }

    pub(crate) fn replica(&mut self, replicas: usize) -> usize {
        self.routing.random_range(0..replicas)
    }

    /// A request id of the form that AWS uses.
    pub(crate) fn request_id(&mut self) -> String {
        let drawn = format!("{:032x}", self.request_id.random::<u128>());
        let (first, rest) = drawn.split_at(8);
        let (second, rest) = rest.split_at(4);
        let (third, rest) = rest.split_at(4);
        let (fourth, fifth) = rest.split_at(4);
        format!("{first}-{second}-{third}-{fourth}-{fifth}")
    }
}
