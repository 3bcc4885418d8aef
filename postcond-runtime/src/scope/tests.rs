//! What a scope refuses, and what its parts may be used for.

use super::*;
use crate::Policy;

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
