//! The dispatch table: what a client knows about each operation of its service.

use std::collections::BTreeSet;

use aws_smithy_runtime_api::client::interceptors::context::Input;

use crate::contract::check_info::CheckInfo;
use crate::contract::erased::{AnyMutation, any};
use crate::contract::operation::Mutation;
use crate::contract::refusals::RefusedAfter;
use crate::sdk::error_codes::ErrorCodes;

/// A service that a client was generated for, and how the client treats each of its operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceInfo {
    /// The name of the client's module, as in `secretsmanager`.
    pub name: &'static str,
    /// The name that the SDKs give the service, as in `Secrets Manager`.
    pub sdk_id: &'static str,
    /// Its operations, in the order of their names.
    pub operations: &'static [OperationInfo],
    /// What the service's own error codes mean.
    pub error_codes: &'static ErrorCodes,
}

impl ServiceInfo {
    /// A service and its rows, which are in the order of their names. Called by generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        sdk_id: &'static str,
        operations: &'static [OperationInfo],
    ) -> Self {
        Self {
            name,
            sdk_id,
            operations,
            error_codes: &ErrorCodes::NONE,
        }
    }

    /// The same service, with error codes of its own. Called by generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_error_codes(mut self, codes: &'static ErrorCodes) -> Self {
        self.error_codes = codes;
        self
    }

    /// The mutation whose input this is.
    pub(crate) fn mutation_of(&self, input: &Input) -> Option<&'static dyn AnyMutation> {
        let mut mutations = self.operations.iter().filter_map(OperationInfo::mutation);
        mutations.find(|mutation| mutation.takes(input))
    }

    /// The row of one operation, by its name in the model, as in `PutParameter`.
    #[must_use]
    pub fn operation(&self, name: &str) -> Option<&'static OperationInfo> {
        let rows = self.operations;
        let index = rows.binary_search_by(|row| row.name.cmp(name)).ok()?;
        rows.get(index)
    }
}

/// One operation of a service, as its client treats it.
///
/// It is what runs, too: an SDK client that waits enters the engine with the mutation of this row, a typed
/// call with the same one, and [`Consistency::confirm`](crate::Consistency::confirm) enforces its checks
/// for a write that was made by other means.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The operation's name in the model, as in `PutParameter`.
    pub name: &'static str,
    /// How the client treats it.
    pub kind: Kind,
    /// The refusals of it that pass once an earlier write has settled.
    pub refused_after: &'static [RefusedAfter],
    /// None of a read.
    mutation: Option<&'static dyn AnyMutation>,
}

/// Equal if they say the same.
impl PartialEq for OperationInfo {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.kind == other.kind
            && self.refused_after == other.refused_after
    }
}

impl Eq for OperationInfo {}

/// How a client treats an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// It only reads: the client hands out the SDK's own builder.
    Read,
    /// It changes something, and returns once these checks have seen the change. Those on request
    /// are waited for only by a call that asks for them.
    Checked {
        /// The checks that the client brings along.
        checks: &'static [CheckInfo],
    },
    /// It changes something that no check covers yet; checks of one's own can be added.
    Pending,
    /// It changes something that no read can show.
    Unobservable {
        /// Why.
        reason: &'static str,
    },
}

impl OperationInfo {
    /// The row of a read. Called by generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            refused_after: &[],
            mutation: None,
        }
    }

    /// The row of the mutation `O`. Called by generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn of<O: Mutation>(kind: Kind) -> Self {
        let mut row = Self::new(O::NAME, kind);
        row.refused_after = O::REFUSED_AFTER;
        row.mutation = Some(any::<O>());
        row
    }

    /// What runs.
    pub(crate) fn mutation(&self) -> Option<&'static dyn AnyMutation> {
        self.mutation
    }

    /// The checks that the client brings along for this operation.
    #[must_use]
    pub const fn checks(&self) -> &'static [CheckInfo] {
        match self.kind {
            Kind::Checked { checks } => checks,
            Kind::Read | Kind::Pending | Kind::Unobservable { .. } => &[],
        }
    }

    /// Those of [`checks`](Self::checks) that every call waits for.
    pub fn checks_by_default(&self) -> impl Iterator<Item = &'static CheckInfo> {
        self.checks().iter().filter(|check| !check.on_request)
    }

    /// Those of [`checks`](Self::checks) that a call waits for if it asks for them, with `until`.
    pub fn checks_on_request(&self) -> impl Iterator<Item = &'static CheckInfo> {
        self.checks().iter().filter(|check| check.on_request)
    }

    /// Whether it only reads.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        matches!(self.kind, Kind::Read)
    }

    /// Whether it changes something, and the client brings along checks of that.
    #[must_use]
    pub const fn is_checked(&self) -> bool {
        matches!(self.kind, Kind::Checked { .. })
    }

    /// Whether it changes something that no check covers yet.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        matches!(self.kind, Kind::Pending)
    }

    /// Whether it changes something that no read can show.
    #[must_use]
    pub const fn is_unobservable(&self) -> bool {
        matches!(self.kind, Kind::Unobservable { .. })
    }

    /// Whether a write that was not answered can be looked up, where
    /// [the policy](crate::AmbiguousWrite::ReadBack) asks for that.
    #[must_use]
    pub fn can_be_found(&self) -> bool {
        self.checks_by_default()
            .any(|check| check.found_by.is_some())
    }

    /// The IAM actions that reading back takes, each once and in order: those of every check, also
    /// of one on request. The action of the operation itself is not among them.
    #[must_use]
    pub fn iam_actions(&self) -> Vec<&'static str> {
        let actions = self.checks().iter().flat_map(|check| check.iam_actions);
        let distinct: BTreeSet<&str> = actions.copied().collect();
        distinct.into_iter().collect()
    }

    /// The IAM actions that reading back uses where they are granted, each once and in order: those
    /// of other reads that answer several checks at once. None of [`iam_actions`](Self::iam_actions)
    /// is among them.
    #[must_use]
    pub fn optional_iam_actions(&self) -> Vec<&'static str> {
        let needed = self.iam_actions();
        let checks = self.checks().iter();
        let actions = checks.flat_map(|check| check.optional_iam_actions).copied();
        let distinct: BTreeSet<&str> = actions.filter(|it| !needed.contains(it)).collect();
        distinct.into_iter().collect()
    }
}
