//! Whether a mutation that failed may have landed all the same. Decided here and nowhere else.

use aws_smithy_runtime_api::client::interceptors::context::Error;
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;

use crate::sdk::triage::STATUS_NOT_IMPLEMENTED;

/// Whether an attempt that was sent, and failed with `error`, may have changed something. `status` is
/// that of its answer, if there was one.
///
/// An answer that refuses says that nothing has changed. Without an answer, nothing is known; it
/// cannot always be told whether there was a connection at all.
pub(crate) fn may_have_landed(error: &OrchestratorError<Error>, status: Option<u16>) -> bool {
    match status {
        Some(status) => leaves_it_open(status),
        None => {
            let connector = error.as_connector_error();
            error.is_timeout_error()
                || error.is_response_error()
                || connector.is_some_and(|error| !error.is_user())
        }
    }
}

/// Whether an answer of this status, which was an error to the SDK, leaves open what was done.
///
/// A success that is an error to the SDK has broken off, or makes no sense. A 5xx may come after the
/// change, from the service or from a gateway that has lost it: AWS says of a 500 no more than that
/// processing failed for an unknown reason. There are two exceptions. A 503 says that the request was
/// not taken on (RFC 9110, section 15.6.4), and AWS throttles with it. A 501 says that there is nothing
/// that could have made the change: AWS has all of its operations, so that is an endpoint that stands in
/// for it.
fn leaves_it_open(status: u16) -> bool {
    match status {
        STATUS_NOT_IMPLEMENTED | 503 => false,
        200..=299 | 500..=599 => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use aws_smithy_runtime_api::client::interceptors::InterceptorError;
    use aws_smithy_runtime_api::client::result::ConnectorError;
    use aws_smithy_types::retry::ErrorKind;

    use super::*;

    fn connector(error: ConnectorError) -> OrchestratorError<Error> {
        OrchestratorError::connector(error)
    }

    /// An error of every kind that the SDK has, and whether it leaves things open where no answer
    /// has come.
    fn kinds() -> Vec<(OrchestratorError<Error>, bool)> {
        let transient = Some(ErrorKind::TransientError);
        vec![
            (OrchestratorError::timeout("slow".into()), true),
            (connector(ConnectorError::io("reset".into())), true),
            (connector(ConnectorError::timeout("slow".into())), true),
            (
                connector(ConnectorError::other("gone".into(), transient)),
                true,
            ),
            (connector(ConnectorError::other("tls".into(), None)), true),
            (connector(ConnectorError::user("no uri".into())), false),
            (OrchestratorError::response("broken off".into()), true),
            (OrchestratorError::other("no token"), false),
            (
                OrchestratorError::interceptor(InterceptorError::read_before_transmit("Tap", "no")),
                false,
            ),
            (
                OrchestratorError::operation(Error::erase(std::fmt::Error)),
                false,
            ),
        ]
    }

    #[test]
    fn without_an_answer_the_error_decides() {
        for (error, open) in kinds() {
            assert_eq!(may_have_landed(&error, None), open, "{error:?}");
        }
    }

    #[test]
    fn an_answer_decides_by_its_status_whatever_the_error() {
        let rows = [
            (200, true),
            (204, true),
            (301, false),
            (400, false),
            (403, false),
            (409, false),
            (429, false),
            (500, true),
            (501, false),
            (502, true),
            (503, false),
            (504, true),
        ];
        for (status, open) in rows {
            for (error, _) in kinds() {
                let decided = may_have_landed(&error, Some(status));
                assert_eq!(decided, open, "{status}, {error:?}");
            }
        }
    }
}
