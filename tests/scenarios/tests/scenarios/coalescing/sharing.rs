//! What is shared, and what the evidence says of it.

use std::collections::BTreeSet;
use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use futures_util::future::join_all;
use postcond::post_condition;
use postcond::runtime::{Check, Outcome, ReadRecord, pending, satisfied};
use postcond::secretsmanager::sdk::types::Tag as SecretTag;
use postcond::ssm::Reader;
use postcond::ssm::builders::PutParameterFluentBuilder;
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use postcond::ssm::sdk::types::{ParameterStringFilter, ResourceTypeForTagging, Tag};
use postcond::{Policy, Schedule, Scope};
use postcond_sim::{Lag, Simulator};

use super::{
    assert_confirmed, batches, most_polls, put, put_many, stage, texts, while_another_waits,
};
use crate::acted::Acted;
use crate::stage::{LAG, MS, Stage};

/// A stage with a lag as in earnest, whose clients poll as they do by default.
fn stage_as_in_earnest() -> Stage {
    let sim = Simulator::builder().lag(Lag::log_normal(LAG, 0.5));
    let sim = sim.round_trip(20 * MS).seed(1).build().unwrap();
    let learned = Policy::builder().schedule(Schedule::learned().seed(1));
    Stage::on(sim, learned.build().unwrap())
}

#[tokio::test(start_paused = true)]
async fn two_hundred_calls_at_once_cost_no_more_than_three_reads_for_every_ten() {
    let stage = stage_as_in_earnest();
    let put = async |index: usize| put(&stage.ssm, &format!("/{index}")).send().await;
    for sent in join_all((0..200).map(put)).await {
        sent.unwrap();
    }
    let (batches, singles) = (batches(&stage), stage.sim.calls_to("GetParameter").len());
    let largest = batches.iter().map(Vec::len).max();
    assert_eq!(largest, Some(10));
    let reads = batches.len() + singles;
    assert_eq!(stage.sim.calls().len(), 200 + reads);
    assert!(reads <= 3 * 20, "{reads}");
    let polls = singles + batches.iter().map(Vec::len).sum::<usize>();
    assert!(singles * 20 <= polls, "{singles} of {polls}");
}

#[tokio::test(start_paused = true)]
async fn calls_in_turn_have_nobody_to_share_with() {
    let stage = stage_as_in_earnest();
    for index in 0..200 {
        let request = put(&stage.ssm, &format!("/{index}"));
        request.send().await.unwrap();
    }
    let operations: BTreeSet<_> = stage.tap.operations().into_iter().collect();
    assert!(operations.into_iter().eq(["GetParameter", "PutParameter"]));
}

#[tokio::test(start_paused = true)]
async fn one_read_of_a_secret_serves_all_its_open_checks_and_none_returns_its_value() {
    let (stage, scope) = (Stage::lagging(), Scope::new());
    for index in 0..3 {
        let create = stage.secrets.create_secret().secret_string("s3cret");
        let create = create.name(format!("secret-{index}"));
        let created = create.send_in(&scope).await.unwrap();
        let arn = created.output().arn().unwrap();
        let put = stage.secrets.put_secret_value().secret_id(arn);
        let put = put.secret_string("s3cret too");
        let _ = put.send_in(&scope).await.unwrap();
        let tag = SecretTag::builder().key("team").value("blue").build();
        let tagged = stage.secrets.tag_resource().secret_id(arn);
        let _ = tagged.tags(tag).send_in(&scope).await.unwrap();
    }
    let settlement = scope.settle().await.into_result().unwrap();
    assert_eq!(settlement.counts().confirmed, 9, "{settlement:?}");

    let calls = stage.sim.calls_to("DescribeSecret");
    let bodies = stage.tap.bodies_of("DescribeSecret");
    let reads = calls.iter().zip(&bodies);
    let reads = reads.map(|(call, body)| (call.at, body["SecretId"].to_string()));
    let distinct: BTreeSet<_> = reads.collect();
    assert_eq!(distinct.len(), calls.len(), "read twice in one round");
    let polls = settlement.writes().map(|it| it.evidence().polls_made());
    let polls: usize = polls.sum();
    // The very first poll finds no other check open, and is a round of its own from then on.
    let apart = settlement.writes().next().unwrap().evidence().polls_made();
    assert!(
        calls.len() <= polls.div_ceil(3) + apart,
        "{} for {polls}",
        calls.len()
    );
    for values in ["GetSecretValue", "BatchGetSecretValue"] {
        assert!(stage.sim.calls_to(values).is_empty(), "{values}");
    }
}

/// Adds so many tags to one parameter at once, each by a call of its own, while another waits.
async fn tag_at_once(stage: &Stage, tags: usize) -> Vec<Acted> {
    let put = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    put.send().await.unwrap();
    stage.settle().await;
    let tag = async |index: usize| -> Acted {
        let tag = Tag::builder().key(format!("key-{index}")).value("blue");
        let request = stage.ssm.add_tags_to_resource().resource_id("/a");
        let request = request.resource_type(ResourceTypeForTagging::Parameter);
        let request = request.tags(tag.build().unwrap());
        request.send_with_evidence().await.into()
    };
    while_another_waits(&stage.ssm, join_all((0..tags).map(tag))).await
}

#[tokio::test(start_paused = true)]
async fn many_calls_that_tag_one_resource_share_the_list_of_its_tags() {
    let stage = stage(LAG);
    let all = tag_at_once(&stage, 20).await;
    assert_confirmed(&all);
    let reads = stage.sim.calls_to("ListTagsForResource").len();
    assert_eq!(reads, most_polls(&all));
}

#[tokio::test(start_paused = true)]
async fn each_of_those_who_share_a_request_has_its_answer_in_evidence() {
    let stage = stage(Duration::ZERO);
    let all = tag_at_once(&stage, 3).await;
    assert_confirmed(&all);
    let [call] = &stage.sim.calls_to("ListTagsForResource")[..] else {
        panic!("{:?}", stage.tap.operations());
    };
    for acted in &all {
        let reads = acted.evidence.polls().iter().flat_map(|poll| &poll.reads);
        let reads =
            reads.map(|read| (&*read.operation, read.status, &read.request_id, read.shared));
        let shared = (
            "ListTagsForResource",
            Some(200),
            &Some(call.request_id.clone()),
            true,
        );
        assert!(reads.eq([shared]), "{:?}", acted.evidence);
    }
}

fn with_name(name: Option<&str>) -> ParameterStringFilter {
    let filter = ParameterStringFilter::builder().key("Name");
    filter.values(name.unwrap_or_default()).build().unwrap()
}

/// The parameter is listed.
#[post_condition(service = "ssm", op = "PutParameter", reads = ["DescribeParameters"])]
async fn is_listed(ssm: &Reader, input: &PutParameterInput, _: &PutParameterOutput) -> Check {
    let listing = ssm.describe_parameters();
    let listing = listing.parameter_filters(with_name(input.name()));
    let listed = listing.send().await?;
    match listed.parameters() {
        [] => pending("not listed"),
        [it] if it.name() == input.name() => satisfied("listed"),
        others => postcond::runtime::failed(format!("{} are listed", others.len())),
    }
}

/// The parameter is on some page of the list.
#[post_condition(service = "ssm", op = "PutParameter", reads = ["DescribeParameters"])]
async fn is_on_a_page(ssm: &Reader, input: &PutParameterInput, _: &PutParameterOutput) -> Check {
    let listing = ssm.describe_parameters();
    let listing = listing.parameter_filters(with_name(input.name()));
    let mut pages = listing.into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page?;
        if page.parameters().iter().any(|it| it.name() == input.name()) {
            return satisfied("on a page");
        }
    }
    pending("on no page")
}

/// Puts 40 parameters at once that are confirmed by this check alone; the names that each listing has
/// asked for, and what became of the writes.
async fn listings(
    check: impl Fn(PutParameterFluentBuilder) -> PutParameterFluentBuilder,
) -> (Vec<Vec<String>>, Vec<Acted>) {
    let stage = stage(LAG);
    let put = async |index: usize| -> Acted {
        let request = put(&stage.ssm, &format!("/{index}")).unconfirmed();
        check(request).send_with_evidence().await.into()
    };
    let all: Vec<_> = while_another_waits(&stage.ssm, join_all((0..40).map(put))).await;
    assert_confirmed(&all);
    let bodies = stage.tap.bodies_of("DescribeParameters");
    let names = |body: &serde_json::Value| texts(&body["ParameterFilters"][0]["Values"]);
    (bodies.iter().map(names).collect(), all)
}

#[tokio::test(start_paused = true)]
async fn a_users_own_check_that_lists_by_name_shares_one_listing_of_many_names() {
    let (listings, all) = listings(|request| request.until(is_listed)).await;
    assert_eq!(listings.iter().map(Vec::len).max(), Some(40));
    assert_eq!(listings.len(), most_polls(&all));
}

#[tokio::test(start_paused = true)]
async fn a_paginator_goes_through_its_own_pages() {
    let (listings, all) = listings(|request| request.until(is_on_a_page)).await;
    assert!(
        listings.iter().all(|names| names.len() == 1),
        "{listings:?}"
    );
    let polls = all.iter().map(|acted| acted.evidence.polls_made());
    assert_eq!(listings.len(), polls.sum::<usize>());
}

#[tokio::test(start_paused = true)]
async fn what_a_batch_does_not_find_is_pending_for_that_parameter_alone() {
    let (stage, scope) = (stage(Duration::ZERO), Scope::new());
    for index in 0..9 {
        let request = put(&stage.ssm, &format!("/{index}"));
        let _ = request.send_in(&scope).await.unwrap();
    }
    stage.sim.set_lag(Lag::fixed(LAG)).unwrap();
    let _ = put(&stage.ssm, "/late").send_in(&scope).await.unwrap();
    let settlement = while_another_waits(&stage.ssm, scope.settle()).await;
    let settlement = settlement.into_result().unwrap();
    for write in settlement.writes() {
        let polls = write.evidence().polls();
        let pending = polls.iter().filter(|it| it.outcome == Outcome::Pending);
        let is_late = write.resource() == Some("/late");
        assert_eq!(pending.count() > 0, is_late, "{write:?}");
        assert_eq!(write.evidence().polls_made() == 1, !is_late, "{write:?}");
    }
    let batches = batches(&stage);
    assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [10]);
}

#[tokio::test(start_paused = true)]
async fn the_evidence_tells_which_request_was_shared() {
    let stage = stage(Duration::ZERO);
    let all = put_many(&stage.ssm, 3).await;
    assert_confirmed(&all);
    let [call] = &stage.sim.calls_to("GetParameters")[..] else {
        panic!("{:?}", stage.tap.operations());
    };
    for acted in &all {
        let [poll] = acted.evidence.polls() else {
            panic!("{:?}", acted.evidence);
        };
        let [
            ReadRecord {
                operation,
                status,
                request_id,
                shared,
                ..
            },
        ] = &poll.reads[..]
        else {
            panic!("{poll:?}");
        };
        assert_eq!(
            (&**operation, *status, *shared),
            ("GetParameters", Some(200), true)
        );
        assert_eq!(request_id.as_ref(), Some(&call.request_id));
    }
    let alone: Acted = put(&stage.ssm, "/alone").send_with_evidence().await.into();
    let read = &alone.evidence.polls()[0].reads[0];
    assert_eq!((&*read.operation, read.shared), ("GetParameter", false));
}
