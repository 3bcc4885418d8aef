//! Checks that follow from the lifecycles of resources: which operation reads what another one has made,
//! changed or deleted, and by which names.
//!
//! AWS's own models have resources, as far as the teams of the services have written them down; botocore has
//! none. They say what a name can only suggest, so that what is derived here is not guessed by names besides.

mod compared;
mod identified;
mod source;
#[cfg(test)]
mod tests;

use crate::draft::checks::{Drafted, Drafter};
use crate::draft::gone::{is_absence, missing};
use crate::model::{Model, OperationShape, ResourceShape, ShapeId, ShapeKind, Traits};
use crate::names::local_name;
use crate::traits::{DEPRECATED, HTTP_ERROR, NO_REPLACE};

pub(super) use source::functions;

use compared::Compared;
use identified::Identified;

/// The status of an error that says that something is not there.
const NOT_FOUND: u64 = 404;

/// What a mutation does to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Create,
    Put,
    Update,
    Delete,
}

impl Phase {
    /// As the model calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Put => "put",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

/// A mutation of a resource that has a read.
pub(super) struct Mutation<'a> {
    phase: Phase,
    name: &'a str,
    shape: &'a OperationShape,
    resource: &'a str,
    resource_shape: &'a ResourceShape,
    /// What is put is not overwritten.
    no_replace: bool,
    read: &'a str,
    read_shape: &'a OperationShape,
}

/// How a mutation is read back.
struct Derived<'a> {
    mutation: Mutation<'a>,
    identified: Vec<Identified<'a>>,
    /// The errors of the read that say that the resource is not there.
    absences: Vec<&'a str>,
    /// What is compared once the resource is found; nothing if that it is found says enough.
    compared: Option<Compared<'a>>,
}

/// What a person has to decide: the operation, and why no check could be derived.
pub(super) struct Left<'a> {
    pub(super) operation: &'a str,
    pub(super) why: String,
}

/// The operations that the resources have as their reads or lists, and the resource of each.
pub(super) fn reads(model: &Model) -> Vec<(&str, &str)> {
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
    /// A check of each mutation of a resource whose read shows it.
    pub(super) fn lifecycle(&self) -> Vec<Drafted> {
        let mutations = self.mutations().into_iter();
        let derived = mutations.filter_map(|mutation| self.derive(mutation).ok());
        derived.map(|it| self.source(&it)).collect()
    }

    /// The mutations of a resource that has a read, and that no check could be derived of.
    pub(super) fn left(&self) -> Vec<Left<'a>> {
        let left = self.mutations().into_iter().filter_map(|mutation| {
            let (operation, read, resource) = (mutation.name, mutation.read, mutation.resource);
            let why = self.derive(mutation).err()?;
            let why = format!("`{read}` reads the resource `{resource}`, but {why}.");
            Some(Left { operation, why })
        });
        left.collect()
    }

    fn mutations(&self) -> Vec<Mutation<'a>> {
        let mut mutations: Vec<Mutation<'_>> = Vec::new();
        for (resource, shape, traits) in resources(self.model) {
            let read = self.bound(shape.lifecycle.read.as_ref());
            let read =
                read.filter(|(name, ..)| super::guess::deception(self.sdk_id, name).is_none());
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

    fn bound(&self, id: Option<&ShapeId>) -> Option<(&'a str, &'a OperationShape, &'a Traits)> {
        self.operation(local_name(id?))
    }

    /// How the mutation is read back, or why that does not follow.
    fn derive(&self, mutation: Mutation<'a>) -> Result<Derived<'a>, String> {
        if self.has_stream(mutation.read_shape.output.as_ref().map(|it| &*it.target)) {
            return Err("answers with a stream".to_owned());
        }
        if mutation.phase == Phase::Delete && self.lingers(mutation.name, mutation.shape) {
            return Err("what is deleted is found for some time yet".to_owned());
        }
        let identified = self.identified(&mutation)?;
        let absences = self.absences(&mutation)?;
        let is_new = mutation.phase == Phase::Put && mutation.no_replace;
        let compared = match mutation.phase {
            Phase::Update | Phase::Put if !is_new => Some(self.compared(&mutation, &identified)?),
            _ => None,
        };
        Ok(Derived {
            mutation,
            identified,
            absences,
            compared,
        })
    }

    /// Those errors of the read that name the resource; else those that are of the status, or of a name, that
    /// says of anything that it is not there. Of several, each says it: where what it belongs to is not there,
    /// a resource is not, either.
    fn absences(&self, mutation: &Mutation<'a>) -> Result<Vec<&'a str>, String> {
        let (_, _, service) = self.model.service().map_err(|error| error.to_string())?;
        let errors = mutation.read_shape.errors.iter().chain(&service.errors);
        let mut absences: Vec<&str> = errors
            .filter(|error| self.says_absent(&error.target))
            .map(|error| local_name(&error.target))
            .collect();
        absences.sort_unstable();
        absences.dedup();
        if let Some(own) = absences.iter().find(|it| missing(it) == mutation.resource) {
            return Ok(vec![*own]);
        }
        match absences.is_empty() {
            true => Err("none of its errors says that it is not there".to_owned()),
            false => Ok(absences),
        }
    }

    fn says_absent(&self, error: &str) -> bool {
        let traits = self.model.shapes.get(error).map(|it| &it.traits);
        let status = traits.and_then(|traits| traits.get(HTTP_ERROR)?.as_u64());
        status == Some(NOT_FOUND) || is_absence(local_name(error))
    }
}

/// Whether code that names it is warned of.
fn is_deprecated(traits: &Traits) -> bool {
    traits.contains_key(DEPRECATED)
}
