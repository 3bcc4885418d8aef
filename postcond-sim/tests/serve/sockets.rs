//! Clients that do not behave.

use std::io::Write;

use crate::program::{answer, serve};

fn request(content_length: usize, body: &str) -> Vec<u8> {
    let head =
        "POST / HTTP/1.1\r\nhost: sim\r\nconnection: close\r\nx-amz-target: AmazonSSM.GetParameter";
    format!("{head}\r\ncontent-length: {content_length}\r\n\r\n{body}").into_bytes()
}

#[test]
fn a_client_that_hangs_up_in_a_request_harms_no_other() {
    let mut served = serve(&[]);
    let mut halfway = served.connect();
    let client = halfway.local_addr().unwrap();
    halfway.write_all(&request(100, r#"{"Name":"#)).unwrap();
    drop(halfway);
    let complaint = format!("postcond-sim: client {client}: hung up in the middle of a request");
    assert_eq!(served.complaint(), complaint);
    let (status, _) = answer(served.connect(), &request(13, r#"{"Name":"/a"}"#));
    assert_eq!(status, 400);
    assert_eq!(served.end("TERM"), "none of 1 reads was stale\n");
}

#[test]
fn a_client_that_does_not_wait_for_its_answer_harms_no_other() {
    let served = serve(&["--script", "GetParameter=never@1"]);
    let mut waiting = served.connect();
    waiting.write_all(&request(13, r#"{"Name":"/a"}"#)).unwrap();
    // It is on record once it is known that it has no answer.
    let is_served = || {
        served
            .control("GET", "statistics", "")
            .1
            .contains("\"faults\": 1")
    };
    while !is_served() {}
    drop(waiting);
    let (status, _) = answer(served.connect(), &request(13, r#"{"Name":"/a"}"#));
    assert_eq!(status, 400);
    assert_eq!(served.end("TERM"), "none of 1 reads was stale\n");
}

#[test]
fn what_is_no_http_is_refused() {
    let mut served = serve(&[]);
    let (status, _) = answer(served.connect(), b"\x16\x03\x01 no HTTP at all\r\n\r\n");
    assert_eq!(status, 400);
    let complaint = served.complaint();
    assert!(complaint.contains("sent no HTTP request"), "{complaint}");
    assert_eq!(served.control("GET", "statistics", "").0, 200);
}

#[test]
fn a_request_for_no_service_is_told_which_there_are() {
    let served = serve(&[]);
    let (status, body) = answer(
        served.connect(),
        b"GET / HTTP/1.1\r\nhost: sim\r\nconnection: close\r\n\r\n",
    );
    assert_eq!(status, 400);
    assert!(body.contains("ssm, secretsmanager"), "{body}");
}

#[test]
fn a_report_that_nobody_reads_is_no_failure() {
    let (status, complaints) = serve(&[]).end_unread("TERM");
    assert_eq!((status.code(), &*complaints), (Some(0), ""));
}
