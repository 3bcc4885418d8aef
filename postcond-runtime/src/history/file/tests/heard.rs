//! What is logged on this thread.

use std::fmt::Debug;

use parking_lot::Mutex;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::NoSubscriber;
use tracing::{Dispatch, Event, Metadata, Subscriber};

use super::*;

#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Vec<String>>>);

/// The events that it logs, with all their fields.
pub(super) fn while_doing(what: impl FnOnce()) -> Vec<String> {
    let listener = Listener::default();
    // Of one subscriber, another test's thread may say for all that nobody listens; of two, each is asked.
    let _second = Dispatch::new(NoSubscriber::new());
    tracing::subscriber::with_default(listener.clone(), what);
    std::mem::take(&mut listener.0.lock())
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        *self.0 += &format!("{field}={value:?} ");
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = String::new();
        event.record(&mut Fields(&mut fields));
        self.0.lock().push(fields);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
