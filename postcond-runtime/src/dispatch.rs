//! The dispatch table's rows: what a client knows about each operation of its service.

use std::time::Duration;

/// One operation of a service, as its client treats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The operation's name in the model, as in `PutParameter`.
    pub name: &'static str,
    /// How the client treats it.
    pub kind: Kind,
}

/// How a client treats an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// It only reads: the client hands out the SDK's own builder.
    Read,
    /// It changes something, and returns once these checks have seen the change.
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

/// A check that a client brings along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckInfo {
    /// The function's name: what it establishes.
    pub name: &'static str,
    /// What it establishes, in a sentence: the first paragraph of the function's documentation.
    pub establishes: &'static str,
    /// The read operations that it calls.
    pub reads: &'static [&'static str],
    /// The IAM actions that these reads need.
    pub iam_actions: &'static [&'static str],
    /// The read operation that answers many such checks at once, where the service has one.
    pub batched: Option<&'static str>,
    /// How long it is given where no policy says otherwise; `None` is
    /// [`Policy::DEFAULT_DEADLINE`](crate::Policy::DEFAULT_DEADLINE).
    pub deadline: Option<Duration>,
    /// Whether a call succeeds although it was not met in time.
    pub best_effort: bool,
    /// Whether only a call that asks for it, with `until`, waits for it.
    pub on_request: bool,
}

impl OperationInfo {
    /// A row of the table. Called by generated code.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind }
    }

    /// The checks that the client brings along for this operation.
    #[must_use]
    pub const fn checks(&self) -> &'static [CheckInfo] {
        match self.kind {
            Kind::Checked { checks } => checks,
            Kind::Read | Kind::Pending | Kind::Unobservable { .. } => &[],
        }
    }
}

impl CheckInfo {
    /// A check of a row. Called by generated code.
    #[must_use]
    pub const fn new(
        name: &'static str,
        establishes: &'static str,
        reads: &'static [&'static str],
        iam_actions: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            establishes,
            reads,
            iam_actions,
            batched: None,
            deadline: None,
            best_effort: false,
            on_request: false,
        }
    }

    /// Sets [`batched`](#structfield.batched). Called by generated code.
    #[must_use]
    pub const fn batched(mut self, read: &'static str) -> Self {
        self.batched = Some(read);
        self
    }

    /// Sets [`deadline`](#structfield.deadline). Called by generated code.
    #[must_use]
    pub const fn deadline(mut self, secs: u64) -> Self {
        self.deadline = Some(Duration::from_secs(secs));
        self
    }

    /// Sets [`best_effort`](#structfield.best_effort). Called by generated code.
    #[must_use]
    pub const fn best_effort(mut self) -> Self {
        self.best_effort = true;
        self
    }

    /// Sets [`on_request`](#structfield.on_request). Called by generated code.
    #[must_use]
    pub const fn on_request(mut self) -> Self {
        self.on_request = true;
        self
    }
}
