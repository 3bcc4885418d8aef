//! Checks that what was deleted is not found.
//!
//! An error that says that something is not there may be of another thing: of the parent of what was
//! deleted, which stays. A check of that would never be met, so that the names must agree.

#[cfg(test)]
mod tests;

use quote::{format_ident, quote};

use super::checks::{Drafted, Drafter, call};
use crate::emit::idents::ident;
use crate::model::{OperationShape, Traits};
use crate::names::{self, local_name};

/// Parts of the names of errors that say that something is not there.
const ABSENCES: &[&str] = &["NotFound", "DoesNotExist", "NoSuch", "NotExist"];
/// Last words of the names of errors that say no more than that they are errors.
const ERRORS: &[&str] = &["Error", "Exception", "Fault"];
/// What errors call anything that is not there.
const ANYTHING: &[&str] = &["", "Entity", "Resource"];
/// First words of the reads of one thing. The answer to a `Head` has no body that could name an error.
const READS_OF_ONE: &[&str] = &["Describe", "Get"];
/// Last words of the names of what belongs to another thing, and often has no name of its own.
const CHILDREN: &[&str] = &[
    "attributes",
    "concurrency",
    "config",
    "configuration",
    "permission",
    "policy",
    "settings",
    "tags",
];
/// Members that name the thing that the operation is about.
const OWN_NAMES: &[&str] = &["arn", "id", "identifier", "name", "uuid"];
/// Words of members that say that what is deleted is there for some time yet.
const DELAYS: &[&str] = &["deletion", "recovery"];
/// Operations after which what is deleted is still found, although the model does not show it: the
/// service's sdkId, the operation, and why.
const LINGERING: &[(&str, &str, &str)] = &[(
    "CloudTrail",
    "DeleteEventDataStore",
    "waits seven days, in the state PENDING_DELETION",
)];

impl Drafter<'_> {
    /// A check for each mutation that deletes what a read of one thing then does not find.
    pub(super) fn gone(&self) -> Vec<Drafted> {
        let operations = self.operations.iter();
        let drafted = operations.filter_map(|(name, operation, _)| {
            let thing = name.strip_prefix("Delete").filter(|it| !it.is_empty())?;
            let reads = READS_OF_ONE.iter().map(|verb| format!("{verb}{thing}"));
            let mut reads = reads.filter_map(|read| self.operation(&read));
            reads.find_map(|read| self.gone_by(name, thing, operation, read))
        });
        drafted.collect()
    }

    fn gone_by(
        &self,
        name: &str,
        thing: &str,
        operation: &OperationShape,
        (read, by, _): (&str, &OperationShape, &Traits),
    ) -> Option<Drafted> {
        if self.lingers(name, operation)
            || self.has_stream(by.output.as_ref().map(|it| &*it.target))
        {
            return None;
        }
        let ids = self.names_passed(operation, by)?;
        let needed: Vec<_> = ids.iter().filter(|id| self.needs(by, id)).collect();
        let errors = by.errors.iter().map(|error| local_name(&error.target));
        let mut absences = errors.filter(|error| is_absence(error));
        let (Some(absence), None) = (absences.next(), absences.next()) else {
            return None;
        };
        let missing = missing(absence);
        let is_meant = missing == thing
            || ANYTHING.contains(&missing.as_str())
                && needed.iter().any(|id| is_named_by(thing, id));
        (is_meant && !needed.is_empty()).then(|| self.absent(name, thing, read, absence, &ids))
    }

    fn absent(&self, name: &str, thing: &str, read: &str, absence: &str, ids: &[&str]) -> Drafted {
        let call = call(read, ids);
        let error = format_ident!("{read}Error");
        let read_module = ident(&names::module(&names::snake(read)));
        let is_absent = format_ident!("is_{}", names::snake(absence));
        let words = names::snake(thing).replace('_', " ");
        let body = quote! {
            let read = #call.send().await;
            match read.absent_if(sdk::operation::#read_module::#error::#is_absent)? {
                Some(_) => pending("it is still there"),
                None => satisfied("it is not found"),
            }
        };
        let about = format!(" The {words} is not found any more.");
        let function = format_ident!("{}_is_gone", names::snake(thing));
        self.drafted(name, read, &about, &function, &body)
    }

    /// Whether what the operation deletes is still found for some time, and not only until that shows.
    pub(super) fn lingers(&self, name: &str, operation: &OperationShape) -> bool {
        let structures = [&operation.input, &operation.output];
        let members = structures.into_iter().flatten();
        let mut members = members
            .filter_map(|it| self.members(Some(&it.target)))
            .flatten();
        let delays = |member: &str| {
            let member = names::snake(member);
            member.split('_').any(|word| DELAYS.contains(&word))
        };
        lingering(self.sdk_id, name).is_some() || members.any(|(member, _)| delays(member))
    }
}

/// Why what the operation deletes is still found, if that is known.
pub(super) fn lingering(sdk_id: &str, operation: &str) -> Option<&'static str> {
    let mut known = LINGERING.iter();
    let found = known.find(|(service, name, _)| (*service, *name) == (sdk_id, operation))?;
    Some(found.2)
}

/// Whether the name of an error says that something is not there.
pub(super) fn is_absence(error: &str) -> bool {
    ABSENCES.iter().any(|it| error.contains(it))
}

/// What is not there, by the name of the error: `Thing` of `ThingNotFoundException`.
pub(super) fn missing(error: &str) -> String {
    let mut errors = ERRORS.iter();
    let error = errors
        .find_map(|it| error.strip_suffix(it))
        .unwrap_or(error);
    let absence = ABSENCES.iter().find(|it| error.contains(**it));
    absence.map_or_else(String::new, |it| error.replacen(it, "", 1))
}

/// Whether the member names the thing itself, and not what it belongs to: `BaselineId` names a
/// `PatchBaseline`, `SecretId` no `ResourcePolicy`, and of `Name` nobody knows what a `Policy` is.
fn is_named_by(thing: &str, member: &str) -> bool {
    let (thing, member) = (names::snake(thing), names::snake(member));
    let ends_in = |name: &str| thing == name || thing.ends_with(&format!("_{name}"));
    if OWN_NAMES.contains(&&*member) {
        return !CHILDREN.iter().any(|it| ends_in(it));
    }
    let named = OWN_NAMES
        .iter()
        .find_map(|it| member.strip_suffix(&format!("_{it}")));
    ends_in(&member) || named.is_some_and(ends_in)
}
