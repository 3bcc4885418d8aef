//! The outstanding writes of a scope, and which of them a new one supersedes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::contract::resource::Resource;

use super::scoped_write::ScopedWrite;

/// The outstanding writes of a scope.
#[derive(Default)]
pub(super) struct Register {
    events: u64,
    /// By their place.
    writes: BTreeMap<u64, Arc<ScopedWrite>>,
    /// The places of those that have touched a resource of this id, so that a new write is compared
    /// with few others.
    touching: HashMap<String, Vec<u64>>,
}

impl Register {
    /// The next event in the scope.
    pub(super) fn tick(&mut self) -> u64 {
        self.events += 1;
        self.events
    }

    /// Adds a write; earlier ones learn what it has overwritten of theirs. One that is never read back
    /// has overwritten nothing for sure, and need not know what later ones do.
    pub(super) fn add(&mut self, write: Arc<ScopedWrite>) {
        if write.is_checked() {
            self.compare(&write);
        }
        self.writes.insert(write.place(), write);
    }

    fn compare(&mut self, write: &Arc<ScopedWrite>) {
        let touched: BTreeSet<&str> = ids(write).collect();
        let places = touched.iter().filter_map(|id| self.touching.get(*id));
        let places: BTreeSet<u64> = places.flatten().copied().collect();
        for place in places {
            let earlier = self.writes.get(&place).map(Arc::clone);
            // Nothing is left of it for others to overwrite.
            if let Some(earlier) = earlier.filter(|earlier| earlier.supersede(write)) {
                self.compare_no_more(&earlier);
                if earlier.settled().is_some() {
                    self.writes.remove(&place);
                }
            }
        }
        for id in touched {
            let places = self.touching.entry(id.to_owned()).or_default();
            places.push(write.place());
        }
    }

    /// Forgets a write that is settled, if it is one of these. Not one that was to stand in for others
    /// and cannot: who overwrites what it has done does so for those.
    pub(super) fn forget(&mut self, write: &Arc<ScopedWrite>) {
        let known = self.writes.get(&write.place());
        if !write.fails_others() && known.is_some_and(|known| Arc::ptr_eq(known, write)) {
            self.writes.remove(&write.place());
            self.compare_no_more(write);
        }
    }

    /// Forgets a write that somebody else will settle.
    #[cfg(feature = "receipts")]
    pub(super) fn hand_over(&mut self, write: &Arc<ScopedWrite>) {
        self.writes.remove(&write.place());
        self.compare_no_more(write);
    }

    /// A new write is no longer compared with this one.
    fn compare_no_more(&mut self, write: &ScopedWrite) {
        for id in ids(write) {
            if let Some(places) = self.touching.get_mut(id) {
                places.retain(|place| *place != write.place());
                if places.is_empty() {
                    self.touching.remove(id);
                }
            }
        }
    }

    /// Those that are not settled, in the order in which they returned.
    pub(super) fn outstanding(&self) -> Vec<Arc<ScopedWrite>> {
        let writes = self.writes.values();
        let unsettled = writes.filter(|write| write.settled().is_none());
        unsettled.map(Arc::clone).collect()
    }
}

/// The ids of what a write has touched, and of what that belongs to.
fn ids(write: &ScopedWrite) -> impl Iterator<Item = &str> {
    let facts = write.footprint().facts().iter();
    facts.flat_map(|fact| {
        let resources = [Some(fact.resource()), fact.owner()];
        resources.into_iter().flatten().map(Resource::id)
    })
}
