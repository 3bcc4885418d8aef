//! Nothing was learned of a write, and a script sees it.

use std::net::TcpListener;
use std::process::Output;

use crate::world::{LONG, SHORT, World, told};

/// A script that rolls back what is unconfirmed does not roll back what nobody has looked at.
fn assert_unknown(output: &Output, words: &[&str]) {
    let (code, stdout, stderr) = told(output);
    assert_eq!(code, 1, "{stdout}{stderr}");
    assert!(
        stdout.contains(": unknown: PutParameter of /app/db: "),
        "{stdout}"
    );
    for words in words {
        assert!(stdout.contains(words), "{words} is not in {stdout}");
    }
    // What only a program can do that has a policy.
    for advice in ["olicy's", "DeniedRead", "unconfirmed()"] {
        assert!(!stdout.contains(advice), "{stdout}");
    }
}

#[test]
fn who_may_not_read_is_told_which_right_is_missing() {
    let world = World::with(&["--fault", "reads=denied@100%"]);
    let receipt = world.put("/app/db", LONG);
    for command in ["look", "wait"] {
        let output = world.postcond(&[command], &[&receipt]);
        assert_unknown(
            &output,
            &[
                "may not read (AccessDeniedException)",
                r#""ssm:GetParameter""#,
            ],
        );
    }
}

#[test]
fn without_credentials_nothing_is_known_of_a_write() {
    let world = World::with(&[]);
    let receipt = world.put("/app/db", LONG);
    world.file("config", "[profile empty]\nregion = us-east-1\n");
    let rows: [(&[&str], bool, &[&str]); 3] = [
        (
            &[],
            false,
            &["there are no credentials: no credentials found in chain"],
        ),
        (
            &["--profile", "nowhere"],
            true,
            &[
                "there are no credentials of profile `nowhere`: profile `nowhere` was not defined",
                "not defined",
            ],
        ),
        (
            &["--profile", "empty"],
            true,
            &["there are no credentials of profile `empty`: none are configured"],
        ),
    ];
    for (options, has_environment, words) in rows {
        for command in ["look", "wait"] {
            let mut command = world.command(&[&[command], options].concat());
            if !has_environment {
                command
                    .env_remove("AWS_ACCESS_KEY_ID")
                    .env_remove("AWS_SECRET_ACCESS_KEY");
            }
            assert_unknown(&command.arg(&receipt).output().unwrap(), words);
        }
    }
}

#[test]
fn a_profile_may_give_the_credentials() {
    let world = World::with(&[]);
    let receipt = world.put("/app/db", LONG);
    world.file(
        "credentials",
        "[here]\naws_access_key_id = a\naws_secret_access_key = b\n",
    );
    let output = world.postcond(&["look", "--profile", "here"], &[&receipt]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn with_expired_credentials_nothing_is_known_of_a_write() {
    let world = World::with(&["--script", "GetParameter=400:ExpiredTokenException@always"]);
    let receipt = world.put("/app/db", LONG);
    for command in ["look", "wait"] {
        let output = world.postcond(&[command], &[&receipt]);
        assert_unknown(
            &output,
            &[
                "no valid credentials",
                "ExpiredTokenException",
                "Renew them",
            ],
        );
    }
}

#[test]
fn without_a_connection_nothing_is_known_of_a_write() {
    let world = World::with(&[]);
    let receipt = world.put("/app/db", SHORT);
    // Nobody listens there any more.
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let rows: [(&str, &[&str]); 3] = [
        (&closed, &[&closed, "onnection refused"]),
        (
            "http://nowhere.invalid",
            &["http://nowhere.invalid: failed to lookup address"],
        ),
        ("nonsense", &["endpoint must contain scheme"]),
    ];
    for (url, words) in rows {
        for command in ["look", "wait"] {
            let mut command = world.command(&[command]);
            let output = command.env("AWS_ENDPOINT_URL", url).arg(&receipt).output();
            assert_unknown(&output.unwrap(), words);
        }
    }
    let output = world.postcond(&["look", "--endpoint-url", "nonsense"], &[&receipt]);
    let (code, _, stderr) = told(&output);
    assert_eq!(code, 2, "{stderr}");
    assert!(stderr.contains("--endpoint-url <URL>"), "{stderr}");
}
