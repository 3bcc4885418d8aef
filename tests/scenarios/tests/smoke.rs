use postcond::ssm::ConsistentSsmClient;
use postcond_sim::{Lag, Simulator};
use std::time::Duration;
#[tokio::test(start_paused = true)]
async fn smoke() {
    let sim = Simulator::builder()
        .lag(Lag::fixed(Duration::from_millis(300)))
        .build()
        .unwrap();
    let ssm = ConsistentSsmClient::new(&sim.sdk_config());
    let got = ssm
        .put_parameter()
        .name("/a")
        .value("1")
        .send_with_evidence()
        .await
        .unwrap();
    println!("{:#?}", got);
    let got = ssm
        .put_parameter()
        .name("/a")
        .value("1")
        .send_with_evidence()
        .await
        .unwrap_err();
    println!("{got} {got:?}");
    let got = ssm
        .delete_parameter()
        .name("/a")
        .send_with_evidence()
        .await
        .unwrap();
    println!("{:#?}", got.evidence.polls().len());
}
