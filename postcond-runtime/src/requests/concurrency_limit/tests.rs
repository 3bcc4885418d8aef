use std::cell::{Cell, RefCell};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join_all};
use proptest::prelude::*;
use tokio::time::{advance, sleep, sleep_until};

use super::*;

const PATIENCE: Duration = ConcurrencyLimit::PATIENCE;
const MS: Duration = Duration::from_millis(1);
const HOUR: Duration = Duration::from_secs(3_600);

/// What is ready without waiting.
fn now<T>(future: impl Future<Output = T>) -> Option<T> {
    tokio::task::unconstrained(future).now_or_never()
}

/// A call that is under way for so long.
fn call(limit: &ConcurrencyLimit, takes: Duration) -> BoxFuture<'_, ()> {
    let call = async move { limit.acquire().await.run(Box::pin(sleep(takes))).await };
    Box::pin(call)
}

/// Calls that are under way, and that nobody polls any more. Each is woken after `takes`.
fn held(limit: &ConcurrencyLimit, calls: usize, takes: Duration) -> Vec<BoxFuture<'_, ()>> {
    let mut calls: Vec<_> = (0..calls).map(|_| call(limit, takes)).collect();
    for call in &mut calls {
        assert!(now(call).is_none());
    }
    calls
}

#[tokio::test(start_paused = true)]
async fn as_long_as_those_under_way_are_polled_no_other_gets_in_however_long_they_take() {
    let limit = ConcurrencyLimit::new(3);
    let (under_way, most) = (Cell::new(0), Cell::new(0));
    let call = async || {
        let permit = limit.acquire().await;
        under_way.set(under_way.get() + 1);
        most.set(most.get().max(under_way.get()));
        permit.run(Box::pin(sleep(PATIENCE * 20))).await;
        under_way.set(under_way.get() - 1);
    };
    let began = Instant::now();
    join_all((0..30).map(|_| call())).await;
    assert_eq!(most.get(), 3);
    assert_eq!(began.elapsed(), PATIENCE * 20 * 10);
}

#[tokio::test(start_paused = true)]
async fn one_that_was_woken_and_is_not_polled_lets_one_pass_for_as_long_as_that_lasts() {
    let limit = ConcurrencyLimit::new(1);
    let mut held = held(&limit, 1, 100 * MS);
    let began = Instant::now();
    let passing = limit.acquire().await;
    assert_eq!(began.elapsed(), 100 * MS + PATIENCE);
    assert!(now(limit.acquire()).is_none(), "two pass by one");
    drop(passing);
    let passing = now(limit.acquire()).expect("it still holds the room without being polled");
    // It takes the room again that it has.
    assert!(now(&mut held[0]).is_some());
    assert!(now(limit.acquire()).is_none());
    drop(passing);
    assert!(now(limit.acquire()).is_some());
}

#[tokio::test(start_paused = true)]
async fn one_that_is_polled_again_counts_again() {
    let limit = ConcurrencyLimit::new(1);
    let mut steps = Box::pin(async {
        let steps = Box::pin(async {
            sleep(100 * MS).await;
            sleep(HOUR).await;
        });
        limit.acquire().await.run(steps).await;
    });
    assert!(now(&mut steps).is_none());
    let passing = limit.acquire().await;
    assert!(now(&mut steps).is_none());
    drop(passing);
    // It is in its second step, and not woken.
    advance(HOUR / 2).await;
    assert!(now(limit.acquire()).is_none());
}

#[tokio::test(start_paused = true)]
async fn each_of_many_that_are_not_polled_is_passed_by_and_those_who_come_later_need_not_wait() {
    let limit = ConcurrencyLimit::new(5);
    let _held = held(&limit, 5, MS);
    let began = Instant::now();
    let _passing = limit.acquire().await;
    assert_eq!(began.elapsed(), MS + PATIENCE);
    let _four = [(); 4].map(|()| now(limit.acquire()).expect("room"));
    assert!(now(limit.acquire()).is_none());
}

#[tokio::test(start_paused = true)]
async fn a_permit_that_is_held_and_not_run_counts_as_not_polled() {
    let limit = ConcurrencyLimit::new(1);
    let _held = limit.acquire().await;
    let began = Instant::now();
    let _passing = limit.acquire().await;
    assert_eq!(began.elapsed(), PATIENCE);
}

#[tokio::test(start_paused = true)]
async fn a_turn_that_is_not_taken_passes_on_and_its_place_in_the_queue_is_kept() {
    let limit = ConcurrencyLimit::new(1);
    let under_way = limit.acquire().await;
    let (mut first, mut second) = (Box::pin(limit.acquire()), Box::pin(limit.acquire()));
    assert!(now(&mut first).is_none());
    drop(under_way);
    let began = Instant::now();
    // Within its time it is the first one's turn.
    assert!(now(&mut second).is_none());
    let second = second.await;
    assert_eq!(began.elapsed(), PATIENCE);
    // Before those who came after it.
    let mut third = Box::pin(limit.acquire());
    assert!(now(&mut third).is_none());
    assert!(now(&mut first).is_none());
    drop(second);
    assert!(now(&mut third).is_none());
    assert!(now(&mut first).is_some());
}

#[tokio::test(start_paused = true)]
async fn where_the_first_in_the_queue_is_not_polled_the_others_find_out() {
    let limit = ConcurrencyLimit::new(1);
    let _held = held(&limit, 1, MS);
    let mut queue: Vec<_> = (0..100).map(|_| Box::pin(limit.acquire())).collect();
    for waiting in &mut queue {
        assert!(now(waiting).is_none());
    }
    let began = Instant::now();
    let last = queue.pop().unwrap();
    // The others are called, one, two, four and so on, and do not come.
    let _passing = last.await;
    assert!(began.elapsed() <= PATIENCE * 16, "{:?}", began.elapsed());
    // They have kept their places, and the limit holds.
    assert!(now(&mut queue[0]).is_none());
}

#[tokio::test(start_paused = true)]
async fn one_that_is_given_up_while_it_waits_or_has_its_turn_has_taken_nothing() {
    let limit = ConcurrencyLimit::new(1);
    let under_way = limit.acquire().await;
    let (mut waiting, mut called) = (Box::pin(limit.acquire()), Box::pin(limit.acquire()));
    assert!(now(&mut waiting).is_none() && now(&mut called).is_none());
    drop(waiting);
    drop(under_way);
    drop(called);
    assert!(now(limit.acquire()).is_some());
    let state = limit.state.lock();
    assert!(state.waiting.is_empty() && state.called.is_empty() && state.under_way.is_empty());
}

#[tokio::test(start_paused = true)]
async fn one_that_has_given_its_permit_back_takes_no_room_and_comes_before_those_who_asked_later() {
    let limit = ConcurrencyLimit::new(1);
    let first = limit.acquire().await;
    let place = first.place();
    drop(first);
    let second = now(limit.acquire()).expect("room");
    let mut third = Box::pin(limit.acquire());
    assert!(now(&mut third).is_none());
    let mut again = Box::pin(place.acquire_until(Instant::now() + HOUR));
    assert!(now(&mut again).is_none(), "beside the second");
    drop(second);
    assert!(now(&mut third).is_none());
    let first = now(&mut again).flatten().expect("its turn");
    assert!(now(&mut third).is_none(), "beside the first");
    drop(first);
    assert!(now(&mut third).is_some());
}

#[tokio::test(start_paused = true)]
async fn who_asks_again_waits_no_longer_than_until_then_and_leaves_nothing_behind() {
    let limit = ConcurrencyLimit::new(1);
    let first = limit.acquire().await;
    let place = first.place();
    drop(first);
    let _under_way = held(&limit, 1, HOUR);
    let began = Instant::now();
    assert!(place.acquire_until(began + PATIENCE / 2).await.is_none());
    assert_eq!(began.elapsed(), PATIENCE / 2);
    assert!(limit.state.lock().waiting.is_empty());
}

/// One call of a program: when it is made, how long each of its steps takes, and when it is not
/// polled.
#[derive(Clone, Debug)]
struct Planned {
    made_at: u64,
    steps: Vec<u64>,
    not_polled: Option<(u64, u64)>,
}

fn planned() -> impl Strategy<Value = Planned> {
    let not_polled = prop::option::weighted(0.3, (0..3_000_u64, 1..5_000_u64));
    let steps = prop::collection::vec(0..1_500_u64, 1..4);
    (0..2_000_u64, steps, not_polled).prop_map(|(made_at, steps, not_polled)| Planned {
        made_at,
        steps,
        not_polled,
    })
}

/// What is seen of the calls while they run.
#[derive(Default)]
struct Seen {
    under_way: Cell<usize>,
    /// How many of those under way are not polled at present.
    not_polled: Cell<usize>,
    /// How many have ever been under way beyond the limit for those.
    beyond: Cell<usize>,
    /// In which order calls began that were always polled, by when they asked.
    began: RefCell<Vec<u64>>,
}

/// Polls `call` except in this time.
async fn polled_except(
    began: Instant,
    not_polled: Option<(u64, u64)>,
    call: impl Future<Output = ()>,
    seen: &Seen,
    is_under_way: &Cell<bool>,
) {
    let mut call = std::pin::pin!(call);
    if let Some((from, lasts)) = not_polled {
        let from = began + MS * u32::try_from(from).unwrap();
        if timeout_at(from, &mut call).await.is_ok() {
            return;
        }
        let counts = usize::from(is_under_way.get());
        seen.not_polled.set(seen.not_polled.get() + counts);
        sleep_until(from + MS * u32::try_from(lasts).unwrap()).await;
        // What has passed it by may still be under way when it goes on: it is beyond the limit then.
        seen.beyond.set(seen.beyond.get() + counts);
        seen.not_polled.set(seen.not_polled.get() - counts);
    }
    call.await;
}

async fn run(limit: &ConcurrencyLimit, planned: &Planned, seen: &Seen, most: usize) {
    let began = Instant::now();
    sleep(MS * u32::try_from(planned.made_at).unwrap()).await;
    let is_under_way = Cell::new(false);
    let call = async {
        let asked = (Instant::now() - began).as_millis();
        let permit = limit.acquire().await;
        is_under_way.set(true);
        seen.under_way.set(seen.under_way.get() + 1);
        let allowed = most + seen.not_polled.get() + seen.beyond.get();
        assert!(
            seen.under_way.get() <= allowed,
            "{} under way",
            seen.under_way.get()
        );
        if planned.not_polled.is_none() {
            seen.began.borrow_mut().push(u64::try_from(asked).unwrap());
        }
        let steps = Box::pin(async {
            for step in &planned.steps {
                sleep(MS * u32::try_from(*step).unwrap()).await;
            }
        });
        permit.run(steps).await;
        is_under_way.set(false);
        seen.under_way.set(seen.under_way.get() - 1);
    };
    polled_except(began, planned.not_polled, call, seen, &is_under_way).await;
}

proptest! {
    #[test]
    fn whatever_is_not_polled_the_limit_holds_for_the_others_and_all_come_to_an_end(
        most in 1..4_usize,
        calls in prop::collection::vec(planned(), 1..16),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        runtime.unwrap().block_on(async {
            let (limit, seen) = (ConcurrencyLimit::new(most), Seen::default());
            let began = Instant::now();
            join_all(calls.iter().map(|call| run(&limit, call, &seen, most))).await;
            let steps: u64 = calls.iter().flat_map(|call| &call.steps).sum();
            // Each may have missed its turn, and have been passed by, once.
            let least = MS * u32::try_from(10_000 + steps).unwrap();
            let bound = least + PATIENCE * 8 * u32::try_from(calls.len()).unwrap();
            assert!(began.elapsed() <= bound, "{:?} of {bound:?}", began.elapsed());
            // Several are called at once where some do not come.
            let in_order = seen.began.borrow().is_sorted();
            assert!(in_order || calls.iter().any(|it| it.not_polled.is_some()));
            assert_eq!(seen.under_way.get(), 0);
        });
    }
}
