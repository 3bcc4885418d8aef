//! IAM, as far as winterbaume keeps it and shows it.

mod accounts;
mod credentials;
mod entities;
mod policies;
mod providers;
mod tags;

use super::Row;
use crate::stage::Stage;

pub(super) const FAMILIES: &[&[Row]] = &[
    accounts::ROWS,
    credentials::ROWS,
    entities::ROWS,
    policies::ROWS,
    providers::ROWS,
    tags::ROWS,
];

/// An operation, the reads of a poll that sees it, whether it may change the caller's rights, what is there before,
/// the call, and whether a plain client sees it.
macro_rules! row {
    ($name:literal, $reads:expr, $rights:literal, $arrange:path, |$stage:ident| $request:expr, |$plain:ident| $visible:expr) => {
        Row {
            name: $name,
            operation: $name,
            service: "iam",
            reads: &$reads,
            may_change_rights: $rights,
            arrange: |stage| Box::pin($arrange(stage)),
            act: |$stage| {
                let request = $request;
                Box::pin(async { request.send_with_evidence().await.into() })
            },
            is_visible: |stage| {
                let $plain = &stage.plain_iam;
                Box::pin(async move { $visible })
            },
        }
    };
}
use row;

async fn nothing(_: &Stage) {}

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[]}"#;
const DOCUMENT: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
const OTHER: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}"#;
const POLICY: &str = "arn:aws:iam::123456789012:policy/p";

async fn role(stage: &Stage) {
    let request = stage.plain_iam.create_role().role_name("app");
    request
        .assume_role_policy_document(TRUST)
        .send()
        .await
        .unwrap();
}

async fn user(stage: &Stage) {
    stage
        .plain_iam
        .create_user()
        .user_name("maria")
        .send()
        .await
        .unwrap();
}

async fn group(stage: &Stage) {
    stage
        .plain_iam
        .create_group()
        .group_name("admins")
        .send()
        .await
        .unwrap();
}

async fn policy(stage: &Stage) {
    let request = stage.plain_iam.create_policy().policy_name("p");
    request.policy_document(DOCUMENT).send().await.unwrap();
}

async fn profile(stage: &Stage) {
    let request = stage.plain_iam.create_instance_profile();
    request.instance_profile_name("web").send().await.unwrap();
}
