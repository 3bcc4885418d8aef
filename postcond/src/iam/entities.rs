//! Which life of a name a read shows: unique ids are never given twice, and dates of creation never move.

use super::sdk::primitives::DateTime;
use super::sdk::types::{Group, InstanceProfile, Policy, Role, ServerCertificateMetadata, User};
use crate::runtime::{Check, ReadError, Witness, pending, satisfied, superseded};

/// What IAM keeps under a name, with the id that it has in this life alone.
pub(super) trait Entity {
    /// What it is, as in `role`.
    const KIND: &'static str;

    /// What it is read by: its name, or its ARN.
    fn name(&self) -> &str;

    fn id(&self) -> &str;

    fn created(&self) -> Option<&DateTime>;
}

impl Entity for Role {
    const KIND: &'static str = "role";

    fn name(&self) -> &str {
        self.role_name()
    }

    fn id(&self) -> &str {
        self.role_id()
    }

    fn created(&self) -> Option<&DateTime> {
        Some(self.create_date())
    }
}

impl Entity for User {
    const KIND: &'static str = "user";

    fn name(&self) -> &str {
        self.user_name()
    }

    fn id(&self) -> &str {
        self.user_id()
    }

    fn created(&self) -> Option<&DateTime> {
        Some(self.create_date())
    }
}

impl Entity for Group {
    const KIND: &'static str = "group";

    fn name(&self) -> &str {
        self.group_name()
    }

    fn id(&self) -> &str {
        self.group_id()
    }

    fn created(&self) -> Option<&DateTime> {
        Some(self.create_date())
    }
}

impl Entity for Policy {
    const KIND: &'static str = "policy";

    fn name(&self) -> &str {
        self.arn().unwrap_or_default()
    }

    fn id(&self) -> &str {
        self.policy_id().unwrap_or_default()
    }

    fn created(&self) -> Option<&DateTime> {
        self.create_date()
    }
}

impl Entity for InstanceProfile {
    const KIND: &'static str = "instance profile";

    fn name(&self) -> &str {
        self.instance_profile_name()
    }

    fn id(&self) -> &str {
        self.instance_profile_id()
    }

    fn created(&self) -> Option<&DateTime> {
        Some(self.create_date())
    }
}

impl Entity for ServerCertificateMetadata {
    const KIND: &'static str = "server certificate";

    fn name(&self) -> &str {
        self.server_certificate_name()
    }

    fn id(&self) -> &str {
        self.server_certificate_id()
    }

    fn created(&self) -> Option<&DateTime> {
        self.upload_date()
    }
}

/// Whether two names are one: IAM keeps them as they were first written, and tells none apart by case.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// Whether the entity that is read by `name` is the one that a call has made: whether it has the same `id`.
/// If so, whether the `rest` of it shows.
pub(super) fn made<E: Entity>(
    name: &str,
    id: &str,
    seen: Option<&E>,
    write: &Witness,
    rest: impl FnOnce(&E) -> Check,
) -> Check {
    let kind = E::KIND;
    match asked_for(name, seen)? {
        None => pending(format!("the {kind} {name} is not found")),
        Some(seen) if seen.id() == id => Ok(is_found(seen)?.and(rest(seen)?)),
        Some(seen) if write.precedes(seen.created()) => made_anew(seen),
        Some(_) => pending(format!(
            "another {kind} {name} is found, of an earlier life"
        )),
    }
}

/// Whether the `rest` of an entity shows a change of it. One that was made since has another life.
pub(super) fn changed<E: Entity>(
    name: &str,
    seen: Option<&E>,
    write: &Witness,
    rest: impl FnOnce(&E) -> Check,
) -> Check {
    match asked_for(name, seen)? {
        None => pending(format!("the {} {name} is not found", E::KIND)),
        Some(seen) if write.precedes(seen.created()) => made_anew(seen),
        Some(seen) => rest(seen),
    }
}

/// Whether an entity is gone, or has been made anew since.
pub(super) fn gone<E: Entity>(name: &str, seen: Option<&E>, write: &Witness) -> Check {
    let kind = E::KIND;
    match asked_for(name, seen)? {
        None => satisfied(format!("the {kind} {name} is not found")),
        Some(seen) if write.precedes(seen.created()) => made_anew(seen),
        Some(_) => pending(format!("the {kind} {name} is still found")),
    }
}

/// What the answer to a read shows, if it was found.
///
/// # Errors
/// If it shows nothing: that proves neither that it is there nor that it is gone, and leaves the check
/// pending.
pub(super) fn shown<T>(answer: Option<Option<T>>) -> Result<Option<T>, ReadError> {
    match answer {
        Some(None) => Err(ReadError::pending("the answer shows nothing")),
        Some(shown) => Ok(shown),
        None => Ok(None),
    }
}

/// # Errors
/// If the answer is about another entity: that leaves the check pending.
fn asked_for<'a, E: Entity>(name: &str, seen: Option<&'a E>) -> Result<Option<&'a E>, ReadError> {
    match seen {
        Some(other) if !same_name(name, other.name()) => Err(ReadError::pending(format!(
            "another {} than {name}: {}",
            E::KIND,
            other.name()
        ))),
        _ => Ok(seen),
    }
}

fn is_found<E: Entity>(seen: &E) -> Check {
    satisfied(format!("the {} {} is found", E::KIND, seen.name()))
}

fn made_anew<E: Entity>(seen: &E) -> Check {
    superseded(format!(
        "the {} {} has been made anew",
        E::KIND,
        seen.name()
    ))
}
