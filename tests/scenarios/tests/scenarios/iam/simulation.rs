//! What IAM's simulation says that the policies allow.

use postcond::iam::by_use::PolicyAllows;

use super::by_use::polls;
use super::*;

#[tokio::test(start_paused = true)]
async fn what_the_policies_allow_is_simulated_and_a_missing_key_of_the_context_is_named() {
    let stage = Stage::prompt();
    role(&stage, "app").await;
    policy(&stage).await;
    let result = |decision: &str, missing: &[&str]| {
        json!({"EvaluationResults": [{
            "EvalActionName": "s3:GetObject",
            "EvalDecision": decision,
            "MissingContextValues": missing,
        }]})
    };
    let script = || stage.sim.script("SimulatePrincipalPolicy");
    script().answer(Answer::json(200, result("implicitDeny", &["aws:SourceIp"])));
    script()
        .always()
        .answer(Answer::json(200, result("allowed", &[])));
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
    let polls = polls(&confirmed.evidence, "policy_allows");
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
    polls(&acted.evidence, "policy_allows");
    assert!(
        matches!(acted.cause, Some(Cause::Failed { .. })),
        "{:?}",
        acted.cause
    );
}

/// What a simulation of a policy comes to: its decision on each of two buckets, and the keys that it lacks.
type Simulated = ([&'static str; 2], &'static [&'static str]);

fn simulated((decisions, missing): Simulated) -> Answer {
    let of_each = decisions.map(|decision| {
        json!({"EvalResourceName": "a bucket", "EvalResourceDecision": decision,
               "MissingContextValues": missing})
    });
    let result = json!({"EvaluationResults": [{
        "EvalActionName": "s3:GetObject",
        "EvalDecision": decisions[0],
        "ResourceSpecificResults": of_each,
    }]});
    Answer::json(200, result)
}

/// What is to be seen first, of two buckets.
fn assert_first_seen(acted: &Acted, simulated: Simulated, outcome: Outcome, seen: &str) {
    let polls = polls(&acted.evidence, "policy_allows");
    let first = polls[0];
    assert_eq!(first.outcome, outcome, "{simulated:?}: {}", first.seen);
    assert!(first.seen.contains(seen), "{simulated:?}: {}", first.seen);
}

fn allows_on_both<O>() -> PolicyAllows<O> {
    let role = "arn:aws:iam::123456789012:role/app";
    PolicyAllows::new(role, "s3:GetObject", "arn:aws:s3:::a").and_on("arn:aws:s3:::b")
}

/// A denial with a condition on a key does not apply where the simulation has no value for the key.
#[tokio::test(start_paused = true)]
async fn what_the_policies_allow_is_allowed_on_each_resource_whatever_the_context() {
    let rows: [(Simulated, Outcome, &str); 4] = [
        (
            (["allowed", "explicitDeny"], &[]),
            Outcome::Pending,
            "comes to explicitDeny",
        ),
        (
            (["allowed", "allowed"], &[]),
            Outcome::Satisfied,
            "the policies allow s3:GetObject",
        ),
        (
            (["allowed", "allowed"], &["aws:SourceVpc", "aws:SourceIp"]),
            Outcome::Unverifiable,
            "as far as it shows without aws:SourceIp, aws:SourceVpc",
        ),
        (
            (["allowed", "implicitDeny"], &["aws:SourceIp"]),
            Outcome::Pending,
            "comes to implicitDeny; not given: aws:SourceIp",
        ),
    ];
    for (result, outcome, seen) in rows {
        let stage = Stage::prompt();
        role(&stage, "app").await;
        policy(&stage).await;
        let script = stage.sim.script("SimulatePrincipalPolicy");
        script.always().answer(simulated(result));
        let attach = stage.iam.attach_role_policy().role_name("app");
        let attach = attach.policy_arn(POLICY).until(allows_on_both());
        let acted: Acted = attach.send_with_evidence().await.into();
        assert_first_seen(&acted, result, outcome, seen);
    }
}

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
    for (result, outcome, seen) in rows {
        let stage = Stage::prompt();
        role(&stage, "app").await;
        policy(&stage).await;
        let attach = stage.iam.attach_role_policy().role_name("app");
        attach.policy_arn(POLICY).send().await.unwrap();
        let script = stage.sim.script("SimulatePrincipalPolicy");
        script.always().answer(simulated(result));
        let detach = stage.iam.detach_role_policy().role_name("app");
        let detach = detach.policy_arn(POLICY);
        let asked = allows_on_both().no_longer();
        let acted: Acted = detach.until(asked).send_with_evidence().await.into();
        assert_first_seen(&acted, result, outcome, seen);
        let bodies = stage.tap.bodies_of("SimulatePrincipalPolicy");
        let buckets = json!(["arn:aws:s3:::a", "arn:aws:s3:::b"]);
        assert_eq!(bodies[0]["ResourceArns"], buckets);
    }
}
