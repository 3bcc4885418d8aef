//! What the service refuses, and winterbaume does not.

use serde_json::Value;
use winterbaume_core::MockResponse;

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

/// The refusal without what boto3 puts before the service's words, which winterbaume repeats.
pub(super) fn in_words_of_the_service(mut response: MockResponse) -> MockResponse {
    if response.status >= 400
        && let Ok(mut error) = serde_json::from_slice::<Value>(&response.body)
        && let Some(message) = error["message"].as_str()
        && let Some((before, words)) = message.split_once(" operation: ")
        && before.starts_with("An error occurred (")
    {
        error["message"] = words.into();
        response.body = error.to_string().into();
    }
    response
}
