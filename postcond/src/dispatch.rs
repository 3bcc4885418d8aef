//! Every operation of every service that is enabled, and how its client treats it: for programs that
//! look it up, list it, or derive something from it.
//!
//! ```
//! # #[cfg(all(feature = "secretsmanager", feature = "ssm"))] {
//! use postcond::dispatch;
//!
//! // What does a call wait for unless it asks for more, and which rights does that take?
//! let put = dispatch::operation("ssm", "PutParameter").unwrap();
//! assert!(put.is_checked());
//! let actions: Vec<_> = put.checks_by_default().flat_map(|check| check.iam_actions).collect();
//! assert_eq!(actions, [&"ssm:GetParameter", &"ssm:ListTagsForResource"]);
//!
//! // Which mutations leave nothing that could be read back?
//! let ssm = dispatch::service("ssm").unwrap().operations.iter();
//! let unobservable = ssm.filter(|operation| operation.is_unobservable());
//! let unobservable: Vec<_> = unobservable.map(|operation| operation.name).collect();
//! assert_eq!(unobservable, ["ResumeSession", "SendAutomationSignal"]);
//!
//! // How many operations does each service have?
//! for service in dispatch::SERVICES {
//!     println!("{}: {} operations", service.sdk_id, service.operations.len());
//! }
//! # }
//! ```
//!
//! The same for one service is in its own module, as in `postcond::ssm::OPERATIONS`. A client that was
//! generated in another crate brings along its own `SERVICE`.

use crate::runtime::{OperationInfo, ServiceInfo};

/// The services that are enabled, in the order of their names.
pub const SERVICES: &[&ServiceInfo] = &[
    #[cfg(feature = "iam")]
    &crate::iam::SERVICE,
    #[cfg(feature = "secretsmanager")]
    &crate::secretsmanager::SERVICE,
    #[cfg(feature = "ssm")]
    &crate::ssm::SERVICE,
];

/// The service called `name`, as in `ssm`.
#[inline]
#[must_use]
pub fn service(name: &str) -> Option<&'static ServiceInfo> {
    SERVICES
        .iter()
        .copied()
        .find(|service| service.name == name)
}

/// The row of one operation, by the name of its service, as in `ssm`, and by its own in the model, as
/// in `PutParameter`.
#[inline]
#[must_use]
pub fn operation(service: &str, name: &str) -> Option<&'static OperationInfo> {
    self::service(service)?.operation(name)
}

/// The row of every operation, with its service: in the order of their names.
#[inline]
pub fn operations() -> impl Iterator<Item = (&'static ServiceInfo, &'static OperationInfo)> {
    SERVICES.iter().flat_map(|&service| {
        let operations = service.operations.iter();
        operations.map(move |operation| (service, operation))
    })
}
