//! Every checked operation, where its change shows at once, late and never.

use std::time::Duration;

use own_service::sfn::{ConsistentSfnClient as Client, SERVICE, sdk};
use postcond::runtime::OperationInfo;
use postcond_sim::{Answer, Lag};

use crate::calls::{MACHINE, call, world};

const LAG: Duration = Duration::from_secs(2);

/// The operations that the client waits for: a new one fails here until there is a call of it.
fn checked() -> impl Iterator<Item = &'static str> {
    let operations = SERVICE.operations.iter();
    operations
        .filter(|it| OperationInfo::is_checked(it))
        .map(|it| it.name)
}

#[test]
fn there_are_ten_checks_and_more() {
    assert!(
        checked().count() >= 10,
        "{:?}",
        checked().collect::<Vec<_>>()
    );
}

#[tokio::test(start_paused = true)]
async fn what_shows_at_once_is_confirmed_at_once() {
    for operation in checked() {
        let sim = world().await;
        let evidence = call(&Client::new(&sim.sdk_config()), operation)
            .await
            .unwrap();
        assert_eq!(evidence.polls_made(), 1, "{operation}: {evidence:?}");
        assert_eq!(evidence.unconfirmed(), None, "{operation}");
        evidence.assert_reads_are_declared();
    }
}

#[tokio::test(start_paused = true)]
async fn what_shows_late_is_waited_for() {
    for operation in checked() {
        let sim = world().await;
        // A write takes a moment: dates are told apart to the second.
        tokio::time::sleep(LAG).await;
        sim.set_lag(Lag::fixed(LAG)).unwrap();
        let evidence = call(&Client::new(&sim.sdk_config()), operation)
            .await
            .unwrap();
        assert!(evidence.polls_made() > 1, "{operation}: {evidence:?}");
        assert!(sim.now() >= sim.converged_at(), "{operation}");
        evidence.assert_reads_are_declared();
    }
}

#[tokio::test(start_paused = true)]
async fn what_never_shows_ends_at_the_deadline() {
    for operation in checked() {
        let sim = world().await;
        tokio::time::sleep(LAG).await;
        sim.set_lag(Lag::fixed(Duration::MAX)).unwrap();
        let error = call(&Client::new(&sim.sdk_config()), operation)
            .await
            .unwrap_err();
        assert!(error.contains("not confirmed"), "{operation}: {error}");
    }
}

/// The overlay says what these codes of Step Functions mean; without it, either would end the wait.
#[tokio::test(start_paused = true)]
async fn the_services_own_error_codes_mean_what_the_overlay_says() {
    let sim = world().await;
    let refused = |code: &str| Answer::error(400, code, "KMS says no");
    sim.script("DescribeStateMachine")
        .next(2)
        .answer(refused("KmsThrottlingException"));
    let sfn = Client::new(&sim.sdk_config());
    let update = sfn
        .update_state_machine()
        .state_machine_arn(MACHINE)
        .definition("[]");
    let confirmed = update.send_with_evidence().await.unwrap();
    assert_eq!(confirmed.evidence.polls_made(), 3);

    sim.script("DescribeStateMachine")
        .answer(refused("KmsAccessDeniedException"));
    let update = sfn
        .update_state_machine()
        .state_machine_arn(MACHINE)
        .definition("{}");
    let error = update.send().await.unwrap_err().to_string();
    assert!(error.contains("states:DescribeStateMachine"), "{error}");
}

/// Of two writes of a scope to one tag, only the later one is read back: the overlay's footprints say so.
#[tokio::test(start_paused = true)]
async fn a_later_write_of_a_scope_takes_the_place_of_an_earlier_one() {
    let sim = world().await;
    let sfn = Client::new(&sim.sdk_config());
    let scope = postcond::Scope::new();
    let tag = sdk::types::Tag::builder().key("team").value("web").build();
    let tagged = sfn.tag_resource().resource_arn(MACHINE).tags(tag);
    let tagged = tagged.send_in(&scope).await;
    let untagged = sfn.untag_resource().resource_arn(MACHINE).tag_keys("team");
    let untagged = untagged.send_in(&scope).await;
    assert!(tagged.is_ok() && untagged.is_ok());
    let settlement = scope.settle().await;
    assert_eq!(settlement.counts().superseded, 1, "{settlement}");
    settlement.into_result().unwrap();
}
