//! A program written against the SDK, and the same source with the client types replaced and nothing else.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use postcond_sim::{Lag, Simulator};

mod enforcing;

mod as_written {
    use aws_sdk_secretsmanager::Client as SecretsClient;
    use aws_sdk_ssm::Client as SsmClient;

    include!("program.rs");
}

mod with_consistent_clients {
    use postcond::secretsmanager::ConsistentSecretsManagerClient as SecretsClient;
    use postcond::ssm::ConsistentSsmClient as SsmClient;

    include!("program.rs");
}

fn behind(lag: Duration) -> Simulator {
    Simulator::builder().lag(Lag::fixed(lag)).build().unwrap()
}

/// What the program prints when every write shows at once.
const OUTPUT: &[&str] = &[
    "/app/one is 1, listed: /app/one, tags: team=blue",
    "put again: ParameterAlreadyExists, as a service error: true",
    "/app/one is 2, listed: /app/one, tags: env=",
    "deleted: [\"/app/two\"], never existed: [\"/app/three\"]",
    "/app/one is gone, listed: , tags: none",
    "delete again: Some(\"ParameterNotFound\"), Some(\"Parameter /app/one not found.\")",
    "secret: AWSCURRENT, tags: team=blue, listed: app/secret",
    "create again: ResourceExistsException",
    "secret: AWSCURRENT, tags: env=test, listed: app/secret",
    "deleted: true, then gone: true",
    "describing what never existed: ResourceNotFoundException",
];

#[tokio::test(start_paused = true)]
async fn where_there_is_no_lag_both_print_the_same() {
    let sim = behind(Duration::ZERO);
    assert_eq!(as_written::run(&sim.sdk_config()).await.unwrap(), OUTPUT);
    let sim = behind(Duration::ZERO);
    let printed = with_consistent_clients::run(&sim.sdk_config()).await;
    assert_eq!(printed.unwrap(), OUTPUT);
}

#[tokio::test(start_paused = true)]
async fn where_there_is_lag_only_the_consistent_clients_print_what_was_written() {
    let sim = behind(Duration::from_millis(300));
    let printed = as_written::run(&sim.sdk_config()).await.unwrap();
    assert_eq!(printed[0], "/app/one is gone, listed: , tags: none");
    assert_ne!(printed, OUTPUT);
    let sim = behind(Duration::from_millis(300));
    let printed = with_consistent_clients::run(&sim.sdk_config()).await;
    assert_eq!(printed.unwrap(), OUTPUT);
}
