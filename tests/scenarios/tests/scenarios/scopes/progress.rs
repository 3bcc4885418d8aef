//! What is reported while a scope is settled.

use std::time::Duration;

use postcond::Scope;
use postcond::runtime::Progress;
use tokio::time::sleep;

use super::{put, put_many};
use crate::stage::{HOUR, LAG, MS, Stage, every, impatient};

async fn reports(scope: &Scope) -> Vec<Progress> {
    let mut reports = Vec::new();
    let report = |progress: &Progress| reports.push(progress.clone());
    let settlement = scope.settle_with(report).await;
    assert_eq!(reports.last().unwrap().counts(), settlement.counts());
    reports
}

#[tokio::test(start_paused = true)]
async fn each_report_has_one_write_less_outstanding_until_there_is_none() {
    let (stage, scope) = (Stage::behind(LAG, every(50 * MS)), Scope::new());
    for name in ["/a", "/b", "/c"] {
        let _ = put(&stage.ssm, name, &scope).await;
        sleep(100 * MS).await;
    }
    let hidden = Stage::behind(HOUR, impatient());
    put_many(&hidden.ssm, 20, &scope).await;

    let reports = reports(&scope).await;
    let outstanding: Vec<_> = reports.iter().map(Progress::outstanding).collect();
    assert_eq!(outstanding, (0..=23).rev().collect::<Vec<_>>());
    assert!(reports.iter().all(|it| it.total() == 23));
    let tallies = reports.iter().map(Progress::counts);
    assert!(tallies.is_sorted_by_key(|it| (it.confirmed, it.unconfirmed)));
    let last = reports.last().unwrap();
    assert_eq!(last.to_string(), "23 of 23 settled");
    assert_eq!(
        (last.counts().confirmed, last.counts().unconfirmed),
        (3, 20)
    );
    assert_eq!((last.slowest(), last.oldest_wait()), (None, None));
}

#[tokio::test(start_paused = true)]
async fn the_slowest_is_the_oldest_of_those_that_are_left() {
    let (stage, scope) = (Stage::behind(LAG, every(50 * MS)), Scope::new());
    let stuck = Stage::behind(HOUR, impatient());
    let _ = put(&stage.ssm, "/first", &scope).await;
    sleep(100 * MS).await;
    let _ = put(&stuck.ssm, "/stuck", &scope).await;
    let _ = put(&stage.ssm, "/last", &scope).await;
    let mut told = Vec::new();
    let report = |progress: &Progress| told.push(progress.to_string());
    let _ = scope.settle_with(report).await;
    // Reads are gathered for a millisecond, four times.
    assert_eq!(
        told,
        [
            "0 of 3 settled, waiting for PutParameter of /first since 0.1 s",
            "1 of 3 settled, waiting for PutParameter of /stuck since 0.204 s",
            "2 of 3 settled, waiting for PutParameter of /stuck since 0.304 s",
            "3 of 3 settled",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn where_there_is_nothing_to_settle_there_is_one_report_of_nothing() {
    let reports = reports(&Scope::new()).await;
    let [report] = &reports[..] else {
        panic!("{reports:?}");
    };
    assert_eq!(
        (report.total(), report.oldest_wait()),
        (0, None::<Duration>)
    );
}
