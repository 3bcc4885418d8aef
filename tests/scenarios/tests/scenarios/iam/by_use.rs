//! The checks that try what a write is for, on the SDK's mocks of STS.

use std::sync::{Arc, OnceLock};

use aws_sdk_sts::operation::assume_role::{AssumeRoleError, AssumeRoleOutput};
use aws_sdk_sts::operation::get_caller_identity::{
    GetCallerIdentityError, GetCallerIdentityOutput,
};
use aws_sdk_sts::types::AssumedRoleUser;
use aws_smithy_mocks::{
    MockResponse, MockResponseInterceptor, Rule, RuleMode, create_mock_http_client, mock,
};
use aws_smithy_types::error::ErrorMetadata;
use postcond::iam::by_use::{AccessKeyWorks, RoleCanBeAssumed};
use postcond::runtime::{Evidence, Poll};
use tokio::time::Instant;

use super::*;
use crate::stage::SECOND;

/// A client of STS that answers so.
fn sts(rules: &[&Rule]) -> aws_sdk_sts::Client {
    let mut mocks = MockResponseInterceptor::new().rule_mode(RuleMode::MatchAny);
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

/// The polls of the check, which has made no read that it does not declare.
pub(super) fn polls<'a>(evidence: &'a Evidence, check: &str) -> Vec<&'a Poll> {
    evidence.assert_reads_are_declared();
    let polls = evidence.polls().iter();
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

/// The id of a role that is being made.
async fn role_id_once_made(stage: &Stage) -> String {
    while stage
        .plain_iam
        .get_role()
        .role_name("app")
        .send()
        .await
        .is_err()
    {
        tokio::time::sleep(MS).await;
    }
    role_id(stage).await
}

fn session_of(id: &str) -> AssumeRoleOutput {
    let user = AssumedRoleUser::builder().assumed_role_id(format!("{id}:postcond"));
    let user = user
        .arn("arn:aws:sts::1:assumed-role/app/postcond")
        .build()
        .unwrap();
    AssumeRoleOutput::builder().assumed_role_user(user).build()
}

/// Of its polls at the end, those that saw it: how many, and over what time.
fn run(polls: &[&Poll]) -> (usize, Duration) {
    let is_met = |poll: &&&Poll| poll.outcome == Outcome::Satisfied;
    let run: Vec<_> = polls.iter().rev().take_while(is_met).collect();
    (run.len(), run[0].at - run[run.len() - 1].at)
}

#[tokio::test(start_paused = true)]
async fn a_role_counts_as_usable_once_it_was_assumed_three_times_over_ten_seconds() {
    let stage = Stage::prompt();
    let id = Arc::new(OnceLock::<String>::new());
    let known = Arc::clone(&id);
    let denied = || refused("AccessDenied", AssumeRoleError::generic);
    let session = move || session_of(known.get().unwrap());
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
    let create = stage.iam.create_role().role_name("app");
    let create = create.assume_role_policy_document(TRUST);
    let create = create.until(RoleCanBeAssumed::with(&sts(&[&rule])));
    let sent = tokio::spawn(create.send_with_evidence());
    id.set(role_id_once_made(&stage).await).unwrap();
    let confirmed = sent.await.unwrap().unwrap();
    let polls = polls(&confirmed.evidence, "role_can_be_assumed");
    let pending = polls.iter().filter(|poll| poll.outcome == Outcome::Pending);
    assert_eq!(pending.count(), 4, "{polls:?}");
    let (count, span) = run(&polls);
    assert!(count >= 3, "{polls:?}");
    assert!((10 * SECOND..20 * SECOND).contains(&span), "{span:?}");
}

/// Lets the caller in by what is in force at the time, as STS does.
fn by_time(id: String, is_denied: impl Fn(Duration) -> bool + Send + Sync + 'static) -> Rule {
    let began = Instant::now();
    mock!(aws_sdk_sts::Client::assume_role).then_compute_response(move |_| {
        match is_denied(began.elapsed()) {
            true => MockResponse::Error(refused("AccessDenied", AssumeRoleError::generic)),
            false => MockResponse::Output(session_of(&id)),
        }
    })
}

/// For as long as the old policy may be in force, what it allows proves nothing of the new one.
#[tokio::test(start_paused = true)]
async fn a_new_trust_policy_is_not_confirmed_by_what_the_old_one_allows() {
    let stage = Stage::prompt();
    role(&stage, "app").await;
    let rule = by_time(role_id(&stage).await, |elapsed| elapsed >= 30 * SECOND);
    let update = stage.iam.update_assume_role_policy().role_name("app");
    let update = update.policy_document(TRUST);
    let update = update.until(RoleCanBeAssumed::with(&sts(&[&rule])));
    let acted: Acted = update.send_with_evidence().await.into();
    polls(&acted.evidence, "role_can_be_assumed");
    let cause = acted.cause_in_words();
    assert!(cause.contains("AssumeRole of"), "{cause}");
    assert!(cause.contains("is denied"), "{cause}");
}

#[tokio::test(start_paused = true)]
async fn a_new_trust_policy_counts_as_in_force_once_the_role_was_assumed_for_a_minute() {
    let stage = Stage::prompt();
    role(&stage, "app").await;
    let early = 5 * SECOND..20 * SECOND;
    let rule = by_time(role_id(&stage).await, move |it| early.contains(&it));
    let update = stage.iam.update_assume_role_policy().role_name("app");
    let update = update.policy_document(TRUST);
    let update = update.until(RoleCanBeAssumed::with(&sts(&[&rule])));
    let confirmed = update.send_with_evidence().await.unwrap();
    let polls = polls(&confirmed.evidence, "role_can_be_assumed");
    let (count, span) = run(&polls);
    assert!(span >= 60 * SECOND, "{span:?}");
    // Each is a session in the audit log.
    assert!((4..=10).contains(&count), "{polls:?}");
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
    polls(&confirmed.evidence, "role_can_be_assumed");
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
    polls(&acted.evidence, "role_can_be_assumed");
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
    let polls = polls(&confirmed.evidence, "access_key_works");
    let outcomes: Vec<_> = polls.iter().take(3).map(|poll| poll.outcome).collect();
    assert_eq!(
        outcomes,
        [Outcome::Pending, Outcome::Pending, Outcome::Satisfied]
    );
    let secret = confirmed.output.access_key().unwrap().secret_access_key();
    assert!(!format!("{confirmed:?}").contains(secret));
}
