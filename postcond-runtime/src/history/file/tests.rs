//! Files that other processes write, and that are none of ours.

mod heard;

use super::*;
use crate::history::key::EndpointKind;
use crate::timing::lag_history::{CheckLags, Dated};
use crate::timing::observation::Observation;

fn key() -> HistoryKey {
    HistoryKey {
        service: "ssm".to_owned(),
        region: Some("us-east-1".to_owned()),
        endpoint: EndpointKind::Aws,
        account: None,
    }
}

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_790_000_000)
}

/// What a process has learned from so many writes, from this one on.
fn learned(first: u64, writes: u64) -> LagHistory {
    let mut lags = LagHistory::default();
    for number in first..first + writes {
        let observation = Observation {
            missed: (number % 2 == 0).then_some(Duration::from_micros(183_401 + number)),
            seen: (number % 3 != 0).then_some(Duration::from_micros(215_330 + number)),
            round_trip: Duration::from_micros(15_210),
            is_of_several: number % 5 == 0,
        };
        let at = 1_790_000_000_000_000 + number;
        lags.add(("PutParameter", "is_visible"), Dated { at, observation });
    }
    lags
}

fn merged(path: &Path, added: LagHistory) -> Result<(), String> {
    merge(path, key(), added, now()).map_err(|error| error.to_string())
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn what_is_read_is_what_all_have_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("of/a/program/lags.json");
    assert_eq!(read_of(&path, &key()).unwrap(), LagHistory::default());
    merged(&path, learned(0, 10)).unwrap();
    merged(&path, learned(10, 10)).unwrap();
    assert_eq!(read_of(&path, &key()).unwrap(), learned(0, 20));
    assert_eq!(
        names_in(path.parent().unwrap()),
        ["lags.json", "lags.json.lock"]
    );
}

#[test]
fn a_folder_has_a_file_for_each_service_region_endpoint_and_account() {
    let store = HistoryFile::in_folder("/cache");
    let own = HistoryKey {
        account: Some("123456789012".to_owned()),
        ..key()
    };
    for (key, path) in [
        (key(), "/cache/ssm.us-east-1.aws.json"),
        (own, "/cache/ssm.us-east-1.aws.123456789012.json"),
    ] {
        assert_eq!(store.path(&key).unwrap(), Path::new(path));
    }
}

#[test]
fn a_file_is_as_large_as_it_gets_and_can_be_read() {
    let mut lags = LagHistory::default();
    for number in 0..256 {
        let operation = format!("AnOperationWhoseNameIsLong{number:03}");
        for write in learned(0, 1_024).checks().flat_map(CheckLags::dated) {
            lags.add((&operation, "a_check_whose_name_is_long"), *write);
        }
    }
    let text = StoredHistory::new(key(), lags).to_json();
    assert!((text.len() as u64) < LARGEST, "{}", text.len());
}

/// What is wrong with a file, how it comes about, and what is said of it.
const WRONG: [(&str, &str); 8] = [
    (
        "no text at all \u{0}",
        "it is no history of postcond: expected",
    ),
    (
        "{\"format\": \"postcond history\", \"vers",
        "it is no history of postcond: EOF",
    ),
    (
        "{\"name\": \"my settings\"}",
        "it is no history of postcond: missing field",
    ),
    (
        "{\"format\": \"another\", \"version\": 1}",
        "it is no history of postcond",
    ),
    (
        "{\"format\": \"postcond history\", \"version\": 2, \"checks\": {}}",
        "it is of version 2, and this version of postcond reads 1",
    ),
    (
        "{\"format\": \"postcond history\", \"version\": 1, \"service\": \"ssm\", \"region\": \"eu-west-1\", \
         \"endpoint\": \"aws\", \"checks\": []}",
        "it is of ssm in eu-west-1, at AWS, and not of ssm in us-east-1, at AWS",
    ),
    (
        "{\"format\": \"postcond history\", \"version\": 1, \"service\": \"ssm\", \"region\": \"us-east-1\", \
         \"endpoint\": \"local\", \"checks\": []}",
        "it is of ssm in us-east-1, at a local endpoint, and not of ssm in us-east-1, at AWS",
    ),
    (
        "{\"format\": \"postcond history\", \"version\": 1, \"service\": \"ssm\", \"region\": \"us-east-1\", \
         \"endpoint\": \"aws\", \"checks\": [{\"operation\": \"PutParameter\", \"check\": \"c\", \"writes\": [[-1]]}]}",
        "it is no history of postcond: invalid value",
    ),
];

#[test]
fn a_file_that_is_no_history_of_this_is_told_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json");
    for (text, told) in WRONG {
        std::fs::write(&path, text).unwrap();
        let expected = format!("{}: {told}", path.display());
        let error = read_of(&path, &key()).unwrap_err().to_string();
        assert!(error.starts_with(&expected), "{error}");
        let error = merged(&path, learned(0, 1)).unwrap_err();
        assert!(error.starts_with(&expected), "{error}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn what_is_too_large_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json");
    File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
    let error = read_of(&path, &key()).unwrap_err().to_string();
    assert!(
        error.ends_with("it is larger than 16 MiB, and no history of postcond"),
        "{error}"
    );
    // As long as it may be, it is read, and is no JSON.
    File::create(&path).unwrap().set_len(LARGEST).unwrap();
    let error = read_of(&path, &key()).unwrap_err().to_string();
    assert!(error.contains("expected value"), "{error}");
}

#[test]
fn what_is_no_file_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let error = read_of(folder.path(), &key()).unwrap_err().to_string();
    assert_eq!(
        error,
        format!("{}: it is not a file", folder.path().display())
    );
}

#[test]
fn where_nothing_may_be_written_the_path_is_told() {
    // A file instead of a folder keeps the superuser out as well.
    let folder = tempfile::tempdir().unwrap();
    let above = folder.path().join("above");
    std::fs::write(&above, "a file").unwrap();
    let path = above.join("lags.json");
    let error = merged(&path, learned(0, 1)).unwrap_err();
    let expected = format!("{}: {} is not a folder", path.display(), above.display());
    assert_eq!(error, expected);
}

/// As a file that was just made for the purpose, or that was on its way to the disk when the power failed.
#[test]
fn an_empty_file_is_an_empty_history() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json");
    std::fs::write(&path, "").unwrap();
    merged(&path, learned(0, 3)).unwrap();
    assert_eq!(read_of(&path, &key()).unwrap(), learned(0, 3));
}

#[test]
fn what_a_killed_process_leaves_behind_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json");
    merged(&path, learned(0, 3)).unwrap();
    std::fs::write(beside(&path, ".new"), "{\"format\": \"postc").unwrap();
    assert_eq!(read_of(&path, &key()).unwrap(), learned(0, 3));
    merged(&path, learned(3, 3)).unwrap();
    assert_eq!(read_of(&path, &key()).unwrap(), learned(0, 6));
    assert_eq!(names_in(folder.path()), ["lags.json", "lags.json.lock"]);
}

#[test]
fn a_lock_is_waited_for_but_not_forever() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json.lock");
    let held = lock(&path, LOCK_PATIENCE).unwrap();
    let error = lock(&path, Duration::from_millis(30)).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    assert_eq!(
        error.to_string(),
        format!("another process holds the lock {}", path.display())
    );
    drop(held);
    lock(&path, Duration::from_millis(30)).unwrap();
}

/// Rows that no client has written must not make a client wait for years.
#[test]
fn rows_that_make_no_sense_are_left_out() {
    let row = |row: &str| {
        let text = format!(
            "{{\"format\": \"postcond history\", \"version\": 1, \"service\": \"ssm\", \"region\": null, \
             \"endpoint\": \"aws\", \"checks\": [{{\"operation\": \"Put\", \"check\": \"c\", \
             \"writes\": [{row}]}}]}}"
        );
        StoredHistory::from_json(text.as_bytes())
            .unwrap()
            .lags
            .writes()
    };
    for (text, kept) in [
        ("[1, 5, 10, 15, false]", 1),
        ("[1, 10, 10, 15, false]", 1),
        ("[1, 11, 10, 15, false]", 0),
        ("[1, 5, 10, 86400000001, false]", 0),
        ("[1, 5, 86400000001, 15, false]", 0),
        ("[1, 86400000001, null, 15, false]", 0),
        ("[18446744073709551615, null, 10, 15, true]", 1),
    ] {
        assert_eq!(row(text), kept, "{text}");
    }
}

#[tokio::test]
async fn work_goes_on_although_nobody_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json");
    drop(HistoryFile::at(&path).merge(&key(), learned(0, 3), now()));
    for _ in 0..500 {
        if path.exists() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nothing was written");
}

/// What a folder of a user's cache would be.
#[test]
fn without_a_runtime_it_works_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = HistoryFile::in_folder(folder.path());
    drop(store.merge(&key(), learned(0, 3), now()));
    assert!(folder.path().join("ssm.us-east-1.aws.json").exists());
}

/// A file that version 0.2 has written is one for all later versions that write version 1.
#[test]
fn what_an_earlier_version_has_written_is_read_and_written_the_same() {
    let text = include_bytes!("version-1.json").trim_ascii();
    let stored = StoredHistory::from_json(text).unwrap();
    assert_eq!(stored, StoredHistory::new(key(), learned(0, 6)));
    assert_eq!(stored.to_json(), text);
}

/// Where the last clone of a client is dropped, nobody else can be told.
#[test]
fn without_a_runtime_what_fails_is_warned_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json");
    std::fs::write(&path, "none").unwrap();
    let heard =
        heard::while_doing(|| drop(HistoryFile::at(&path).merge(&key(), learned(0, 3), now())));
    assert_eq!(heard.len(), 1, "{heard:?}");
    let expected = [
        format!("{}: it is no history of postcond", path.display()),
        "history ignored".to_owned(),
    ];
    for words in expected {
        assert!(heard[0].contains(&words), "{heard:?}");
    }
}
