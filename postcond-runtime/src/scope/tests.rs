//! What a scope refuses, and what its parts may be used for.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use futures_util::future::BoxFuture;
use tokio::time::Instant;

use super::*;
use crate::confirm::stub::{Service, Touch};
use crate::confirm::write::{Landed, ReturnedCall};
use crate::contract::check_info::CheckInfo;
use crate::contract::erased::any;
use crate::contract::footprint::Footprint;
use crate::contract::witness::Witness;
use crate::policy::settings::Policy;
use crate::sdk::destination::Destination;

#[test]
fn each_figure_that_makes_no_sense_is_refused_by_name() {
    let rows = [
        (
            Scope::builder().concurrent_writes(0),
            "scope.concurrent_writes",
        ),
        (
            Scope::builder().concurrent_writes(usize::MAX),
            "scope.concurrent_writes",
        ),
        (Scope::builder().deadline(Duration::ZERO), "scope.deadline"),
        (
            Scope::builder().deadline(Policy::LONGEST * 2),
            "scope.deadline",
        ),
    ];
    for (builder, field) in rows {
        let error = builder.build().unwrap_err();
        let fields: Vec<_> = error.problems().iter().map(|it| &*it.field).collect();
        assert_eq!(fields, [field]);
    }
}

#[test]
fn a_scope_and_all_that_it_hands_out_can_be_shared_among_tasks() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Scope>();
    shared::<Progress>();
    shared::<Settlement>();
    shared::<SettledWrite>();
    shared::<UnconfirmedWrites>();
}

#[test]
fn settling_can_go_on_in_another_task() {
    fn sent<T: Send>(_: T) {}
    let scope = Scope::new();
    sent(scope.settle());
    sent(scope.settle_with(|_| ()));
}

/// Sets the one thing that there is.
struct Set;

impl crate::contract::operation::Generated for Set {}

impl crate::contract::operation::Operation for Set {
    type Service = Service;
    /// Counts its read-backs.
    type Input = Arc<AtomicUsize>;
    type Output = ();
    const NAME: &'static str = "Set";
}

impl Mutation for Set {
    type Error = crate::confirm::stub::Refused;

    const BUILT_IN: &'static [&'static dyn crate::contract::condition::Condition] = &[&IsSet];

    fn resource(_: &Arc<AtomicUsize>) -> Option<String> {
        Some("it".to_owned())
    }

    fn kept(input: &Arc<AtomicUsize>) -> Option<Arc<AtomicUsize>> {
        Some(Arc::clone(input))
    }

    fn footprint(_: &Arc<AtomicUsize>, (): &()) -> Footprint {
        let it = crate::contract::resource::Resource::new("Thing", "it");
        [crate::contract::footprint::Fact::set(it, "value")]
            .into_iter()
            .collect()
    }
}

/// Sees it at once.
struct IsSet;

impl crate::contract::post_condition::PostCondition for IsSet {
    type Operation = Set;
    const INFO: CheckInfo = CheckInfo::new("is_set", &[]);

    async fn check(
        &self,
        (): &(),
        reads: &Arc<AtomicUsize>,
        (): &(),
        _: &crate::contract::witness::Witness,
    ) -> crate::contract::verdict::Check {
        reads.fetch_add(1, Ordering::Relaxed);
        crate::contract::verdict::satisfied("it")
    }
}

fn set(scope: &Scope, consistency: &Arc<Consistency>, reads: &Arc<AtomicUsize>) -> Handle<Set> {
    landed(scope, consistency, Arc::clone(reads))
}

#[tokio::test(start_paused = true)]
async fn what_it_takes_to_read_a_write_back_goes_when_it_is_settled_whatever_handles_live() {
    let (scope, consistency, reads) = (Scope::new(), Arc::default(), Arc::default());
    let first = set(&scope, &consistency, &reads);
    let second = set(&scope, &consistency, &reads);
    assert_eq!(Arc::strong_count(&reads), 3);
    let _ = scope.settle_one(&second).await;
    assert_eq!(Arc::strong_count(&reads), 2);
    assert_eq!(scope.settle().await.counts().superseded, 1);
    assert_eq!(Arc::strong_count(&reads), 1);
    assert!(first.confirmation().is_some());
}

/// Each hangs on the next: neither settling nor dropping them takes a stack as deep.
#[tokio::test(start_paused = true)]
async fn of_thousands_of_writes_to_one_thing_the_last_is_read_back_and_none_is_too_many() {
    const WRITES: usize = 20_000;
    let (scope, consistency, reads) = (Scope::new(), Arc::default(), Arc::default());
    for _ in 0..WRITES {
        let _ = set(&scope, &consistency, &reads);
    }
    let counts = scope.settle().await.counts();
    assert_eq!((counts.confirmed, counts.superseded), (1, WRITES - 1));
    assert_eq!(reads.load(Ordering::Relaxed), 1);

    let first = set(&scope, &consistency, &reads);
    for _ in 0..WRITES {
        let _ = set(&scope, &consistency, &reads);
    }
    drop(scope);
    drop(first);
    assert_eq!(Arc::strong_count(&reads), 1);
}

#[test]
fn threads_that_settle_the_same_write_at_once_read_once() {
    for _ in 0..200 {
        let (scope, consistency, reads) = (Scope::new(), Arc::default(), Arc::default());
        let block_on = |future: BoxFuture<'_, ()>| {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_time()
                .build();
            runtime.unwrap().block_on(future);
        };
        let handle = std::sync::OnceLock::new();
        let _ = handle.set(set(&scope, &consistency, &reads));
        let handle = handle.get().unwrap();
        std::thread::scope(|threads| {
            threads.spawn(|| {
                block_on(Box::pin(async {
                    let _ = scope.settle().await;
                }));
            });
            threads.spawn(|| {
                block_on(Box::pin(async {
                    let _ = scope.settle_one(handle).await;
                }));
            });
        });
        assert_eq!(reads.load(Ordering::Relaxed), 1);
        assert!(handle.confirmation().is_some());
    }
}

fn touch(scope: &Scope, consistency: &Arc<Consistency>) -> Handle<Touch> {
    landed(scope, consistency, ())
}

/// A write of the scope that was answered with nothing.
fn landed<O: Mutation<Service = Service, Output = ()>>(
    scope: &Scope,
    consistency: &Arc<Consistency>,
    input: O::Input,
) -> Handle<O> {
    let sent = scope.register.lock().tick();
    let (write, output) = scope.add(sent, read_back::<O>(consistency, input));
    Handle::new(write, output)
}

fn read_back<O: Mutation<Service = Service, Output = ()>>(
    consistency: &Arc<Consistency>,
    input: O::Input,
) -> UnsettledCall {
    let call = ReturnedCall {
        mutation: any::<O>(),
        reader: Arc::new(()),
        input: Box::new(input),
        witness: Witness::undated(SystemTime::now(), Duration::ZERO),
        destination: Destination::default(),
        returned: Instant::now(),
    };
    let landed = Landed::answered(call, Box::new(()));
    UnsettledCall::new(consistency, Call::default(), landed)
}

/// What each outstanding write takes while all are settled, apart from its input, its output and what
/// its check holds while it reads.
#[tokio::test(start_paused = true)]
async fn an_outstanding_write_takes_little_memory_while_it_is_settled() {
    let (scope, consistency) = (Scope::new(), Arc::default());
    let handle = touch(&scope, &consistency);
    let write = Arc::clone(handle.write());
    let waiting = size_of_val(&scope.settled(Arc::clone(&write), Instant::now()));
    let read_back = read_back::<Touch>(&consistency, ());
    let reading = size_of_val(&*Arc::new(read_back).read_back(Instant::now(), Vec::new(), true));
    let kept = size_of::<ScopedWrite>() + size_of::<UnsettledCall>();
    let total = kept + waiting + reading;
    println!("kept {kept}, waiting {waiting}, reading {reading}: {total} bytes");
    assert!(total < 3_000, "{total} bytes");
}

#[tokio::test(start_paused = true)]
async fn a_write_can_be_sent_and_settled_in_another_task() {
    let scope = Arc::new(
        Scope::builder()
            .deadline(Duration::from_secs(1))
            .build()
            .unwrap(),
    );
    let consistency = Arc::default();
    let sending = Arc::clone(&scope);
    let sent = tokio::spawn(async move { touch(&sending, &consistency) });
    let handle = sent.await.unwrap();
    let settling = tokio::spawn(async move { scope.settle_one(&handle).await });
    let settled = settling.await.unwrap();
    assert_eq!(settled.name().to_string(), "Touch of resource");
    assert!(settled.is_unconfirmed());
}
