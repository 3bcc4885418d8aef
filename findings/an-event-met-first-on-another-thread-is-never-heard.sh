#!/usr/bin/env bash
# tracing 0.1.44: while one subscriber exists, and is the default of one thread only, whether an event is of interest
# is asked of the thread that reaches the event first, once for all threads. Where that is a thread without a
# subscriber, the answer is kept, and the thread with the subscriber, which was there before, never hears the event. So
# do tests that listen with `set_default` lose events to the tests beside them. A second subscriber, of which nobody
# needs to be the default, has all of them asked.
#
# Here a thread listens and another reaches the event first. Seen: `one subscriber: 0 heard`, `two subscribers: 1
# heard`. Fails if that changes. Takes a Rust toolchain.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2024"

[dependencies]
tracing = "=0.1.44"
tracing-core = "=0.1.36"
TOML
cat > "$folder/src/main.rs" <<'RUST'
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{NoSubscriber, set_default};
use tracing::{Dispatch, Event, Metadata, Subscriber};

/// Counts the events that it hears.
#[derive(Clone, Default)]
struct Counter(Arc<AtomicUsize>);

impl Subscriber for Counter {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// How many events this thread hears when another has reached the event before.
fn heard(event: fn()) -> usize {
    let counter = Counter::default();
    let listening = set_default(counter.clone());
    std::thread::spawn(event).join().expect("the other thread ends");
    event();
    drop(listening);
    counter.0.load(Ordering::Relaxed)
}

fn main() {
    println!("one subscriber: {} heard", heard(|| tracing::error!("one")));
    let _second = Dispatch::new(NoSubscriber::new());
    println!("two subscribers: {} heard", heard(|| tracing::error!("other")));
}
RUST
seen=$(cargo run --quiet --manifest-path "$folder/Cargo.toml")
printf '%s\n' "$seen"
[ "$seen" = 'one subscriber: 0 heard
two subscribers: 1 heard' ]
