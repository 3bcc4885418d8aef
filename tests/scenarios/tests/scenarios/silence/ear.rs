//! What is emitted: every span, event and field, at every level, and every metric.

use std::fmt::{Debug, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use metrics_util::debugging::DebuggingRecorder;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A subscriber that writes down all that the targets emit which it listens to.
#[derive(Clone)]
pub(super) struct Ear {
    listens_to: fn(target: &str) -> bool,
    heard: Arc<Mutex<Vec<Heard>>>,
    spans: Arc<AtomicU64>,
}

/// One span, event, or record of fields.
pub(super) struct Heard {
    /// The target of an event, or of a span with the fields that it began with.
    pub(super) target: &'static str,
    pub(super) text: String,
}

impl Ear {
    fn new(listens_to: fn(&str) -> bool) -> Self {
        Self {
            listens_to,
            heard: Arc::default(),
            spans: Arc::default(),
        }
    }

    /// What was heard since this was last asked.
    pub(super) fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut self.heard.lock().unwrap())
    }

    fn note(&self, target: &'static str, name: &str, record: impl FnOnce(&mut Text)) {
        let mut text = Text(name.to_owned());
        record(&mut text);
        let text = text.0;
        self.heard.lock().unwrap().push(Heard { target, text });
    }
}

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Ear {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        (self.listens_to)(metadata.target())
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let metadata = span.metadata();
        self.note(metadata.target(), metadata.name(), |text| span.record(text));
        Id::from_u64(self.spans.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.note("", "", |text| values.record(text));
    }

    fn event(&self, event: &Event<'_>) {
        let metadata = event.metadata();
        self.note(metadata.target(), metadata.name(), |text| {
            event.record(text);
        });
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Runs this with an ear for what these targets emit. Returns all metrics, names and labels included.
pub(super) async fn overheard(
    listens_to: fn(&str) -> bool,
    scene: impl AsyncFnOnce(Ear),
) -> String {
    let ear = Ear::new(listens_to);
    let recorder = DebuggingRecorder::new();
    let metrics = recorder.snapshotter();
    let _traced = crate::listening::listen(ear.clone());
    let _measured = metrics::set_default_local_recorder(&recorder);
    scene(ear).await;
    format!("{:?}", metrics.snapshot().into_vec())
}

#[tokio::test]
async fn every_level_every_field_and_every_metric_is_heard() {
    let mut heard = Vec::new();
    let metrics = overheard(
        |_| true,
        async |ear| {
            let span = tracing::trace_span!("a span", begun = "a", later = tracing::field::Empty);
            span.record("later", "b");
            tracing::error!(parent: &span, "c");
            tracing::trace!(d = ?Some("d"));
            metrics::counter!("polls", "outcome" => "e").increment(1);
            heard = ear.heard().into_iter().map(|heard| heard.text).collect();
        },
    )
    .await;
    let all = heard.join("\n");
    let expected = [
        r#"begun="a""#,
        r#"later="b""#,
        "message=c",
        r#"d=Some("d")"#,
    ];
    assert!(expected.iter().all(|it| all.contains(it)), "{all}");
    assert!(metrics.contains(r#"Label("outcome", "e")"#), "{metrics}");
}
