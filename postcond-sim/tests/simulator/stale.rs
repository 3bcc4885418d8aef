//! Which reads were stale, and what is counted.

use std::time::Duration;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::ResourceTypeForTagging;
use postcond_sim::{Answer, Calls, Lag, Simulator};

use crate::{LAG, lagging, once, prompt, put, until, value};

/// What each read missed, in order.
fn missed(sim: &Simulator) -> Vec<Vec<String>> {
    let reads = sim.calls().into_iter();
    let reads = reads.filter(|call| call.replica.is_some());
    reads.map(|call| call.missed).collect()
}

#[tokio::test(start_paused = true)]
async fn a_read_is_stale_until_the_write_has_reached_its_replica() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    let _ = value(&ssm, "/a").await;
    let _ = value(&ssm, "/another").await;
    until(&sim, LAG).await;
    let _ = value(&ssm, "/a").await;
    assert_eq!(missed(&sim), [vec!["parameters /a"], vec![], vec![]]);
}

#[tokio::test(start_paused = true)]
async fn a_read_that_says_the_same_either_way_is_not_stale() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    until(&sim, LAG).await;
    put(&ssm, "/a", "2").await;
    let _ = value(&ssm, "/a:1").await;
    let _ = ssm.list_documents().send().await;
    let by_path = ssm.get_parameters_by_path().path("/").recursive(true);
    let _ = by_path.send().await;
    let tags = ssm.list_tags_for_resource().resource_id("/a");
    let tags = tags.resource_type(ResourceTypeForTagging::Parameter);
    let _ = tags.send().await;
    let stale: Vec<bool> = missed(&sim).iter().map(|it| !it.is_empty()).collect();
    assert_eq!(stale, [false, false, true, false]);
}

#[tokio::test(start_paused = true)]
async fn what_no_read_shows_is_never_stale() {
    let sim = lagging();
    let secrets = aws_sdk_secretsmanager::Client::new(&sim.sdk_config());
    let secret = secrets.create_secret().name("a").secret_string("1");
    secret.send().await.unwrap();
    secrets.get_random_password().send().await.unwrap();
    assert_eq!(missed(&sim), [vec![""; 0]]);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_did_not_get_through_is_not_stale() {
    let sim = lagging();
    let ssm = once(&sim);
    put(&ssm, "/a", "1").await;
    sim.script("GetParameter").answer(Answer::lost());
    let _ = value(&ssm, "/a").await;
    assert_eq!(missed(&sim), [vec![""; 0]]);
}

#[tokio::test(start_paused = true)]
async fn once_converged_all_reads_show_all_writes_and_later_ones_have_their_lag() {
    let sim = Simulator::builder()
        .lag(Lag::fixed(Duration::MAX))
        .replicas(3)
        .build()
        .unwrap();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    put(&ssm, "/a", "2").await;
    until(&sim, LAG).await;
    assert_eq!(value(&ssm, "/a").await, Err("ParameterNotFound".to_owned()));
    sim.converge().await;
    assert_eq!(sim.converged_at(), LAG);
    assert!(sim.writes().iter().all(|it| it.visible == [LAG; 3]));
    for _ in 0..10 {
        assert_eq!(value(&ssm, "/a").await, Ok("2".to_owned()));
    }
    put(&ssm, "/a", "3").await;
    assert_eq!(value(&ssm, "/a").await, Ok("2".to_owned()));
    assert_eq!(sim.converged_at(), Duration::MAX);
}

#[tokio::test(start_paused = true)]
async fn everything_is_counted_by_operation() {
    let sim = lagging();
    let ssm = once(&sim);
    put(&ssm, "/a", "1").await;
    let _ = value(&ssm, "/a").await;
    sim.fault_rate(Calls::reads(), Answer::denied(), 1.0)
        .unwrap();
    assert_eq!(
        value(&ssm, "/a").await,
        Err("AccessDeniedException".to_owned())
    );
    let statistics = sim.statistics();
    let figures = statistics.operations.iter();
    let figures = figures.map(|(operation, counts)| {
        let it = counts;
        (
            operation.as_str(),
            [it.calls, it.faults, it.reads, it.stale_reads, it.writes],
        )
    });
    assert_eq!(
        figures.collect::<Vec<_>>(),
        [
            ("ssm:GetParameter", [2, 1, 1, 1, 0]),
            ("ssm:PutParameter", [1, 0, 0, 0, 1]),
        ]
    );
    assert_eq!(statistics.total().calls, 3);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_longer_on_record_still_counts() {
    let sim = Simulator::builder()
        .lag(Lag::fixed(LAG))
        .on_record(2)
        .build()
        .unwrap();
    let ssm = Client::new(&sim.sdk_config());
    for value in ["1", "2", "3"] {
        put(&ssm, "/a", value).await;
    }
    sim.set_lag(Lag::zero()).unwrap();
    for value in ["4", "5"] {
        put(&ssm, "/a", value).await;
    }
    assert_eq!(sim.calls().len(), 2);
    assert_eq!(sim.writes().len(), 2);
    assert_eq!(sim.statistics().total().writes, 5);
    assert_eq!(sim.converged_at(), LAG, "the third is on its way yet");
}

#[tokio::test(start_paused = true)]
async fn names_of_operations_can_be_asked_for() {
    let sim = prompt();
    assert_eq!(
        sim.operation("GetParameter").unwrap(),
        Calls::to("GetParameter")
    );
    let unknown = sim.operation("GetParamter").unwrap_err();
    assert_eq!(unknown.nearest.as_deref(), Some("GetParameter"));
}

/// A request for a parameter, signed for a region.
fn signed(operation: &str, region: &str, body: &'static str) -> http::Request<bytes::Bytes> {
    let credential = format!("Credential=AKID/20240101/{region}/ssm/aws4_request");
    http::Request::post("/")
        .header("x-amz-target", format!("AmazonSSM.{operation}"))
        .header(
            "authorization",
            format!("AWS4-HMAC-SHA256 {credential}, SignedHeaders=host, Signature=0"),
        )
        .body(body.into())
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_plain_request_is_for_the_region_that_it_is_signed_for() {
    let sim = prompt();
    let put = |region| {
        let body = r#"{"Name":"/a","Value":"1","Type":"String"}"#;
        sim.serve(signed("PutParameter", region, body))
    };
    let get = async |region| {
        let answer = sim.serve(signed("GetParameter", region, r#"{"Name":"/a"}"#));
        let answer = answer.await.unwrap();
        assert!(answer.headers().contains_key("x-amzn-requestid"));
        answer.status().as_u16()
    };
    assert_eq!(put("eu-west-1").await.unwrap().status(), 200);
    assert_eq!(get("eu-west-1").await, 200);
    assert_eq!(get("us-east-1").await, 400);
    put("us-east-1").await.unwrap();
    for no_region in ["", "eu.west"] {
        assert_eq!(get(no_region).await, 200, "{no_region}");
    }
    assert_eq!(sim.writes()[0].region, "eu-west-1");
    sim.script("GetParameter").answer(Answer::reset());
    let get = signed("GetParameter", "eu-west-1", r#"{"Name":"/a"}"#);
    sim.serve(get).await.unwrap_err();
}

#[tokio::test(start_paused = true)]
async fn what_callers_make_up_is_counted_together_and_forgotten() {
    let sim = Simulator::builder().on_record(1).build().unwrap();
    for made_up in ["One", "Two"] {
        let mut request = signed(made_up, "us-east-1", "{}");
        let id = made_up.parse().unwrap();
        request.headers_mut().insert("amz-sdk-invocation-id", id);
        sim.serve(request).await.unwrap();
    }
    let statistics = sim.statistics();
    assert_eq!(statistics.operations.keys().collect::<Vec<_>>(), ["ssm:?"]);
    assert_eq!(statistics.operations["ssm:?"].calls, 2);
    let attempts = ["One", "Two"].map(|it| sim.attempts(it).len());
    assert_eq!(attempts, [0, 1]);
}
