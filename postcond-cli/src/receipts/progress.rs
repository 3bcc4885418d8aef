//! What a terminal shows while receipts are waited for.

use std::time::{Duration, Instant, SystemTime};

use indicatif::{ProgressBar, ProgressStyle};
use postcond::Receipt;

/// How much of the time has gone by. It is on the standard error, and on a terminal alone.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
    receipts: usize,
}

impl Progress {
    /// Of these receipts, which are waited for no longer than this.
    pub(crate) fn start<'a>(
        receipts: impl ExactSizeIterator<Item = &'a Receipt>,
        timeout: Option<Duration>,
    ) -> Self {
        let (now, count) = (SystemTime::now(), receipts.len());
        // None is left of one whose time is over: it still gets a look.
        let left = receipts.map(|receipt| receipt.until().duration_since(now).unwrap_or_default());
        let longest = left.max().unwrap_or_default();
        let longest = timeout.map_or(longest, |timeout| longest.min(timeout));
        let milliseconds = u64::try_from(longest.as_millis()).unwrap_or(u64::MAX);
        let bar = ProgressBar::new(milliseconds);
        // A template that does not parse leaves the default, which shows the time, too.
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {elapsed} of {msg}") {
            bar.set_style(style);
        }
        let progress = Self {
            bar,
            started: Instant::now(),
            receipts: count,
        };
        progress.decided(0);
        progress
    }

    /// So many verdicts are there.
    pub(crate) fn decided(&self, decided: usize) {
        let at_most = self.bar.length().map(Duration::from_millis);
        let at_most = Duration::from_secs(at_most.unwrap_or_default().as_secs());
        let at_most = humantime::format_duration(at_most);
        self.bar
            .set_message(format!("{at_most}, {decided} of {} decided", self.receipts));
    }

    /// Says something above the bar.
    pub(crate) fn above<T>(&self, say: impl FnOnce() -> T) -> T {
        self.bar.suspend(say)
    }

    /// Moves the bar until this is ready.
    pub(crate) async fn during<T>(&self, waiting: impl Future<Output = T>) -> T {
        let mut tick = tokio::time::interval(Duration::from_millis(100));
        tokio::pin!(waiting);
        loop {
            tokio::select! {
                ready = &mut waiting => return ready,
                _ = tick.tick() => {
                    let elapsed = u64::try_from(self.started.elapsed().as_millis());
                    self.bar.set_position(elapsed.unwrap_or(u64::MAX));
                }
            }
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
