//! What the error codes of one service mean, beside those that all services have.

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};

use crate::sdk::triage::Triage;

/// What a service's own error codes mean: its overlay says so, in `postcond.api#errorCodes`. Those that
/// services have in common are known besides, and what is said here comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorCodes {
    /// There were too many requests: the read is polled again, later; a write of a scope is sent again.
    pub throttled: &'static [&'static str],
    /// The service has failed, and that passes by itself: the read is polled again.
    pub transient: &'static [&'static str],
    /// The caller may not make the read.
    pub denied: &'static [&'static str],
    /// The caller is not, or no longer, who they claim to be, as with a token that is not valid.
    pub credentials: &'static [&'static str],
}

impl ErrorCodes {
    /// A service with no codes of its own.
    pub const NONE: Self = Self {
        throttled: &[],
        transient: &[],
        denied: &[],
        credentials: &[],
    };

    /// Those that the overlay has. Called by generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        throttled: &'static [&'static str],
        transient: &'static [&'static str],
        denied: &'static [&'static str],
        credentials: &'static [&'static str],
    ) -> Self {
        Self {
            throttled,
            transient,
            denied,
            credentials,
        }
    }

    /// What an error with this code means, if it is one of these.
    pub(crate) fn triage(&self, code: &str) -> Option<Triage> {
        let kinds = [
            (self.throttled, Triage::Throttled),
            (self.transient, Triage::Transient),
            (self.denied, Triage::Denied),
            (self.credentials, Triage::Credentials),
        ];
        let mut kinds = kinds.into_iter();
        kinds.find_map(|(codes, triage)| codes.contains(&code).then_some(triage))
    }
}

/// What a request, and the answer to it, have of their service.
#[derive(Clone, Copy, Debug)]
struct OfService(&'static ErrorCodes);

/// Notes whose codes the answer to a request has, for the HTTP client, which knows no service.
pub(crate) fn note_in_request(codes: &'static ErrorCodes, request: &mut HttpRequest) {
    if *codes != ErrorCodes::NONE {
        request.add_extension(OfService(codes));
    }
}

/// Notes whose codes an answer has.
pub(crate) fn note_in_response(codes: &'static ErrorCodes, response: &mut HttpResponse) {
    if *codes != ErrorCodes::NONE {
        response.add_extension(OfService(codes));
    }
}

/// Whose codes the answer to a request has.
pub(crate) fn of_request(request: &HttpRequest) -> &'static ErrorCodes {
    let noted = request.extension::<OfService>();
    noted.map_or(&ErrorCodes::NONE, |OfService(codes)| codes)
}

/// Whose codes an answer has.
pub(crate) fn of_response(response: &HttpResponse) -> &'static ErrorCodes {
    let noted = response.extension::<OfService>();
    noted.map_or(&ErrorCodes::NONE, |OfService(codes)| codes)
}
