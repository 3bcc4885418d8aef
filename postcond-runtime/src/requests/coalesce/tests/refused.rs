//! What becomes of those whose batch is refused or fails.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_batch_that_is_refused_as_a_whole_is_read_one_by_one() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("ValidationException");
    assert_eq!(together(&endpoint, ["a", "b"]).await, ["A", "B"]);
    assert_eq!(endpoint.sent(), ["a+b", "a", "b"]);
    // It may have been for one of them only.
    together(&endpoint, ["c", "d"]).await;
    assert_eq!(endpoint.sent()[3], "c+d");
}

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn what_a_denied_batch_asked_for_is_read_singly_and_all_else_is_batched() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("AccessDeniedException");
    assert_eq!(together(&endpoint, ["a", "b"]).await, ["A", "B"]);
    *endpoint.refuses_many.lock() = None;
    together(&endpoint, ["b", "c", "a", "d", "a"]).await;
    let mut sent = endpoint.sent().split_off(3);
    sent.sort();
    assert_eq!(sent, ["a", "b", "c+d"]);
    tokio::time::advance(30 * SECOND).await;
    together(&endpoint, ["a", "b"]).await;
    assert_eq!(endpoint.sent().pop().unwrap(), "a+b");
}

/// How many batches were sent, and how many single requests.
fn requests(endpoint: &Endpoint) -> (usize, usize) {
    let sent = endpoint.sent();
    let batches = sent.iter().filter(|names| names.contains('+')).count();
    (batches, sent.len() - batches)
}

#[tokio::test(start_paused = true)]
async fn a_caller_without_the_right_to_batch_is_denied_a_few_times_an_hour() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("AccessDeniedException");
    for second in 0..3_600 {
        // Each time other names: no more is known of them than that they are not batched now.
        let names = [0, 1, 2, 3].map(|index| format!("{second}.{index}"));
        let names = [&*names[0], &*names[1], &*names[2], &*names[3]];
        assert_eq!(together(&endpoint, names).await, names);
        tokio::time::advance(SECOND).await;
    }
    // Three in a row, and one each after 30, 60, 120, 240, 480 and 960 seconds more.
    assert_eq!(requests(&endpoint).0, 3 + 6);
    assert_eq!(requests(&endpoint).1, 4 * 3_600);
    *endpoint.refuses_many.lock() = None;
    tokio::time::advance(1_800 * SECOND).await;
    for names in [["a", "b", "c"], ["d", "e", "f"]] {
        together(&endpoint, names).await;
        assert_eq!(endpoint.sent().pop().unwrap(), names.join("+"));
    }
}

#[tokio::test(start_paused = true)]
async fn batches_that_were_waiting_when_others_were_denied_are_not_sent() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("AccessDeniedException");
    // 40 batches, of which 8 can be under way at once.
    let names: Vec<String> = (0..120).map(|index| index.to_string()).collect();
    let terms = terms();
    let answers = join_all(names.iter().map(|name| poll(&terms, &endpoint, name))).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(requests(&endpoint), (ReadBudget::IN_FLIGHT, 120));
}

#[tokio::test(start_paused = true)]
async fn throttling_of_single_reads_after_a_denied_batch_slows_the_budget() {
    for (refuses_one, waited) in [(None, 0), (Some("ThrottlingException"), 200)] {
        let endpoint = Arc::<Endpoint>::default();
        *endpoint.refuses_many.lock() = Some("AccessDeniedException");
        *endpoint.refuses_one.lock() = refuses_one;
        let budget = Arc::new(Budget::new(ReadBudget::new(10, 10).unwrap()));
        let terms = Terms::new(budget, false);
        join_all(["a", "b"].map(|name| poll(&terms, &endpoint, name))).await;
        assert_eq!(endpoint.sent(), ["a+b", "a", "b"]);
        let began = Instant::now();
        // What is left of the burst, or a read at half the rate.
        let _ = poll(&terms, &endpoint, "c").await;
        let waited = Duration::from_millis(waited) + ROUND_TRIP + GATHERING;
        assert!(began.elapsed() <= waited, "{:?}", began.elapsed());
        assert!(
            began.elapsed() + 2 * GATHERING >= waited,
            "{:?}",
            began.elapsed()
        );
    }
}

#[tokio::test(start_paused = true)]
async fn who_may_not_read_singly_either_is_told_so() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("AccessDeniedException");
    *endpoint.refuses_one.lock() = Some("AccessDeniedException");
    assert_eq!(
        together(&endpoint, ["a", "b"]).await,
        ["AccessDeniedException"; 2]
    );
    assert_eq!(endpoint.sent(), ["a+b", "a", "b"]);
}

#[tokio::test(start_paused = true)]
async fn failures_that_would_befall_each_are_not_multiplied() {
    for code in [
        "ThrottlingException",
        "InternalServerError",
        "ExpiredTokenException",
    ] {
        let endpoint = Arc::<Endpoint>::default();
        *endpoint.refuses_many.lock() = Some(code);
        assert_eq!(together(&endpoint, ["a", "b", "c"]).await, [code; 3]);
        assert_eq!(endpoint.sent(), ["a+b+c"]);
    }
}

#[tokio::test(start_paused = true)]
async fn everybody_has_the_request_id_of_the_shared_answer() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("ThrottlingException");
    let terms = terms();
    let answers = join_all(["a", "b"].map(|name| poll(&terms, &endpoint, name))).await;
    for answer in answers {
        let error = crate::sdk::read::ReadError::from(answer.unwrap_err());
        assert_eq!(error.request_id(), Some("id-of-the-request"));
    }
}

#[tokio::test(start_paused = true)]
async fn requests_that_differ_only_in_what_the_debug_form_hides_share_no_answer() {
    let endpoint = Arc::default();
    assert_eq!(together(&endpoint, ["a#1", "a#2"]).await, ["A#1", "A#2"]);
    assert_eq!(endpoint.sent(), ["a#1+a#2"]);
    // The second takes the place of the first, which is then asked for once more.
    let answers = together(&endpoint, ["a#1", "a#2", "a#2", "a#1"]).await;
    assert_eq!(answers, ["A#1", "A#2", "A#2", "A#1"]);
    assert_eq!(endpoint.sent()[1..], ["a#1+a#2+a#1"]);
    let answers = together(&endpoint, ["single#1", "single#2"]).await;
    assert_eq!(answers, ["SINGLE#1", "SINGLE#2"]);
}
