//! Who is dropped, at whatever moment, holds nobody up and leaves nothing behind.

use super::*;

#[tokio::test(start_paused = true)]
async fn members_that_are_given_up_leave_the_others_their_answer() {
    let (endpoint, terms) = (Arc::default(), terms());
    let mut first = Box::pin(poll(&terms, &endpoint, "a"));
    let mut second = Box::pin(poll(&terms, &endpoint, "b"));
    for elapsed in [0, 5] {
        // The first drives the request: it is dropped while that is being gathered, and under way.
        let driven = tokio::time::timeout(Duration::from_millis(elapsed), &mut first).await;
        assert!(driven.is_err());
        assert!((&mut second).now_or_never().is_none());
    }
    drop(first);
    assert_eq!(second.await.unwrap(), "B");
    assert_eq!(endpoint.sent(), ["a+b"]);
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_all_have_given_up_is_gone() {
    let (endpoint, terms) = (Arc::<Endpoint>::default(), terms());
    endpoint.hangs.store(true, Ordering::Relaxed);
    for waits in [0, 10] {
        let reads = join_all(["a", "b"].map(|name| poll(&terms, &endpoint, name)));
        let waits = Duration::from_millis(waits);
        assert!(tokio::time::timeout(waits, reads).await.is_err());
    }
    endpoint.hangs.store(false, Ordering::Relaxed);
    assert_eq!(together(&endpoint, ["a", "c"]).await, ["A", "C"]);
    assert_eq!(endpoint.sent(), ["a+b", "a+c"]);
    // Nobody keeps the reader, and the budget is whole.
    assert_eq!(Arc::strong_count(&endpoint), 1);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_left_of_reads_that_were_given_up_before_they_were_sent() {
    let (endpoint, terms) = (Arc::<Endpoint>::default(), terms());
    for index in 0..100 {
        let names = [format!("a{index}"), format!("single {index}")];
        let reads = join_all(names.iter().map(|name| poll(&terms, &endpoint, name)));
        assert!(reads.now_or_never().is_none());
    }
    let state = endpoint.loader.0.lock();
    assert!(state.waiting.is_empty() && state.filling.is_none());
}
