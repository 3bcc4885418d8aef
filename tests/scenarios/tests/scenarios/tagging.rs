//! Tags as the Resource Groups Tagging API shows them, with a lag of its own.

mod index;
mod operations;
mod rows;

use std::time::Duration;

use aws_sdk_ssm::types::builders::AzureConfigurationBuilder;
use aws_sdk_ssm::types::{
    AzureSubscription, CloudConnectorConfiguration, ConfigurationTargets, ParameterType,
    ResourceTypeForTagging,
};
use aws_smithy_types::error::display::DisplayErrorContext;
use postcond::runtime::{Cause, Evidence, Outcome, Poll};
use postcond::ssm::builders::PutParameterFluentBuilder;
use postcond::tagging::TagsAreFoundByTaggingApi;
use postcond_sim::Answer;
use serde_json::json;

use self::index::{Index, listed};
use crate::acted::Acted;
use crate::stage::{LAG, SECOND, Stage};

const CHECK: &str = "tags_are_found_by_tagging_api";
const SECRET: &str = "arn:aws:secretsmanager:us-east-1:123456789012:secret:app-AbCdEf";
const PROD: &[(&str, &str)] = &[("team", "core"), ("stage", "prod")];
const TEST: &[(&str, &str)] = &[("team", "core"), ("stage", "test")];

fn in_ssm(resource: &str) -> String {
    format!("arn:aws:ssm:us-east-1:123456789012:{resource}")
}

fn in_iam(resource: &str) -> String {
    format!("arn:aws:iam::123456789012:{resource}")
}

fn pair_of_ssm() -> aws_sdk_ssm::types::Tag {
    let tag = aws_sdk_ssm::types::Tag::builder();
    tag.key("stage").value("prod").build().unwrap()
}

fn pair_of_iam() -> aws_sdk_iam::types::Tag {
    let tag = aws_sdk_iam::types::Tag::builder();
    tag.key("stage").value("prod").build().unwrap()
}

fn pair_of_secrets() -> aws_sdk_secretsmanager::types::Tag {
    let tag = aws_sdk_secretsmanager::types::Tag::builder();
    tag.key("stage").value("prod").build()
}

fn azure() -> CloudConnectorConfiguration {
    let subscription = AzureSubscription::builder().id("s").build().unwrap();
    let targets = ConfigurationTargets::Subscriptions(vec![subscription]);
    let azure = AzureConfigurationBuilder::default()
        .tenant_id("t")
        .application_id("a");
    CloudConnectorConfiguration::AzureConfiguration(azure.targets(targets).build().unwrap())
}

/// The polls of the check.
fn polls(evidence: &Evidence) -> Vec<&Poll> {
    let polls = evidence.polls().iter();
    polls.filter(|poll| poll.check == CHECK).collect()
}

fn put(stage: &Stage) -> PutParameterFluentBuilder {
    let put = stage
        .ssm
        .put_parameter()
        .name("/app/db")
        .value("v")
        .r#type(ParameterType::String);
    put.tags(pair_of_ssm())
}

/// Puts the parameter and waits for this index.
async fn put_until_found_by(stage: &Stage, index: &Index) -> Acted {
    let put = put(stage).until(TagsAreFoundByTaggingApi::with(&index.client()));
    put.send_with_evidence().await.into()
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_for_the_tagging_api_after_the_services_own_record() {
    let stage = Stage::lagging();
    let late = 20 * SECOND;
    let arn = in_ssm("parameter/app/db");
    let index = Index::showing([(late, vec![listed(&arn, PROD)])]);
    let acted = put_until_found_by(&stage, &index).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let own = acted.evidence.polls().iter();
    let own: Vec<_> = own
        .filter(|poll| poll.check != CHECK && poll.outcome == Outcome::Satisfied)
        .collect();
    assert!(
        !own.is_empty() && own.iter().all(|poll| poll.at >= LAG && poll.at < SECOND),
        "{own:?}"
    );
    let polls = polls(&acted.evidence);
    let found = polls
        .iter()
        .filter(|poll| poll.outcome == Outcome::Satisfied);
    let found: Vec<_> = found.collect();
    assert!(found[0].at >= late, "{polls:?}");
    // Twice in a row, over five seconds at least.
    assert!(
        found.len() >= 2 && found[found.len() - 1].at - found[0].at >= 5 * SECOND,
        "{polls:?}"
    );
    assert_eq!(
        polls[0].seen,
        "ssm:parameter app/db is not found by its tags with their values: stage"
    );
    assert_eq!(found[0].seen, "all tags are listed");
}

#[tokio::test(start_paused = true)]
async fn requests_are_restricted_and_a_second_apart_or_more() {
    let stage = Stage::prompt();
    let index = Index::showing([(15 * SECOND, vec![listed(&in_ssm("parameter/app/db"), PROD)])]);
    put_until_found_by(&stage, &index).await;
    for asked in index.asked() {
        assert_eq!(asked.resource_type_filters(), ["ssm:parameter"]);
        let filter = &asked.tag_filters()[0];
        assert_eq!(
            (filter.key(), filter.values()),
            (Some("stage"), &["prod".to_owned()][..])
        );
        assert_eq!(asked.resources_per_page(), Some(100));
    }
    let moments = index.moments();
    let pauses: Vec<Duration> = moments.windows(2).map(|two| two[1] - two[0]).collect();
    assert!(pauses.iter().all(|pause| *pause >= SECOND), "{pauses:?}");
    assert!(moments.len() <= 12, "{pauses:?}");
}

#[tokio::test(start_paused = true)]
async fn tags_that_never_show_are_waited_for_five_minutes() {
    let stage = Stage::prompt();
    let index = Index::showing([(
        Duration::ZERO,
        vec![listed(&in_ssm("parameter/app/db"), TEST)],
    )]);
    let acted = put_until_found_by(&stage, &index).await;
    assert!(
        matches!(acted.cause, Some(Cause::Deadline { .. })),
        "{:?}",
        acted.cause
    );
    assert!(acted.evidence.waited() >= 299 * SECOND);
    let cause = acted.cause_in_words();
    assert!(cause.contains("is not found by its tags"), "{cause}");
    assert!(!cause.contains("prod"), "values are not told: {cause}");
    assert!(acted.output.contains("version: 1"), "{}", acted.output);
}

#[tokio::test(start_paused = true)]
async fn the_resource_is_looked_for_on_every_page_until_it_is_found() {
    let others: Vec<_> = (0..250)
        .map(|n| listed(&in_ssm(&format!("parameter/other/{n}")), PROD))
        .collect();
    let mut with_it = others.clone();
    with_it.insert(150, listed(&in_ssm("parameter/app/db"), PROD));
    let stage = Stage::prompt();
    let index = Index::showing([(Duration::ZERO, others), (SECOND, with_it)]);
    let acted = put_until_found_by(&stage, &index).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let tokens = index
        .asked()
        .into_iter()
        .map(|asked| asked.pagination_token);
    let tokens: Vec<_> = tokens.take(5).collect();
    let page = |token: &str| Some(token.to_owned());
    // To the last page, whose token is empty; then to the page that has it.
    assert_eq!(tokens, [None, page("100"), page("200"), None, page("100")]);
}

#[tokio::test(start_paused = true)]
async fn refused_reads_end_the_wait_with_the_right_that_is_missing() {
    let stage = Stage::prompt();
    let index = Index::showing([]).refusing(["AccessDeniedException"]);
    let acted = put_until_found_by(&stage, &index).await;
    let Some(cause @ Cause::Denied { .. }) = &acted.cause else {
        panic!("{:?}", acted.cause);
    };
    let said = DisplayErrorContext(cause).to_string();
    assert!(said.contains("tag:GetResources"), "{said}");
    assert_eq!(index.asked().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_throttled_read_is_repeated_by_the_loop_alone() {
    let stage = Stage::prompt();
    let arn = in_ssm("parameter/app/db");
    let index = Index::showing([(Duration::ZERO, vec![listed(&arn, PROD)])]);
    let index = index.refusing(["ThrottledException"; 4]);
    let acted = put_until_found_by(&stage, &index).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let polls = polls(&acted.evidence);
    assert!(polls.len() >= 6, "{polls:?}");
    assert_eq!(index.asked().len(), polls.len(), "{polls:?}");
}

#[tokio::test(start_paused = true)]
async fn an_empty_value_is_not_filtered_by_but_compared() {
    let stage = Stage::prompt();
    let arn = in_ssm("parameter/app/db");
    let states = [(Duration::ZERO, TEST), (3 * SECOND, &[("stage", "")])];
    let index = Index::showing(states.map(|(from, tags)| (from, vec![listed(&arn, tags)])));
    let tag = aws_sdk_ssm::types::Tag::builder().key("stage").value("");
    let put = stage
        .ssm
        .put_parameter()
        .name("/app/db")
        .value("v")
        .r#type(ParameterType::String);
    let put = put.tags(tag.build().unwrap()).unconfirmed();
    let put = put.until(TagsAreFoundByTaggingApi::with(&index.client()));
    let acted: Acted = put.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(
        acted.evidence.polls()[0].seen,
        "not listed, or with another value: stage"
    );
    assert_eq!(index.asked()[0].tag_filters()[0].values(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn keys_that_are_removed_are_asked_for_one_by_one() {
    let stage = Stage::prompt();
    let accepted = Answer::json(200, json!({}));
    stage.sim.script("RemoveTagsFromResource").answer(accepted);
    let arn = in_ssm("document/d-1");
    let states = [
        (Duration::ZERO, PROD),
        (3 * SECOND, &PROD[..1]),
        (9 * SECOND, &[]),
    ];
    let index = Index::showing(states.map(|(from, tags)| (from, vec![listed(&arn, tags)])));
    let remove = stage.ssm.remove_tags_from_resource().resource_id("d-1");
    let remove = remove.resource_type(ResourceTypeForTagging::Document);
    let remove = remove.tag_keys("team").tag_keys("stage").unconfirmed();
    let remove = remove.until(TagsAreFoundByTaggingApi::with(&index.client()));
    let acted: Acted = remove.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let mut seen: Vec<_> = acted
        .evidence
        .polls()
        .iter()
        .map(|poll| &*poll.seen)
        .collect();
    seen.dedup();
    let left = ["still listed: team, stage", "still listed: team"];
    assert_eq!(seen, [left[0], left[1], "none of the tags is listed"]);
    let filters = index.asked()[..2]
        .iter()
        .map(|asked| asked.tag_filters().len())
        .sum::<usize>();
    assert_eq!(filters, 2);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_looked_for_is_not_and_the_call_says_so() {
    let stage = Stage::prompt();
    let index = Index::showing([]);
    let tagging = index.client();
    let put = stage
        .ssm
        .put_parameter()
        .name("/app/db")
        .value("v")
        .r#type(ParameterType::String);
    let without_tags: Acted = put
        .until(TagsAreFoundByTaggingApi::with(&tagging))
        .send_with_evidence()
        .await
        .into();

    let accepted = |answer| Answer::json(200, answer);
    stage
        .sim
        .script("CreateOpsItem")
        .answer(accepted(json!({"OpsItemId": "oi-1"})));
    let item = stage
        .ssm
        .create_ops_item()
        .title("t")
        .source("s")
        .description("d");
    let item = item
        .account_id("210987654321")
        .tags(pair_of_ssm())
        .unconfirmed();
    let elsewhere: Acted = item
        .until(TagsAreFoundByTaggingApi::with(&tagging))
        .send_with_evidence()
        .await
        .into();

    stage
        .sim
        .script("AddTagsToResource")
        .answer(accepted(json!({})));
    let add = stage
        .ssm
        .add_tags_to_resource()
        .resource_id("x")
        .tags(pair_of_ssm());
    let add = add.resource_type("Novelty".into()).unconfirmed();
    let novel: Acted = add
        .until(TagsAreFoundByTaggingApi::with(&tagging))
        .send_with_evidence()
        .await
        .into();

    for (acted, why) in [
        (without_tags, "the call has no tags"),
        (elsewhere, "one of another account"),
        (novel, "does not know"),
    ] {
        assert!(acted.cause.is_none(), "{:?}", acted.cause);
        let unconfirmed = acted.evidence.unconfirmed().unwrap_or_default();
        assert!(unconfirmed.contains(why), "{unconfirmed}");
    }
    assert!(index.asked().is_empty());
}
