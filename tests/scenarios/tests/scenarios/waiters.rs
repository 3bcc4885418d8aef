//! The SDK's waiters on a consistent client.

use postcond_sim::Answer;
use serde_json::json;

use crate::stage::{SECOND, Stage};

#[tokio::test(start_paused = true)]
async fn a_waiter_is_the_clients_own_and_nothing_else_is_read() {
    let stage = Stage::prompt();
    let invocation = |status| Answer::json(200, json!({"Status": status}));
    let invocations = || stage.sim.script("GetCommandInvocation");
    invocations().next(2).answer(invocation("InProgress"));
    invocations().next(1).answer(invocation("Success"));
    let waiter = stage.ssm.wait_until_command_executed();
    let waiter = waiter
        .command_id("11111111-1111-1111-1111-111111111111")
        .instance_id("i-11111111");
    waiter.wait(60 * SECOND).await.unwrap();
    assert_eq!(stage.tap.operations(), ["GetCommandInvocation"; 3]);
}
