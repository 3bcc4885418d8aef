//! Programs that read by another path than the built-in check does, and wait for that one.

use aws_sdk_ssm::types::{ParameterType, Target};
use futures_util::future::join_all;
use postcond::runtime::{Cause, Outcome};
use postcond::ssm::on_request::{
    every_node_has_an_invocation, name_is_free, parameter_is_listed, parameter_is_not_listed,
    parameter_is_under_its_path, value_can_be_decrypted,
};
use postcond_sim::Answer;
use serde_json::{Value, json};

use crate::acted::Acted;
use crate::stage::{LAG, MS, Stage, every, impatient};

const COMMAND: &str = "01234567-89ab-cdef-0123-456789abcdef";

/// The stage's next answers to this read.
fn script(stage: &Stage, operation: &str, answers: impl IntoIterator<Item = Value>) {
    for answer in answers {
        stage
            .sim
            .script(operation)
            .answer(Answer::json(200, answer));
    }
}

/// What the polls of this check came to.
fn outcomes(acted: &Acted, check: &str) -> Vec<Outcome> {
    let polls = acted.evidence.polls().iter();
    let polls = polls.filter(|poll| poll.check == check);
    polls.map(|poll| poll.outcome).collect()
}

async fn lists(stage: &Stage, name: &str) -> bool {
    let listed = stage.plain_ssm.describe_parameters().send().await.unwrap();
    listed.parameters().iter().any(|it| it.name() == Some(name))
}

#[tokio::test(start_paused = true)]
async fn a_listing_that_lags_behind_reads_by_name_is_waited_for_if_the_call_asks_for_it() {
    let stage = Stage::prompt();
    script(
        &stage,
        "DescribeParameters",
        [json!({}), json!({"Parameters": []})],
    );
    let put = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("v1")
        .r#type(ParameterType::String);
    let put = put.until(parameter_is_listed).send_with_evidence().await;
    let acted = Acted::from(put);
    let waited = [Outcome::Pending, Outcome::Pending, Outcome::Satisfied];
    assert_eq!(outcomes(&acted, "parameter_is_listed"), waited);
    assert!(lists(&stage, "/a").await);
}

#[tokio::test(start_paused = true)]
async fn a_listing_that_still_shows_what_is_deleted_is_waited_for_if_the_call_asks_for_it() {
    let stage = Stage::prompt();
    let put = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("v1")
        .r#type(ParameterType::String);
    put.send().await.unwrap();
    let old = json!({"Parameters": [{"Name": "/a", "Version": 1}]});
    script(&stage, "DescribeParameters", [old.clone(), old]);
    let delete = stage.ssm.delete_parameter().name("/a");
    let delete = delete
        .until(parameter_is_not_listed)
        .send_with_evidence()
        .await;
    let acted = Acted::from(delete);
    let waited = [Outcome::Pending, Outcome::Pending, Outcome::Satisfied];
    assert_eq!(outcomes(&acted, "parameter_is_not_listed"), waited);
    assert!(!lists(&stage, "/a").await);
}

#[tokio::test(start_paused = true)]
async fn parameters_of_one_path_are_looked_for_with_one_listing() {
    let stage = Stage::behind(LAG, every(50 * MS));
    let puts = (0..10).map(|number| {
        let put = stage
            .ssm
            .put_parameter()
            .name(format!("/app/{number}"))
            .r#type(ParameterType::String);
        let put = put.value("v1").unconfirmed();
        put.until(parameter_is_under_its_path).send_with_evidence()
    });
    for put in join_all(puts).await {
        assert!(Acted::from(put).cause.is_none());
    }
    let calls = stage.sim.calls();
    let listings = calls
        .iter()
        .filter(|it| it.operation == "GetParametersByPath");
    // 300 ms behind, read every 50 ms, up to two pages each: one by one, these would be 70 at least.
    let listings = listings.count();
    assert!(listings <= 20, "{listings} listings");
}

#[tokio::test(start_paused = true)]
async fn a_name_whose_stale_tags_still_show_is_not_free() {
    let stage = Stage::prompt();
    let put = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("v1")
        .r#type(ParameterType::String);
    put.send().await.unwrap();
    let stale = json!({"TagList": [{"Key": "team", "Value": "blue"}]});
    script(&stage, "ListTagsForResource", [stale.clone(), stale]);
    let delete = stage.ssm.delete_parameter().name("/a");
    let delete = delete.until(name_is_free).send_with_evidence().await;
    let acted = Acted::from(delete);
    let waited = [Outcome::Pending, Outcome::Pending, Outcome::Satisfied];
    assert_eq!(outcomes(&acted, "name_is_free"), waited);
    assert_eq!(outcomes(&acted, "name_is_not_found"), [Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn a_denial_for_want_of_the_key_names_the_right_to_decrypt() {
    for (message, missing) in [
        (
            "User: u is not authorized to perform: kms:Decrypt on resource: k",
            "kms:Decrypt",
        ),
        (
            "The ciphertext refers to a customer master key that does not exist, does not exist in \
             this region, or you are not allowed to access.",
            "kms:Decrypt",
        ),
        (
            "User: u is not authorized to perform: ssm:GetParameter on resource: p",
            "ssm:GetParameter",
        ),
    ] {
        let stage = Stage::prompt();
        let denied = Answer::error(400, "AccessDeniedException", message);
        stage.sim.script("GetParameter").always().answer(denied);
        let put = stage
            .ssm
            .put_parameter()
            .name("/a")
            .value("v1")
            .r#type(ParameterType::String);
        let put = put.unconfirmed().until(value_can_be_decrypted);
        let acted = Acted::from(put.send_with_evidence().await);
        let Some(Cause::Denied { actions, .. }) = acted.cause else {
            panic!("{:?}", acted.cause);
        };
        assert_eq!(actions, [missing]);
    }
}

/// Sends a command to whatever nodes carry a tag, and waits for their invocations.
async fn send_to_targets(stage: &Stage) -> Acted {
    let sent = json!({"Command": {"CommandId": COMMAND, "Status": "Pending", "TargetCount": 0}});
    script(stage, "SendCommand", [sent]);
    let target = Target::builder().key("tag:team").values("blue").build();
    let send = stage.ssm.send_command().document_name("AWS-RunShellScript");
    let send = send.targets(target).unconfirmed();
    let send = send.until(every_node_has_an_invocation);
    send.send_with_evidence().await.into()
}

fn listed(status: &str, details: &str, count: i32) -> Value {
    json!({"Commands": [{
        "CommandId": COMMAND, "Status": status, "StatusDetails": details, "TargetCount": count,
    }]})
}

#[tokio::test(start_paused = true)]
async fn a_command_to_targets_is_waited_for_until_as_many_nodes_have_it_as_they_match() {
    let stage = Stage::prompt();
    let pending = || listed("Pending", "Pending", 0);
    let matched = || listed("InProgress", "InProgress", 2);
    script(
        &stage,
        "ListCommands",
        [pending(), pending(), matched(), matched(), matched()],
    );
    let on = |nodes: &[&str]| {
        let invocation = |node: &&str| json!({"CommandId": COMMAND, "InstanceId": node});
        let invocations: Value = nodes.iter().map(invocation).collect();
        json!({ "CommandInvocations": invocations })
    };
    script(
        &stage,
        "ListCommandInvocations",
        [on(&[]), on(&["i-2"]), on(&["i-2", "i-1"])],
    );
    let acted = send_to_targets(&stage).await;
    let mut waited = vec![Outcome::Pending; 4];
    waited.push(Outcome::Satisfied);
    assert_eq!(acted.outcomes(), waited);
}

#[tokio::test(start_paused = true)]
async fn a_command_whose_targets_match_no_node_is_said_to_reach_none() {
    let stage = Stage::prompt();
    let pending = listed("Pending", "Pending", 0);
    let none = listed("Success", "NoInstancesInTag", 0);
    script(&stage, "ListCommands", [pending, none]);
    let acted = send_to_targets(&stage).await;
    let cause = acted.cause.unwrap();
    assert!(matches!(cause, Cause::Failed { .. }), "{cause:?}");
    assert!(cause.to_string().contains("match no node"), "{cause}");
}

#[tokio::test(start_paused = true)]
async fn an_image_that_stays_at_its_earlier_version_is_said_to_have_failed_its_validation() {
    for names_the_type in [true, false] {
        let stage = Stage::behind(LAG, impatient());
        let old = json!({"Parameter": {
            "Name": "/ami", "Version": 1, "LastModifiedDate": 0, "DataType": "aws:ec2:image",
        }});
        let answer = Answer::json(200, old);
        stage.sim.script("GetParameter").always().answer(answer);
        let made = json!({"Version": 2, "Tier": "Standard"});
        script(&stage, "PutParameter", [made]);
        let put = stage
            .ssm
            .put_parameter()
            .name("/ami")
            .value("ami-1")
            .r#type(ParameterType::String);
        let data_type = names_the_type.then(|| "aws:ec2:image".to_owned());
        let put = put.overwrite(true).set_data_type(data_type);
        let acted = Acted::from(put.send_with_evidence().await);
        let cause = acted.cause.unwrap().to_string();
        assert!(cause.contains("stays at its earlier version"), "{cause}");
    }
}
