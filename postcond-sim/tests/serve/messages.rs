//! What is said of settings that make no sense.

use std::fs;
use std::net::TcpListener;

use crate::program::{run, serve};

/// What it says before it gives up.
fn refused(settings: &[&str]) -> String {
    let output = run(&[&["serve"], settings].concat());
    assert_eq!(output.status.code(), Some(2), "{settings:?}");
    assert!(output.stdout.is_empty(), "{settings:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// A flag, a value that makes no sense, and why.
const WRONG: &[(&str, &str, &str)] = &[
    (
        "--port",
        "70000",
        "`70000` is no port, which is a number from 0 to 65535",
    ),
    ("--replicas", "0", "`0` is no whole number from 1 to 1000"),
    (
        "--lag",
        "log-norml:200ms:1",
        "there is no lag `log-norml`; did you mean `log-normal`?",
    ),
    (
        "--lag",
        "slow",
        "there is no lag `slow`, only zero, never, fixed, uniform, log-normal, exponential",
    ),
    (
        "--lag",
        "fixed:fast",
        "`fast` is no duration, such as `300ms` or `2s`",
    ),
    (
        "--lag",
        "fixed",
        "`fixed` is not of the form fixed:DURATION",
    ),
    (
        "--lag",
        "uniform:2s:1s",
        "a uniform lag needs a range that is not empty, and 2s..1s is",
    ),
    (
        "--lag",
        "log-normal:1s:much",
        "`much` is no number, such as `3` or `0.5`",
    ),
    (
        "--lag",
        "fixed:1s+2*zero",
        "`fixed:1s` lacks the weight that it has in the mixture, as in `9*fixed:1s`",
    ),
    (
        "--lag",
        "0*zero",
        "a mixture needs one lag or more, with weights above zero and a finite sum, and [0.0] are not",
    ),
    (
        "--routing",
        "monotone",
        "there is no routing `monotone`; did you mean `monotonic`?",
    ),
    (
        "--round-trip",
        "15",
        "`15` is no duration, such as `300ms` or `2s`",
    ),
    (
        "--round-trip",
        "25h",
        "`25h` is longer than a day, the most that a duration may be",
    ),
    (
        "--script",
        "GetParameter=denied@0",
        "`0` is no whole number from 1 to 1000000000",
    ),
    (
        "--seed",
        "dice",
        "`dice` is no whole number from 0 to 18446744073709551615",
    ),
    (
        "--epoch",
        "yesterday",
        "`yesterday` is no date in UTC, such as `2024-01-01T00:00:00Z`",
    ),
    (
        "--epoch",
        "1960-02-03T00:00:00Z",
        "the service has no date before 1970",
    ),
    (
        "--date-precision",
        "second",
        "there is no date precision `second`; did you mean `seconds`?",
    ),
    (
        "--body-limit",
        "0",
        "`0` is no whole number from 1 to 1073741824",
    ),
    (
        "--on-record",
        "-",
        "`-` is no whole number from 1 to 1000000000",
    ),
    (
        "--fault",
        "reads",
        "`reads` is not of the form CALLS=ANSWER@SHARE, as `reads=throttled@20%`",
    ),
    (
        "--fault",
        "reads=throttled@120%",
        "a fault rate is a share of the calls from 0 to 1, and 1.2 is not",
    ),
    (
        "--fault",
        "read=throttled@1",
        "no service of the simulator has an operation `read`",
    ),
    (
        "--fault",
        "all=throttle@1",
        "there is no answer `throttle`; did you mean `throttled`? (or one of your own: `400:Code:message`, `200:{}`)",
    ),
    (
        "--fault",
        "all=200:Fine@1",
        "`Fine` is no JSON: expected value at line 1 column 1",
    ),
    (
        "--fault",
        "reads=200:{\"a\":[}@20%",
        "`{\"a\":[}` is no JSON: expected value at line 1 column 7",
    ),
    ("--fault", "all=400:@1", "`` is no code of an error"),
    (
        "--fault",
        "all=101:{}@1",
        "`101` is no whole number from 200 to 599",
    ),
    (
        "--rate-limit",
        "reads=3",
        "a rate limit has the form CALLS=PER_SECOND/BURST, as `PutParameter=3/10`",
    ),
    (
        "--rate-limit",
        "reads=0/1",
        "a rate limit takes a rate above 0 and a burst of at least 1, not 0 and 1",
    ),
    (
        "--refuse-after",
        "DeleteSecret,CreateSecrt=denied@1s",
        "no service of the simulator has an operation `CreateSecrt`; did you mean `CreateSecret`?",
    ),
    (
        "--script",
        "ssm:GetParametr=denied@2",
        "no service of the simulator has an operation `ssm:GetParametr`; did you mean `ssm:GetParameter`?",
    ),
];

#[test]
fn each_setting_that_makes_no_sense_is_told_why() {
    for (flag, value, why) in WRONG {
        let expected = format!("postcond-sim: {flag} {value}: {why}\n");
        assert_eq!(refused(&[flag, value]), expected);
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let file = file("all", "lag = \"slow\"\nrouting = true\n[seeds]\n");
    let told = refused(&["--replicas", "0", "--seed", "x", "--config", &file]);
    let expected = format!(
        "postcond-sim: 4 problems\n  \
         --replicas 0: `0` is no whole number from 1 to 1000\n  \
         --seed x: `x` is no whole number from 0 to 18446744073709551615\n  \
         {file}: routing takes text\n  \
         {file}: there is no setting `seeds`; did you mean `seed`?\n"
    );
    assert_eq!(told, expected);
}

#[test]
fn a_value_of_another_type_is_told_what_would_be_taken() {
    let rows = [
        ("lag = [\"zero\"]", "lag takes one value, not a list"),
        ("replicas = true", "replicas takes a number"),
        ("epoch = false", "epoch takes a date"),
        ("fault = [true]", "fault takes text, or a list of texts"),
    ];
    for (text, why) in rows {
        let file = file("types", text);
        let expected = format!("postcond-sim: {file}: {why}\n");
        assert_eq!(refused(&["--config", &file]), expected);
    }
}

#[test]
fn a_file_is_told_where_it_is_wrong() {
    let wrong = file("wrong", "lag = \"slow\"\nreplicas = 0\n");
    let expected = format!(
        "postcond-sim: 2 problems\n  \
         {wrong}: lag = slow: there is no lag `slow`, only zero, never, fixed, uniform, log-normal, exponential\n  \
         {wrong}: replicas = 0: `0` is no whole number from 1 to 1000\n"
    );
    assert_eq!(refused(&["--config", &wrong]), expected);
    let no_toml = file("no_toml", "lag = \n");
    let told = refused(&["--config", &no_toml]);
    assert!(
        told.contains("no_toml.toml: TOML parse error at line 1"),
        "{told}"
    );
    let unquoted = file("unquoted", "seed = 1\nlag = fixed:300ms\n");
    let told = refused(&["--config", &unquoted]);
    assert!(
        told.ends_with("text takes quotes: lag = \"fixed:300ms\"\n"),
        "{told}"
    );
    let told = refused(&["--config", "/there/is/none.toml"]);
    assert!(
        told.starts_with("postcond-sim: /there/is/none.toml: No such file"),
        "{told}"
    );
}

/// The path of a file with this text.
fn file(name: &str, text: &str) -> String {
    let path = format!("{}/{name}.toml", env!("CARGO_TARGET_TMPDIR"));
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn what_a_flag_has_takes_the_place_of_what_the_file_has() {
    let text = "seed = 3\nreplicas = 2\nlag = \"fixed:1s\"\nepoch = 2020-02-02T02:02:02Z\nfault = [\"reads=denied@0.5\"]\n";
    let served = serve(&["--config", &file("flags_win", text), "--seed", "4"]);
    assert_eq!(served.introduction, "seed 4, replicas 2, lag fixed:1s");
}

#[test]
fn an_unknown_flag_and_no_command_are_told_of_the_right_ones() {
    let told = refused(&["--lagg", "zero"]);
    assert!(told.contains("unexpected argument '--lagg'"), "{told}");
    assert!(told.contains("'--lag'"), "{told}");
    let output = run(&[]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("Usage: postcond-sim <COMMAND>"), "{told}");
}

#[test]
fn a_port_in_use_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let output = run(&["serve", "--port", &port.to_string()]);
    let told =
        format!("postcond-sim: 127.0.0.1:{port} is in use; `--port 0` takes a port that is free\n");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), told);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_readme_has_all_settings() {
    let help = String::from_utf8(run(&["serve", "--help"]).stdout).unwrap();
    let settings = help
        .split_whitespace()
        .filter(|word| word.starts_with("--"));
    let readme = include_str!("../../README.md");
    let missing: Vec<&str> = settings
        .filter(|setting| !readme.contains(&format!("`{setting}")))
        .collect();
    assert_eq!(missing, ["--help"]);
}
