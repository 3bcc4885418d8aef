//! For what a request waits, and what that counts towards.

use super::*;
use crate::sdk::error_codes::ErrorCodes;

const MS: Duration = Duration::from_millis(1);

#[tokio::test(start_paused = true)]
async fn a_shared_request_costs_the_budget_one_read() {
    let (connector, _endpoint) = connector();
    let terms = terms(ReadBudget::new(10, 2).unwrap());
    let began = Instant::now();
    for _ in 0..2 {
        together(&terms, &connector, ["a"; 3]).await;
    }
    assert_eq!(began.elapsed(), (ROUND_TRIP + GATHERING) * 2);
    together(&terms, &connector, ["a"; 3]).await;
    assert_eq!(began.elapsed(), GATHERING + 100 * MS + ROUND_TRIP);
}

#[tokio::test(start_paused = true)]
async fn who_comes_while_the_budget_keeps_a_request_waiting_can_join_it() {
    let (connector, endpoint) = connector();
    let terms = slow(10);
    poll(&terms, &connector, "first").await;
    let late = async {
        sleep(ROUND_TRIP).await;
        poll(&terms, &connector, "a").await
    };
    tokio::join!(poll(&terms, &connector, "a"), late);
    assert_eq!(endpoint.sent(), ["first", "a"]);
}

#[tokio::test(start_paused = true)]
async fn no_more_are_on_their_way_at_once_than_the_limit() {
    let (connector, endpoint) = connector();
    let terms = terms(ReadBudget::unlimited());
    let asked: Vec<String> = (0..20).map(|index| index.to_string()).collect();
    let polls = join_all(asked.iter().map(|asked| poll(&terms, &connector, asked)));
    assert!(timeout(ROUND_TRIP, polls).await.is_err());
    assert_eq!(endpoint.sent().len(), ReadBudget::IN_FLIGHT);
}

/// How long a read takes that is due after another, at this status of the one before.
async fn after(status: u16) -> Duration {
    let (connector, endpoint) = connector();
    let terms = terms(ReadBudget::new(10, 10).unwrap());
    *endpoint.status.lock() = Some(status);
    poll(&terms, &connector, "a").await;
    let began = Instant::now();
    poll(&terms, &connector, "a").await;
    began.elapsed()
}

#[tokio::test(start_paused = true)]
async fn throttling_slows_the_budget() {
    assert_eq!(after(200).await, ROUND_TRIP + GATHERING);
    assert!(after(429).await >= 199 * MS);
}

/// The HTTP client knows no service: the request says whose codes the answer has.
#[tokio::test(start_paused = true)]
async fn throttling_with_a_code_of_the_services_own_slows_the_budget() {
    static CODES: ErrorCodes = ErrorCodes::new(&["TooBusy"], &[], &[], &[]);
    for (codes, slows) in [(&CODES, true), (&ErrorCodes::NONE, false)] {
        let (connector, endpoint) = connector();
        let terms = terms(ReadBudget::new(10, 10).unwrap());
        *endpoint.status.lock() = Some(400);
        let mut request = HttpRequest::new(SdkBody::from(r#"{"__type":"TooBusy"}"#));
        error_codes::note_in_request(codes, &mut request);
        on(&terms, answer(&connector, request)).await;
        let began = Instant::now();
        poll(&terms, &connector, "a").await;
        assert_eq!(began.elapsed() >= 199 * MS, slows, "{codes:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_time_before_a_request_is_transmitted_is_not_the_polls() {
    let (connector, _endpoint) = connector();
    let terms = slow(1);
    poll(&terms, &connector, "first").await;
    let began = Instant::now();
    let (limit, deadline) = (began + 100 * MS, began + 10_000 * MS);
    let (answer, waited) = terms.run(limit, deadline, read(&connector, "a")).await;
    assert_eq!(answer.as_deref(), Some("a"));
    let polled = began.elapsed() - waited;
    assert!(
        polled <= ROUND_TRIP && polled + 2 * MS > ROUND_TRIP,
        "{polled:?}"
    );
    assert!(waited > 900 * MS, "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn the_time_out_of_an_operation_counts_from_the_transmission() {
    for (limit, expected) in [(ROUND_TRIP + MS, "a"), (ROUND_TRIP - MS, "time-out")] {
        let (connector, _endpoint) = connector();
        let terms = slow(1);
        poll(&terms, &connector, "first").await;
        let shared = on(&terms, limited(&connector, limit)).await;
        let of_a_lone_check = limited(&connector, limit).await;
        assert_eq!((&*shared, &*of_a_lone_check), (expected, expected));
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_is_not_sent_once_its_signature_is_stale() {
    let (connector, endpoint) = connector();
    // The service throttles, so that there are no more than a few reads a minute.
    let terms = slow(1);
    for _ in 0..4 {
        terms
            .budget
            .answered(crate::contract::outcome::Outcome::Throttled, Instant::now());
        sleep(MS).await;
    }
    let asked: Vec<String> = (0..40).map(|index| index.to_string()).collect();
    let answers = join_all(asked.iter().map(|asked| poll(&terms, &connector, asked))).await;
    let (stale, sent) = (
        |it: &&String| it.contains("TransientError"),
        endpoint.sent().len(),
    );
    assert!((10..30).contains(&sent), "{sent}");
    assert_eq!(answers.iter().filter(stale).count(), 40 - sent);
}
