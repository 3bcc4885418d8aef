//! What is on record of a read.

/// One read that a poll made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadRecord {
    /// The operation, as in `GetParameter`.
    pub operation: String,
    /// The HTTP status of the answer, if there was one.
    pub status: Option<u16>,
    /// The error code of the answer, if it was an error that has one.
    pub code: Option<String>,
    /// The request id of the answer, for AWS's support.
    pub request_id: Option<String>,
    /// Whether other checks that were open at the same time could share it.
    pub shared: bool,
    /// Whether the check says that it makes this read. The rights that are documented for a call come from what
    /// its checks declare: see [`Evidence::undeclared_reads`](crate::Evidence::undeclared_reads).
    pub declared: bool,
    /// The read that the check has asked for, where a batch of several was sent instead.
    pub(crate) stands_for: Option<&'static str>,
}

impl ReadRecord {
    pub(crate) fn sent(operation: &str) -> Self {
        Self {
            operation: operation.to_owned(),
            status: None,
            code: None,
            request_id: None,
            shared: false,
            declared: true,
            stands_for: None,
        }
    }

    /// What the check has asked for.
    pub(crate) fn asked_for(&self) -> &str {
        self.stands_for.unwrap_or(&self.operation)
    }

    pub(crate) fn answered(&mut self, status: u16, code: Option<&str>, request_id: Option<&str>) {
        self.status = Some(status);
        self.code = code.map(str::to_owned);
        self.request_id = request_id.map(str::to_owned);
    }

    /// As in `GetParameter: HTTP 400 ParameterNotFound`. `None` without an answer.
    pub(crate) fn in_words(&self) -> Option<String> {
        let (operation, status) = (&self.operation, self.status?);
        Some(match &self.code {
            Some(code) => format!("{operation}: HTTP {status} {code}"),
            None => format!("{operation}: HTTP {status}"),
        })
    }

    /// Whether it was answered, and with more than a [bare failure](is_bare_failure).
    pub(crate) fn is_telling(&self) -> bool {
        let is_bare =
            |status| is_bare_failure(status, self.code.as_deref(), self.request_id.as_deref());
        self.status.is_some_and(|status| !is_bare(status))
    }
}

/// Whether an answer is a 5xx and nothing else. AWS's services give each answer an id, and most errors a
/// code; what has neither was not made by the operation.
pub(crate) fn is_bare_failure(status: u16, code: Option<&str>, request_id: Option<&str>) -> bool {
    (500..=599).contains(&status) && code.is_none() && request_id.is_none()
}
