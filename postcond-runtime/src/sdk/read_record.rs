//! What is on record of a read.

/// One read that a poll made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadRecord {
    /// The operation, as in `GetParameter`.
    pub operation: String,
    /// The HTTP status of the answer, if there was one.
    pub status: Option<u16>,
    /// The request id of the answer, for AWS's support.
    pub request_id: Option<String>,
    /// Whether other checks that were open at the same time could share it.
    pub shared: bool,
}

impl ReadRecord {
    pub(crate) fn sent(operation: &str) -> Self {
        Self {
            operation: operation.to_owned(),
            status: None,
            request_id: None,
            shared: false,
        }
    }

    pub(crate) fn answered(&mut self, status: u16, request_id: Option<&str>) {
        self.status = Some(status);
        self.request_id = request_id.map(str::to_owned);
    }
}
