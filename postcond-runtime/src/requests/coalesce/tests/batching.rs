//! What becomes one request, and when it is sent.

use super::*;

#[tokio::test(start_paused = true)]
async fn reads_that_are_due_together_are_one_request() {
    let endpoint = Arc::default();
    let answers = together(&endpoint, ["a", "b", "c", "d", "e"]).await;
    assert_eq!(answers, ["A", "B", "C", "D", "E"]);
    assert_eq!(endpoint.sent(), ["a+b+c", "d+e"]);
}

#[tokio::test(start_paused = true)]
async fn who_asks_for_the_same_shares_one_answer() {
    let endpoint = Arc::default();
    let answers = together(&endpoint, ["a", "b", "a", "a", "b"]).await;
    assert_eq!(answers, ["A", "B", "A", "A", "B"]);
    assert_eq!(endpoint.sent(), ["a+b"]);
}

#[tokio::test(start_paused = true)]
async fn one_alone_is_read_by_the_single_form() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("not to be asked");
    assert_eq!(together(&endpoint, ["a", "a"]).await, ["A", "A"]);
    assert_eq!(endpoint.sent(), ["a"]);
}

#[tokio::test(start_paused = true)]
async fn what_fits_in_no_batch_goes_by_itself() {
    let endpoint = Arc::default();
    together(&endpoint, ["single a", "b", "single c", "single a", "d"]).await;
    let mut sent = endpoint.sent();
    sent.sort();
    assert_eq!(sent, ["b+d", "single a", "single c"]);
}

#[tokio::test(start_paused = true)]
async fn a_full_batch_does_not_wait_for_more() {
    let (endpoint, began) = (Arc::default(), Instant::now());
    together(&endpoint, ["a", "b", "c"]).await;
    assert_eq!(began.elapsed(), ROUND_TRIP);
    together(&endpoint, ["a", "b"]).await;
    assert_eq!(began.elapsed(), ROUND_TRIP * 2 + GATHERING);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_on_its_way_is_not_joined() {
    let endpoint = Arc::default();
    let terms = terms();
    let late = async {
        tokio::time::sleep(ROUND_TRIP / 2).await;
        poll(&terms, &endpoint, "a").await
    };
    let (first, second) = tokio::join!(poll(&terms, &endpoint, "a"), late);
    assert_eq!(
        (first.unwrap(), second.unwrap()),
        ("A".to_owned(), "A".to_owned())
    );
    assert_eq!(endpoint.sent(), ["a", "a"]);
}

#[tokio::test(start_paused = true)]
async fn outside_a_poll_nothing_is_shared() {
    let endpoint = Arc::default();
    let (one, other) = tokio::join!(load(&endpoint, "a"), load(&endpoint, "a"));
    assert_eq!(
        (one.unwrap(), other.unwrap()),
        ("A".to_owned(), "A".to_owned())
    );
    assert_eq!(endpoint.sent(), ["a", "a"]);
}

#[tokio::test(start_paused = true)]
async fn the_error_of_one_is_that_of_one_alone() {
    let endpoint = Arc::default();
    let answers = together(&endpoint, ["a", "missing", "b"]).await;
    assert_eq!(answers, ["A", "NotFound", "B"]);
    assert_eq!(endpoint.sent(), ["a+missing+b"]);
}

#[tokio::test(start_paused = true)]
async fn what_a_batch_says_nothing_about_is_read_by_itself() {
    let endpoint = Arc::default();
    let answers = together(&endpoint, ["a", "forgotten"]).await;
    assert_eq!(answers, ["A", "FORGOTTEN"]);
    assert_eq!(endpoint.sent(), ["a+forgotten", "forgotten"]);
}

#[tokio::test(start_paused = true)]
async fn a_shared_request_costs_the_budget_one_read() {
    let endpoint = Arc::default();
    let budget = Arc::new(Budget::new(ReadBudget::new(10, 2).unwrap()));
    let terms = Terms::new(budget, false);
    let began = Instant::now();
    for _ in 0..2 {
        join_all(["a", "b", "c"].map(|name| poll(&terms, &endpoint, name))).await;
    }
    assert_eq!(began.elapsed(), ROUND_TRIP * 2);
    join_all(["a", "b", "c"].map(|name| poll(&terms, &endpoint, name))).await;
    assert_eq!(began.elapsed(), Duration::from_millis(100) + ROUND_TRIP);
}

#[tokio::test(start_paused = true)]
async fn who_comes_while_the_budget_keeps_a_batch_waiting_can_join_it() {
    let endpoint = Arc::default();
    let budget = Arc::new(Budget::new(ReadBudget::new(10, 1).unwrap()));
    let terms = Terms::new(budget, false);
    poll(&terms, &endpoint, "x").await.unwrap();
    let late = async {
        tokio::time::sleep(ROUND_TRIP).await;
        poll(&terms, &endpoint, "b").await
    };
    let (one, other) = tokio::join!(poll(&terms, &endpoint, "a"), late);
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(endpoint.sent(), ["x", "a+b"]);
}

#[test]
fn the_digest_is_that_of_the_debug_form() {
    let digest_of = |name: &str| digest(&Name(name.to_owned()));
    assert_eq!(digest_of("a#1"), digest_of("a#2"));
    assert!(digest_of("a") != digest_of("b"));
}
