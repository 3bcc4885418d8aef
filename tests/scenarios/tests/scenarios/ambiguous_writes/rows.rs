//! The operations whose writes can be looked up.

use super::*;
use aws_sdk_ssm::types::ParameterType;

type Scene<T> = for<'a> fn(&'a Stage) -> Pin<Box<dyn Future<Output = T> + 'a>>;

/// A call that can be looked up.
pub(super) struct Row {
    pub(super) operation: &'static str,
    /// What is there before.
    arrange: Scene<()>,
    /// The call, made once.
    act: Scene<Came>,
    /// What has to be in its output, in the SDK's debug form.
    pub(super) output: &'static str,
}

fn nothing(_: &Stage) -> Pin<Box<dyn Future<Output = ()> + '_>> {
    Box::pin(async {})
}

/// The operations that can be looked up, in the order of their names.
pub(super) const ROWS: &[Row] = &[
    Row {
        operation: "CreateGroup",
        arrange: nothing,
        act: |stage| {
            let request = stage.iam.create_group().group_name("a");
            sent_once!(aws_sdk_iam, request)
        },
        output: "group_name: \"a\"",
    },
    Row {
        operation: "CreateInstanceProfile",
        arrange: nothing,
        act: |stage| {
            let request = stage
                .iam
                .create_instance_profile()
                .instance_profile_name("a");
            sent_once!(aws_sdk_iam, request)
        },
        output: "instance_profile_name: \"a\"",
    },
    Row {
        operation: "CreateRole",
        arrange: nothing,
        act: |stage| {
            let request = stage.iam.create_role().role_name("a");
            let request = request.assume_role_policy_document("{}");
            sent_once!(aws_sdk_iam, request)
        },
        output: "role_name: \"a\"",
    },
    Row {
        operation: "CreateUser",
        arrange: nothing,
        act: |stage| {
            let request = stage.iam.create_user().user_name("a");
            sent_once!(aws_sdk_iam, request)
        },
        output: "user_name: \"a\"",
    },
    Row {
        operation: "CreateSecret",
        arrange: nothing,
        act: |stage| {
            let request = stage.secrets.create_secret().name("a");
            sent_once!(aws_sdk_secretsmanager, request.secret_string("new"))
        },
        output: "version_id: Some(",
    },
    Row {
        operation: "CreateSecret",
        arrange: nothing,
        act: |stage| {
            let request = stage.secrets.create_secret().name("a");
            sent_once!(aws_sdk_secretsmanager, request)
        },
        output: "version_id: None",
    },
    Row {
        operation: "PutSecretValue",
        arrange: with_a_secret,
        act: |stage| {
            let request = stage.secrets.put_secret_value().secret_id("a");
            sent_once!(aws_sdk_secretsmanager, request.secret_string("new"))
        },
        output: "version_stages: Some([\"AWSCURRENT\"])",
    },
    Row {
        operation: "PutSecretValue",
        arrange: with_a_secret,
        act: |stage| {
            let request = stage.secrets.put_secret_value().secret_id("a");
            let request = request.client_request_token("0123456789abcdef0123456789abcdef");
            sent_once!(aws_sdk_secretsmanager, request.secret_string("new"))
        },
        output: "version_id: Some(\"0123456789abcdef0123456789abcdef\")",
    },
    Row {
        operation: "RotateSecret",
        arrange: with_a_secret,
        act: |stage| {
            let request = stage.secrets.rotate_secret().secret_id("a");
            sent_once!(aws_sdk_secretsmanager, request)
        },
        output: "version_id: Some(",
    },
    Row {
        operation: "UpdateSecret",
        arrange: with_a_secret,
        act: |stage| {
            let request = stage.secrets.update_secret().secret_id("a");
            sent_once!(aws_sdk_secretsmanager, request.secret_string("new"))
        },
        output: "version_id: Some(",
    },
    Row {
        operation: "CreateDocument",
        arrange: nothing,
        act: |stage| {
            let request = stage.ssm.create_document().name("a").content("new");
            sent_once!(aws_sdk_ssm, request)
        },
        output: "name: Some(\"a\")",
    },
    Row {
        operation: "CreateResourceDataSync",
        arrange: nothing,
        act: |stage| {
            let request = stage.ssm.create_resource_data_sync().sync_name("a");
            sent_once!(aws_sdk_ssm, request)
        },
        output: "CreateResourceDataSyncOutput",
    },
    Row {
        operation: "PutParameter",
        arrange: nothing,
        act: |stage| {
            let request = stage
                .ssm
                .put_parameter()
                .name("/a")
                .value("new")
                .r#type(ParameterType::String);
            sent_once!(aws_sdk_ssm, request)
        },
        output: "version: 1",
    },
];

impl Row {
    /// Plays the call with this answer to it, on replicas that are so far behind.
    pub(super) async fn played(
        &self,
        lag: Duration,
        policy: Policy,
        answer: Answer,
    ) -> (Stage, Came) {
        let stage = Stage::behind(lag, policy);
        (self.arrange)(&stage).await;
        stage.settle().await;
        stage.sim.script(self.operation).answer(answer);
        let came = (self.act)(&stage).await;
        (stage, came)
    }
}
