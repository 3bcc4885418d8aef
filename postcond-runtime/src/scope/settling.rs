//! Waiting for the writes of a scope.

use std::sync::Arc;

use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, StreamExt};
use tokio::time::Instant;

use crate::contract::operation::Mutation;
use crate::scope::Scope;

use super::handle::Handle;
use super::outcome::SettledWrite;
use super::progress::Progress;
use super::scoped_write::ScopedWrite;
use super::settlement::{Settlement, WriteCounts};

impl Scope {
    /// Waits until it is known of every outstanding write what became of it. The deadlines count
    /// from now.
    ///
    /// All are read back side by side, as fast as their clients' [read
    /// budgets](crate::ReadBudget) allow. Writes that are sent meanwhile are left for the next time,
    /// and so is, with all that is not settled, a call that is dropped while it waits: no task goes on
    /// with it.
    #[must_use = "it says which writes are not confirmed: `into_result()` makes an error of them"]
    pub async fn settle(&self) -> Settlement {
        self.settle_with(|_| ()).await
    }

    /// Like [`settle`](Self::settle), and reports how far it has come: when it begins, and each time
    /// a write is settled. With the last one, nothing is outstanding.
    ///
    /// `report` holds everything up while it runs: it is to return at once.
    #[must_use = "it says which writes are not confirmed: `into_result()` makes an error of them"]
    pub async fn settle_with(&self, report: impl FnMut(&Progress)) -> Settlement {
        let began = Instant::now();
        let writes = self.register.lock().outstanding();
        let mut settling = Settling::new(writes, report);
        let wait = |(index, write)| {
            let settled = self.settled(Arc::clone(write), began);
            settled.map(move |settled| (index, settled))
        };
        let mut waits: FuturesUnordered<_> = settling.writes.iter().enumerate().map(wait).collect();
        while let Some((index, settled)) = waits.next().await {
            settling.note(index, settled);
        }
        settling.into_settlement(began)
    }

    /// Waits until it is known of this one write what became of it; the others stay outstanding.
    /// Returns at once if it is settled already. The deadline counts from now, whatever other task waits for
    /// the write since when: what others have begun to read is shared, and goes on whether they are
    /// polled or not. A write of another scope is settled like one of this.
    #[must_use = "it says whether the write is confirmed"]
    pub async fn settle_one<O: Mutation>(&self, handle: &Handle<O>) -> Arc<SettledWrite> {
        let write = Arc::clone(handle.write());
        self.settled(write, Instant::now()).await
    }

    /// Waits for one write, and takes it off the register.
    pub(super) async fn settled(
        &self,
        write: Arc<ScopedWrite>,
        since: Instant,
    ) -> Arc<SettledWrite> {
        let settled = write.settle(since).await;
        self.register.lock().forget(&write);
        settled
    }
}

/// What is known so far of the writes that are being settled.
struct Settling<R> {
    writes: Vec<Arc<ScopedWrite>>,
    settled: Vec<Option<Arc<SettledWrite>>>,
    counts: WriteCounts,
    /// All before it are settled.
    oldest: usize,
    slowest: Option<Arc<SettledWrite>>,
    report: R,
}

impl<R: FnMut(&Progress)> Settling<R> {
    fn new(writes: Vec<Arc<ScopedWrite>>, report: R) -> Self {
        let mut settling = Self {
            settled: vec![None; writes.len()],
            writes,
            counts: WriteCounts::default(),
            oldest: 0,
            slowest: None,
            report,
        };
        settling.report();
        settling
    }

    fn note(&mut self, index: usize, settled: Arc<SettledWrite>) {
        self.counts.count(settled.outcome());
        self.slowest = Some(Arc::clone(&settled));
        self.settled[index] = Some(settled);
        while matches!(self.settled.get(self.oldest), Some(Some(_))) {
            self.oldest += 1;
        }
        self.report();
    }

    fn report(&mut self) {
        let progress = Progress {
            counts: self.counts,
            outstanding: self.writes.len() - self.counts.total(),
            oldest: self.writes.get(self.oldest).map(Arc::clone),
        };
        (self.report)(&progress);
    }

    fn into_settlement(self, began: Instant) -> Settlement {
        Settlement {
            writes: self.settled.into_iter().flatten().collect(),
            counts: self.counts,
            took: began.elapsed(),
            slowest: self.slowest,
        }
    }
}
