//! What is shared, and what is not.

use super::*;
use crate::sdk::destination::{Customization, Departure, Destination};
use crate::sdk::place::Place;

#[tokio::test(start_paused = true)]
async fn who_asks_for_the_same_shares_one_answer() {
    let (connector, endpoint) = connector();
    let terms = terms(ReadBudget::default());
    let answers = together(&terms, &connector, ["a", "b", "a", "a", "b"]).await;
    assert_eq!(answers, ["a", "b", "a", "a", "b"]);
    assert_eq!(endpoint.sent(), ["a", "b"]);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_on_its_way_is_not_joined() {
    let (connector, endpoint) = connector();
    let terms = terms(ReadBudget::default());
    let late = async {
        sleep(ROUND_TRIP / 2).await;
        poll(&terms, &connector, "a").await
    };
    let answers = tokio::join!(poll(&terms, &connector, "a"), late);
    assert_eq!(answers, ("a".to_owned(), "a".to_owned()));
    assert_eq!(endpoint.sent(), ["a", "a"]);
}

#[tokio::test(start_paused = true)]
async fn outside_a_poll_nothing_is_shared() {
    let (connector, endpoint) = connector();
    tokio::join!(read(&connector, "a"), read(&connector, "a"));
    assert_eq!(endpoint.sent(), ["a", "a"]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_may_go_elsewhere_shares_with_its_own_checks_alone() {
    let (connector, endpoint) = connector();
    let terms = terms(ReadBudget::default());
    let own = Customization {
        intercepted: true,
        ..Customization::default()
    };
    let place = Place::of(&HttpRequest::empty());
    let sent = || Some((place.clone(), Departure::default()));
    let calls = [(); 2].map(|()| Destination::of(own, sent()));
    let polls = [&calls[0], &calls[0], &calls[1]].map(async |call| {
        let (answer, _) = call.reading(poll(&terms, &connector, "a")).await;
        answer
    });
    let own = join_all(polls);
    let (own, other) = tokio::join!(own, poll(&terms, &connector, "a"));
    assert_eq!((own, &*other), (vec!["a".to_owned(); 3], "a"));
    assert_eq!(endpoint.sent().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn everybody_is_told_of_a_failure_and_it_is_not_multiplied() {
    let (connector, endpoint) = connector();
    let terms = terms(ReadBudget::default());
    *endpoint.status.lock() = Some(503);
    assert_eq!(together(&terms, &connector, ["a"; 3]).await, ["503"; 3]);
    endpoint.resets.store(true, Ordering::Relaxed);
    assert_eq!(together(&terms, &connector, ["a"; 3]).await, ["io"; 3]);
    assert_eq!(endpoint.sent().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_answer_says_when_the_request_was_transmitted() {
    let (connector, _endpoint) = connector();
    let terms = slow(1);
    poll(&terms, &connector, "first").await;
    let began = Instant::now();
    let deadline = began + Duration::from_secs(60);
    let read = async { connector.call(HttpRequest::new(SdkBody::from("a"))).await };
    let (answer, _) = terms.run(deadline, deadline, read).await;
    let answer = answer.unwrap().unwrap();
    let TransmittedAt(transmitted) = *answer.extension().unwrap();
    assert_eq!(transmitted + ROUND_TRIP, Instant::now());
    assert!(transmitted > began + Duration::from_millis(900));
}
