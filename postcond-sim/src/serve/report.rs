//! Which reads were stale.

use std::fmt;

use postcond_sim::{Call, Simulator, Statistics};

/// How many stale reads are told one by one.
const TOLD: usize = 20;

/// What one simulator, or several one after the other, have served.
#[derive(Debug, Clone, Default)]
pub(crate) struct Report {
    pub(crate) statistics: Statistics,
    /// The last stale reads, in order.
    pub(crate) stale: Vec<Call>,
}

impl Report {
    pub(crate) fn of(simulator: &Simulator) -> Self {
        let mut stale = simulator.calls();
        stale.retain(|call| !call.missed.is_empty());
        Self {
            statistics: simulator.statistics(),
            stale: last(stale),
        }
    }

    pub(crate) fn and(mut self, later: Self) -> Self {
        self.statistics += later.statistics;
        self.stale.extend(later.stale);
        self.stale = last(self.stale);
        self
    }
}

fn last(mut calls: Vec<Call>) -> Vec<Call> {
    calls.drain(..calls.len().saturating_sub(TOLD));
    calls
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.statistics.total();
        let (stale, reads) = (total.stale_reads, total.reads);
        match stale {
            0 => writeln!(f, "none of {reads} reads was stale")?,
            1 => writeln!(f, "1 of {reads} reads was stale:")?,
            _ => writeln!(f, "{stale} of {reads} reads were stale:")?,
        }
        let told = self.stale.len();
        if told > 0 && stale > told as u64 {
            writeln!(f, "  (the last {told})")?;
        }
        for call in &self.stale {
            let (at, service, operation) = (call.at.as_secs_f64(), &call.service, &call.operation);
            let missed = call.missed.join(", ");
            writeln!(
                f,
                "  at {at:.3} s {service}:{operation} did not show the latest of {missed}"
            )?;
        }
        Ok(())
    }
}
