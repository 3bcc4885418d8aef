//! A witness as a receipt has it: what it has come to, without the clocks that it came from.

use serde::{Deserialize, Serialize};

use super::{AccessKey, Between, Bracket, Sent, Witness};
use crate::sdk::clock::ServerTime;

/// Times in microseconds since 1970.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct WitnessStatement {
    /// What brackets the write by the server's clock. None where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bracket: Option<(i64, i64)>,
    /// When the write was made at the earliest, by the local clock of who made it.
    local: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    /// Whether there was a secret.
    secret: bool,
}

impl WitnessStatement {
    pub(crate) fn of(witness: &Witness) -> Self {
        let bracket = witness.between();
        Self {
            bracket: bracket.map(|it| (it.not_before.0, it.not_after.0)),
            local: witness.local.0,
            token: witness.sent.idempotency_token.clone(),
            secret: witness.sent.secret,
        }
    }

    /// The witness. Whose key the call was signed with is not known any more: that a read-back is refused
    /// with another says nothing about it.
    pub(crate) fn into_witness(self, request_id: Option<String>, left_out: Vec<String>) -> Witness {
        let bracket = self.bracket.map(|(not_before, not_after)| Between {
            not_before: ServerTime(not_before),
            not_after: ServerTime(not_after),
        });
        Witness {
            bracket: bracket.map_or(Bracket::Unknown, Bracket::Fixed),
            local: ServerTime(self.local),
            request_id,
            sent: Sent {
                idempotency_token: self.token,
                secret: self.secret,
                access_key: AccessKey::default(),
            },
            left_out,
        }
    }
}
