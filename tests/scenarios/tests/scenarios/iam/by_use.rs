//! The checks that try what a write is for, on the SDK's mocks of STS.

use aws_sdk_sts::operation::assume_role::{AssumeRoleError, AssumeRoleOutput};
use aws_sdk_sts::operation::get_caller_identity::{
    GetCallerIdentityError, GetCallerIdentityOutput,
};
use aws_sdk_sts::types::AssumedRoleUser;
use aws_smithy_mocks::{MockResponseInterceptor, Rule, RuleMode, create_mock_http_client, mock};
use aws_smithy_types::error::ErrorMetadata;
use postcond::iam::by_use::{AccessKeyWorks, PolicyAllows, RoleCanBeAssumed};
use postcond::runtime::{Confirmed, Poll};

use super::*;
use crate::stage::SECOND;

/// A client of STS that answers so.
fn sts(rules: &[&Rule]) -> aws_sdk_sts::Client {
    let mut mocks = MockResponseInterceptor::new().rule_mode(RuleMode::Sequential);
    for rule in rules {
        mocks = mocks.with_rule(rule);
    }
    let config = aws_sdk_sts::Config::builder()
        .behavior_version_latest()
        .region(aws_sdk_sts::config::Region::new("us-east-1"))
        .credentials_provider(aws_credential_types::Credentials::for_tests())
        .http_client(create_mock_http_client())
        .interceptor(mocks);
    aws_sdk_sts::Client::from_conf(config.build())
}

fn refused<E>(code: &str, of: fn(ErrorMetadata) -> E) -> E {
    of(ErrorMetadata::builder().code(code).build())
}

/// The polls of the check.
fn polls<'a, T>(confirmed: &'a Confirmed<T>, check: &str) -> Vec<&'a Poll> {
    let polls = confirmed.evidence.polls().iter();
    polls.filter(|poll| poll.check == check).collect()
}

async fn role_id(stage: &Stage) -> String {
    let role = stage
        .plain_iam
        .get_role()
        .role_name("app")
        .send()
        .await
        .unwrap();
    role.role.unwrap().role_id
}

fn session_of(id: &str) -> AssumeRoleOutput {
    let user = AssumedRoleUser::builder().assumed_role_id(format!("{id}:postcond"));
    let user = user
        .arn("arn:aws:sts::1:assumed-role/app/postcond")
        .build()
        .unwrap();
    AssumeRoleOutput::builder().assumed_role_user(user).build()
}

#[tokio::test(start_paused = true)]
async fn a_role_counts_as_usable_once_it_was_assumed_three_times_over_ten_seconds() {
    let stage = Stage::prompt();
    role(&stage, "app").await;
    let id = role_id(&stage).await;
    let denied = || refused("AccessDenied", AssumeRoleError::generic);
    let session = move || session_of(&id);
    let rule = mock!(aws_sdk_sts::Client::assume_role)
        .sequence()
        .error(denied)
        .times(3)
        .output(session.clone())
        .times(2)
        // A host that has not heard of it: the count begins again.
        .error(denied)
        .output(session)
        .times(400)
        .build();
    let update = stage.iam.update_assume_role_policy().role_name("app");
    let update = update
        .policy_document(TRUST)
        .until(RoleCanBeAssumed::with(&sts(&[&rule])));
    let confirmed = update.send_with_evidence().await.unwrap();
    let polls = polls(&confirmed, "role_can_be_assumed");
    let is_met = |poll: &&&Poll| poll.outcome == Outcome::Satisfied;
    let pending = polls.iter().filter(|poll| poll.outcome == Outcome::Pending);
    assert_eq!(pending.count(), 4, "{polls:?}");
    let run: Vec<_> = polls.iter().rev().take_while(is_met).collect();
    assert!(run.len() >= 3, "{polls:?}");
    let span = run[0].at - run[run.len() - 1].at;
    assert!(span >= 10 * SECOND, "{span:?}");
}

#[tokio::test(start_paused = true)]
async fn a_trust_policy_for_services_alone_cannot_be_tried() {
    let stage = Stage::prompt();
    let trust = r#"{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}]}"#;
    let create = stage
        .iam
        .create_role()
        .role_name("app")
        .assume_role_policy_document(trust);
    let create = create.until(RoleCanBeAssumed::with(&sts(&[])));
    let confirmed = create.send_with_evidence().await.unwrap();
    let unconfirmed = confirmed.evidence.unconfirmed().unwrap_or_default();
    assert!(unconfirmed.contains("services"), "{unconfirmed}");
}

#[tokio::test(start_paused = true)]
async fn a_role_of_an_earlier_life_is_not_the_one() {
    let stage = Stage::prompt();
    let rule = mock!(aws_sdk_sts::Client::assume_role)
        .sequence()
        .output(|| session_of("AROAEARLIER"))
        .times(3_000)
        .build();
    let create = stage
        .iam
        .create_role()
        .role_name("app")
        .assume_role_policy_document(TRUST);
    let create = create.until(RoleCanBeAssumed::with(&sts(&[&rule])));
    let acted: Acted = create.send_with_evidence().await.into();
    assert!(
        matches!(acted.cause, Some(Cause::Deadline { .. })),
        "{:?}",
        acted.cause
    );
    assert!(
        acted.cause_in_words().contains("earlier life"),
        "{}",
        acted.cause_in_words()
    );
}

#[tokio::test(start_paused = true)]
async fn a_key_works_once_sts_knows_whose_it_is() {
    let stage = Stage::prompt();
    stage
        .plain_iam
        .create_user()
        .user_name("maria")
        .send()
        .await
        .unwrap();
    let identity = || {
        let arn = "arn:aws:iam::123456789012:user/x/Maria";
        GetCallerIdentityOutput::builder().arn(arn).build()
    };
    let rule = mock!(aws_sdk_sts::Client::get_caller_identity)
        .sequence()
        .error(|| refused("InvalidClientTokenId", GetCallerIdentityError::generic))
        .times(2)
        .output(identity)
        .times(400)
        .build();
    let create = stage.iam.create_access_key().user_name("maria");
    let create = create.until(AccessKeyWorks::with(&sts(&[&rule])));
    let confirmed = create.send_with_evidence().await.unwrap();
    let polls = polls(&confirmed, "access_key_works");
    let outcomes: Vec<_> = polls.iter().take(3).map(|poll| poll.outcome).collect();
    assert_eq!(
        outcomes,
        [Outcome::Pending, Outcome::Pending, Outcome::Satisfied]
    );
    let secret = confirmed.output.access_key().unwrap().secret_access_key();
    assert!(!format!("{confirmed:?}").contains(secret));
}

#[tokio::test(start_paused = true)]
async fn what_the_policies_allow_is_simulated_and_a_missing_key_of_the_context_is_named() {
    let stage = Stage::prompt();
    role(&stage, "app").await;
    policy(&stage).await;
    let result = |decision: &str| {
        json!({"EvaluationResults": [{
            "EvalActionName": "s3:GetObject",
            "EvalDecision": decision,
            "MissingContextValues": ["aws:SourceIp"],
        }]})
    };
    let script = || stage.sim.script("SimulatePrincipalPolicy");
    script().answer(Answer::json(200, result("implicitDeny")));
    script()
        .always()
        .answer(Answer::json(200, result("allowed")));
    let allows = PolicyAllows::new(
        "arn:aws:iam::123456789012:role/app",
        "s3:GetObject",
        "arn:aws:s3:::a",
    );
    let attach = stage
        .iam
        .attach_role_policy()
        .role_name("app")
        .policy_arn(POLICY);
    let confirmed = attach.until(allows).send_with_evidence().await.unwrap();
    let polls = polls(&confirmed, "policy_allows");
    let denied = "s3:GetObject for arn:aws:iam::123456789012:role/app comes to implicitDeny; not given: aws:SourceIp";
    assert_eq!(polls[0].seen, denied);
    assert!(polls.len() >= 4, "three in a row: {polls:?}");
    let asked = stage.tap.bodies_of("SimulatePrincipalPolicy");
    assert_eq!(asked[0]["ActionNames"], json!(["s3:GetObject"]));
}

#[tokio::test(start_paused = true)]
async fn a_policy_that_cannot_be_evaluated_ends_the_wait_although_its_status_is_500() {
    let stage = Stage::prompt();
    role(&stage, "app").await;
    policy(&stage).await;
    let error = Answer::error(500, "PolicyEvaluation", "The policy is broken.");
    stage
        .sim
        .script("SimulatePrincipalPolicy")
        .always()
        .answer(error);
    let allows = PolicyAllows::new(
        "arn:aws:iam::123456789012:role/app",
        "s3:GetObject",
        "arn:aws:s3:::a",
    );
    let attach = stage
        .iam
        .attach_role_policy()
        .role_name("app")
        .policy_arn(POLICY);
    let acted: Acted = attach.until(allows).send_with_evidence().await.into();
    assert!(
        matches!(acted.cause, Some(Cause::Failed { .. })),
        "{:?}",
        acted.cause
    );
}

/// What a simulation of a detached policy comes to: its decision on each of two buckets, and the keys that it lacks.
type Simulated = ([&'static str; 2], &'static [&'static str]);

#[tokio::test(start_paused = true)]
async fn what_the_policies_allow_no_longer_is_denied_on_each_resource_whatever_the_context() {
    let rows: [(Simulated, Outcome, &str); 4] = [
        (
            (["allowed", "allowed"], &[]),
            Outcome::Pending,
            "comes to allowed",
        ),
        (
            (["implicitDeny", "allowed"], &[]),
            Outcome::Pending,
            "comes to allowed",
        ),
        (
            (["implicitDeny", "explicitDeny"], &[]),
            Outcome::Satisfied,
            "the policies do not allow s3:GetObject",
        ),
        (
            (["implicitDeny", "implicitDeny"], &["aws:SourceIp"]),
            Outcome::Unverifiable,
            "as far as it shows without aws:SourceIp",
        ),
    ];
    for ((decisions, missing), outcome, seen) in rows {
        let stage = Stage::prompt();
        role(&stage, "app").await;
        policy(&stage).await;
        let attach = stage.iam.attach_role_policy().role_name("app");
        attach.policy_arn(POLICY).send().await.unwrap();
        let of_each = decisions.map(|decision| {
            json!({"EvalResourceName": "a bucket", "EvalResourceDecision": decision,
                   "MissingContextValues": missing})
        });
        let result = json!({"EvaluationResults": [{
            "EvalActionName": "s3:GetObject",
            "EvalDecision": decisions[0],
            "ResourceSpecificResults": of_each,
        }]});
        let script = stage.sim.script("SimulatePrincipalPolicy");
        script.always().answer(Answer::json(200, result));
        let role = "arn:aws:iam::123456789012:role/app";
        let allows = PolicyAllows::new(role, "s3:GetObject", "arn:aws:s3:::a");
        let detach = stage.iam.detach_role_policy().role_name("app");
        let detach = detach.policy_arn(POLICY);
        let asked = allows.and_on("arn:aws:s3:::b").no_longer();
        let acted: Acted = detach.until(asked).send_with_evidence().await.into();
        let polls = acted.evidence.polls().iter();
        let polls: Vec<_> = polls.filter(|it| it.check == "policy_allows").collect();
        let first = polls[0];
        assert_eq!(first.outcome, outcome, "{decisions:?}: {}", first.seen);
        assert!(first.seen.contains(seen), "{decisions:?}: {}", first.seen);
        let bodies = stage.tap.bodies_of("SimulatePrincipalPolicy");
        let buckets = json!(["arn:aws:s3:::a", "arn:aws:s3:::b"]);
        assert_eq!(bodies[0]["ResourceArns"], buckets);
    }
}
