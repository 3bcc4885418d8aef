//! What errors of reads say, and to whom.

use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::ErrorMetadata;

use super::*;

#[test]
fn a_body_that_could_not_be_read_is_in_no_text() {
    let response = HttpResponse::new(200.try_into().unwrap(), SdkBody::from("s3cret"));
    let error = SdkError::<ErrorMetadata, _>::response_error("broken off", response);
    let error = ReadError::from(error);
    assert_eq!(error.to_string(), "the answer cannot be read");
    let words = "the read answered HTTP 200 with what cannot be read (no content type)";
    assert_eq!(error.in_words(), words);
    assert!(!format!("{error:?}").contains("s3cret"));
    assert_eq!(error.sdk_error().unwrap().to_string(), "broken off");
}

#[test]
fn a_message_of_the_service_is_for_who_asks_for_it() {
    let response = HttpResponse::new(400.try_into().unwrap(), SdkBody::empty());
    let refused = ErrorMetadata::builder().code("InvalidKeyId");
    let refused = refused.message("s3cret is no key").build();
    let error = ReadError::from(SdkError::service_error(refused, response));
    assert_eq!(error.to_string(), "InvalidKeyId");
    assert!(error.source().is_none());
    assert!(!format!("{error:?}").contains("s3cret"));
    let inside = error.sdk_error().unwrap().to_string();
    assert!(inside.contains("s3cret is no key"), "{inside}");
}

#[test]
fn why_there_was_no_answer_is_told_by_the_sources() {
    let failed = ConnectorError::io("the connection was reset".into());
    let error = ReadError::from(SdkError::<ErrorMetadata, _>::dispatch_failure(failed));
    assert_eq!(error.in_words(), "the read had no answer");
    assert_eq!(error.status(), None);
    assert!(error.sdk_error().is_none());
    let source = error.source().unwrap().to_string();
    assert_eq!(source, "the connection was reset");
}

#[test]
fn a_checks_own_reason_is_told() {
    let error = ReadError::fatal("the moon is not full");
    assert_eq!(error.in_words(), "the moon is not full");
}

/// An error of a read that was answered with this status, code and content type.
fn answered(status: u16, code: Option<&str>, content_type: Option<&'static str>) -> ReadError {
    let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from("s3cret"));
    if let Some(content_type) = content_type {
        response.headers_mut().insert("content-type", content_type);
    }
    let mut error = ErrorMetadata::builder();
    if let Some(code) = code {
        error = error.code(code);
    }
    ReadError::from(SdkError::service_error(error.build(), response))
}

#[test]
fn the_words_name_the_read_its_status_and_its_code() {
    let html = Some("text/html; charset=utf-8");
    for (error, expected) in [
        (
            answered(501, Some("InternalFailure"), None),
            "GetParameter answered HTTP 501 InternalFailure",
        ),
        (
            answered(500, None, html),
            "GetParameter answered HTTP 500 without an error code (text/html)",
        ),
        (
            answered(503, None, None),
            "GetParameter answered HTTP 503 without an error code (no content type)",
        ),
    ] {
        let error = error.of_read("GetParameter");
        assert_eq!(error.in_words(), expected);
        assert_eq!(error.operation(), Some("GetParameter"));
    }
}

#[test]
fn a_5xx_with_neither_code_nor_request_id_is_bare() {
    for (status, code, is_bare) in [
        (500, None, true),
        (502, None, true),
        (503, None, true),
        (501, None, false),
        (200, None, false),
        (500, Some("InternalFailure"), false),
    ] {
        let error = answered(status, code, None);
        assert_eq!(error.is_bare_failure(), is_bare, "{status} {code:?}");
    }
    let mut response = HttpResponse::new(500.try_into().unwrap(), SdkBody::empty());
    response.headers_mut().insert("x-amzn-requestid", "an-id");
    let error = ErrorMetadata::builder().build();
    let error = ReadError::from(SdkError::service_error(error, response));
    assert!(!error.is_bare_failure());
}

#[test]
fn what_a_check_calls_pending_is_so_in_its_words() {
    let other = ReadError::pending("another secret");
    assert_eq!(other.into_pending().unwrap(), "another secret");
    assert!(ReadError::fatal("x").into_pending().is_err());
    assert!(answered(500, None, None).into_pending().is_err());
}

#[test]
fn only_the_not_found_that_the_check_names_is_an_answer() {
    let refused = |code: &str| {
        let response = HttpResponse::new(400.try_into().unwrap(), SdkBody::empty());
        let error = ErrorMetadata::builder().code(code).build();
        SdkError::service_error(error, response)
    };
    let not_found = |error: &ErrorMetadata| error.code() == Some("ParameterNotFound");
    assert!(
        Err::<(), _>(refused("ParameterNotFound"))
            .absent_if(not_found)
            .unwrap()
            .is_none()
    );
    let error = Err::<(), _>(refused("InvalidKeyId"))
        .absent_if(not_found)
        .unwrap_err();
    assert_eq!(error.code(), Some("InvalidKeyId"));
}
