//! The script sees the same with either client. Each runs it in a region of its own.

use std::error::Error;

use postcond::ssm;

use crate::server::Server;
use crate::{consistent, plain};

type Tested = Result<(), Box<dyn Error>>;

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn parameters_and_their_tags() -> Tested {
    let moto = Server::shared_moto();
    let plain = plain::Ssm::new(&moto.sdk_config());
    let consistent = consistent::Ssm::new(&moto.sdk_config());

    let seen = plain::script::parameters(&plain).await?;
    assert_eq!(
        seen,
        [
            "url has version 1",
            r#"tags [("env", "test")]"#,
            "then version 2",
            r#"Some("v2")"#,
            r#"deleted ["/app/db/url"]"#,
            r#"unknown ["/app/none"]"#,
            "any left: false",
        ]
    );
    assert_eq!(consistent::script::parameters(&consistent).await?, seen);

    let seen = plain::script::tags_of_parameters(&plain).await?;
    assert_eq!(
        seen,
        [
            r#"tags [("env", "live"), ("team", "")]"#,
            r#"tags [("team", "")]"#
        ]
    );
    let again = consistent::script::tags_of_parameters(&consistent).await?;
    assert_eq!(again, seen);
    Ok(())
}

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn secrets_and_their_tags() -> Tested {
    let moto = Server::shared_moto();
    let plain = plain::Secrets::new(&moto.sdk_config());
    let consistent = consistent::Secrets::new(&moto.sdk_config());

    let seen = plain::script::a_secret(&plain).await?;
    assert_eq!(
        seen,
        [
            r#"the first version has the value Some("v1")"#,
            r#"tags ["env: test", "team: core"], deleted: false"#,
            r#"tags ["team: core"], deleted: false"#,
            r#"tags ["team: core"], deleted: true"#,
        ]
    );
    assert_eq!(consistent::script::a_secret(&consistent).await?, seen);

    let seen = plain::script::deletions(&plain).await?;
    assert_eq!(
        seen,
        [
            "tags [], deleted: true",
            "no longer found: true",
            "made anew, version None",
        ]
    );
    assert_eq!(consistent::script::deletions(&consistent).await?, seen);
    Ok(())
}

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn refusals() -> Tested {
    let moto = Server::shared_moto();
    let (here, there) = (moto.sdk_config(), moto.sdk_config());
    let plain = (plain::Ssm::new(&here), plain::Secrets::new(&here));
    let consistent = (
        consistent::Ssm::new(&there),
        consistent::Secrets::new(&there),
    );

    let seen = plain::script::refusals(&plain.0, &plain.1).await?;
    assert_eq!(
        seen,
        [
            "a second time: ParameterAlreadyExists",
            "code ParameterNotFound, not found: true",
            "service error: no such secret",
        ]
    );
    let again = consistent::script::refusals(&consistent.0, &consistent.1).await?;
    assert_eq!(again, seen);

    let passed_on = [
        plain::script::a_refusal_passed_on(&plain.0).await,
        consistent::script::a_refusal_passed_on(&consistent.0).await,
    ];
    for error in passed_on {
        assert!(matches!(error, Err(ssm::sdk::Error::InvalidResourceId(_))));
    }
    Ok(())
}
