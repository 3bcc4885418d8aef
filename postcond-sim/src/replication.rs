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

/// What is now at a place; None if it was removed. Shared by all that have it: histories are large.
pub(crate) type Change = (Place, Option<Arc<Value>>);

/// Where this thing of a collection is.
pub(crate) fn place(collection: &str, key: &str) -> Place {
    (collection.to_owned(), Some(key.to_owned()))
}

/// As in `parameters /app/db`.
pub(crate) fn in_words((collection, key): &Place) -> String {
    match key {
        Some(key) => format!("{collection} {key}"),
        None => collection.clone(),
    }
}

/// What one write changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Delta {
    /// The place of the write in the order of the leader.
    pub(crate) sequence: u64,
    /// One for each place that the write touched.
    pub(crate) changes: Vec<Change>,
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

/// Adds things to a service's state, in the form of the service: what [`take_apart`] undoes.
pub(crate) fn put_together<'a>(
    mut state: Value,
    things: impl IntoIterator<Item = (&'a Place, &'a Value)>,
) -> Value {
    for ((collection, key), thing) in things {
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

/// What differs between two states.
pub(crate) fn difference(before: &State, after: &State) -> Vec<Change> {
    let changed = after
        .iter()
        .filter(|(place, thing)| before.get(*place) != Some(*thing))
        .map(|(place, thing)| (place.clone(), Some(Arc::new(thing.clone()))));
    let removed = before
        .keys()
        .filter(|place| !after.contains_key(*place))
        .map(|place| (place.clone(), None));
    changed.chain(removed).collect()
}

/// Makes these changes to a state.
pub(crate) fn apply(changes: &[Change], state: &mut State) {
    for (place, thing) in changes {
        match thing {
            Some(thing) => state.insert(place.clone(), Value::clone(thing)),
            None => state.remove(place),
        };
    }
}

/// The part of a state that is at these places.
pub(crate) fn part(state: &State, places: Vec<Place>) -> State {
    let found = |place: Place| {
        let thing = state.get(&place)?.clone();
        Some((place, thing))
    };
    places.into_iter().filter_map(found).collect()
}

/// What a replica has put together so far: at each place, the latest write that has arrived.
#[derive(Debug, Default)]
pub(crate) struct Store {
    entries: BTreeMap<Place, (u64, Option<Arc<Value>>)>,
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

    /// The latest write at this place, and what it left there.
    pub(crate) fn latest(&self, place: &Place) -> Option<(u64, Option<&Value>)> {
        let (sequence, thing) = self.entries.get(place)?;
        Some((*sequence, thing.as_deref()))
    }

    /// Where this is behind another that has all writes: at these places, or anywhere if none are given.
    pub(crate) fn behind(&self, newest: &Store, places: Option<&[Place]>) -> Vec<Place> {
        let is_behind = |place: &&Place| {
            let sequence = |store: &Store| store.entries.get(*place).map(|(sequence, _)| *sequence);
            sequence(self) < sequence(newest)
        };
        match places {
            Some(places) => places.iter().filter(is_behind).cloned().collect(),
            None => newest.entries.keys().filter(is_behind).cloned().collect(),
        }
    }

    /// All that there is.
    pub(crate) fn everything(&self) -> impl Iterator<Item = (&Place, &Value)> {
        let entries = self.entries.iter();
        entries.filter_map(|(place, (_, thing))| Some((place, thing.as_deref()?)))
    }

    /// What there is at these places.
    pub(crate) fn only<'a>(
        &'a self,
        places: &'a [Place],
    ) -> impl Iterator<Item = (&'a Place, &'a Value)> {
        places
            .iter()
            .filter_map(|place| Some((place, self.entries.get(place)?.1.as_deref()?)))
    }
}

/// The writes on their way to one replica.
#[derive(Debug, Default)]
pub(crate) struct Inbox {
    /// By the time at which they are visible, and the place in the order of the leader.
    on_the_way: BTreeMap<(Duration, u64), Arc<Delta>>,
}

impl Inbox {
    /// Sends a write that is visible from `visible` on.
    pub(crate) fn send(&mut self, visible: Duration, delta: Arc<Delta>) {
        self.on_the_way.insert((visible, delta.sequence), delta);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.on_the_way.is_empty()
    }

    /// Lets everything arrive by `now`.
    pub(crate) fn hasten(&mut self, now: Duration) {
        let later = self.on_the_way.split_off(&(now, u64::MAX));
        let hastened = later.into_iter();
        self.on_the_way
            .extend(hastened.map(|((_, sequence), delta)| ((now, sequence), delta)));
    }

    /// What has arrived by `now`, and is left where it is.
    pub(crate) fn arrived_by(&self, now: Duration) -> impl Iterator<Item = &Delta> {
        let arrived = self.on_the_way.range(..=(now, u64::MAX));
        arrived.map(|(_, delta)| &**delta)
    }

    /// Takes out what has arrived by `now`.
    pub(crate) fn arrived(&mut self, now: Duration) -> Vec<Arc<Delta>> {
        let mut arrived = Vec::new();
        while let Some(next) = self.on_the_way.first_entry()
            && next.key().0 <= now
        {
            arrived.push(next.remove());
        }
        arrived
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
                changes: vec![(place(key), thing.map(|it| Arc::new(Value::from(it))))],
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
            prop_assert_eq!(
                put_together(initial.clone(), in_order.everything()),
                put_together(initial, shuffled.everything())
            );
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
        assert_eq!(put_together(initial, store.everything()), after);
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
