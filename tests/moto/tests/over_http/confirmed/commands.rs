//! Commands.

use postcond::ssm::ConsistentSsmClient;

use super::Tested;
use crate::confirmations::Confirmations;
use crate::server::MotoServer;

pub(super) const OPERATIONS: &[&str] = &["SendCommand"];

#[tokio::test]
#[ignore = "needs moto_server: POSTCOND_MOTO_SERVER=$(tests/moto/install.sh) cargo test -p postcond-moto-tests -- --include-ignored"]
async fn commands() -> Tested {
    let moto = MotoServer::shared();
    let ssm = ConsistentSsmClient::new(&moto.sdk_config());
    let mut confirmations = Confirmations::of("ssm");
    let send = ssm.send_command().document_name("AWS-RunShellScript");
    let send = send.instance_ids("i-0123456789abcdef0");
    let send = send.parameters("commands", vec!["true".to_owned()]);
    let confirmed = send.send_with_evidence().await?;
    confirmations.one_poll("SendCommand", confirmed, &[("ListCommands", 200)]);
    confirmations.are(OPERATIONS);
    Ok(())
}
