//! What IAM does differently, each with the trap that it is.

mod by_use;
mod lag_of_use;
mod simulation;

use std::time::Duration;

use aws_config::Region;
use aws_sdk_iam::types::Tag;
use postcond::iam::ConsistentIamClient;
use postcond::runtime::{Cause, Outcome};
use postcond_sim::{Answer, Lag, Simulator};
use serde_json::json;

use crate::acted::Acted;
use crate::stage::{LAG, MS, Stage, every};

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::123456789012:role/reader"}}]}"#;
const DOCUMENT: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::a/b c+d"}]}"#;
const POLICY: &str = "arn:aws:iam::123456789012:policy/p";

fn seen(acted: &Acted) -> Vec<&str> {
    let polls = acted.evidence.polls().iter();
    polls.map(|poll| poll.seen.as_str()).collect()
}

async fn role(stage: &Stage, name: &str) {
    let request = stage.plain_iam.create_role().role_name(name);
    let request = request.assume_role_policy_document(TRUST);
    request.send().await.unwrap();
}

async fn policy(stage: &Stage) {
    let request = stage.plain_iam.create_policy().policy_name("p");
    request.policy_document(DOCUMENT).send().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_profile_that_is_found_proves_nothing_until_the_role_is_in_it() {
    let stage = Stage::lagging();
    role(&stage, "app").await;
    let request = stage.plain_iam.create_instance_profile();
    request.instance_profile_name("web").send().await.unwrap();
    stage.settle().await;
    let request = stage
        .iam
        .add_role_to_instance_profile()
        .instance_profile_name("web");
    let acted: Acted = request.role_name("app").send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.evidence.waited(), LAG);
    // The profile was there all the time.
    let (last, before) = acted.evidence.polls().split_last().unwrap();
    assert!(
        before.iter().all(|poll| poll.seen == "app is not in web"),
        "{before:?}"
    );
    assert_eq!(last.seen, "app is in web");
}

#[tokio::test(start_paused = true)]
async fn a_new_version_is_confirmed_as_the_default_only_once_it_is() {
    let stage = Stage::prompt();
    policy(&stage).await;
    let version = stage.iam.create_policy_version().policy_arn(POLICY);
    let version = version.policy_document(DOCUMENT).set_as_default(true);
    // The other replica has the version, and the old default.
    let stale = json!({"Policy": {"Arn": POLICY, "DefaultVersionId": "v1"}});
    stage
        .sim
        .script("GetPolicy")
        .next(2)
        .answer(Answer::json(200, stale));
    let acted: Acted = version.send_with_evidence().await.into();
    let stale = format!("the default of {POLICY} is v1, not v2");
    let found = format!("the version v2 of {POLICY} is found");
    assert_eq!(seen(&acted), [stale.as_str(), &stale, &found]);
}

#[tokio::test(start_paused = true)]
async fn setting_back_the_default_is_confirmed_by_the_lower_number() {
    let stage = Stage::lagging();
    policy(&stage).await;
    let version = stage.plain_iam.create_policy_version().policy_arn(POLICY);
    let version = version.policy_document(DOCUMENT).set_as_default(true);
    version.send().await.unwrap();
    stage.settle().await;
    let request = stage.iam.set_default_policy_version().policy_arn(POLICY);
    let acted: Acted = request.version_id("v1").send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.evidence.waited(), LAG, "{:?}", acted.evidence);
    let (last, _) = acted.evidence.polls().split_last().unwrap();
    assert_eq!(last.seen, format!("v1 is the default of {POLICY}"));
}

#[tokio::test(start_paused = true)]
async fn a_document_comes_back_percent_encoded_and_in_other_words() {
    let stage = Stage::prompt();
    role(&stage, "app").await;
    let in_other_words = DOCUMENT.replace(r#"["s3:GetObject"]"#, r#""s3:getobject""#);
    let bytes = in_other_words.bytes();
    let encoded: String = bytes.map(|byte| format!("%{byte:02X}")).collect();
    let answer = json!({"RoleName": "app", "PolicyName": "i", "PolicyDocument": encoded});
    stage
        .sim
        .script("GetRolePolicy")
        .answer(Answer::json(200, answer));
    let request = stage
        .iam
        .put_role_policy()
        .role_name("app")
        .policy_name("i");
    let acted: Acted = request
        .policy_document(DOCUMENT)
        .send_with_evidence()
        .await
        .into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Satisfied]);
}

#[tokio::test(start_paused = true)]
async fn a_principal_that_is_shown_as_an_id_is_named_and_not_taken_for_the_arn() {
    let stage = Stage::behind(Duration::ZERO, crate::stage::impatient());
    role(&stage, "app").await;
    let id = "AROAABCDEFGHIJKLMNOPQ";
    let shown = TRUST.replace("arn:aws:iam::123456789012:role/reader", id);
    let answer = json!({"Role": {"RoleName": "app", "RoleId": "AROAAPP", "AssumeRolePolicyDocument": shown}});
    stage
        .sim
        .script("GetRole")
        .always()
        .answer(Answer::json(200, answer));
    let request = stage.iam.update_assume_role_policy().role_name("app");
    let acted: Acted = request
        .policy_document(TRUST)
        .send_with_evidence()
        .await
        .into();
    assert!(
        matches!(acted.cause, Some(Cause::Deadline { .. })),
        "{:?}",
        acted.cause
    );
    assert!(
        acted.cause_in_words().contains(id),
        "{}",
        acted.cause_in_words()
    );
}

#[tokio::test(start_paused = true)]
async fn a_detached_policy_is_still_listed_for_a_while() {
    let stage = Stage::lagging();
    role(&stage, "app").await;
    policy(&stage).await;
    let request = stage.plain_iam.attach_role_policy().role_name("app");
    request.policy_arn(POLICY).send().await.unwrap();
    stage.settle().await;
    let request = stage.iam.detach_role_policy().role_name("app");
    let acted: Acted = request.policy_arn(POLICY).send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.evidence.waited(), LAG);
    // The deletion that would have been refused a moment before.
    let deleted = stage.iam.delete_role().role_name("app").send().await;
    assert!(deleted.is_ok(), "{deleted:?}");
}

/// There is one endpoint for all regions, and what is signed for it is signed for one of them.
#[tokio::test(start_paused = true)]
async fn the_tags_of_a_global_resource_are_read_where_they_were_written() {
    for region in ["us-east-1", "eu-central-1"] {
        let stage = Stage::lagging();
        role(&stage, "app").await;
        stage.settle().await;
        let conf = stage
            .plain_iam
            .config()
            .to_builder()
            .region(Region::new(region));
        let client = aws_sdk_iam::Client::from_conf(conf.build());
        let iam = ConsistentIamClient::builder(client)
            .policy(every(50 * MS))
            .build();
        let tag = Tag::builder().key("team").value("blue").build().unwrap();
        let tagged = iam.tag_role().role_name("app").tags(tag).send().await;
        assert!(tagged.is_ok(), "{region}: {tagged:?}");
        let asked = stage.tap.asked();
        let (write, reads) = asked.split_first().unwrap();
        assert!(
            write.uri.starts_with("https://iam.amazonaws.com"),
            "{}",
            write.uri
        );
        assert!(
            write.credential.contains("/us-east-1/iam/"),
            "{}",
            write.credential
        );
        let scope = |credential: &str| credential.split('/').skip(2).collect::<Vec<_>>().join("/");
        for read in reads {
            assert_eq!(
                (&read.uri, scope(&read.credential)),
                (&write.uri, scope(&write.credential))
            );
        }
        let listed = stage
            .plain_iam
            .list_role_tags()
            .role_name("app")
            .send()
            .await;
        assert_eq!(listed.unwrap().tags[0].key(), "team");
    }
}

#[tokio::test(start_paused = true)]
async fn calls_that_wait_for_one_role_share_their_reads() {
    let sim = Simulator::builder().lag(Lag::fixed(LAG));
    let sim = sim.round_trip(20 * MS).build().unwrap();
    let stage = Stage::on(sim, every(50 * MS));
    role(&stage, "app").await;
    policy(&stage).await;
    let other = stage.plain_iam.create_policy().policy_name("q");
    other.policy_document(DOCUMENT).send().await.unwrap();
    stage.settle().await;
    let attach = |name: &str| {
        let request = stage.iam.attach_role_policy().role_name("app");
        request
            .policy_arn(format!("arn:aws:iam::123456789012:policy/{name}"))
            .send()
    };
    let (one, two) = tokio::join!(attach("p"), attach("q"));
    assert!(one.is_ok() && two.is_ok(), "{one:?}, {two:?}");
    let reads = stage.sim.calls_to("ListAttachedRolePolicies").len();
    // Every 50 ms for 300 ms, once for both.
    assert!(reads <= 8, "{reads} reads");
}

#[tokio::test(start_paused = true)]
async fn an_access_key_that_is_not_confirmed_keeps_its_only_secret_in_the_error() {
    let stage = Stage::behind(60_000 * MS, crate::stage::impatient());
    stage
        .plain_iam
        .create_user()
        .user_name("maria")
        .send()
        .await
        .unwrap();
    stage.sim.converge().await;
    let created = stage
        .iam
        .create_access_key()
        .user_name("maria")
        .send()
        .await;
    let error = created.unwrap_err();
    let unconfirmed = error.as_unconfirmed().expect("it was answered");
    let key = unconfirmed.output.access_key().unwrap();
    assert!(!key.secret_access_key().is_empty());
    assert!(!format!("{error} {error:?}").contains(key.secret_access_key()));
}
