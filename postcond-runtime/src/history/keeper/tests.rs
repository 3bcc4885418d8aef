//! A client that learns, and another that begins with it.

use std::time::SystemTime;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use futures_util::future::{BoxFuture, pending, ready};

use super::*;
use crate::history::store::{HistoryInMemory, HistoryStore};
use crate::policy::schedule::{Learned, Schedule};
use crate::sdk::destination::{Customization, Departure};
use crate::sdk::place::Place;

const CHECK: Key = ("Put", "is_visible");
const DEADLINE: Duration = Duration::from_secs(120);
const AT_AWS: &str = "https://ssm.us-east-1.amazonaws.com/";

fn destination(url: &str, call: Customization) -> Destination {
    let mut request = HttpRequest::empty();
    request.set_uri(url).unwrap();
    let signed = "AWS4-HMAC-SHA256 Credential=AKID/20240101/us-east-1/ssm/aws4_request";
    request.headers_mut().insert("authorization", signed);
    Destination::of(call, Some((Place::of(&request), Departure::default())))
}

fn at_aws() -> Destination {
    destination(AT_AWS, Customization::default())
}

fn observation(lag: u64) -> Observation {
    Observation {
        missed: Some(Duration::from_millis(lag - 20)),
        seen: Some(Duration::from_millis(lag)),
        round_trip: Duration::from_millis(15),
        is_of_several: false,
    }
}

/// A keeper whose client has written once.
async fn begun(store: impl HistoryStore + 'static) -> (Arc<Keeper>, ConcurrentChecks) {
    let keeper = Keeper::new(History::new(store));
    let checks = ConcurrentChecks::default();
    assert!(keeper.load("ssm", &at_aws(), &checks, DEADLINE / 4).await);
    (keeper, checks)
}

fn saved(store: &HistoryInMemory) -> usize {
    let histories = store.histories();
    histories.iter().map(|(_, lags)| lags.writes()).sum()
}

fn learned() -> Schedule {
    Learned::default().seed(1).into()
}

/// When the first poll comes.
fn first_poll(checks: &ConcurrentChecks) -> Duration {
    let schedule = learned();
    let mut pauses = checks.join(CHECK, &schedule).pauses();
    pauses.next().unwrap()
}

#[tokio::test(start_paused = true)]
async fn who_comes_later_begins_with_what_was_learned() {
    let store = HistoryInMemory::default();
    let (keeper, checks) = begun(store.clone()).await;
    (0..30).for_each(|_| keeper.note(CHECK, observation(300)));
    keeper.save().await.unwrap();
    assert_eq!(
        first_poll(&checks),
        Duration::ZERO,
        "it has learned nothing itself"
    );

    let (_keeper, checks) = begun(store).await;
    assert!(first_poll(&checks) > Duration::from_millis(100));
}

#[tokio::test(start_paused = true)]
async fn what_was_learned_is_saved_ten_seconds_later_with_what_was_learned_meanwhile() {
    let store = HistoryInMemory::default();
    let (keeper, _checks) = begun(store.clone()).await;
    keeper.note(CHECK, observation(300));
    sleep(SAVED_AFTER - Duration::from_millis(10)).await;
    keeper.note(CHECK, observation(310));
    assert_eq!(saved(&store), 0);
    sleep(Duration::from_millis(20)).await;
    assert_eq!(saved(&store), 2);
    // And so again.
    keeper.note(CHECK, observation(320));
    sleep(SAVED_AFTER + Duration::from_millis(10)).await;
    assert_eq!(saved(&store), 3);
}

#[tokio::test(start_paused = true)]
async fn what_was_not_saved_yet_is_when_the_last_client_goes() {
    let store = HistoryInMemory::default();
    let (keeper, checks) = begun(store.clone()).await;
    keeper.note(CHECK, observation(300));
    drop((keeper, checks));
    assert_eq!(saved(&store), 1);
}

/// Observations have dates of their own, so that equal ones are not taken for one.
#[tokio::test(start_paused = true)]
async fn writes_that_look_alike_at_the_same_moment_are_several() {
    let store = HistoryInMemory::default();
    let keeper = Keeper::new(History::new(store.clone()).time_source(
        aws_smithy_async::time::StaticTimeSource::new(SystemTime::now()),
    ));
    let checks = ConcurrentChecks::default();
    keeper.load("ssm", &at_aws(), &checks, DEADLINE).await;
    for expected in [3, 6] {
        (0..3).for_each(|_| keeper.note(CHECK, observation(300)));
        keeper.save().await.unwrap();
        assert_eq!(saved(&store), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn calls_that_go_elsewhere_are_not_learned_from() {
    let (keeper, checks) = begun(HistoryInMemory::default()).await;
    let of_its_own = Customization {
        reconfigured: true,
        ..Customization::default()
    };
    let rows = [
        (at_aws(), true),
        (destination(AT_AWS, of_its_own), false),
        (
            destination("http://localhost:4566", Customization::default()),
            false,
        ),
        (Destination::default(), false),
    ];
    for (to, is_there) in rows {
        let loaded = keeper.load("ssm", &to, &checks, DEADLINE).await;
        assert_eq!(loaded, is_there, "{to:?}");
    }
}

/// What becomes of each call of it.
#[derive(Clone, Debug)]
enum Trouble {
    Hangs,
    /// Has merged, and the answer is lost.
    LosesAnswers(HistoryInMemory),
}

impl HistoryStore for Trouble {
    fn load(&self, _: &HistoryKey) -> BoxFuture<'static, Result<LagHistory, BoxError>> {
        match self {
            Self::Hangs => Box::pin(pending()),
            Self::LosesAnswers(_) => Box::pin(ready(Err("no answer".into()))),
        }
    }

    fn merge(
        &self,
        key: &HistoryKey,
        added: LagHistory,
        now: SystemTime,
    ) -> BoxFuture<'static, Result<(), BoxError>> {
        match self {
            Self::Hangs => Box::pin(pending()),
            Self::LosesAnswers(store) => {
                let merging = store.merge(key, added, now);
                Box::pin(async {
                    merging.await?;
                    Err("no answer".into())
                })
            }
        }
    }

    fn location(&self, _: &HistoryKey) -> String {
        "somewhere".to_owned()
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_hangs_keeps_a_client_waiting_once_for_a_second_or_a_quarter_of_its_time() {
    for (patience, waited) in [
        (DEADLINE / 4, LOAD_PATIENCE),
        (SAVED_AFTER / 40, SAVED_AFTER / 40),
    ] {
        let keeper = Keeper::new(History::new(Trouble::Hangs));
        let checks = ConcurrentChecks::default();
        let began = tokio::time::Instant::now();
        for _ in 0..2 {
            keeper.load("ssm", &at_aws(), &checks, patience).await;
            assert_eq!(began.elapsed(), waited);
        }
        assert!(keeper.has_warned.load(Ordering::Relaxed));
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_not_have_been_saved_is_saved_again_and_counts_once() {
    let store = HistoryInMemory::default();
    let (keeper, _checks) = begun(Trouble::LosesAnswers(store.clone())).await;
    for expected in [1, 2] {
        keeper.note(CHECK, observation(300));
        let error = keeper.save().await.unwrap_err();
        assert_eq!(
            (error.to_string().as_str(), error.0.to_string().as_str()),
            ("what was learned of lags could not be saved", "no answer")
        );
        assert_eq!(saved(&store), expected);
        assert_eq!(keeper.unsaved.lock().lags.writes(), expected);
    }
}
