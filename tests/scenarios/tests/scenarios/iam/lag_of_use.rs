//! A record that shows is not yet a right that works: IAM's reads are behind by one lag, and STS, which goes by the
//! same writes, by another.

use std::sync::{Arc, Mutex};

use aws_sdk_iam::operation::create_role::CreateRoleOutput;
use aws_sdk_sts::error::ProvideErrorMetadata;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::AfterDeserializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use postcond::iam::by_use::{AccessKeyWorks, RoleCanBeAssumed};
use postcond_sim::{Invocation, OwnService, ServiceError, ServiceLogic, State};
use serde_json::Value;
use tokio::time::Instant;

use super::*;
use crate::stage::SECOND;

/// Of STS, what the checks ask of it.
const MODEL: &str = r##"{"smithy": "2.0", "shapes": {
    "com.amazonaws.sts#AWSSecurityTokenServiceV20110615": {"type": "service", "version": "2011-06-15",
        "operations": [{"target": "com.amazonaws.sts#AssumeRole"}, {"target": "com.amazonaws.sts#GetCallerIdentity"}],
        "traits": {"aws.auth#sigv4": {"name": "sts"}, "aws.protocols#awsQuery": {}}},
    "com.amazonaws.sts#AssumeRole": {"type": "operation",
        "input": {"target": "com.amazonaws.sts#AssumeRoleRequest"},
        "output": {"target": "com.amazonaws.sts#AssumeRoleResponse"}},
    "com.amazonaws.sts#AssumeRoleRequest": {"type": "structure", "members": {
        "RoleArn": {"target": "smithy.api#String"}}},
    "com.amazonaws.sts#AssumeRoleResponse": {"type": "structure", "members": {
        "AssumedRoleUser": {"target": "com.amazonaws.sts#AssumedRoleUser"}}},
    "com.amazonaws.sts#AssumedRoleUser": {"type": "structure", "members": {
        "AssumedRoleId": {"target": "smithy.api#String"}, "Arn": {"target": "smithy.api#String"}}},
    "com.amazonaws.sts#GetCallerIdentity": {"type": "operation",
        "input": {"target": "com.amazonaws.sts#GetCallerIdentityRequest"},
        "output": {"target": "com.amazonaws.sts#GetCallerIdentityResponse"}},
    "com.amazonaws.sts#GetCallerIdentityRequest": {"type": "structure", "members": {}},
    "com.amazonaws.sts#GetCallerIdentityResponse": {"type": "structure", "members": {
        "Arn": {"target": "smithy.api#String"}}}}}"##;

const OVERLAY: &str = r##"{"smithy": "2.0", "shapes": {
    "com.amazonaws.sts#AssumeRole": {"type": "apply", "traits": {"smithy.api#readonly": {}}},
    "com.amazonaws.sts#GetCallerIdentity": {"type": "apply", "traits": {"smithy.api#readonly": {}}}}}"##;

/// The id of the role that was made last, heard where it is first told.
#[derive(Clone, Debug, Default)]
struct RoleId(Arc<Mutex<String>>);

#[dyn_dispatch_hint]
impl Intercept for RoleId {
    fn name(&self) -> &'static str {
        "RoleId"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let output = context.output_or_error().ok();
        let output = output.and_then(|it| it.downcast_ref::<CreateRoleOutput>());
        if let Some(role) = output.and_then(CreateRoleOutput::role) {
            role.role_id().clone_into(&mut self.0.lock().unwrap());
        }
        Ok(())
    }
}

/// STS, which hears of each of IAM's writes so much later.
struct Sts {
    iam: Simulator,
    lag: Duration,
    role_id: RoleId,
}

impl Sts {
    fn has_heard_of(&self, operation: &str) -> bool {
        let writes = self.iam.writes();
        let mut writes = writes.iter().filter(|it| it.operation == operation);
        writes.any(|it| it.at + self.lag <= self.iam.now())
    }
}

impl ServiceLogic for Sts {
    fn answer(&self, call: &Invocation<'_>, _: &mut State) -> Result<Value, ServiceError> {
        match call.operation {
            "AssumeRole" if self.has_heard_of("CreateRole") => {
                let id = format!("{}:postcond", self.role_id.0.lock().unwrap());
                Ok(
                    json!({"AssumedRoleUser": {"AssumedRoleId": id, "Arn": "arn:aws:sts::1:assumed-role/app/postcond"}}),
                )
            }
            "AssumeRole" => Err(ServiceError::new(403, "AccessDenied", "You may not")),
            _ if self.has_heard_of("CreateAccessKey") => {
                Ok(json!({"Arn": "arn:aws:iam::123456789012:user/maria"}))
            }
            _ => Err(ServiceError::new(
                403,
                "InvalidClientTokenId",
                "There is no such key",
            )),
        }
    }
}

/// IAM whose records show after one lag, and STS that goes by them after another.
struct World {
    sim: Simulator,
    iam: ConsistentIamClient,
    sts: aws_sdk_sts::Client,
    _sts: Simulator,
}

impl World {
    fn new(of_records: Duration, of_use: Duration) -> Self {
        let sim = Simulator::builder().lag(Lag::fixed(of_records)).build();
        let sim = sim.unwrap();
        let role_id = RoleId::default();
        let config = aws_sdk_iam::config::Builder::from(&sim.sdk_config());
        let iam = aws_sdk_iam::Client::from_conf(config.interceptor(role_id.clone()).build());
        let logic = Sts {
            iam: sim.clone(),
            lag: of_use,
            role_id,
        };
        let service = OwnService::new(MODEL, OVERLAY, logic).unwrap();
        let of_sts = Simulator::builder().service(service).build().unwrap();
        Self {
            sim,
            iam: ConsistentIamClient::builder(iam)
                .policy(every(500 * MS))
                .build(),
            sts: aws_sdk_sts::Client::new(&of_sts.sdk_config()),
            _sts: of_sts,
        }
    }

    async fn role_can_be_assumed(&self) -> bool {
        let role = self.sts.assume_role().role_session_name("a");
        let assumed = role
            .role_arn("arn:aws:iam::123456789012:role/app")
            .send()
            .await;
        match assumed {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(error.code(), Some("AccessDenied"), "{error:?}");
                false
            }
        }
    }
}

/// The lags of records and of use, of which now the one and now the other is the longer.
const LAGS: [(u32, u32); 4] = [(0, 0), (2, 20), (20, 2), (5, 5)];

#[tokio::test(start_paused = true)]
async fn a_role_that_is_found_may_not_be_assumed_until_its_right_has_spread() {
    for (records, uses) in LAGS {
        let world = World::new(records * SECOND, uses * SECOND);
        let create = world.iam.create_role().role_name("app");
        let create = create.assume_role_policy_document(TRUST);
        create.send().await.unwrap();
        // By the record alone, the call returns once that shows.
        assert_eq!(world.sim.now(), records * SECOND);
        assert_eq!(world.role_can_be_assumed().await, uses <= records);

        let world = World::new(records * SECOND, uses * SECOND);
        let create = world.iam.create_role().role_name("app");
        let create = create.assume_role_policy_document(TRUST);
        let began = Instant::now();
        let create = create.until(RoleCanBeAssumed::with(&world.sts));
        let confirmed = create.send_with_evidence().await.unwrap();
        confirmed.evidence.assert_reads_are_declared();
        assert_eq!(confirmed.evidence.unconfirmed(), None);
        // Both have come true, and the second has been true for ten seconds.
        let least = (uses + 10).max(records);
        let took = began.elapsed();
        assert!(
            (least * SECOND..=(least + 1) * SECOND).contains(&took),
            "{records} {uses}: {took:?}"
        );
        assert!(world.role_can_be_assumed().await);
    }
}

#[tokio::test(start_paused = true)]
async fn a_key_that_is_listed_signs_nothing_until_sts_knows_it() {
    for (records, uses) in LAGS {
        let world = World::new(records * SECOND, uses * SECOND);
        world
            .iam
            .create_user()
            .user_name("maria")
            .send()
            .await
            .unwrap();
        let create = world.iam.create_access_key().user_name("maria");
        let began = Instant::now();
        create
            .until(AccessKeyWorks::with(&world.sts))
            .send()
            .await
            .unwrap();
        let least = (uses + 10).max(records);
        let took = began.elapsed();
        assert!(
            (least * SECOND..=(least + 1) * SECOND).contains(&took),
            "{records} {uses}: {took:?}"
        );
    }
}
