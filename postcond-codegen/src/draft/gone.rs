//! Checks that what was deleted is not found.
//!
//! An error that says that something is not there may be of another thing: of the parent of what was
//! deleted, which stays. A check of that would never be met, so that the names must agree.

#[cfg(test)]
mod tests;

use quote::{format_ident, quote};

use super::checks::{Drafted, Drafter, call};
use crate::emit::idents::ident;
use crate::model::{OperationShape, Reference, ShapeKind, Traits};
use crate::names::{self, local_name};

/// Parts of the names of errors that say that something is not there.
const ABSENCES: &[&str] = &["NotFound", "DoesNotExist", "NoSuch", "NotExist"];
/// Last words of the names of errors that say no more than that they are errors.
const ERRORS: &[&str] = &["Error", "Exception", "Fault"];
/// What errors call anything that is not there.
const ANYTHING: &[&str] = &["", "Entity", "Resource"];
/// What stands before and after a thing in the names of its reads. The answer to a `Head` has no body that could name an error.
const READS_OF_ONE: &[(&str, &str)] = &[("Describe", ""), ("Get", ""), ("Get", "Attributes")];
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
/// States in which a read goes on to show what was deleted.
const DELETED_STATES: &[&str] = &[
    "DELETED",
    "DELETE_PENDING",
    "DELETION_PENDING",
    "PENDING_DELETE",
    "PENDING_DELETION",
    "SCHEDULED_FOR_DELETION",
    "SOFT_DELETED",
];
/// Operations after which what is deleted is still found, although the model does not show it: the
/// service's sdkId, the operation, and why.
const LINGERING: &[(&str, &str, &str)] = &[
    (
        "AppConfig",
        "DeleteExperimentDefinition",
        "may archive the definition, and keep it",
    ),
    (
        "Bedrock AgentCore",
        "DeletePaymentInstrument",
        "is a soft delete, and keeps the record",
    ),
    (
        "Chime",
        "DeleteAccount",
        "keeps the account for 90 days, as disabled",
    ),
    (
        "Chime",
        "DeletePhoneNumber",
        "keeps the number in a queue for seven days",
    ),
    (
        "Chime SDK Voice",
        "DeletePhoneNumber",
        "keeps the number in a queue for seven days",
    ),
    (
        "CloudTrail",
        "DeleteEventDataStore",
        "waits seven days, in the state PENDING_DELETION",
    ),
    (
        "Lex Model Building Service",
        "DeleteBot",
        "marks the bot for deletion, and removes it later",
    ),
    (
        "Machine Learning",
        "DeleteBatchPrediction",
        "gives it the status DELETED",
    ),
    (
        "Machine Learning",
        "DeleteDataSource",
        "gives it the status DELETED",
    ),
    (
        "Machine Learning",
        "DeleteEvaluation",
        "gives it the status DELETED",
    ),
    (
        "Machine Learning",
        "DeleteMLModel",
        "gives it the status DELETED",
    ),
    (
        "MailManager",
        "DeleteArchive",
        "waits 30 days, in a state of its own",
    ),
    (
        "ManagedBlockchain",
        "DeleteAccessor",
        "stays PENDING_DELETION while connections are open",
    ),
    (
        "Scheduler",
        "DeleteScheduleGroup",
        "stays DELETING until all schedules of the group are deleted",
    ),
    (
        "SFN",
        "DeleteStateMachine",
        "stays DELETING until all executions have ended, which may be never",
    ),
];

impl<'a> Drafter<'a> {
    /// A check for each mutation that deletes what a read of one thing then does not find.
    pub(super) fn gone(&self) -> Vec<Drafted> {
        let operations = self.operations.iter();
        let drafted = operations.filter_map(|(name, operation, _)| {
            let thing = name.strip_prefix("Delete").filter(|it| !it.is_empty())?;
            let reads = READS_OF_ONE
                .iter()
                .map(|(verb, part)| format!("{verb}{thing}{part}"));
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
        if self.lingers(name, operation).is_some()
            || self.deleted_state(by).is_some()
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

    /// Why what the operation deletes is still found for some time, and not only until that shows.
    pub(super) fn lingers(&self, name: &str, operation: &OperationShape) -> Option<String> {
        if let Some(why) = lingering(self.sdk_id, name) {
            return Some(format!("`{name}` {why}"));
        }
        let has = |structure: &Option<Reference>, words: &[&str]| {
            let members = self.members(structure.as_ref().map(|it| &*it.target));
            let mut names = members.into_iter().flatten().map(|(name, _)| name);
            let found = names.find(|name| {
                let name = names::snake(name);
                name.split('_').any(|word| words.contains(&word))
            });
            found.cloned()
        };
        let delay = has(&operation.input, DELAYS)
            .or_else(|| has(&operation.output, DELAYS))
            // In an answer, days may be of anything.
            .or_else(|| has(&operation.input, &["days"]))?;
        Some(format!(
            "what is deleted is found for some time yet, as `{delay}` says"
        ))
    }

    /// The state in which the read goes on to show what was deleted, if its answer, or a structure in that,
    /// has such a one.
    pub(super) fn deleted_state(&self, read: &OperationShape) -> Option<&'a str> {
        let output = read.output.as_ref().map(|it| &*it.target);
        let members = || self.members(output).into_iter().flatten();
        let inner = members().filter_map(|(_, member)| self.members(Some(&member.target)));
        let mut all = members().chain(inner.flatten());
        all.find_map(|(_, member)| self.deleted_value(&member.target))
    }

    fn deleted_value(&self, id: &str) -> Option<&'a str> {
        let ShapeKind::Enum(values) = &self.model.shapes.get(id)?.kind else {
            return None;
        };
        let mut values = values.iter().map(String::as_str);
        values.find(|it| DELETED_STATES.contains(&&*names::snake(it).to_uppercase()))
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
