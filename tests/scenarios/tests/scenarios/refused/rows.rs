//! The refusals that an overlay declares: each is played after each write that explains it.

use std::future::Future;
use std::pin::Pin;

use aws_sdk_ssm::types::{ParameterType, ResourceTypeForTagging, Tag};
use postcond::{RefusedWrite, secretsmanager};

use super::earlier::*;
use super::*;
use crate::acted::{Attempt, Sent};

/// A call of that which has this id.
type Call = for<'a> fn(&'a Stage, Made) -> Pin<Box<dyn Future<Output = Attempt> + 'a>>;

/// A refusal that passes.
pub(super) struct Row {
    pub(super) service: &'static str,
    pub(super) operation: &'static str,
    pub(super) code: &'static str,
    /// What the service's message has to say.
    pub(super) words: Option<&'static str>,
    /// The least that the policy must be for it to count.
    pub(super) policy: RefusedWrite,
    pub(super) after: &'static [Earlier],
    pub(super) call: Call,
}

impl Row {
    /// The operation, as the simulator has it.
    pub(super) fn wire(&self) -> String {
        format!("{}:{}", self.service, self.operation)
    }

    /// As `docs/coverage.md` has it.
    pub(super) fn declared(&self) -> String {
        let words = self.words.map(|words| format!(" (\"{words}\")"));
        let after: Vec<&str> = self.after.iter().filter_map(|it| it.operation).collect();
        let after = match after.is_empty() {
            true => "a write of anybody's".to_owned(),
            false => after.join(" or "),
        };
        let words = words.unwrap_or_default();
        format!("{}{words} after {after}", self.code)
    }

    /// That refusal, in the service's words.
    pub(super) fn refusal(&self) -> Answer {
        let words = self.words.unwrap_or("not now");
        Answer::error(400, self.code, format!("It is {words}, so that"))
    }
}

/// The call, sent as any other.
macro_rules! call {
    ($request:expr) => {{
        let request = $request;
        Box::pin(async move { request.send_with_evidence().await.attempted(String::new()) })
    }};
}

fn tag() -> Tag {
    Tag::builder().key("k").value("v").build().unwrap()
}

fn add_tags(stage: &Stage, made: Made) -> Pin<Box<dyn Future<Output = Attempt> + '_>> {
    let request = stage.ssm.add_tags_to_resource().tags(tag());
    let request = request.resource_type(ResourceTypeForTagging::from(made.kind));
    call!(request.resource_id(made.id))
}

fn put(stage: &Stage, made: Made) -> Pin<Box<dyn Future<Output = Attempt> + '_>> {
    call!(
        stage
            .ssm
            .put_parameter()
            .name(made.id)
            .value("v")
            .r#type(ParameterType::String)
    )
}

fn update_document(stage: &Stage, made: Made) -> Pin<Box<dyn Future<Output = Attempt> + '_>> {
    call!(stage.ssm.update_document().name(made.id).content("new"))
}

fn create_secret(stage: &Stage, made: Made) -> Pin<Box<dyn Future<Output = Attempt> + '_>> {
    call!(
        stage
            .secrets
            .create_secret()
            .name(made.id)
            .secret_string("v")
    )
}

fn rotate(stage: &Stage, made: Made) -> Pin<Box<dyn Future<Output = Attempt> + '_>> {
    call!(stage.secrets.rotate_secret().secret_id(made.id))
}

fn create_version(stage: &Stage, made: Made) -> Pin<Box<dyn Future<Output = Attempt> + '_>> {
    let request = stage.iam.create_policy_version().policy_arn(made.id);
    call!(request.policy_document(r#"{"Version":"2012-10-17","Statement":[]}"#))
}

const IAM: &str = "iam";
const SSM: &str = "ssm";
const SECRETS: &str = "secretsmanager";

/// Those of the overlays, in their order.
pub(super) const ROWS: &[Row] = &[
    Row {
        service: IAM,
        operation: "CreatePolicyVersion",
        code: "LimitExceeded",
        words: None,
        policy: RefusedWrite::Retry,
        after: iam::VERSION_DELETED,
        call: create_version,
    },
    Row {
        service: IAM,
        operation: "DeleteGroup",
        code: "DeleteConflict",
        words: None,
        policy: RefusedWrite::Retry,
        after: iam::GROUP_FREED,
        call: |stage, made| call!(stage.iam.delete_group().group_name(made.id)),
    },
    Row {
        service: IAM,
        operation: "DeleteInstanceProfile",
        code: "DeleteConflict",
        words: None,
        policy: RefusedWrite::Retry,
        after: iam::PROFILE_FREED,
        call: |stage, made| {
            call!(
                stage
                    .iam
                    .delete_instance_profile()
                    .instance_profile_name(made.id)
            )
        },
    },
    Row {
        service: IAM,
        operation: "DeletePolicy",
        code: "DeleteConflict",
        words: None,
        policy: RefusedWrite::Retry,
        after: iam::VERSION_DELETED,
        call: |stage, made| call!(stage.iam.delete_policy().policy_arn(made.id)),
    },
    Row {
        service: IAM,
        operation: "DeleteRole",
        code: "DeleteConflict",
        words: None,
        policy: RefusedWrite::Retry,
        after: iam::ROLE_FREED,
        call: |stage, made| call!(stage.iam.delete_role().role_name(made.id)),
    },
    Row {
        service: IAM,
        operation: "DeleteUser",
        code: "DeleteConflict",
        words: None,
        policy: RefusedWrite::Retry,
        after: iam::USER_FREED,
        call: |stage, made| call!(stage.iam.delete_user().user_name(made.id)),
    },
    Row {
        service: SECRETS,
        operation: "CreateSecret",
        code: "InvalidRequestException",
        words: Some("scheduled for deletion"),
        policy: RefusedWrite::RetryAfterOwn,
        after: SECRET_DELETED,
        call: create_secret,
    },
    Row {
        service: SECRETS,
        operation: "CreateSecret",
        code: "ResourceExistsException",
        words: None,
        policy: RefusedWrite::RetryAfterOwn,
        after: SECRET_DELETED,
        call: create_secret,
    },
    Row {
        service: SECRETS,
        operation: "CreateSecret",
        code: "InvalidRequestException",
        words: None,
        policy: RefusedWrite::Retry,
        after: SECRET_DELETED,
        call: create_secret,
    },
    Row {
        service: SECRETS,
        operation: "RotateSecret",
        code: "InvalidRequestException",
        words: Some("previous rotation"),
        policy: RefusedWrite::RetryAfterOwn,
        after: ROTATED,
        call: rotate,
    },
    Row {
        service: SECRETS,
        operation: "RotateSecret",
        code: "InvalidRequestException",
        words: None,
        policy: RefusedWrite::Retry,
        after: ROTATED,
        call: rotate,
    },
    Row {
        service: SECRETS,
        operation: "TagResource",
        code: "ResourceNotFoundException",
        words: None,
        policy: RefusedWrite::RetryAfterOwn,
        after: &[CREATE_SECRET],
        call: |stage, made| {
            let tag = secretsmanager::sdk::types::Tag::builder()
                .key("k")
                .value("v");
            let request = stage.secrets.tag_resource().secret_id(made.id);
            call!(request.tags(tag.build()))
        },
    },
    Row {
        service: SSM,
        operation: "AddTagsToResource",
        code: "InvalidResourceId",
        words: None,
        policy: RefusedWrite::RetryAfterOwn,
        after: MADE,
        call: add_tags,
    },
    Row {
        service: SSM,
        operation: "AddTagsToResource",
        code: "TooManyUpdates",
        words: None,
        policy: RefusedWrite::Retry,
        after: OF_OTHERS,
        call: add_tags,
    },
    Row {
        service: SSM,
        operation: "PutParameter",
        code: "ParameterAlreadyExists",
        words: None,
        policy: RefusedWrite::RetryAfterOwn,
        after: PARAMETER_DELETED,
        call: put,
    },
    Row {
        service: SSM,
        operation: "PutParameter",
        code: "TooManyUpdates",
        words: None,
        policy: RefusedWrite::RetryAfterOwn,
        after: PARAMETER_DELETED,
        call: put,
    },
    Row {
        service: SSM,
        operation: "PutParameter",
        code: "TooManyUpdates",
        words: None,
        policy: RefusedWrite::Retry,
        after: NONE_OF_OTHERS,
        call: put,
    },
    Row {
        service: SSM,
        operation: "UpdateDocument",
        code: "InvalidDocument",
        words: None,
        policy: RefusedWrite::RetryAfterOwn,
        after: &[CREATE_DOCUMENT],
        call: update_document,
    },
    Row {
        service: SSM,
        operation: "UpdateDocument",
        code: "InvalidDocumentOperation",
        words: None,
        policy: RefusedWrite::Retry,
        after: &[CREATE_DOCUMENT, UPDATE_DOCUMENT],
        call: update_document,
    },
];
