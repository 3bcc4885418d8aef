//! What a scope says when it is dropped.

use std::panic::{AssertUnwindSafe, catch_unwind};

use postcond::Scope;
use tokio::time::timeout;
use tracing::Level;

use super::{put, put_many};
use crate::stage::{MS, Stage};
use crate::telemetry::recording::{Recording, Told};

/// What is told, with the guard that keeps it listening.
fn listening() -> (Recording, tracing::subscriber::DefaultGuard) {
    let recording = Recording::at(Level::WARN);
    let guard = crate::listening::listen(recording.clone());
    (recording, guard)
}

fn assert_warned_of(events: &[Told], outstanding: &str, operations: &str) {
    let [warning] = events else {
        panic!("{events:?}");
    };
    assert_eq!(warning.level, Level::WARN);
    assert_eq!(warning.message, "scope dropped with outstanding writes");
    assert_eq!(warning.fields["postcond.outstanding"], outstanding);
    assert_eq!(warning.fields["postcond.operations"], operations);
    assert_eq!(warning.fields.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_scope_that_is_dropped_with_outstanding_writes_warns_once_and_outputs_are_kept() {
    let (recording, _listening) = listening();
    let (stage, scope) = (Stage::lagging(), Scope::new());
    put_many(&stage.ssm, 3, &scope).await;
    let handle = put(&stage.ssm, "/a", &scope).await;
    let secret = stage.secrets.create_secret().name("a");
    let _ = secret.send_in(&scope).await.unwrap();
    drop(scope);
    assert_warned_of(
        &recording.events(),
        "5",
        "CreateSecret (1), PutParameter (4)",
    );
    assert_eq!(handle.output().version(), 1);
    assert!(handle.confirmation().is_none());
}

#[tokio::test(start_paused = true)]
async fn a_scope_that_is_empty_or_settled_says_nothing() {
    let (recording, _listening) = listening();
    let stage = Stage::lagging();
    drop(Scope::new());
    let scope = Scope::new();
    let first = put(&stage.ssm, "/a", &scope).await;
    put_many(&stage.ssm, 3, &scope).await;
    let _ = scope.settle_one(&first).await;
    scope.settle().await.into_result().unwrap();
    drop(scope);
    assert_eq!(recording.events(), []);
}

#[tokio::test(start_paused = true)]
async fn one_whose_settling_was_given_up_warns_of_what_is_left() {
    let (recording, _listening) = listening();
    let (stage, scope) = (Stage::lagging(), Scope::new());
    put_many(&stage.ssm, 3, &scope).await;
    assert!(timeout(100 * MS, scope.settle()).await.is_err());
    drop(scope);
    assert_warned_of(&recording.events(), "3", "PutParameter (3)");
}

#[tokio::test(start_paused = true)]
async fn a_panic_adds_nothing_to_the_warning() {
    let (recording, _listening) = listening();
    let (stage, scope) = (Stage::lagging(), Scope::new());
    put_many(&stage.ssm, 3, &scope).await;
    let panicking = AssertUnwindSafe(|| {
        let _scope = scope;
        std::panic::resume_unwind(Box::new("the caller's own"));
    });
    catch_unwind(panicking).unwrap_err();
    assert_warned_of(&recording.events(), "3", "PutParameter (3)");
}
