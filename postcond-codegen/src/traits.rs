//! The traits that the generator reads, and which values they may have.

use crate::ast::{Form, Traits, mismatch};
use crate::names::local_name;
use crate::prose::nearest;

/// The operation only reads.
pub(crate) const READONLY: &str = "smithy.api#readonly";
/// The operation changes something that no check covers yet.
pub(crate) const PENDING: &str = "postcond.api#pending";
/// The operation changes something that no read can show; the value says why.
pub(crate) const UNOBSERVABLE: &str = "postcond.api#unobservable";
/// Requests of the operation, a read, that are due together are sent once; the value may name the type
/// that sends several different ones as one, and the read that it sends, if that is another.
pub(crate) const COALESCED: &str = "postcond.api#coalesced";
/// Values of the shape are dropped before the read-back.
pub(crate) const SECRET: &str = "postcond.api#secret";
/// The facts that the operation establishes, as far as a later write may take them back.
pub(crate) const FOOTPRINT: &str = "postcond.api#footprint";
/// The refusals of the operation that pass once an earlier write has settled.
pub(crate) const REFUSED_AFTER: &str = "postcond.api#refusedAfter";
/// The flag of the input without which no later call is refused for this one.
pub(crate) const REFUSES_LATER_IF: &str = "postcond.api#refusesLaterIf";
/// That the operation reads is a guess, by its name.
pub(crate) const GUESSED: &str = "postcond.api#guessed";
/// What a person should know; it means nothing to the generator.
pub(crate) const DOCUMENTATION: &str = "smithy.api#documentation";
/// What the service's own error codes mean.
pub(crate) const ERROR_CODES: &str = "postcond.api#errorCodes";
/// What the service's IAM actions begin with, where that is not the name that it signs with.
pub(crate) const IAM_PREFIX: &str = "postcond.api#iamPrefix";
/// The kinds of resources that footprints name.
pub(crate) const RESOURCES: &str = "postcond.api#resources";

// What AWS's models say themselves.
/// The service speaks the query protocol.
pub(crate) const AWS_QUERY: &str = "aws.protocols#awsQuery";
/// What an error is called in the query protocol.
pub(crate) const AWS_QUERY_ERROR: &str = "aws.protocols#awsQueryError";
/// The structure is an error, on whichever side.
pub(crate) const ERROR: &str = "smithy.api#error";
pub(crate) const DEPRECATED: &str = "smithy.api#deprecated";
/// A string with this trait is an enumeration as Smithy 1 had them.
pub(crate) const ENUM: &str = "smithy.api#enum";
/// The status of an error.
pub(crate) const HTTP_ERROR: &str = "smithy.api#httpError";
pub(crate) const IDEMPOTENCY_TOKEN: &str = "smithy.api#idempotencyToken";
/// The properties of the resource are in this member, a structure.
pub(crate) const NESTED_PROPERTIES: &str = "smithy.api#nestedProperties";
/// What the resource's `put` makes is not overwritten.
pub(crate) const NO_REPLACE: &str = "smithy.api#noReplace";
/// The member is no property of the resource.
pub(crate) const NOT_PROPERTY: &str = "smithy.api#notProperty";
/// A paginator knows where the token goes and where it comes from.
pub(crate) const PAGINATED: &str = "smithy.api#paginated";
/// The member is a property of the resource, under another name.
pub(crate) const PROPERTY: &str = "smithy.api#property";
pub(crate) const REQUIRED: &str = "smithy.api#required";
/// The member is an identifier of the resource, under another name.
pub(crate) const RESOURCE_IDENTIFIER: &str = "smithy.api#resourceIdentifier";
/// It belongs in no log, and in no receipt. An overlay says so where a model does not.
pub(crate) const SENSITIVE: &str = "smithy.api#sensitive";
pub(crate) const SERVICE: &str = "aws.api#service";
pub(crate) const SIGV4: &str = "aws.auth#sigv4";
/// The items of the list, or the values of the map, may be null.
pub(crate) const SPARSE: &str = "smithy.api#sparse";
pub(crate) const STREAMING: &str = "smithy.api#streaming";

/// What an overlay may apply.
const OVERLAY: &[(&str, Form)] = &[
    (READONLY, Form::Marker),
    (PENDING, Form::Marker),
    (UNOBSERVABLE, Form::Text),
    (COALESCED, Form::Object),
    (SECRET, Form::Marker),
    (SENSITIVE, Form::Marker),
    (FOOTPRINT, Form::List),
    (REFUSED_AFTER, Form::List),
    (REFUSES_LATER_IF, Form::Text),
    (RESOURCES, Form::Object),
    (ERROR_CODES, Form::Object),
    (IAM_PREFIX, Form::Text),
    (GUESSED, Form::Marker),
];

/// What else is read of a model.
const MODEL: &[(&str, Form)] = &[
    (AWS_QUERY, Form::Object),
    (AWS_QUERY_ERROR, Form::Object),
    (DEPRECATED, Form::Object),
    (ENUM, Form::List),
    (IDEMPOTENCY_TOKEN, Form::Marker),
    (NESTED_PROPERTIES, Form::Marker),
    (NO_REPLACE, Form::Marker),
    (NOT_PROPERTY, Form::Marker),
    (PAGINATED, Form::Object),
    (PROPERTY, Form::Object),
    (REQUIRED, Form::Marker),
    (RESOURCE_IDENTIFIER, Form::Text),
    (SERVICE, Form::Object),
    (SIGV4, Form::Object),
    (SPARSE, Form::Marker),
    (STREAMING, Form::Marker),
];

/// Whether an overlay may apply the trait to anything.
pub(crate) fn is_of_overlay(name: &str) -> bool {
    name == DOCUMENTATION || OVERLAY.iter().any(|(known, _)| *known == name)
}

/// The trait that an overlay may apply and that `name`, which is none, is nearest to: in whatever namespace.
pub(crate) fn meant(name: &str) -> Option<&'static str> {
    let known = || {
        OVERLAY
            .iter()
            .map(|(known, _)| *known)
            .chain([DOCUMENTATION])
    };
    let meant = nearest(local_name(name), known().map(local_name))?;
    known().find(|known| local_name(known) == meant)
}

/// What is wrong with those traits whose value is not what it must be: of `false`, no reader could say
/// whether it applies the trait. Traits that are not read may have any value.
pub(crate) fn mismatches(traits: &Traits) -> impl Iterator<Item = String> {
    traits.iter().filter_map(|(name, value)| {
        let form = form(name).filter(|form| !form.fits(value))?;
        Some(mismatch(name, value, form))
    })
}

fn form(name: &str) -> Option<Form> {
    let mut known = OVERLAY.iter().chain(MODEL);
    known
        .find(|(known, _)| *known == name)
        .map(|(_, form)| *form)
}
