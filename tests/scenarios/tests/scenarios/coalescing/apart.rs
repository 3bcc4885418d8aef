//! Who shares depends on nobody else, and shares with nobody else's client.

use futures_util::future::{join, join_all};
use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::sdk::config::{Builder, Region};
use tokio::time::timeout;

use super::{assert_confirmed, batches, put, stage, while_another_waits};
use crate::acted::Acted;
use crate::stage::{LAG, MS, every};

#[tokio::test(start_paused = true)]
async fn calls_that_are_given_up_at_any_moment_leave_the_others_to_be_confirmed() {
    let stage = stage(LAG);
    let call = async |index: u32| -> Option<Acted> {
        let request = put(&stage.ssm, &format!("/{index}"));
        let sent = request.send_with_evidence();
        match index % 2 {
            0 => Some(sent.await.into()),
            // Half way through: while a request gathers, while it is on its way, and between two.
            _ => timeout(100 * MS + MS * index, sent)
                .await
                .ok()
                .map(Acted::from),
        }
    };
    let all: Vec<_> = join_all((0..60).map(call)).await;
    let rest: Vec<_> = all.into_iter().flatten().collect();
    assert_eq!(rest.len(), 30);
    assert_confirmed(&rest);
    let at_most = LAG + 80 * MS;
    assert!(rest.iter().all(|acted| acted.evidence.waited() <= at_most));
}

/// Whether some of these names begin differently.
fn is_mixed(names: &[String]) -> bool {
    let prefix = |name: &String| name.split('/').nth(1).map(str::to_owned);
    names.iter().any(|name| prefix(name) != prefix(&names[0]))
}

async fn put_under(prefix: &str, ssm: &ConsistentSsmClient) -> Vec<Acted> {
    let put = async |index: usize| {
        let request = put(ssm, &format!("/{prefix}/{index}"));
        request.send_with_evidence().await.into()
    };
    join_all((0..5).map(put)).await
}

#[tokio::test(start_paused = true)]
async fn two_clients_share_nothing_and_clones_do() {
    let stage = stage(LAG);
    let other = ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let other = other.policy(every(50 * MS)).build();
    let (one, two) = join(put_under("one", &stage.ssm), put_under("two", &other)).await;
    assert_confirmed(&one);
    assert_confirmed(&two);
    assert!(!batches(&stage).iter().any(|names| is_mixed(names)));
    assert!(batches(&stage).iter().any(|names| names.len() > 1));

    stage.tap.clear();
    let clone = stage.ssm.clone();
    let (one, two) = join(put_under("one", &stage.ssm), put_under("two", &clone)).await;
    assert_confirmed(&one);
    assert_confirmed(&two);
    assert!(batches(&stage).iter().any(|names| is_mixed(names)));
}

#[tokio::test(start_paused = true)]
async fn a_call_to_another_region_is_read_there() {
    let stage = stage(LAG);
    let elsewhere = async |index: usize| -> Acted {
        let request = put(&stage.ssm, &format!("/there/{index}")).customize();
        let region = Builder::new().region(Region::new("eu-west-1"));
        let request = request.config_override(region);
        request.send_with_evidence().await.into()
    };
    let elsewhere = join_all((0..5).map(elsewhere));
    let all = join(put_under("here", &stage.ssm), elsewhere);
    let (here, there): (_, Vec<_>) = while_another_waits(&stage.ssm, all).await;
    assert_confirmed(&here);
    assert_confirmed(&there);
    assert!(batches(&stage).iter().any(|names| names.len() == 5));
    for asked in stage.tap.asked() {
        let is_there = asked.body.to_string().contains("/there/");
        assert_eq!(asked.uri.contains("eu-west-1"), is_there, "{asked:?}");
    }
}
