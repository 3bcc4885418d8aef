//! A subscriber that keeps what it is told.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Fields by name, as text.
pub(crate) type Fields = BTreeMap<&'static str, String>;

/// Keeps spans and events of the target `postcond`, for a program on one thread.
#[derive(Clone, Debug)]
pub(crate) struct Recording {
    level: Level,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    spans: Vec<Fields>,
    /// The indices of those that have been entered.
    entered: Vec<usize>,
    events: Vec<Told>,
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) level: Level,
    pub(crate) message: String,
    /// The index of the span that it happened in.
    pub(crate) span: Option<usize>,
    pub(crate) fields: Fields,
}

impl Recording {
    /// Listens to what is of this level or above.
    pub(crate) fn at(level: Level) -> Self {
        Self {
            level,
            kept: Arc::default(),
        }
    }

    /// The fields of each span, in the order in which they were opened.
    pub(crate) fn spans(&self) -> Vec<Fields> {
        self.kept.lock().unwrap().spans.clone()
    }

    /// The events, in order.
    pub(crate) fn events(&self) -> Vec<Told> {
        self.kept.lock().unwrap().events.clone()
    }

    /// The events with this message, in order.
    pub(crate) fn events_of(&self, message: &str) -> Vec<Told> {
        let mut events = self.events();
        events.retain(|event| event.message == message);
        events
    }
}

struct Texts<'a>(&'a mut Fields);

impl Visit for Texts<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

fn index(id: &Id) -> usize {
    usize::try_from(id.into_u64() - 1).unwrap()
}

impl Subscriber for Recording {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "postcond" && *metadata.level() <= self.level
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = Fields::new();
        attributes.record(&mut Texts(&mut fields));
        let spans = &mut self.kept.lock().unwrap().spans;
        spans.push(fields);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        let spans = &mut self.kept.lock().unwrap().spans;
        values.record(&mut Texts(&mut spans[index(id)]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::new();
        event.record(&mut Texts(&mut fields));
        let mut kept = self.kept.lock().unwrap();
        let told = Told {
            level: *event.metadata().level(),
            message: fields.remove("message").unwrap_or_default(),
            span: kept.entered.last().copied(),
            fields,
        };
        kept.events.push(told);
    }

    fn enter(&self, id: &Id) {
        self.kept.lock().unwrap().entered.push(index(id));
    }

    fn exit(&self, id: &Id) {
        let left = self.kept.lock().unwrap().entered.pop();
        assert_eq!(left, Some(index(id)));
    }
}
