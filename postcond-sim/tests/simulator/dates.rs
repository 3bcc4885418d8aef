//! All dates are in the simulator's time.

use std::time::{Duration, SystemTime};

use aws_sdk_ssm::Client;
use aws_sdk_ssm::primitives::DateTime;
use postcond_sim::{DatePrecision, Simulator};

use crate::{prompt, put, until};

/// 2024-01-01T00:00:00Z.
const EPOCH: i64 = 1_704_067_200;
const HOUR: Duration = Duration::from_secs(3_600);

async fn modified(ssm: &Client, name: &str) -> DateTime {
    let output = ssm.get_parameter().name(name).send().await.unwrap();
    *output.parameter().unwrap().last_modified_date().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_parameter_is_dated_by_its_write() {
    let sim = prompt();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    until(&sim, HOUR).await;
    assert_eq!(modified(&ssm, "/a").await, DateTime::from_secs(EPOCH));
}

#[tokio::test(start_paused = true)]
async fn a_parameter_made_anew_an_hour_later_is_dated_an_hour_later() {
    let sim = prompt();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    until(&sim, HOUR).await;
    ssm.delete_parameter().name("/a").send().await.unwrap();
    assert_eq!(put(&ssm, "/a", "2").await, 1);
    assert_eq!(
        modified(&ssm, "/a").await,
        DateTime::from_secs(EPOCH + 3_600)
    );
}

/// The dates of `/a`, written 1,234 ms after the start: by name, by version, in the history and in the list.
async fn dates_of_a_fraction(sim: &Simulator) -> Vec<DateTime> {
    let ssm = Client::new(&sim.sdk_config());
    until(sim, Duration::from_millis(1_234)).await;
    put(&ssm, "/a", "1").await;
    let history = ssm.get_parameter_history().name("/a").send().await.unwrap();
    let listed = ssm.describe_parameters().send().await.unwrap();
    vec![
        modified(&ssm, "/a").await,
        modified(&ssm, "/a:1").await,
        *history.parameters()[0].last_modified_date().unwrap(),
        *listed.parameters()[0].last_modified_date().unwrap(),
    ]
}

#[tokio::test(start_paused = true)]
async fn parameters_are_dated_to_the_millisecond() {
    let dates = dates_of_a_fraction(&prompt()).await;
    let expected = DateTime::from_secs_f64((EPOCH * 1_000 + 1_234) as f64 / 1e3);
    assert_eq!(dates, [expected; 4]);
}

#[tokio::test(start_paused = true)]
async fn parameters_can_be_dated_in_whole_seconds() {
    let sim = Simulator::builder().date_precision(DatePrecision::Seconds);
    let dates = dates_of_a_fraction(&sim.build().unwrap()).await;
    assert_eq!(dates, [DateTime::from_secs(EPOCH + 1); 4]);
}

#[tokio::test(start_paused = true)]
async fn the_date_that_is_shown_follows_the_clock() {
    let sim = prompt();
    until(&sim, HOUR).await;
    let expected = Duration::from_secs(EPOCH as u64) + HOUR;
    assert_eq!(sim.date(), SystemTime::UNIX_EPOCH + expected);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_goes_on_from_there_and_changes_no_date() {
    let sim = prompt();
    let ssm = Client::new(&sim.sdk_config());
    until(&sim, HOUR).await;
    put(&ssm, "/a", "1").await;
    sim.set_date(sim.date() - HOUR);
    until(&sim, HOUR + Duration::from_secs(5)).await;
    put(&ssm, "/b", "1").await;
    let dates = [modified(&ssm, "/a").await, modified(&ssm, "/b").await];
    assert_eq!(dates, [EPOCH + 3_600, EPOCH + 5].map(DateTime::from_secs));
    assert_eq!(sim.now(), HOUR + Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn each_version_in_the_history_keeps_its_own_date() {
    let sim = prompt();
    let ssm = Client::new(&sim.sdk_config());
    for hour in 0..3 {
        until(&sim, hour * HOUR).await;
        put(&ssm, "/a", "value").await;
    }
    let history = ssm.get_parameter_history().name("/a").send().await.unwrap();
    let dates: Vec<i64> = history
        .parameters()
        .iter()
        .map(|version| version.last_modified_date().unwrap().secs() - EPOCH)
        .collect();
    assert_eq!(dates, [0, 3_600, 7_200]);
}

#[tokio::test(start_paused = true)]
async fn every_answer_has_a_date_header() {
    let sim = prompt();
    until(&sim, HOUR).await;
    let ssm = Client::new(&sim.sdk_config());
    let error = ssm.get_parameter().name("/a").send().await.unwrap_err();
    let headers = error.raw_response().unwrap().headers();
    assert_eq!(headers.get("date"), Some("Mon, 01 Jan 2024 01:00:00 GMT"));
}

#[tokio::test(start_paused = true)]
async fn the_answer_to_a_write_is_dated_too() {
    let sim = prompt();
    until(&sim, HOUR).await;
    let secrets = aws_sdk_secretsmanager::Client::new(&sim.sdk_config());
    secrets
        .create_secret()
        .name("a")
        .secret_string("1")
        .send()
        .await
        .unwrap();
    let delete = secrets.delete_secret().secret_id("a");
    let delete = delete.force_delete_without_recovery(true);
    let deleted = delete.send().await.unwrap();
    assert_eq!(
        deleted.deletion_date(),
        Some(&DateTime::from_secs(EPOCH + 3_600))
    );
}

#[tokio::test(start_paused = true)]
async fn a_value_that_looks_like_a_date_is_left_alone() {
    let sim = prompt();
    let ssm = Client::new(&sim.sdk_config());
    let now = DateTime::from(SystemTime::now()).to_string();
    put(&ssm, "/a", &now).await;
    assert_eq!(crate::value(&ssm, "/a").await, Ok(now));
}

#[tokio::test(start_paused = true)]
async fn the_first_date_can_be_chosen() {
    let epoch = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let sim = Simulator::builder().epoch(epoch).build().unwrap();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    assert_eq!(
        modified(&ssm, "/a").await,
        DateTime::from_secs(1_000_000_000)
    );
}
