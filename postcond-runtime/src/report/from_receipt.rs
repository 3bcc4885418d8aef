//! What comes of a receipt that was taken up.

use std::fmt;
use std::time::Duration;

use crate::receipt::statement::Receipt;
use crate::receipt::unusable::UnusableReceipt;
use crate::report::error::Unconfirmed;
use crate::report::evidence::Evidence;

impl<T> Unconfirmed<T> {
    /// What it takes to confirm the write elsewhere, later: see [`Evidence::receipt`].
    #[must_use]
    pub fn receipt(&self) -> Option<&Receipt> {
        self.evidence.receipt()
    }
}

/// Why a write was not confirmed from its receipt.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReceiptError {
    /// The receipt was not taken up: nothing is known of the write.
    Unusable(UnusableReceipt),
    /// The write could not be confirmed: what the call itself would have ended with, less its output.
    Unconfirmed(Box<Unconfirmed<()>>),
}

impl From<UnusableReceipt> for ReceiptError {
    fn from(unusable: UnusableReceipt) -> Self {
        Self::Unusable(unusable)
    }
}

impl fmt::Display for ReceiptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable(unusable) => unusable.fmt(f),
            Self::Unconfirmed(unconfirmed) => unconfirmed.fmt(f),
        }
    }
}

/// What is inside is in the text already.
impl std::error::Error for ReceiptError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unusable(_) => None,
            Self::Unconfirmed(unconfirmed) => unconfirmed.source(),
        }
    }
}

/// What one look at a write has come to.
#[derive(Debug)]
#[non_exhaustive]
pub enum Looked {
    /// The write counts as confirmed, as it would have for the call itself:
    /// [`Evidence::unconfirmed`] says where that was accepted without proof.
    Confirmed(Evidence),
    /// The change does not show yet, or could not be looked at, and there is time left.
    Pending {
        /// When the schedule would look again. It is no later than the receipt's
        /// [`until`](crate::Receipt::until); before that, in 100 ms at the earliest, and in a second if by the clock
        /// here the write is still to come.
        next_look_in: Duration,
        /// What was seen.
        evidence: Evidence,
    },
    /// The write could not be confirmed, and another look would not help: what the call itself would have ended
    /// with, less its output.
    Unconfirmed(Box<Unconfirmed<()>>),
}
