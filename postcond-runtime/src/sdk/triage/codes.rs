//! What an error of a read-back may mean, and the codes that say so.

/// What an error of a read-back means for the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Triage {
    /// It proves neither presence nor absence (5xx, time-out, dropped connection): poll again.
    Transient,
    /// Like [`Transient`](Self::Transient), and the service asks for fewer reads: poll again, later.
    Throttled,
    /// The caller may not read: the proof is refused, not the change.
    Denied,
    /// Like [`Transient`](Self::Transient), but it is a matter of the credentials that may pass: they
    /// could not be loaded just then, or the signature was not accepted, as where the local clock is
    /// wrong, for which the SDK makes up in its next request. Poll again, for as long as the policy's
    /// [patience](crate::PolicyBuilder::patience) lasts.
    CredentialsUnavailable,
    /// The credentials expired, are not valid or are not configured: no further read can succeed.
    Credentials,
    /// The endpoint does not have the operation: no further read can succeed. AWS has all operations of
    /// its model, so this is said by what stands in for AWS.
    NotImplemented,
    /// Anything else: another poll would fail in the same way.
    Fatal,
}

/// Throttling codes: those of the SDK's own retries, and those of unavailable services. Most are
/// declared in no model.
pub(super) const THROTTLED: &[&str] = &[
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "ServiceUnavailable",
    "ServiceUnavailableException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// Codes of failures that pass by themselves, whatever their HTTP status.
pub(super) const TRANSIENT: &[&str] = &[
    "InternalFailure",
    "InternalServerError",
    "InternalServiceError",
    "RequestTimeout",
    "RequestTimeoutException",
    "TooManyUpdates",
];

/// Codes that say that the caller may not make this read.
pub(super) const DENIED: &[&str] = &[
    "AccessDenied",
    "AccessDeniedException",
    "OpsItemAccessDeniedException",
    "UnauthorizedOperation",
];

/// Codes that say that the caller is not, or no longer, who they claim to be.
pub(super) const CREDENTIALS: &[&str] = &[
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidClientTokenId",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "NotAuthorized",
    "OptInRequired",
    "UnrecognizedClientException",
];

/// Codes that say that the signature is not accepted: it is made anew for each request. Wrong keys have
/// these codes, too, but the write has just been accepted.
pub(super) const SIGNATURE: &[&str] = &[
    "InvalidSignatureException",
    "RequestExpired",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// Codes that say that there is no such operation. AWS answers so where a request names none of the
/// service's operations, and the SDK sends no such request: to end at once cannot cut off a read that AWS
/// would have answered later.
pub(super) const NOT_IMPLEMENTED: &[&str] = &[
    "InvalidAction",
    "UnknownOperation",
    "UnknownOperationException",
];
