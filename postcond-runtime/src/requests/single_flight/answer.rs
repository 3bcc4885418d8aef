//! The answer to a request, for each of those who share it, and what it says to the budget.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;

use crate::contract::outcome::Outcome;
use crate::sdk::answer::error_code;
use crate::sdk::cloned_error;
use crate::sdk::error_codes::ErrorCodes;
use crate::sdk::in_memory::repeated;
use crate::sdk::triage::{triage_answer, triage_undelivered};

/// What came of sending a request.
pub(super) type Answer = Result<HttpResponse, ConnectorError>;

/// The same again.
pub(super) fn repeat(answer: &Answer) -> Answer {
    match answer {
        Ok(response) => repeated(response),
        Err(error) => Err(cloned_error::connector_error(
            error,
            triage_undelivered(error),
        )),
    }
}

/// What the budget is to know of a request to a service with these codes of its own.
pub(super) fn outcome(answer: &Answer, codes: &ErrorCodes) -> Outcome {
    match answer {
        Ok(response) if response.status().is_success() => Outcome::Satisfied,
        Ok(response) => {
            let status = response.status().as_u16();
            triage_answer(error_code(response), status, codes).into()
        }
        Err(error) => triage_undelivered(error).into(),
    }
}

#[cfg(test)]
mod tests {
    use aws_smithy_runtime_api::http::StatusCode;
    use aws_smithy_types::body::SdkBody;

    use super::*;

    fn response(status: u16, body: &'static str) -> HttpResponse {
        HttpResponse::new(StatusCode::try_from(status).unwrap(), SdkBody::from(body))
    }

    #[test]
    fn throttling_is_told_by_its_code() {
        let body = r#"{"__type":"ThrottlingException","message":"..."}"#;
        assert_eq!(
            outcome(&Ok(response(400, body)), &ErrorCodes::NONE),
            Outcome::Throttled
        );
        let mut answer = response(400, "{}");
        let said = "ThrottlingException:http://internal.amazon.com/".to_owned();
        answer.headers_mut().insert("x-amzn-errortype", said);
        assert_eq!(outcome(&Ok(answer), &ErrorCodes::NONE), Outcome::Throttled);
    }

    #[test]
    fn throttling_may_have_a_code_of_the_services_own() {
        let codes = ErrorCodes::new(&["TooBusy"], &[], &[], &[]);
        let answer = || Ok(response(400, r#"{"__type":"TooBusy"}"#));
        assert_eq!(outcome(&answer(), &codes), Outcome::Throttled);
        assert_eq!(outcome(&answer(), &ErrorCodes::NONE), Outcome::Fatal);
    }

    #[test]
    fn what_is_no_throttling_does_not_slow_reads_down() {
        for (status, body, expected) in [
            (
                200,
                r#"{"__type":"ThrottlingException"}"#,
                Outcome::Satisfied,
            ),
            (500, "", Outcome::Transient),
            (400, "not JSON", Outcome::Fatal),
            (400, r#"{"__type":"ParameterNotFound"}"#, Outcome::Fatal),
        ] {
            assert_eq!(
                outcome(&Ok(response(status, body)), &ErrorCodes::NONE),
                expected,
                "{status} {body}"
            );
        }
        let lost = Err(ConnectorError::io("reset".into()));
        assert_eq!(outcome(&lost, &ErrorCodes::NONE), Outcome::Transient);
    }

    #[test]
    fn everybody_has_the_whole_answer() {
        let mut answer = response(400, "refused");
        answer.headers_mut().insert("x-amzn-requestid", "the-id");
        let answer = Ok(answer);
        for _ in 0..2 {
            let repeated = repeat(&answer).unwrap();
            assert_eq!(repeated.status().as_u16(), 400);
            assert_eq!(repeated.headers().get("x-amzn-requestid"), Some("the-id"));
            assert_eq!(repeated.body().bytes(), Some(&b"refused"[..]));
        }
    }
}
