use futures_util::FutureExt;

use super::*;

const MS: Duration = Duration::from_millis(1);

fn budget(per_second: u32, burst: u32) -> Budget {
    Budget::new(ReadBudget::new(per_second, burst).unwrap())
}

/// What is ready without waiting.
fn now<T>(future: impl Future<Output = T>) -> Option<T> {
    tokio::task::unconstrained(future).now_or_never()
}

/// How long so many polls have to wait, one after the other, in milliseconds.
async fn waits(budget: &Budget, polls: usize, is_first: bool) -> Vec<u128> {
    let start = Instant::now();
    let mut waits = Vec::new();
    for _ in 0..polls {
        drop(budget.admit(is_first).await);
        waits.push(start.elapsed().as_millis());
    }
    waits
}

#[tokio::test(start_paused = true)]
async fn polls_beyond_the_burst_are_let_in_at_the_rate() {
    let budget = budget(10, 3);
    assert_eq!(waits(&budget, 5, false).await, [0, 0, 0, 100, 200]);
}

#[tokio::test(start_paused = true)]
async fn first_polls_do_not_wait_but_the_others_make_up_for_them() {
    let budget = budget(10, 5);
    assert_eq!(waits(&budget, 5, true).await, [0; 5]);
    assert_eq!(waits(&budget, 2, false).await, [100, 200]);
    // Beyond the burst they are debt.
    assert_eq!(waits(&budget, 3, true).await, [0; 3]);
    assert_eq!(waits(&budget, 2, false).await, [400, 500]);
}

#[tokio::test(start_paused = true)]
async fn first_polls_now_and_then_leave_nothing_to_be_paid() {
    let budget = budget(10, 5);
    for _ in 0..1_000 {
        assert!(now(budget.admit(true)).is_some());
        tokio::time::advance(Duration::from_secs(60)).await;
    }
    assert_eq!(waits(&budget, 5, false).await, [0; 5]);
}

#[tokio::test(start_paused = true)]
async fn no_debt_keeps_a_poll_waiting_for_longer_than_the_burst_takes() {
    let budget = budget(10, 5);
    for _ in 0..1_000 {
        assert!(now(budget.admit(true)).is_some());
    }
    assert_eq!(waits(&budget, 3, false).await, [500, 700, 800]);
}

#[tokio::test(start_paused = true)]
async fn what_is_owed_is_settled_when_the_service_throttles() {
    let budget = budget(10, 5);
    for _ in 0..10 {
        assert!(now(budget.admit(true)).is_some());
    }
    budget.answered(Outcome::Throttled, Instant::now());
    // At half the rate, one read after the other.
    assert_eq!(waits(&budget, 2, false).await, [200, 400]);
}

#[tokio::test(start_paused = true)]
async fn failures_of_the_service_do_not_bring_the_rate_up_again() {
    let budget = budget(10, 5);
    budget.answered(Outcome::Throttled, Instant::now());
    for outcome in [Outcome::TimedOut, Outcome::Transient] {
        for _ in 0..20 {
            budget.answered(outcome, Instant::now());
        }
    }
    assert_eq!(budget.limited.as_ref().unwrap().state.lock().slowdown, 2);
}

#[tokio::test(start_paused = true)]
async fn the_reads_of_a_poll_beyond_its_first_are_paid_for_later() {
    let budget = budget(10, 4);
    budget.admit(false).await;
    budget.add_debt(2);
    assert_eq!(waits(&budget, 2, false).await, [0, 100]);
}

#[tokio::test(start_paused = true)]
async fn throttling_halves_the_rate_and_holds_first_polls_back() {
    let budget = budget(10, 2);
    budget.answered(Outcome::Throttled, Instant::now());
    assert_eq!(waits(&budget, 3, true).await, [200, 400, 600]);
}

#[tokio::test(start_paused = true)]
async fn reads_that_were_under_way_together_slow_down_once() {
    let budget = budget(10, 16);
    let began = Instant::now();
    tokio::time::advance(MS).await;
    for _ in 0..5 {
        budget.answered(Outcome::Throttled, began);
    }
    assert_eq!(budget.limited.as_ref().unwrap().state.lock().slowdown, 2);
}

#[tokio::test(start_paused = true)]
async fn answers_bring_the_rate_up_again_and_throttling_starts_their_count_anew() {
    let budget = budget(10, 16);
    let slowdown = || budget.limited.as_ref().unwrap().state.lock().slowdown;
    for _ in 0..9 {
        tokio::time::advance(MS).await;
        budget.answered(Outcome::Throttled, Instant::now());
    }
    assert_eq!(slowdown(), 16);
    for _ in 0..9 {
        budget.answered(Outcome::Pending, Instant::now());
    }
    budget.answered(Outcome::Throttled, Instant::now());
    for (answers, expected) in [(9, 16), (1, 8), (10, 4), (20, 1), (10, 1)] {
        for _ in 0..answers {
            budget.answered(Outcome::Pending, Instant::now());
        }
        assert_eq!(slowdown(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_is_given_up_while_it_waits_has_taken_nothing() {
    let budget = budget(10, 1);
    budget.admit(false).await;
    for _ in 0..20 {
        let given_up = tokio::time::timeout(MS, budget.admit(false)).await;
        assert!(given_up.is_err());
    }
    let waited = waits(&budget, 1, false).await;
    assert!(waited[0] <= 100, "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn no_more_than_so_many_are_on_their_way_at_once() {
    let budget = budget(1_000, 1_000);
    let most = ReadBudget::IN_FLIGHT;
    let mut under_way = Vec::new();
    for _ in 0..most {
        under_way.push(now(budget.admit(true)).expect("room"));
    }
    assert!(now(budget.admit(true)).is_none());
    under_way.pop();
    assert!(now(budget.admit(false)).is_some());
}

#[tokio::test(start_paused = true)]
async fn what_was_paid_for_is_not_lost_with_who_waits_for_room() {
    let budget = budget(10, 9);
    let most = ReadBudget::IN_FLIGHT;
    let under_way = waiting(&budget, most).await;
    for _ in 0..20 {
        assert!(now(budget.admit(false)).is_none());
    }
    drop(under_way);
    assert!(now(budget.admit(false)).is_some());
    assert!(now(budget.admit(false)).is_none());
}

/// Polls this once, and no more.
fn polled_once<F: Future>(mut future: std::pin::Pin<Box<F>>) -> std::pin::Pin<Box<F>> {
    assert!(now(&mut future).is_none());
    future
}

#[tokio::test(start_paused = true)]
async fn requests_that_are_not_polled_do_not_keep_others_waiting() {
    let budget = Budget::new(ReadBudget::unlimited());
    let _under_way = waiting(&budget, ReadBudget::IN_FLIGHT).await;
    let began = Instant::now();
    let _next = budget.admit(false).await;
    assert_eq!(began.elapsed(), ConcurrencyLimit::PATIENCE);
}

#[tokio::test(start_paused = true)]
async fn polls_that_share_requests_and_are_not_polled_do_not_keep_others_waiting() {
    let budget = Budget::new(ReadBudget::unlimited());
    let polls = 0..ReadBudget::IN_FLIGHT * Budget::POLLS_PER_REQUEST;
    let began = Instant::now();
    let latest = began + ConcurrencyLimit::PATIENCE * 2;
    let share = || now(budget.share(latest)).flatten().expect("room");
    let _sharing: Vec<_> = polls.map(|_| share()).collect();
    let too_late = budget.share(began + ConcurrencyLimit::PATIENCE / 2).await;
    assert!(too_late.is_none());
    assert_eq!(began.elapsed(), ConcurrencyLimit::PATIENCE / 2);
    assert!(budget.share(latest).await.is_some());
    assert_eq!(began.elapsed(), ConcurrencyLimit::PATIENCE);
}

#[tokio::test(start_paused = true)]
async fn one_that_waits_for_the_rate_and_is_not_polled_does_not_keep_others_waiting() {
    let budget = budget(10, 1);
    drop(budget.admit(false).await);
    let _not_polled = polled_once(Box::pin(budget.admit(false)));
    let began = Instant::now();
    let _next = budget.admit(false).await;
    // It was woken when there was enough for it.
    assert_eq!(began.elapsed(), 100 * MS + ConcurrencyLimit::PATIENCE);
}

#[tokio::test(start_paused = true)]
async fn what_the_rate_allows_goes_to_those_who_have_waited_for_it_in_their_order() {
    let budget = budget(10, 1);
    drop(budget.admit(false).await);
    let mut first = polled_once(Box::pin(budget.admit(false)));
    let mut second = polled_once(Box::pin(budget.admit(false)));
    tokio::time::advance(100 * MS).await;
    // There is enough for one, and neither has been polled yet.
    let mut late = polled_once(Box::pin(budget.admit(false)));
    assert!(now(&mut second).is_none());
    assert!(now(&mut first).is_some());
    assert!(now(&mut second).is_none());
    tokio::time::advance(100 * MS).await;
    assert!(now(&mut late).is_none());
    assert!(now(&mut second).is_some());
}

/// Who waits for the rate is not woken before there is enough, and keeps its turn until then.
#[tokio::test(start_paused = true)]
async fn one_that_waits_for_the_rate_for_long_is_not_passed_by() {
    let budget = budget(1, 1);
    drop(budget.admit(false).await);
    let mut first = polled_once(Box::pin(budget.admit(false)));
    let mut second = polled_once(Box::pin(budget.admit(false)));
    tokio::time::advance(ConcurrencyLimit::PATIENCE * 3).await;
    assert!(now(&mut second).is_none());
    tokio::time::advance(ConcurrencyLimit::PATIENCE).await;
    assert!(now(&mut second).is_none());
    assert!(now(&mut first).is_some());
}

async fn waiting(budget: &Budget, polls: usize) -> Vec<Permit<'_>> {
    let mut admitted = Vec::new();
    for _ in 0..polls {
        admitted.push(budget.admit(false).await);
    }
    admitted
}

#[tokio::test(start_paused = true)]
async fn without_a_limit_nobody_waits() {
    let budget = Budget::new(ReadBudget::unlimited());
    budget.answered(Outcome::Throttled, Instant::now());
    assert_eq!(waits(&budget, 1_000, false).await, [0; 1_000]);
}

#[test]
fn a_limit_of_zero_is_refused_by_name() {
    let error = ReadBudget::new(0, 0).unwrap_err();
    let fields: Vec<_> = error.problems().iter().map(|it| &*it.field).collect();
    assert_eq!(fields, ["read_budget.per_second", "read_budget.burst"]);
}
