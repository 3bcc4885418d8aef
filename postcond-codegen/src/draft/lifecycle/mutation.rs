//! Which operations change a resource that can be read back.

use crate::draft::checks::{Drafter, last_word};
use crate::draft::deceptive::deception;
use crate::model::{Model, OperationShape, ResourceShape, ShapeId, ShapeKind, Traits};
use crate::names::{self, local_name};
use crate::traits::{DEPRECATED, NO_REPLACE};

/// Words of members that say which state a call is about, or that are another after each change.
const STATES: &[&str] = &["etag", "revision", "token", "hash", "checksum"];
/// Members that do so as a whole.
const STATE_NAMES: &[&str] = &["e_tag", "version", "version_id", "expected_version"];

/// What a mutation does to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::draft) enum Phase {
    Create,
    Put,
    Update,
    Delete,
}

impl Phase {
    /// As the model calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Put => "put",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

/// A mutation of a resource that has a read.
pub(in crate::draft) struct Mutation<'a> {
    pub(super) phase: Phase,
    pub(super) name: &'a str,
    pub(super) shape: &'a OperationShape,
    pub(super) resource: &'a str,
    pub(super) resource_shape: &'a ResourceShape,
    /// What is put is not overwritten.
    pub(super) no_replace: bool,
    pub(super) read: &'a str,
    pub(super) read_shape: &'a OperationShape,
}

/// The operations that the resources have as their reads or lists, and the resource of each.
pub(in crate::draft) fn reads(model: &Model) -> Vec<(&str, &str)> {
    let resources = resources(model);
    let reads = resources.flat_map(|(name, resource, _)| {
        let lifecycle = &resource.lifecycle;
        let reads = [&lifecycle.read, &lifecycle.list].into_iter().flatten();
        reads.map(move |id| (local_name(id), name))
    });
    reads.collect()
}

fn resources(model: &Model) -> impl Iterator<Item = (&str, &ResourceShape, &Traits)> {
    model
        .shapes
        .iter()
        .filter_map(|(id, shape)| match &shape.kind {
            ShapeKind::Resource(resource) => Some((local_name(id), resource, &shape.traits)),
            _ => None,
        })
}

impl<'a> Drafter<'a> {
    /// The mutations of resources that have a read.
    pub(super) fn mutations(&self) -> Vec<Mutation<'a>> {
        let mut mutations: Vec<Mutation<'_>> = Vec::new();
        for (resource, shape, traits) in resources(self.model) {
            let read = self.bound(shape.lifecycle.read.as_ref());
            let read = read.filter(|(name, ..)| deception(self.sdk_id, name).is_none());
            let Some((read, read_shape, _)) = read else {
                continue;
            };
            let lifecycle = &shape.lifecycle;
            for (phase, id) in [
                (Phase::Create, &lifecycle.create),
                (Phase::Put, &lifecycle.put),
                (Phase::Update, &lifecycle.update),
                (Phase::Delete, &lifecycle.delete),
            ] {
                let Some((name, operation, _)) = self.bound(id.as_ref()) else {
                    continue;
                };
                // What would be bound twice is no less what it is the first time.
                if mutations.iter().any(|it| it.name == name) {
                    continue;
                }
                mutations.push(Mutation {
                    phase,
                    name,
                    shape: operation,
                    resource,
                    resource_shape: shape,
                    no_replace: traits.contains_key(NO_REPLACE),
                    read,
                    read_shape,
                });
            }
        }
        mutations
    }

    /// Whether the member says which version a call is to change: what cannot be set when a resource is made
    /// is the service's, and is another after each change.
    pub(super) fn expects_version(&self, mutation: &Mutation<'a>, member: &str) -> bool {
        let lifecycle = &mutation.resource_shape.lifecycle;
        let making = [&lifecycle.create, &lifecycle.put];
        let mut making = making.iter().filter_map(|id| self.bound(id.as_ref()));
        let is_set = making.any(|(_, operation, _)| {
            let members = self.members(operation.input.as_ref().map(|it| &*it.target));
            let mut names = members.into_iter().flatten().map(|(name, _)| name);
            names.any(|name| name == member)
        });
        mutation.phase == Phase::Update && !is_set && last_word(&names::snake(member)) == "version"
    }

    fn bound(&self, id: Option<&ShapeId>) -> Option<(&'a str, &'a OperationShape, &'a Traits)> {
        self.operation(local_name(id?))
    }
}

/// Whether code that names it is warned of.
pub(in crate::draft) fn is_deprecated(traits: &Traits) -> bool {
    traits.contains_key(DEPRECATED)
}

/// Whether the member says which state a call is about.
pub(in crate::draft) fn is_state(name: &str) -> bool {
    let snake = names::snake(name);
    STATE_NAMES.contains(&&*snake) || snake.split('_').any(|it| STATES.contains(&it))
}
