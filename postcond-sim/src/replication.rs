//! What a write changed, and how replicas put changes together whatever the order in which they arrive.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};

/// Where something is in the state of a service: the collection, and the key in it. State that is not a collection
/// of keyed things is one entry without a key.
pub(crate) type Place = (String, Option<String>);

/// The state of a service as replication sees it.
pub(crate) type State = BTreeMap<Place, Value>;

/// What one write changed.
#[derive(Debug, Clone)]
pub(crate) struct Delta {
    /// The place of the write in the order of the leader.
    pub(crate) sequence: u64,
    /// What is now at each place that the write touched; None if it was removed.
    pub(crate) changes: Vec<(Place, Option<Value>)>,
}

/// Takes a service's state apart.
pub(crate) fn take_apart(exported: Value) -> State {
    let Value::Object(collections) = exported else {
        return State::new();
    };
    let mut state = State::new();
    for (collection, content) in collections {
        if let Value::Object(things) = content {
            for (key, thing) in things {
                state.insert((collection.clone(), Some(key)), thing);
            }
        } else {
            state.insert((collection, None), content);
        }
    }
    state
}

/// What differs between two states.
pub(crate) fn difference(before: &State, after: &State) -> Vec<(Place, Option<Value>)> {
    let changed = after
        .iter()
        .filter(|(place, thing)| before.get(*place) != Some(*thing))
        .map(|(place, thing)| (place.clone(), Some(thing.clone())));
    let removed = before
        .keys()
        .filter(|place| !after.contains_key(*place))
        .map(|place| (place.clone(), None));
    changed.chain(removed).collect()
}

/// What a replica has put together so far: at each place, the latest write that has arrived.
#[derive(Debug, Default)]
pub(crate) struct Store {
    entries: BTreeMap<Place, (u64, Option<Value>)>,
}

impl Store {
    /// Applies a write. Where a later one has arrived first, that one stays.
    pub(crate) fn apply(&mut self, delta: &Delta) {
        for (place, thing) in &delta.changes {
            let latest = (delta.sequence, thing.clone());
            match self.entries.entry(place.clone()) {
                Entry::Vacant(vacant) => {
                    vacant.insert(latest);
                }
                Entry::Occupied(mut occupied) if occupied.get().0 < delta.sequence => {
                    occupied.insert(latest);
                }
                Entry::Occupied(_) => {}
            }
        }
    }

    /// The state in the form of the service, on the basis of its initial state.
    pub(crate) fn put_together(&self, initial: &Value) -> Value {
        let mut state = initial.clone();
        for ((collection, key), (_, thing)) in &self.entries {
            let Some(thing) = thing else { continue };
            match key {
                None => state[collection] = thing.clone(),
                Some(key) => {
                    let content = &mut state[collection];
                    if !content.is_object() {
                        *content = Value::Object(Map::new());
                    }
                    content[key] = thing.clone();
                }
            }
        }
        state
    }
}

/// The writes on their way to one replica.
#[derive(Debug, Default)]
pub(crate) struct Inbox {
    on_the_way: Vec<(Duration, Arc<Delta>)>,
}

impl Inbox {
    /// Sends a write that is visible from `visible` on.
    pub(crate) fn send(&mut self, visible: Duration, delta: Arc<Delta>) {
        self.on_the_way.push((visible, delta));
    }

    /// Takes out what has arrived by `now`.
    pub(crate) fn arrived(&mut self, now: Duration) -> Vec<Arc<Delta>> {
        self.on_the_way
            .extract_if(.., |(visible, _)| *visible <= now)
            .map(|(_, delta)| delta)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn place(key: u8) -> Place {
        ("parameters".to_owned(), Some(key.to_string()))
    }

    prop_compose! {
        fn writes()(writes in prop::collection::vec((0..4_u8, prop::option::of(0..9_u8)), 1..20)) -> Vec<Delta> {
            let delta = |(sequence, (key, thing)): (usize, (u8, Option<u8>))| Delta {
                sequence: sequence as u64,
                changes: vec![(place(key), thing.map(Value::from))],
            };
            writes.into_iter().enumerate().map(delta).collect()
        }
    }

    fn in_any_order() -> impl Strategy<Value = (Vec<Delta>, Vec<usize>)> {
        writes().prop_flat_map(|deltas| {
            let order: Vec<usize> = (0..deltas.len()).collect();
            (Just(deltas), Just(order).prop_shuffle())
        })
    }

    proptest! {
        #[test]
        fn the_last_write_wins_in_whatever_order_they_arrive((deltas, order) in in_any_order()) {
            let mut in_order = Store::default();
            deltas.iter().for_each(|delta| in_order.apply(delta));
            let mut shuffled = Store::default();
            order.iter().for_each(|&index| shuffled.apply(&deltas[index]));
            let initial = json!({ "parameters": {} });
            prop_assert_eq!(in_order.put_together(&initial), shuffled.put_together(&initial));
        }
    }

    #[test]
    fn a_difference_applied_makes_the_state_after() {
        let before = json!({ "parameters": { "a": 1, "b": 2 }, "tags": {}, "count": 1 });
        let after = json!({ "parameters": { "a": 3 }, "tags": { "c": 4 }, "count": 2 });
        let mut store = Store::default();
        for (sequence, (from, to)) in [(&json!({}), &before), (&before, &after)]
            .into_iter()
            .enumerate()
        {
            let changes = difference(&take_apart(from.clone()), &take_apart(to.clone()));
            store.apply(&Delta {
                sequence: sequence as u64,
                changes,
            });
        }
        let initial = json!({ "parameters": {}, "tags": {}, "count": 0 });
        assert_eq!(store.put_together(&initial), after);
    }

    #[test]
    fn a_write_arrives_at_its_very_instant() {
        let mut inbox = Inbox::default();
        let delta = Arc::new(Delta {
            sequence: 0,
            changes: Vec::new(),
        });
        inbox.send(Duration::from_millis(300), delta);
        assert!(inbox.arrived(Duration::from_millis(299)).is_empty());
        assert_eq!(inbox.arrived(Duration::from_millis(300)).len(), 1);
        assert!(inbox.arrived(Duration::from_millis(301)).is_empty());
    }
}
