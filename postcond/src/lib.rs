#![cfg_attr(
    all(feature = "secretsmanager", feature = "ssm"),
    doc = include_str!("../README.md")
)]
// The README's examples use both services.
#![cfg_attr(
    not(all(feature = "secretsmanager", feature = "ssm")),
    doc = "Read your writes on AWS. The full documentation is that with both services."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

// Generated code and the attribute name this crate as its users do.
#[cfg(any(feature = "iam", feature = "secretsmanager", feature = "ssm"))]
extern crate self as postcond;

// Its examples are of this service.
#[cfg_attr(feature = "ssm", doc = include_str!("post_condition.md"))]
pub use postcond_macros::post_condition;
// For what the attribute expands to.
#[doc(hidden)]
pub use postcond_macros::__followed_by;
#[doc(inline)]
pub use postcond_runtime as runtime;
pub use postcond_runtime::{
    AmbiguousWrite, Confirmations, DeniedRead, Policy, ReadBudget, RefusedWrite, Schedule, Scope,
    Settlement, UnshownWrite,
};

#[cfg(feature = "receipts")]
pub use postcond_runtime::{Looked, Receipt, ReceiptError, UnusableReceipt};

#[cfg(any(feature = "iam", feature = "secretsmanager", feature = "ssm"))]
mod answer;
#[cfg(any(feature = "ssm", test))]
mod compare;
pub mod dispatch;
#[cfg(feature = "iam")]
pub mod iam;
#[cfg(feature = "secretsmanager")]
pub mod secretsmanager;
#[cfg(feature = "ssm")]
pub mod ssm;
#[cfg(all(
    feature = "tagging-api",
    any(feature = "iam", feature = "secretsmanager", feature = "ssm")
))]
pub mod tagging;
