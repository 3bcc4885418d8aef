//! Who is dropped, at whatever moment, holds nobody up and leaves nothing behind.

use super::*;

#[tokio::test(start_paused = true)]
async fn who_is_given_up_while_a_request_gathers_leaves_it_to_the_others() {
    let (connector, endpoint) = connector();
    let terms = terms(ReadBudget::default());
    let mut first = Box::pin(poll(&terms, &connector, "a"));
    let mut second = Box::pin(poll(&terms, &connector, "a"));
    assert!((&mut first).now_or_never().is_none());
    assert!((&mut second).now_or_never().is_none());
    drop(first);
    assert_eq!(second.await, "a");
    assert_eq!(endpoint.sent(), ["a"]);
}

#[tokio::test(start_paused = true)]
async fn a_request_whose_driver_is_dropped_on_its_way_is_driven_on_by_the_next() {
    let (connector, endpoint) = connector();
    let terms = terms(ReadBudget::default());
    let mut first = Box::pin(poll(&terms, &connector, "a"));
    let mut second = Box::pin(poll(&terms, &connector, "a"));
    assert!((&mut first).now_or_never().is_none());
    assert!((&mut second).now_or_never().is_none());
    assert!(timeout(ROUND_TRIP / 2, &mut first).await.is_err());
    assert_eq!(endpoint.sent(), ["a"]);
    drop(first);
    assert_eq!(second.await, "a");
    assert_eq!(endpoint.sent(), ["a"]);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_all_have_given_up_is_gone() {
    let (connector, endpoint) = connector();
    let terms = terms(ReadBudget::default());
    endpoint.hangs.store(true, Ordering::Relaxed);
    for waits in [0, 10] {
        let reads = together(&terms, &connector, ["a", "a"]);
        assert!(timeout(Duration::from_millis(waits), reads).await.is_err());
        assert!(connector.waiting.lock().is_empty());
    }
    endpoint.hangs.store(false, Ordering::Relaxed);
    assert_eq!(together(&terms, &connector, ["a", "a"]).await, ["a", "a"]);
    assert_eq!(endpoint.sent(), ["a", "a"]);
    assert_eq!(Arc::strong_count(&endpoint), 2, "nobody keeps the client");
}
