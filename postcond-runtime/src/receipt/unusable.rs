//! Why a receipt is not taken up: nothing is read, and nothing is confirmed.

use std::fmt;
use std::time::Duration;

use crate::contract::portable::Unportable;

/// Why a receipt cannot be taken up. Nothing has been sent for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnusableReceipt {
    /// The text is not JSON, or is cut off.
    NotJson {
        /// Where it ceases to be JSON, in words.
        why: String,
    },
    /// It is JSON, and no receipt.
    NotAReceipt,
    /// It was written by a later version of postcond.
    Newer {
        /// The version of its format.
        version: u64,
    },
    /// Its digest is missing or is not that of what it says: something was changed or lost on the way.
    Changed,
    /// It is whole, and says what no receipt of this version does.
    Malformed {
        /// What is wrong, without a value.
        why: String,
    },
    /// It is of another service than the client.
    OtherService {
        /// That of the receipt.
        receipt: String,
        /// That of the client.
        client: &'static str,
    },
    /// It is of another region than the client.
    OtherRegion {
        /// That of the receipt.
        receipt: String,
        /// That of the client, if it has one.
        client: Option<String>,
    },
    /// It is of another account than the client, or of AWS where the client goes to an endpoint of its own, or
    /// the other way round: it showed when the first request was about to be sent, which was held back.
    Elsewhere {
        /// What differs.
        why: String,
    },
    /// The client does not have the operation.
    UnknownOperation {
        /// Its name.
        operation: String,
    },
    /// The client does not have a check that the receipt waits for.
    UnknownCheck {
        /// The operation.
        operation: String,
        /// The check.
        check: String,
    },
    /// It is too old: what the service shows by now says nothing about the write.
    TooOld {
        /// How old it is.
        age: Duration,
    },
    /// It is of a write that, by the clock here, is still to come, by more than clocks differ.
    Ahead {
        /// How far it is off.
        by: Duration,
    },
}

impl UnusableReceipt {
    pub(crate) fn malformed(why: &Unportable) -> Self {
        Self::Malformed {
            why: why.to_string(),
        }
    }
}

impl fmt::Display for UnusableReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the receipt cannot be used: ")?;
        match self {
            Self::NotJson { why } => write!(f, "it is not JSON, or is cut off ({why})"),
            Self::NotAReceipt => f.write_str("it is JSON, but not a receipt of postcond"),
            Self::Newer { version } => write!(
                f,
                "its format is version {version}, and this program knows version 1: update postcond where \
                 it is read"
            ),
            Self::Changed => f.write_str(
                "it is not as it was written: its digest differs or is missing, so it was changed or \
                 cut off on the way",
            ),
            Self::Malformed { why } => write!(f, "it cannot be read: {why}"),
            Self::OtherService { receipt, client } => {
                write!(f, "it is of {receipt}, and this is a client of {client}")
            }
            Self::OtherRegion { receipt, client } => {
                let client = client.as_deref().unwrap_or("no region");
                write!(f, "it is of {receipt}, and this client is of {client}")
            }
            Self::Elsewhere { why } => f.write_str(why),
            Self::UnknownOperation { operation } => {
                write!(f, "this client has no mutation {operation}")
            }
            Self::UnknownCheck { operation, check } => write!(
                f,
                "it waits for `{check}`, which this client has not for {operation}: add it with \
                 `post_condition` where the client is built"
            ),
            Self::TooOld { age } => write!(
                f,
                "the write was made {} days ago, and a receipt is good for 14: see to the resource by \
                 other means",
                age.as_secs() / 86_400
            ),
            Self::Ahead { by } => write_ahead(f, *by),
        }
    }
}

fn write_ahead(f: &mut fmt::Formatter<'_>, by: Duration) -> fmt::Result {
    write!(
        f,
        "by the clock here, the write will be made in {} minutes, and clocks differ by no more than \
         60: set the clock here, or that of the machine that wrote, and see to the resource by other \
         means if it was the latter",
        by.as_secs() / 60
    )
}

impl std::error::Error for UnusableReceipt {}
