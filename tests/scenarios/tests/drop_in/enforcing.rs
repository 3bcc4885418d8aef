//! Programs that hold the SDK's own clients, with plain ones and with ones that wait: no line of theirs
//! knows which.

use std::time::Duration;

use aws_sdk_ssm::Client as SsmClient;
use postcond::ssm::ConsistentSsmClient;
use postcond_sim::Simulator;

mod library {
    include!("library.rs");
}

mod with_fields {
    include!("with_fields.rs");
}

mod with_trait {
    include!("with_trait.rs");
}

/// The SDK's clients, which wait.
fn waiting(sim: &Simulator) -> (SsmClient, aws_sdk_secretsmanager::Client) {
    let config = sim.sdk_config();
    (
        ConsistentSsmClient::new(&config).enforcing_sdk_client(),
        postcond::secretsmanager::enforcing(&config),
    )
}

fn behind() -> Simulator {
    super::behind(Duration::from_millis(300))
}

#[tokio::test(start_paused = true)]
async fn a_library_that_takes_the_sdks_client_has_no_stale_reads() {
    let sim = behind();
    let stale = library::run(&SsmClient::new(&sim.sdk_config())).await;
    assert_eq!(stale.unwrap(), 12);
    assert_eq!(library::run(&waiting(&behind()).0).await.unwrap(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_trait_that_is_implemented_for_the_sdks_client_has_no_stale_reads() {
    let in_memory = with_trait::InMemory::default();
    assert_eq!(with_trait::run(&in_memory).await.unwrap(), 0);
    let sim = behind();
    let plain = SsmClient::new(&sim.sdk_config());
    assert_eq!(with_trait::run(&plain).await.unwrap(), 6);
    assert_eq!(with_trait::run(&waiting(&behind()).0).await.unwrap(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_struct_that_stores_the_sdks_clients_has_no_stale_reads() {
    let sim = behind();
    let (ssm, secrets) = (
        SsmClient::new(&sim.sdk_config()),
        aws_sdk_secretsmanager::Client::new(&sim.sdk_config()),
    );
    let plain = with_fields::Deployer::new(ssm, secrets);
    assert_eq!(with_fields::run(plain).await.unwrap(), 4);
    let (ssm, secrets) = waiting(&behind());
    let waiting = with_fields::Deployer::new(ssm, secrets);
    assert_eq!(with_fields::run(waiting).await.unwrap(), 0);
}
