//! A file that is of no use: the client warns once, and works as without.

use std::path::Path;
use std::time::Duration;

use postcond::runtime::History;

use crate::warnings::Warnings;
use crate::{Endpoint, first_poll, teach, write};

/// How a file comes to be of no use, and what is said of it.
type Row = (&'static str, fn(&Path), &'static str);

const ROWS: [Row; 6] = [
    (
        "garbage",
        |path| std::fs::write(path, [0xff; 100]).unwrap(),
        "it is no history of postcond",
    ),
    (
        "cut off",
        |path| std::fs::write(path, "{\"format\": \"postcond history\", \"version\": 1, ").unwrap(),
        "it is no history of postcond",
    ),
    (
        "of a newer version",
        |path| std::fs::write(path, "{\"format\": \"postcond history\", \"version\": 9}").unwrap(),
        "it is of version 9, and this version of postcond reads 1",
    ),
    (
        "too large",
        |path| {
            std::fs::File::create(path)
                .unwrap()
                .set_len(1 << 30)
                .unwrap();
        },
        "it is larger than 16 MiB",
    ),
    (
        "a folder",
        |path| std::fs::create_dir(path).unwrap(),
        "it is not a file",
    ),
    (
        "in what is no folder",
        |path| {
            std::fs::remove_dir(path.parent().unwrap()).unwrap();
            std::fs::write(path.parent().unwrap(), "a file").unwrap();
        },
        "folder",
    ),
];

#[tokio::test(start_paused = true)]
async fn a_file_that_is_of_no_use_is_ignored_with_one_warning() {
    for (name, spoil, why) in ROWS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("folder/lags.json");
        std::fs::create_dir(path.parent().unwrap()).unwrap();
        spoil(&path);
        let warnings = Warnings::default();
        let listening = warnings.listen();
        let client = Endpoint::default().client(History::file(&path));
        assert_eq!(first_poll(&write(&client).await), Duration::ZERO, "{name}");
        // It tries to save what it learns every ten seconds.
        for _ in 0..3 {
            tokio::time::sleep(Duration::from_secs(11)).await;
            write(&client).await;
        }
        let error = client.save_history().await.unwrap_err();
        let source = std::error::Error::source(&error).unwrap().to_string();
        drop((client, listening));
        let [told] = &warnings.told()[..] else {
            panic!("{name}: {:?}", warnings.told());
        };
        for text in [told, &source] {
            let expected = [path.to_str().unwrap(), why];
            let is_told = |it: &&str| text.contains(*it);
            assert!(expected.iter().all(is_told), "{name}: {text}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_whose_file_is_of_no_use_learns_as_it_would_without() {
    let folder = tempfile::tempdir().unwrap();
    let client = Endpoint::default().client(History::file(folder.path()));
    teach(&client).await;
    assert!(first_poll(&write(&client).await) > Duration::ZERO);
}
