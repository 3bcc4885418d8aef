//! Clients that do not behave.

use std::io::{Read, Write};

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
fn a_body_that_is_not_what_its_head_says_is_refused_as_aws_refuses() {
    let served = serve(&["--body-limit", "10"]);
    let head = "POST / HTTP/1.1\r\nhost: sim\r\nconnection: close\r\n";
    let rows = [
        (
            "transfer-encoding: chunked\r\n\r\nno length\r\n",
            ("400", "Invalid chunk size"),
        ),
        (
            "content-length: 11\r\n\r\n{\"Name\":1 }",
            ("413", "larger than 10 bytes"),
        ),
    ];
    for (rest, (status, message)) in rows {
        let mut client = served.connect();
        client
            .write_all(format!("{head}{rest}").as_bytes())
            .unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert_eq!(head.split(' ').nth(1), Some(status), "{answer}");
        for header in [
            "content-type: application/x-amz-json-1.1",
            "x-amzn-requestid: ",
        ] {
            assert!(head.contains(header), "{answer}");
        }
        for part in ["__type", message] {
            assert!(body.contains(part), "{answer}");
        }
    }
}

/// Elsewhere a connection may end in other ways.
#[cfg(target_os = "linux")]
#[test]
fn a_connection_that_the_client_resets_is_told_as_one() {
    let mut served = serve(&[]);
    let mut client = served.connect();
    let address = client.local_addr().unwrap();
    client
        .write_all(b"GET /_postcond/ HTTP/1.1\r\nhost: sim\r\n\r\nPOST / HTTP/1.1\r\n")
        .unwrap();
    // What has arrived and is never read makes a reset of the end.
    assert_eq!(client.peek(&mut [0]).unwrap(), 1);
    drop(client);
    let complaint = served.complaint();
    let start = format!("postcond-sim: client {address}: ");
    assert!(complaint.starts_with(&start), "{complaint}");
    assert!(complaint.contains("reset by peer"), "{complaint}");
}

#[test]
fn a_client_of_a_service_that_there_is_not_is_told_in_its_own_protocol() {
    let served = serve(&[]);
    let form = "Action=GetCallerIdentity&Version=2011-06-15";
    let head = "POST / HTTP/1.1\r\nhost: sim\r\nconnection: close\r\ncontent-length: ";
    let request = format!("{head}{}\r\n\r\n{form}", form.len());
    let (status, body) = answer(served.connect(), request.as_bytes());
    assert_eq!(status, 400);
    assert!(
        body.contains("<Code>UnknownOperationException</Code>"),
        "{body}"
    );
    assert!(body.contains("ssm, secretsmanager"), "{body}");
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
