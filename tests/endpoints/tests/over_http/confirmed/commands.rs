//! Commands.

use postcond::ssm::ConsistentSsmClient;

use super::Tested;
use crate::confirmations::Confirmations;
use crate::server::Server;

pub(super) const OPERATIONS: &[&str] = &["SendCommand"];

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn commands() -> Tested {
    let moto = Server::shared_moto();
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
