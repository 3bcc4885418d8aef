//! Members that are dropped before the read-back: by their shape, and by a trait of their own.

pub mod checks {
    pub mod thing;
}

pub mod stub {
    pub use crate::sdk::*;
    client!();
    pub mod types {}
    pub mod operation {
        put_thing! {
            value set_value get_value: into [String],
            pin set_pin get_pin: into [String],
            hint set_hint get_hint: into [String],
        }
        get_thing!();
    }
}

generated!("secret");

#[tokio::test]
async fn secrets_are_sent_and_then_dropped() {
    let golden = ConsistentGoldenClient::from_conf(stub::Config::default());
    let put = golden
        .put_thing()
        .name("a")
        .value("hush")
        .pin("1234")
        .hint("h");
    let confirmed = put.send_with_evidence().await.unwrap();
    let sent = golden.config().sent().concat();
    assert!(sent.contains("hush") && sent.contains("1234"), "{sent}");
    assert_eq!(
        confirmed.evidence.polls()[0].seen,
        r#"PutThingInput { name: Some("a"), value: None, pin: None, hint: Some("h") }"#
    );
}
