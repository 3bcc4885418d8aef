//! What a scope refuses, and what its parts may be used for.

use tokio::time::Instant;

use super::outstanding::ReadBack;
use super::*;
use crate::Policy;
use crate::consistency::Landed;
use crate::destination::Destination;

impl crate::ServiceReader for () {}

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

/// Changes nothing anywhere.
struct Touch;

struct Service;

impl crate::Service for Service {
    const NAME: &'static str = "service";
    const SDK_ID: &'static str = "Service";
    const IAM_PREFIX: &'static str = "service";
    type Reader = ();
}

impl crate::Operation for Touch {
    type Service = Service;
    type Input = ();
    type Output = ();
    const NAME: &'static str = "Touch";
}

impl Mutation for Touch {
    fn built_in() -> &'static [&'static dyn crate::Condition<Self>] {
        &[&Never]
    }

    fn resource(_: &()) -> Option<String> {
        Some("resource".to_owned())
    }
}

/// Reads nothing and has seen nothing.
struct Never;

impl crate::PostCondition for Never {
    type Operation = Touch;
    const NAME: &'static str = "never";
    const READS: &'static [&'static str] = &[];

    async fn check(&self, _: &(), _: &(), _: &(), _: &crate::Witness) -> crate::Check {
        crate::pending("nothing")
    }
}

fn touch(scope: &Scope, consistency: &Arc<Consistency>) -> Handle<Touch> {
    let sent = scope.register.lock().tick();
    scope.add(sent, read_back(consistency))
}

fn read_back(consistency: &Arc<Consistency>) -> ReadBackOf<Touch> {
    let landed = Landed {
        input: (),
        output: (),
        witness: crate::Witness::undated(std::time::SystemTime::now(), Duration::ZERO),
        destination: Destination::default(),
        returned: Instant::now(),
        search: None,
        resent: None,
    };
    ReadBackOf::new(consistency, (), CallOptions::default(), landed)
}

/// What each outstanding write takes while all are settled, apart from its input, its output and what
/// its check holds while it reads.
#[tokio::test(start_paused = true)]
async fn an_outstanding_write_takes_little_memory_while_it_is_settled() {
    let (scope, consistency) = (Scope::new(), Arc::default());
    let handle = touch(&scope, &consistency);
    let write = Arc::clone(handle.write());
    let waiting = size_of_val(&scope.settled(Arc::clone(&write), Instant::now()));
    let read_back = read_back(&consistency);
    let reading = size_of_val(&*Arc::new(read_back).read_back(Instant::now(), Vec::new()));
    let kept = size_of::<ScopedWrite>() + size_of::<ReadBackOf<Touch>>();
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
