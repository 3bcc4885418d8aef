//! The answer to a request, for each of those who share it, and what it says to the budget.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use super::Answer;
use crate::contract::outcome::Outcome;
use crate::sdk::answer::repeated;
use crate::sdk::cloned_error;
use crate::sdk::triage::{triage_answer, triage_undelivered};

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

/// What the budget is to know of a request.
pub(super) fn outcome(answer: &Answer) -> Outcome {
    match answer {
        Ok(response) if response.status().is_success() => Outcome::Satisfied,
        Ok(response) => triage_answer(code(response), response.status().as_u16()).into(),
        Err(error) => triage_undelivered(error).into(),
    }
}

/// The service's error code, in any of AWS's protocols: in a header, or in the body, which is here not
/// taken apart any further.
fn code(response: &HttpResponse) -> Option<&str> {
    let in_header = response.headers().get("x-amzn-errortype");
    let body = response.body().bytes().unwrap_or_default();
    let body = std::str::from_utf8(body).unwrap_or_default();
    let in_json = || {
        ["\"__type\"", "\"code\""]
            .into_iter()
            .find_map(|key| text_of(body, key))
    };
    let in_xml = || body.split_once("<Code>")?.1.split('<').next();
    let code = in_header.or_else(in_json).or_else(in_xml)?;
    // As in `com.amazonaws.ssm#ThrottlingException:http://...`.
    let code = code.split_once('#').map_or(code, |(_, code)| code);
    code.split(':').next()
}

/// The text that follows `key` in JSON.
fn text_of<'a>(json: &'a str, key: &str) -> Option<&'a str> {
    let value = json.split_once(key)?.1.trim_start().strip_prefix(':')?;
    value.trim_start().strip_prefix('"')?.split('"').next()
}

#[cfg(test)]
mod tests {
    use aws_smithy_runtime_api::client::result::ConnectorError;
    use aws_smithy_runtime_api::http::StatusCode;
    use aws_smithy_types::body::SdkBody;

    use super::*;

    fn response(status: u16, body: &'static str) -> HttpResponse {
        HttpResponse::new(StatusCode::try_from(status).unwrap(), SdkBody::from(body))
    }

    #[test]
    fn a_code_is_found_wherever_a_protocol_has_it() {
        for body in [
            r#"{"__type":"ThrottlingException","message":"..."}"#,
            r#"{"message":"...", "__type" : "com.amazonaws.ssm#ThrottlingException"}"#,
            r#"{"code": "ThrottlingException"}"#,
            "<ErrorResponse><Error><Code>ThrottlingException</Code></Error></ErrorResponse>",
        ] {
            assert_eq!(
                code(&response(400, body)),
                Some("ThrottlingException"),
                "{body}"
            );
            assert_eq!(
                outcome(&Ok(response(400, body))),
                Outcome::Throttled,
                "{body}"
            );
        }
        let mut answer = response(400, "{}");
        let said = "ThrottlingException:http://internal.amazon.com/".to_owned();
        answer.headers_mut().insert("x-amzn-errortype", said);
        assert_eq!(outcome(&Ok(answer)), Outcome::Throttled);
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
                outcome(&Ok(response(status, body))),
                expected,
                "{status} {body}"
            );
        }
        let lost = Err(ConnectorError::io("reset".into()));
        assert_eq!(outcome(&lost), Outcome::Transient);
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
