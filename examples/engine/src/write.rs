//! The writer: sends, and waits for nothing.

use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use futures_util::{StreamExt, TryStreamExt, stream};
use postcond::ssm::{ConsistentSsmClient, sdk};
use postcond::{Policy, Scope};

use crate::Result;
use crate::ledger::Ledger;
use crate::look::Look;

/// Until when a write should show. Short, so that the example ends.
const DEADLINE: Duration = Duration::from_secs(20);
/// Of so many parameters, somebody deletes one as soon as it is there.
const DELETED: i64 = 25;
const AT_ONCE: usize = 16;

/// Makes so many writes, and puts their receipts into the queue.
pub(crate) async fn write<L: Ledger>(ledger: L, endpoint: &str, receipts: i64) -> Result<()> {
    let config = config(endpoint);
    let policy = Policy::builder().deadline(DEADLINE).build()?;
    let ssm = ConsistentSsmClient::builder(sdk::Client::new(&config));
    let ssm = ssm.policy(policy).build();
    let somebody = sdk::Client::new(&config);
    let writes = stream::iter(1..=receipts).map(|write| put(&ledger, &ssm, &somebody, write));
    writes.buffer_unordered(AT_ONCE).try_collect().await
}

async fn put<L: Ledger>(
    ledger: &L,
    ssm: &ConsistentSsmClient,
    somebody: &sdk::Client,
    write: i64,
) -> Result<()> {
    let name = format!("/engine/{write}");
    let scope = Scope::new();
    let put = ssm
        .put_parameter()
        .name(&name)
        .value("on")
        .r#type(sdk::types::ParameterType::String);
    let _ = put.send_in(&scope).await?;
    let receipt = scope.into_receipts().into_iter().next();
    let receipt = receipt.ok_or("a write that is waited for has a receipt")?;
    if is_deleted(write) {
        somebody.delete_parameter().name(&name).send().await?;
    }
    ledger.enqueue(&Look::first(write, receipt)).await
}

/// Whether somebody deletes the parameter: then its write may never show.
pub(crate) fn is_deleted(write: i64) -> bool {
    write % DELETED == 0
}

/// Nothing is taken from the environment, so that AWS itself is never reached.
pub(crate) fn config(endpoint: &str) -> SdkConfig {
    let credentials = sdk::config::Credentials::new("test", "test", None, None, "example");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .credentials_provider(sdk::config::SharedCredentialsProvider::new(credentials))
        .endpoint_url(endpoint)
        .region(Region::new("us-east-1"))
        .build()
}
