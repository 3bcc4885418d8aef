//! The sessions in `sessions/`, and what the replay says of those that do not fit.

use std::fs;
use std::path::PathBuf;

use postcond_tapes::Tape;

use crate::playing::played;

fn tapes() -> Vec<(PathBuf, Tape)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/sessions");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut files: Vec<PathBuf> = files
        .filter(|it| it.extension() == Some("jsonl".as_ref()))
        .collect();
    files.sort();
    let tapes = files.into_iter().map(|file| {
        let tape = Tape::parse(&fs::read_to_string(&file).unwrap());
        let tape = tape.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        (file, tape)
    });
    tapes.collect()
}

fn four_lives() -> Tape {
    let mut tapes = tapes().into_iter();
    tapes
        .find(|(file, _)| file.ends_with("four-lives.jsonl"))
        .unwrap()
        .1
}

#[tokio::test(start_paused = true)]
async fn every_write_of_every_session_is_confirmed() {
    for (file, tape) in tapes() {
        let played = played(tape).await;
        assert_eq!(played.problems, [""; 0], "{}", file.display());
        assert!(played.writes > 0, "{}", file.display());
    }
}

/// Lives of one name that follow each other within the second of a `Date` header are told apart.
#[tokio::test(start_paused = true)]
async fn four_lives_of_one_parameter_are_confirmed_at_the_first_poll_each() {
    let tape = four_lives();
    let requests = tape.exchanges().len();
    let lasted = tape.exchanges()[requests - 1].sent_at();
    let lasted = lasted
        .duration_since(tape.exchanges()[0].sent_at())
        .unwrap();
    let played = played(tape).await;
    assert_eq!(played.problems, [""; 0]);
    assert_eq!((requests, played.writes), (25, 12));
    // Each write, and one read of it: all but the first read, which the program made.
    assert_eq!((played.answered, played.repeated), (24, 0));
    let late = played.took.saturating_sub(lasted);
    assert!(late.as_millis() < 100, "{late:?} later than recorded");
}

#[tokio::test(start_paused = true)]
async fn a_write_that_the_tape_never_shows_is_not_confirmed() {
    let mut exchanges = four_lives().exchanges().to_vec();
    // The read of the second version shows the first one.
    exchanges[4].answer = exchanges[2].answer.clone();
    exchanges.truncate(5);
    let played = played(Tape::from(exchanges)).await;
    assert_eq!(played.problems.len(), 1, "{:?}", played.problems);
    assert!(played.problems[0].starts_with("write 2, PutParameter: Ok(Unconfirmed("));
    assert!(played.repeated > 1, "it was read again: {played:?}");
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_not_on_the_tape_is_an_error_that_says_what_is() {
    let mut exchanges = four_lives().exchanges().to_vec();
    // The read-back of the first write.
    exchanges.remove(2);
    let played = played(Tape::from(exchanges)).await;
    let problem = &played.problems[0];
    let asked = r#"GetParameter {"Name":"/tape/lives","WithDecryption":false} is not on the tape"#;
    assert!(problem.starts_with(asked), "{problem}");
    let there = "after request 2, PutParameter, it has PutParameter {";
    assert!(problem.contains(there), "{problem}");
}

#[test]
fn a_line_that_is_no_request_is_named() {
    let error = Tape::parse("\n{\"at\": \"yesterday\"}\n").unwrap_err();
    let error = error.to_string();
    assert!(
        error.starts_with("line 2 is no request of a tape: `at` is no date"),
        "{error}"
    );
}
