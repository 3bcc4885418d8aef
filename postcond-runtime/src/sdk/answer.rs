//! What an answer says of itself beside its content: the code of its error, in which form it came, and whether
//! all of it did.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::AfterDeserializationInterceptorContextRef;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use xmlparser::{ElementEnd, Token, Tokenizer};

/// No code of AWS's is longer.
const LONGEST: usize = 100;

/// The service's error code, in any of AWS's protocols: in a header, or in the body, which is here not
/// taken apart any further.
pub(crate) fn error_code(response: &HttpResponse) -> Option<&str> {
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
    let code = code.split(':').next().unwrap_or(code);
    // It is displayed: what is no name may be anything.
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let is_code = !code.is_empty() && code.len() <= LONGEST && code.chars().all(is_part);
    is_code.then_some(code)
}

/// The text that follows `key` in JSON.
fn text_of<'a>(json: &'a str, key: &str) -> Option<&'a str> {
    let value = json.split_once(key)?.1.trim_start().strip_prefix(':')?;
    value.trim_start().strip_prefix('"')?.split('"').next()
}

/// The media type of an answer, as in `text/html`, without its parameters.
pub(crate) fn content_type(response: &HttpResponse) -> Option<&str> {
    let media_type = response.headers().get("content-type")?;
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '+' | '-');
    let is_one = !media_type.is_empty() && media_type.len() <= LONGEST;
    (is_one && media_type.chars().all(is_part)).then_some(media_type)
}

/// What is said of an answer that [breaks off](breaks_off).
pub(crate) const BREAKS_OFF: &str = "the answer breaks off";

/// Whether an answer is XML that does not end as it should, and yet was read. The SDK takes a list for shorter
/// than it is, or what is missing for empty, and would have a check believe that the rest is gone.
pub(crate) fn breaks_off(response: &HttpResponse) -> bool {
    let is_read = response.status().is_success() || error_code(response).is_some();
    let body = response.body().bytes().unwrap_or_default();
    let body = body.trim_ascii_start();
    is_read && body.starts_with(b"<") && !std::str::from_utf8(body).is_ok_and(is_whole_xml)
}

/// An error if the answer, all of which has arrived, [breaks off](breaks_off).
pub(crate) fn refuse_broken(
    context: &AfterDeserializationInterceptorContextRef<'_>,
) -> Result<(), BoxError> {
    match breaks_off(context.response()) {
        true => Err(BREAKS_OFF.into()),
        false => Ok(()),
    }
}

/// Whether every element that is opened is closed.
fn is_whole_xml(body: &str) -> bool {
    let mut open = Vec::new();
    for token in Tokenizer::from(body) {
        match token {
            Ok(Token::ElementStart { prefix, local, .. }) => {
                open.push((prefix.as_str(), local.as_str()));
            }
            Ok(Token::ElementEnd { end, .. }) => match end {
                ElementEnd::Open => {}
                ElementEnd::Empty => drop(open.pop()),
                ElementEnd::Close(prefix, local) => {
                    if open.pop() != Some((prefix.as_str(), local.as_str())) {
                        return false;
                    }
                }
            },
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    open.is_empty()
}

#[cfg(test)]
mod tests {
    use aws_smithy_runtime_api::http::StatusCode;
    use aws_smithy_types::body::SdkBody;

    use super::*;

    fn response(body: &'static str) -> HttpResponse {
        HttpResponse::new(StatusCode::try_from(400).unwrap(), SdkBody::from(body))
    }

    #[test]
    fn a_code_is_found_wherever_a_protocol_has_it() {
        for body in [
            r#"{"__type":"ThrottlingException","message":"..."}"#,
            r#"{"message":"...", "__type" : "com.amazonaws.ssm#ThrottlingException"}"#,
            r#"{"code": "ThrottlingException"}"#,
            "<ErrorResponse><Error><Code>ThrottlingException</Code></Error></ErrorResponse>",
        ] {
            let response = response(body);
            let code = error_code(&response);
            assert_eq!(code, Some("ThrottlingException"), "{body}");
        }
        let mut answer = response("{}");
        let said = "ThrottlingException:http://internal.amazon.com/".to_owned();
        answer.headers_mut().insert("x-amzn-errortype", said);
        assert_eq!(error_code(&answer), Some("ThrottlingException"));
    }

    #[test]
    fn what_is_no_name_is_no_code() {
        for body in [
            "<html>Internal Server Error</html>",
            r#"{"__type":""}"#,
            r#"{"code":"the secret is s3cret"}"#,
            r#"{"code":500}"#,
        ] {
            assert_eq!(error_code(&response(body)), None, "{body}");
        }
    }

    #[test]
    fn xml_is_whole_only_with_its_last_byte() {
        let of = |status: u16, body: &str| {
            HttpResponse::new(StatusCode::try_from(status).unwrap(), SdkBody::from(body))
        };
        let whole =
            "<?xml version=\"1.0\"?>\n<R><Code>A</Code><L><member>a</member><member/></L></R>";
        let root = whole.find("<R>").unwrap();
        for end in root + 1..whole.len() {
            assert!(breaks_off(&of(200, &whole[..end])), "{}", &whole[..end]);
        }
        for body in [whole, "", "  ", r#"{"a": "<"}"#, "no XML"] {
            assert!(!breaks_off(&of(200, body)), "{body}");
        }
        assert!(breaks_off(&of(200, "<R><L></R></L>")));
        let with_code = whole.find("<L>").unwrap();
        assert!(breaks_off(&of(404, &whole[..with_code])));
        let page = "<html>bad gateway<br></html>";
        assert!(!breaks_off(&of(502, page)), "nothing is read in it");
    }

    #[test]
    fn a_media_type_is_told_without_its_parameters() {
        let mut answer = response("");
        assert_eq!(content_type(&answer), None);
        for (header, expected) in [
            ("text/html; charset=utf-8", Some("text/html")),
            (
                "application/x-amz-json-1.1",
                Some("application/x-amz-json-1.1"),
            ),
            ("what ever", None),
        ] {
            answer.headers_mut().insert("content-type", header);
            assert_eq!(content_type(&answer), expected, "{header}");
        }
    }
}
