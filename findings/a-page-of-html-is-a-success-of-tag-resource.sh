#!/usr/bin/env bash
# aws-sdk-secretsmanager 1.125.0 and aws-sdk-ssm 1.133.0, with aws-smithy-runtime 1.16.2: whether an answer is
# looked at depends on the operation and on the SDK crate. To TagResource and UntagResource of Secrets Manager,
# whose output has no members, any answer of status 200 is a success: a page of HTML, as a proxy or a captive
# portal has one for everything, says that the secret is tagged. AddTagsToResource and DeleteParameter of SSM
# have no members in their outputs either, and fail upon the same page, as CreateSecret does.
#
# Seen: `TagResource: success`, `UntagResource: success`, `CreateSecret: failure`, `AddTagsToResource: failure`,
# `DeleteParameter: failure`. Fails if that changes. Takes a Rust toolchain with a C compiler, and some minutes to
# compile.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2024"

[dependencies]
aws-credential-types = { version = "=1.3.1", features = ["hardcoded-credentials"] }
aws-sdk-secretsmanager = { version = "=1.125.0", default-features = false, features = ["rt-tokio"] }
aws-sdk-ssm = { version = "=1.133.0", default-features = false, features = ["rt-tokio"] }
aws-smithy-runtime = "=1.16.2"
aws-smithy-runtime-api = { version = "=1.20.0", features = ["client"] }
aws-smithy-types = "=1.9.3"
aws-types = "=1.7.0"
tokio = { version = "=1.54.1", features = ["macros", "rt"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_secretsmanager::config::{BehaviorVersion, Region};
use aws_sdk_ssm::config::retry::RetryConfig;
use aws_sdk_ssm::types::ResourceTypeForTagging;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use aws_types::SdkConfig;

/// Has the same page for everybody.
#[derive(Debug)]
struct Portal;

impl HttpConnector for Portal {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = 200_u16.try_into().expect("a status");
        let page = SdkBody::from("<html><body>Welcome. Please log in.</body></html>");
        let mut answer = HttpResponse::new(status, page);
        answer.headers_mut().insert("content-type", "text/html");
        HttpConnectorFuture::ready(Ok(answer))
    }
}

fn tell<T, E>(operation: &str, result: Result<T, E>) {
    let came_to = if result.is_ok() { "success" } else { "failure" };
    println!("{operation}: {came_to}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, None, "fixed");
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .retry_config(RetryConfig::disabled())
        .http_client(http_client_fn(|_, _| SharedHttpConnector::new(Portal)))
        .build();
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let tag = aws_sdk_secretsmanager::types::Tag::builder().key("team").value("blue").build();
    tell("TagResource", secrets.tag_resource().secret_id("app").tags(tag).send().await);
    tell("UntagResource", secrets.untag_resource().secret_id("app").tag_keys("team").send().await);
    tell("CreateSecret", secrets.create_secret().name("app").secret_string("v").send().await);
    let ssm = aws_sdk_ssm::Client::new(&config);
    let tag = aws_sdk_ssm::types::Tag::builder().key("team").value("blue").build().expect("a tag");
    let tagging = ssm.add_tags_to_resource().resource_id("/app").tags(tag);
    let tagging = tagging.resource_type(ResourceTypeForTagging::Parameter);
    tell("AddTagsToResource", tagging.send().await);
    tell("DeleteParameter", ssm.delete_parameter().name("/app").send().await);
}
RUST
seen=$(cd "$folder" && cargo run --quiet)
printf '%s\n' "$seen"
[ "$seen" = "$(printf '%s\n' 'TagResource: success' 'UntagResource: success' 'CreateSecret: failure' \
    'AddTagsToResource: failure' 'DeleteParameter: failure')" ]
