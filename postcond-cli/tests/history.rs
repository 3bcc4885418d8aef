//! `postcond history show`, as it is called.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

/// The history of a service in a region: 40 writes that took 200 to 350 ms, and 5 of another operation.
fn history(service: &str, region: &str) -> Value {
    let age = Duration::from_secs(3 * 3_600 + 100);
    let now = SystemTime::now() - age;
    let now = u64::try_from(now.duration_since(UNIX_EPOCH).unwrap().as_micros()).unwrap();
    let write = |number: u64, lag: u64| json!([now - number, lag - 10_000, lag, 15_000, false]);
    let lags = [200_000, 250_000, 300_000, 350_000];
    let puts = (0..40).map(|number| write(number, lags[number as usize % 4]));
    let deletes = (0..5).map(|number| write(number, 200_000));
    json!({
        "format": "postcond history",
        "version": 1,
        "service": service,
        "region": region,
        "endpoint": "aws",
        "checks": [
            { "operation": "PutParameter", "check": "value_is_visible", "writes": puts.collect::<Vec<_>>() },
            { "operation": "DeleteParameter", "check": "is_gone", "writes": deletes.collect::<Vec<_>>() },
        ],
    })
}

/// A user's cache with these files.
fn cache(files: &[(&str, String)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("postcond")).unwrap();
    for (name, text) in files {
        std::fs::write(home.path().join("postcond").join(name), text).unwrap();
    }
    home
}

fn show(cache: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_postcond"))
        .args(["history", "show"])
        .args(arguments)
        .env("XDG_CACHE_HOME", cache)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_file_is_shown_as_a_table_and_as_bars() {
    let cache = cache(&[("lags.json", history("ssm", "us-east-1").to_string())]);
    let path = cache.path().join("postcond/lags.json");
    let text = stdout(&show(cache.path(), &["--file", path.to_str().unwrap()]));
    let expected = format!(
        "\
ssm in us-east-1, at AWS
{}

| operation       | check            | writes | median |   90 % |   99 % |  latest |
|-----------------|------------------|--------|--------|--------|--------|---------|
| DeleteParameter | is_gone          |      5 |      - |      - |      - | 3 h ago |
| PutParameter    | value_is_visible |     40 | 267 ms | 362 ms | 378 ms | 3 h ago |

Of checks without a median too little is known for a plan: it takes 20 writes.

PutParameter, value_is_visible
181 ms to 256 ms ███████████████████████████████████ 44 %
256 ms to 362 ms ████████████████████████████████████████ 50 %
362 ms to 512 ms █████ 6 %

",
        path.display()
    );
    assert_eq!(text, expected);
}

#[test]
fn the_cache_is_searched_by_service_and_region() {
    let of = |service, region| history(service, region).to_string();
    let cache = cache(&[
        ("ssm.us-east-1.aws.json", of("ssm", "us-east-1")),
        ("ssm.eu-west-1.aws.json", of("ssm", "eu-west-1")),
        ("iam.us-east-1.aws.json", of("iam", "us-east-1")),
        ("iam.us-east-1.aws.json.lock", String::new()),
        ("empty.json", String::new()),
    ]);
    let rows: [(&[&str], usize); 4] = [
        (&[], 3),
        (&["--service", "ssm"], 2),
        (&["--region", "us-east-1"], 2),
        (&["--service", "ssm", "--region", "eu-west-1"], 1),
    ];
    for (arguments, shown) in rows {
        let arguments = [arguments, &["--json"]].concat();
        let text = stdout(&show(cache.path(), &arguments));
        let histories: Vec<Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(histories.len(), shown, "{arguments:?}");
    }
}

#[test]
fn other_programs_get_what_people_see() {
    let cache = cache(&[(
        "ssm.us-east-1.aws.json",
        history("ssm", "us-east-1").to_string(),
    )]);
    let text = stdout(&show(cache.path(), &["--json"]));
    let histories: Value = serde_json::from_str(&text).unwrap();
    let history = &histories[0];
    assert_eq!(
        (&history["service"], &history["endpoint"]),
        (&json!("ssm"), &json!("aws"))
    );
    let [delete, put] = &history["checks"].as_array().unwrap()[..] else {
        panic!("{text}");
    };
    assert_eq!(
        (&delete["writes"], &delete["median_seconds"]),
        (&json!(5), &Value::Null)
    );
    assert_eq!(
        (&put["writes"], &put["writes_that_count"]),
        (&json!(40), &json!(40))
    );
    assert!(
        (0.190..0.310).contains(&put["median_seconds"].as_f64().unwrap()),
        "{put}"
    );
    let bars = put["distribution"].as_array().unwrap();
    let total: f64 = bars.iter().map(|bar| bar["share"].as_f64().unwrap()).sum();
    assert!((0.97..1.01).contains(&total), "{put}");
}

#[test]
fn a_picture_has_a_panel_for_each_check_of_which_enough_is_known() {
    let cache = cache(&[(
        "ssm.us-east-1.aws.json",
        history("ssm", "us-east-1").to_string(),
    )]);
    let path = cache.path().join("lags.svg");
    stdout(&show(cache.path(), &["--svg", path.to_str().unwrap()]));
    let svg = std::fs::read_to_string(path).unwrap();
    assert!(
        svg.contains("PutParameter, value_is_visible (ssm in us-east-1, at AWS)"),
        "{svg}"
    );
    assert!(!svg.contains("DeleteParameter"), "{svg}");
    assert!(svg.matches("<rect").count() > 3, "{svg}");
}

/// In the order of time, which ends now: each write took so many milliseconds.
fn history_of(lags: &[u64], age: Duration) -> String {
    let end = SystemTime::now() - age;
    let end = u64::try_from(end.duration_since(UNIX_EPOCH).unwrap().as_micros()).unwrap();
    let writes = (0..).zip(lags.iter().rev()).map(|(number, lag)| {
        let lag = lag * 1_000;
        json!([end - number, lag - 10_000, lag, 15_000, false])
    });
    let mut history = history("ssm", "us-east-1");
    history["checks"] = json!([
        { "operation": "PutParameter", "check": "value_is_visible", "writes": writes.collect::<Vec<_>>() },
    ]);
    history.to_string()
}

const DAY: Duration = Duration::from_secs(86_400);

/// What a client does not begin with is not shown as if it did.
#[test]
fn what_clients_ignore_is_not_counted_and_told() {
    let old = history_of(&[200; 40], 45 * DAY);
    let mut ahead: Value = serde_json::from_str(&history_of(&[200; 40], DAY)).unwrap();
    for write in ahead["checks"][0]["writes"].as_array_mut().unwrap() {
        let at = write[0].as_u64().unwrap() + 400 * 86_400_000_000;
        write[0] = json!(at);
    }
    for history in [old, ahead.to_string()] {
        let cache = cache(&[("ssm.json", history)]);
        let text = stdout(&show(cache.path(), &[]));
        let row = "| PutParameter | value_is_visible |      0 |      - |    - |    - |      - |";
        assert!(text.contains(row), "{text}");
        assert!(
            text.contains("Not counted, as clients ignore it: "),
            "{text}"
        );
        assert!(text.contains(" Writes: 40.\n"), "{text}");
        let json: Value = serde_json::from_str(&stdout(&show(cache.path(), &["--json"]))).unwrap();
        let check = &json[0]["checks"][0];
        assert_eq!(
            (&check["writes"], &check["writes_ignored"]),
            (&json!(0), &json!(40))
        );
    }
}

#[test]
fn of_lags_that_have_changed_too_little_is_known_again() {
    let lags = [200, 250, 300, 350].repeat(10);
    let text = |slow| {
        let cache = cache(&[(
            "ssm.json",
            history_of(&[&lags[..], &vec![5_000; slow]].concat(), DAY),
        )]);
        stdout(&show(cache.path(), &[]))
    };
    assert!(
        text(12).contains("it takes 20 writes since lags have changed."),
        "{}",
        text(12)
    );
    let few = cache(&[("ssm.json", history_of(&lags[..8], DAY))]);
    assert!(stdout(&show(few.path(), &[])).contains("it takes 20 writes.\n"));
}

#[test]
fn a_name_that_a_terminal_would_obey_is_spelled_out() {
    let history = history_of(&[200; 40], DAY).replace("PutParameter", r"Put\u001b[2J\nParameter");
    let cache = cache(&[("ssm.json", history)]);
    let path = cache.path().join("lags.svg");
    let text = stdout(&show(cache.path(), &["--svg", path.to_str().unwrap()]));
    let svg = std::fs::read_to_string(path).unwrap();
    for shown in [text, svg] {
        assert!(
            shown.contains(r"Put\u{1b}[2J\nParameter, value_is_visible"),
            "{shown}"
        );
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }
}

#[test]
fn a_picture_of_nothing_is_not_drawn() {
    let cache = cache(&[("ssm.json", history_of(&[200; 5], DAY))]);
    let path = cache.path().join("lags.svg");
    let output = show(cache.path(), &["--svg", path.to_str().unwrap()]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{error}");
    let expected = format!(
        "error: {} is not drawn: of no check is enough known for a picture\n",
        path.display()
    );
    assert_eq!(error, expected);
    assert!(!path.exists());
}

#[test]
fn a_picture_that_cannot_be_written_is_told_once() {
    let cache = cache(&[("ssm.json", history_of(&[200; 40], DAY))]);
    let output = show(cache.path(), &["--svg", "/nowhere/lags.svg"]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(error.starts_with("error: /nowhere/lags.svg: "), "{error}");
    assert!(!error.contains("rawing"), "{error}");
}

/// Where the cache is, what is asked for, the exit code, and a part of what is told.
type Refused<'a> = (&'a Path, &'a [&'a str], i32, &'a str);

fn assert_refused(rows: &[Refused<'_>]) {
    for (cache, arguments, code, told) in rows {
        let output = show(cache, arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(*code), "{arguments:?}: {error}");
        assert!(error.contains(told), "{arguments:?}: {error}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn who_asks_for_what_there_is_not_is_told_so() {
    let empty = tempfile::tempdir().unwrap();
    let of_one: &[&str] = &["--service", "ssm", "--region", "us-east-1"];
    let nowhere: &[&str] = &["--file", "/nowhere/lags.json"];
    assert_refused(&[
        (empty.path(), &[], 1, "there is no history in "),
        (
            empty.path(),
            of_one,
            1,
            "there is no history of ssm in us-east-1 in ",
        ),
        (
            empty.path(),
            nowhere,
            1,
            "/nowhere/lags.json: there is no such file",
        ),
        (
            empty.path(),
            &["--file", "/a", "--service", "ssm"],
            2,
            "cannot be used with",
        ),
    ]);
}

#[test]
fn who_asks_for_what_is_no_history_is_told_so() {
    let garbage = cache(&[("lags.json", "{}".to_owned())]);
    let file = garbage.path().join("postcond/lags.json");
    let told = "lags.json: it is no history of postcond";
    assert_refused(&[
        (garbage.path(), &["--file", file.to_str().unwrap()], 1, told),
        (garbage.path(), &[], 1, told),
    ]);
}

/// What can be shown is, and a script sees that something is wrong.
#[test]
fn one_file_that_cannot_be_read_does_not_hide_the_others() {
    let cache = cache(&[
        ("a.json", "{}".to_owned()),
        (
            "ssm.us-east-1.aws.json",
            history("ssm", "us-east-1").to_string(),
        ),
    ]);
    let output = show(cache.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("PutParameter")
    );
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.contains("a.json: it is no history of postcond"),
        "{error}"
    );
}
