//! What a caller has in hand of a write in a scope.

use std::fmt;
use std::sync::Arc;

use crate::contract::operation::Mutation;
use crate::contract::value::Value;
#[cfg(feature = "receipts")]
use crate::receipt::statement::Receipt;
use crate::report::resent::WriteName;

use super::outcome::SettledWrite;
use super::scoped_write::ScopedWrite;

/// A write that was sent in a [`Scope`](crate::Scope): its output at once, and later what became of
/// it.
///
/// It outlives the scope. A clone is the same write.
#[must_use = "it has the write's output"]
pub struct Handle<O: Mutation> {
    write: Arc<ScopedWrite>,
    output: Arc<O::Output>,
}

impl<O: Mutation> Handle<O> {
    /// # Panics
    /// If the output is not that of `O`; the scope hands back what it was given.
    pub(super) fn new(write: Arc<ScopedWrite>, output: Arc<Value>) -> Self {
        match output.downcast() {
            Ok(output) => Self { write, output },
            Err(_) => unreachable!("an output came back as another type"),
        }
    }

    /// The mutation's output.
    #[must_use]
    pub fn output(&self) -> &O::Output {
        &self.output
    }

    /// The mutation's output, the rest dropped. The write stays outstanding in its scope.
    #[must_use]
    pub fn into_output(self) -> O::Output
    where
        O::Output: Clone,
    {
        // The scope has it, too, for as long as the write is outstanding.
        Arc::unwrap_or_clone(self.output)
    }

    /// The operation and the resource.
    #[must_use]
    pub fn name(&self) -> &WriteName {
        self.write.name()
    }

    /// The mutation, as in `PutParameter`.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.name().operation
    }

    /// The name or id of what it changed.
    #[must_use]
    pub fn resource(&self) -> Option<&str> {
        self.name().resource.as_deref()
    }

    /// What became of the write, once it is settled.
    #[must_use]
    pub fn confirmation(&self) -> Option<&SettledWrite> {
        self.write.settled()
    }

    /// What it takes to confirm the write elsewhere. `None` as of
    /// [`Evidence::receipt`](crate::Evidence::receipt), and of a write that later ones of its scope have
    /// superseded.
    #[cfg(feature = "receipts")]
    #[must_use]
    pub fn receipt(&self) -> Option<Receipt> {
        self.write.receipt()
    }

    pub(super) fn write(&self) -> &Arc<ScopedWrite> {
        &self.write
    }
}

impl<O: Mutation> Clone for Handle<O> {
    fn clone(&self) -> Self {
        Self {
            write: Arc::clone(&self.write),
            output: Arc::clone(&self.output),
        }
    }
}

/// Without the output: some outputs carry secrets that the SDK's own `Debug` prints.
impl<O: Mutation> fmt::Debug for Handle<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle")
            .field("operation", &self.operation())
            .field("resource", &self.resource())
            .field("confirmation", &self.confirmation())
            .finish_non_exhaustive()
    }
}
