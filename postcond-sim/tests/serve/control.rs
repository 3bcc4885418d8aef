//! What is asked of the simulator itself.

use crate::program::{answer, serve};

#[test]
#[allow(clippy::too_many_lines)] // It is a table.
fn what_is_no_control_is_answered_with_what_was_meant() {
    let served = serve(&[]);
    let rows = [
        (
            ("GET", "statistic", ""),
            (
                404,
                "there is no control `statistic`; did you mean `statistics`?",
            ),
        ),
        (("POST", "", ""), (405, "/_postcond/ takes GET only")),
        (
            ("POST", "lag", "zero"),
            (405, "/_postcond/lag takes PUT only"),
        ),
        (
            ("PUT", "lag", "log-norml:200ms:1"),
            (
                400,
                "there is no lag `log-norml`; did you mean `log-normal`?",
            ),
        ),
        (
            ("PUT", "lag", "\"zero\""),
            (
                400,
                "the body is to be the text as it is, without quotes and braces of JSON",
            ),
        ),
        (
            ("PUT", "lag", "log-normal:0s:1"),
            (400, "a log-normal lag needs a median above zero"),
        ),
        (
            ("PUT", "faults", "reads=throttled@2\n\nGetParamter=denied@1"),
            (
                400,
                "reads=throttled@2: a fault rate is a share of the calls from 0 to 1, and 2 is not\n\
                 GetParamter=denied@1: no service of the simulator has an operation `GetParamter`; did you mean \
                 `GetParameter`?",
            ),
        ),
        (
            ("PUT", "scripts", "GetParameter"),
            (
                400,
                "GetParameter: `GetParameter` is not of the form OPERATION=ANSWER@TIMES, as \
                 `GetParameter=denied@3`, or `@always`",
            ),
        ),
    ];
    for ((method, path, body), (status, message)) in rows {
        let answer = served.control(method, path, body);
        assert_eq!(answer, (status, format!("{message}\n")), "{method} {path}");
    }
}

#[test]
fn the_controls_are_listed_with_their_methods() {
    let served = serve(&[]);
    let listed = "/_postcond/statistics: GET\n/_postcond/lag: PUT\n/_postcond/faults: PUT, DELETE\n\
                  /_postcond/scripts: PUT, DELETE\n/_postcond/converge: POST\n/_postcond/reset: POST\n";
    for path in ["/_postcond", "/_postcond/"] {
        let request = format!("GET {path} HTTP/1.1\r\nhost: sim\r\nconnection: close\r\n\r\n");
        let answer = answer(served.connect(), request.as_bytes());
        assert_eq!(answer, (200, listed.to_owned()), "{path}");
    }
}
