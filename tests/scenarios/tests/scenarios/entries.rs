//! Every form of every mutation on scripted answers: what does each answer of a read-back say?
//!
//! The answers are JSON, as the service sends it, so that they go through the SDK's own reading of
//! them; each is held against the service's model.

mod association_listings;
mod associations;
mod automation;
mod automation_listings;
mod by_sdk;
mod cloud_connector_listings;
mod cloud_connectors;
mod commands;
mod conformance;
mod data_syncs;
mod document_listings;
mod document_permissions;
mod document_reviews;
mod documents;
mod iam;
mod inventory;
mod maintenance_window_listings;
mod maintenance_window_targets;
mod maintenance_window_tasks;
mod maintenance_windows;
mod nodes;
mod ops_item_listings;
mod ops_items;
mod ops_metadata;
mod parameter_labels;
mod parameter_listings;
mod parameter_values;
mod parameters;
mod patch_baseline_listings;
mod patch_baselines;
mod replica_reads;
mod replication;
mod requests;
mod resource_policies;
mod rotation;
mod secret_listings;
mod secret_policies;
mod secret_tags;
mod secret_values;
mod secrets;
mod service_settings;
mod sessions;
pub(crate) mod table;
mod tag_filters;
mod tags;
mod unnamed_versions;
mod value_reads;

use postcond::runtime::Outcome;
use postcond_sim::Answer;
use serde_json::{Value, json};

use crate::acted::{Acted, Attempt, Refused};
use crate::rows::Scene;
use crate::sentinel::{filled, marked, sentinel};
use crate::stage::Stage;

/// Every entry.
pub(crate) fn all() -> Vec<Entry> {
    [
        association_listings::entries(),
        associations::entries(),
        automation::entries(),
        automation_listings::entries(),
        cloud_connector_listings::entries(),
        cloud_connectors::entries(),
        commands::entries(),
        data_syncs::entries(),
        document_listings::entries(),
        document_permissions::entries(),
        document_reviews::entries(),
        documents::entries(),
        iam::entries(),
        inventory::entries(),
        maintenance_window_listings::entries(),
        maintenance_window_targets::entries(),
        maintenance_window_tasks::entries(),
        maintenance_windows::entries(),
        nodes::entries(),
        ops_item_listings::entries(),
        ops_items::entries(),
        ops_metadata::entries(),
        parameter_labels::entries(),
        parameter_listings::entries(),
        parameter_values::entries(),
        parameters::entries(),
        patch_baseline_listings::entries(),
        patch_baselines::entries(),
        replica_reads::entries(),
        replication::entries(),
        resource_policies::entries(),
        rotation::entries(),
        secret_listings::entries(),
        secret_policies::entries(),
        secret_tags::entries(),
        secret_values::entries(),
        secrets::entries(),
        service_settings::entries(),
        sessions::entries(),
        tag_filters::entries(),
        tags::entries(),
        unnamed_versions::entries(),
        value_reads::entries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// One form of a call, and what each answer of its read-backs says.
pub(crate) struct Entry {
    /// The operation, and the form.
    pub(crate) name: &'static str,
    pub(crate) operation: &'static str,
    /// The prefix of the service's IAM actions.
    pub(crate) service: &'static str,
    /// The call, on the consistent client.
    pub(crate) act: Scene<Attempt>,
    /// The service's answer to it.
    pub(crate) output: Value,
    pub(crate) lines: Vec<Line>,
}

/// One line of an entry.
pub(crate) struct Line {
    /// What is seen.
    pub(crate) seen: &'static str,
    /// The answers of one poll's reads, in order.
    pub(crate) reads: Vec<Read>,
    /// What the poll comes to.
    pub(crate) outcome: Outcome,
}

/// One answered read.
#[derive(Clone)]
pub(crate) struct Read {
    pub(crate) operation: &'static str,
    pub(crate) reply: Reply,
}

/// How a read is answered.
#[derive(Clone)]
pub(crate) enum Reply {
    Json(Value),
    /// The error of this code.
    Error(&'static str),
}

/// A read that is answered with this JSON.
pub(crate) fn read(operation: &'static str, json: Value) -> Read {
    Read {
        operation,
        reply: Reply::Json(json),
    }
}

/// A read that is answered with the error of this code.
pub(crate) fn refused(operation: &'static str, code: &'static str) -> Read {
    Read {
        operation,
        reply: Reply::Error(code),
    }
}

/// `answer` with these members in place of its own; those that are null are left out.
pub(crate) fn with(mut answer: Value, members: Value) -> Value {
    let own = answer.as_object_mut().unwrap();
    own.extend(members.as_object().unwrap().clone());
    own.retain(|_, member| !member.is_null());
    answer
}

/// Dates of answers, as seconds: the write is on record at [`date::WRITTEN`].
pub(crate) mod date {
    /// The second of the write: that of its response's `Date`.
    pub(crate) const WRITTEN: u64 = 1_767_225_600;
    /// Long before the write: an earlier life, or a stale copy.
    pub(crate) const BEFORE: u64 = WRITTEN - 3_600;
    /// Surely after the write: somebody else's change.
    pub(crate) const AFTER: u64 = WRITTEN + 3_600;
}

impl Entry {
    /// An operation of SSM.
    pub(crate) fn ssm(name: &'static str, act: Scene<Attempt>) -> Self {
        Self::of("ssm", name, act)
    }

    /// An operation of IAM.
    pub(crate) fn iam(name: &'static str, act: Scene<Attempt>) -> Self {
        Self::of("iam", name, act)
    }

    /// An operation of Secrets Manager.
    pub(crate) fn secrets(name: &'static str, act: Scene<Attempt>) -> Self {
        Self::of("secretsmanager", name, act)
    }

    /// `name` is the operation, and the form after a comma.
    fn of(service: &'static str, name: &'static str, act: Scene<Attempt>) -> Self {
        Self {
            name,
            operation: name.split(',').next().unwrap_or_default(),
            service,
            act,
            output: Value::Object(serde_json::Map::new()),
            lines: Vec::new(),
        }
    }

    /// The service's answer to the call. By default an empty one.
    pub(crate) fn answered(mut self, output: Value) -> Self {
        self.output = output;
        self
    }

    /// The same call, with an empty answer.
    pub(crate) fn answered_with_nothing(&self) -> Self {
        Self::of(self.service, self.name, self.act)
    }

    /// The change is visible.
    pub(crate) fn satisfied(
        self,
        seen: &'static str,
        reads: impl IntoIterator<Item = Read>,
    ) -> Self {
        self.line(Outcome::Satisfied, seen, reads)
    }

    /// A later change is visible.
    pub(crate) fn superseded(
        self,
        seen: &'static str,
        reads: impl IntoIterator<Item = Read>,
    ) -> Self {
        self.line(Outcome::Superseded, seen, reads)
    }

    /// Nothing can be read back.
    pub(crate) fn unverifiable(self, why: &'static str) -> Self {
        self.line(Outcome::Unverifiable, why, [])
    }

    /// Not all of the call can be read back: what can be is visible.
    pub(crate) fn unverifiable_after(
        self,
        seen: &'static str,
        reads: impl IntoIterator<Item = Read>,
    ) -> Self {
        self.line(Outcome::Unverifiable, seen, reads)
    }

    /// Not visible yet.
    pub(crate) fn pending(self, seen: &'static str, reads: impl IntoIterator<Item = Read>) -> Self {
        self.line(Outcome::Pending, seen, reads)
    }

    /// A terminal state that a stale copy may still show.
    pub(crate) fn failing(self, seen: &'static str, reads: impl IntoIterator<Item = Read>) -> Self {
        self.line(Outcome::Failing, seen, reads)
    }

    /// A terminal state, or an error that is one.
    pub(crate) fn failed(self, seen: &'static str, reads: impl IntoIterator<Item = Read>) -> Self {
        self.line(Outcome::Failed, seen, reads)
    }

    /// An error that stops the check.
    pub(crate) fn stopped(self, seen: &'static str, reads: impl IntoIterator<Item = Read>) -> Self {
        self.line(Outcome::Fatal, seen, reads)
    }

    /// The lines on the tag `team=blue` that was given with a creation: what its read says once
    /// `found` has shown what was created.
    pub(crate) fn tagged_at_creation(self, found: &Read) -> Self {
        let after = |tags: Read| [found.clone(), tags];
        let listed = |tags: Value| after(read("ListTagsForResource", tags));
        let team = |value: &str| json!({"Key": "team", "Value": value});
        let other = json!({"Key": "owner", "Value": "somebody"});
        let refused = |code| after(refused("ListTagsForResource", code));
        self.satisfied(
            "the tag, among others",
            listed(json!({"TagList": [other, team("blue")]})),
        )
        .pending("no tag", listed(json!({ "TagList": [] })))
        .pending("no list of tags", listed(json!({})))
        .pending(
            "the tag with another value",
            listed(json!({"TagList": [team("red")]})),
        )
        .pending("nothing to be tagged", refused("InvalidResourceId"))
        .stopped(
            "the type of resource is refused",
            refused("InvalidResourceType"),
        )
    }

    fn line(
        mut self,
        outcome: Outcome,
        seen: &'static str,
        reads: impl IntoIterator<Item = Read>,
    ) -> Self {
        let reads = reads.into_iter().collect();
        self.lines.push(Line {
            seen,
            reads,
            outcome,
        });
        self
    }

    /// Plays the call, its read-backs answered as these lines say, one after the other.
    pub(crate) async fn played(&self, stage: &Stage, lines: &[&Line]) -> Acted {
        self.scripted(stage, lines, marked);
        (self.act)(stage).await.unwrap_or_else(Refused::panic)
    }

    /// Like [`played`](Self::played), with answers that hold every secret that the service might send.
    /// They may mean something else than the lines say.
    pub(crate) async fn played_in_full(&self, stage: &Stage, lines: &[&Line]) -> Acted {
        self.scripted(stage, lines, filled);
        (self.act)(stage).await.unwrap_or_else(Refused::panic)
    }

    pub(crate) fn scripted(
        &self,
        stage: &Stage,
        lines: &[&Line],
        with_secrets: fn(&str, &str, Value) -> Value,
    ) {
        let answer = |operation: &str, answer: Answer| {
            let script = stage.sim.script(&format!("{}:{operation}", self.service));
            script.answer(answer);
        };
        let json = |operation, body: &Value| {
            Answer::json(200, with_secrets(self.service, operation, body.clone()))
        };
        answer(self.operation, json(self.operation, &self.output));
        for read in lines.iter().flat_map(|line| &line.reads) {
            let reply = match &read.reply {
                Reply::Json(body) => json(read.operation, body),
                // Services do quote what they were sent, or hold.
                Reply::Error(code) => Answer::error(400, *code, sentinel("quoted")),
            };
            answer(read.operation, reply);
        }
    }

    /// The first line with this outcome.
    pub(crate) fn first(&self, outcome: Outcome) -> Option<&Line> {
        self.lines.iter().find(|line| line.outcome == outcome)
    }
}
