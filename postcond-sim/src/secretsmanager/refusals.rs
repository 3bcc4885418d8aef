//! What the service refuses, and winterbaume does not.

use winterbaume_core::MockResponse;
use winterbaume_secretsmanager::views::SecretView;

use super::values::Given;
use crate::protocol::json_error;

/// Why a call that gives a secret a value, or other properties, is refused.
#[derive(Debug, Clone, Copy, thiserror::Error)]
pub(super) enum Refusal {
    #[error(
        "You can't specify both a binary secret value and a string secret value in the same secret."
    )]
    TwoValues,
    #[error("The binary value of the secret is not in Base64.")]
    NotBase64,
    #[error("You must provide either SecretString or SecretBinary.")]
    NoValue,
    #[error(
        "You can't create this secret because a secret with this name is already scheduled for deletion."
    )]
    NameScheduledForDeletion,
    #[error("You can't perform this operation on the secret because it was marked for deletion.")]
    MarkedForDeletion,
    #[error("The version of the request's token has another value already.")]
    OtherValue,
}

impl Refusal {
    /// Of a call with this value to this secret, if it is there.
    pub(super) fn of(
        operation: &str,
        given: &Given<'_>,
        secret: Option<&SecretView>,
    ) -> Option<Self> {
        let is_deleted = secret.is_some_and(|secret| secret.deleted_date.is_some());
        match operation {
            "PutSecretValue" if matches!(given, Given::Nothing) => Some(Self::NoValue),
            "CreateSecret" if is_deleted => Some(Self::NameScheduledForDeletion),
            _ if is_deleted => Some(Self::MarkedForDeletion),
            _ => None,
        }
    }

    pub(super) fn answer(self) -> MockResponse {
        let code = match self {
            Self::TwoValues => "InvalidParameterException",
            Self::NotBase64 => "SerializationException",
            Self::NoValue | Self::NameScheduledForDeletion | Self::MarkedForDeletion => {
                "InvalidRequestException"
            }
            Self::OtherValue => "ResourceExistsException",
        };
        json_error(400, code, &self.to_string())
    }
}
