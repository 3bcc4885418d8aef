//! Checks that follow from the lifecycles of resources: which operation reads what another one has made,
//! changed or deleted, and by which names.
//!
//! AWS's own models have resources, as far as the teams of the services have written them down; botocore has
//! none. They say what a name can only suggest, so that what is derived here is not guessed by names besides.

mod compared;
mod derived;
mod identified;
pub(super) mod mutation;
mod source;
#[cfg(test)]
mod tests;

use crate::draft::checks::{Drafted, Drafter};
use crate::draft::gone::{is_absence, missing};
use crate::names::local_name;
use crate::traits::HTTP_ERROR;

pub(super) use source::functions;

use derived::Derived;
use mutation::{Mutation, Phase};

/// The status of an error that says that something is not there.
const NOT_FOUND: u64 = 404;

/// What a person has to decide: the operation, and why no check could be derived.
pub(super) struct Left<'a> {
    pub(super) operation: &'a str,
    pub(super) why: String,
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

    /// How the mutation is read back, or why that does not follow.
    fn derive(&self, mutation: Mutation<'a>) -> Result<Derived<'a>, String> {
        if self.has_stream(mutation.read_shape.output.as_ref().map(|it| &*it.target)) {
            return Err("answers with a stream".to_owned());
        }
        if mutation.phase == Phase::Delete {
            self.goes_at_once(&mutation)?;
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

    /// Nothing, if what is deleted is not found any more as soon as that shows.
    fn goes_at_once(&self, mutation: &Mutation<'a>) -> Result<(), String> {
        if let Some(why) = self.lingers(mutation.name, mutation.shape) {
            return Err(why);
        }
        match self.deleted_state(mutation.read_shape) {
            Some(state) => Err(format!("goes on to show what is deleted, as `{state}`")),
            None => Ok(()),
        }
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
