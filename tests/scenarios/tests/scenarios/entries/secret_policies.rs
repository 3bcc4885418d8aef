//! Resource policies of secrets.

use serde_json::json;

use super::secrets::ARN;
use super::{Entry, Read, read, refused};

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"s3ntinel","Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]}"#;

pub(super) fn entries() -> Vec<Entry> {
    vec![put(), deleted()]
}

fn attached(policy: &str) -> [Read; 1] {
    [read(
        "GetResourcePolicy",
        json!({"ARN": ARN, "Name": "a", "ResourcePolicy": policy}),
    )]
}

fn none() -> [Read; 1] {
    [read("GetResourcePolicy", json!({"ARN": ARN, "Name": "a"}))]
}

fn not_found() -> [Read; 1] {
    [refused("GetResourcePolicy", "ResourceNotFoundException")]
}

fn marked_for_deletion() -> [Read; 1] {
    [refused("GetResourcePolicy", "InvalidRequestException")]
}

fn put() -> Entry {
    let put = Entry::secrets("PutResourcePolicy", |stage| {
        let request = stage.secrets.put_resource_policy().secret_id("a");
        let request = request.resource_policy(POLICY);
        act!(request)
    });
    let root = r#"{"AWS":["arn:aws:iam::123456789012:root"]}"#;
    let rewritten = POLICY.replace(r#"{"AWS":"123456789012"}"#, root);
    put.answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("the text", attached(POLICY))
        .satisfied("the account as its root", attached(&rewritten))
        .pending("another effect", attached(&POLICY.replace("Allow", "Deny")))
        .pending(
            "another principal",
            attached(&POLICY.replace("123456789012", "AIDACKCEVSQ6C2EXAMPLE")),
        )
        .pending(
            "another version",
            attached(&POLICY.replace("2012-10-17", "2008-10-17")),
        )
        .pending("no policy", none())
        .pending("an empty policy", attached(""))
        .pending("no JSON", attached("policy"))
        .pending("no such secret", not_found())
        .stopped("marked for deletion", marked_for_deletion())
}

fn deleted() -> Entry {
    let delete = Entry::secrets("DeleteResourcePolicy", |stage| {
        let request = stage.secrets.delete_resource_policy().secret_id("a");
        act!(request)
    });
    delete
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .satisfied("no policy", none())
        .satisfied("an empty policy", attached(""))
        .satisfied("no such secret", not_found())
        .pending("a policy", attached(POLICY))
        .stopped("marked for deletion", marked_for_deletion())
}
