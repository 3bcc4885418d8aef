//! A stand-in for the Resource Groups Tagging API.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_resourcegroupstagging::Client;
use aws_sdk_resourcegroupstagging::config::{Config, Region};
use aws_sdk_resourcegroupstagging::operation::get_resources::{
    GetResourcesError, GetResourcesInput, GetResourcesOutput,
};
use aws_sdk_resourcegroupstagging::types::{ResourceTagMapping, Tag, TagFilter};
use aws_smithy_mocks::{
    MockResponse, MockResponseInterceptor, RuleMode, create_mock_http_client, mock,
};
use aws_smithy_types::error::ErrorMetadata;
use tokio::time::Instant;

type Response = MockResponse<GetResourcesOutput, GetResourcesError>;

/// What is shown from when on, in place of what was shown before.
type States = Vec<(Duration, Vec<ResourceTagMapping>)>;

/// An index that shows what it is told to, page by page, and knows what it was asked.
///
/// Filters of types let everything pass: it is for the check to know its resource.
#[derive(Clone)]
pub(super) struct Index {
    since: Instant,
    states: Arc<States>,
    errors: Arc<Mutex<Vec<&'static str>>>,
    asked: Arc<Mutex<Vec<(Instant, GetResourcesInput)>>>,
}

impl Index {
    pub(super) fn showing(
        states: impl IntoIterator<Item = (Duration, Vec<ResourceTagMapping>)>,
    ) -> Self {
        Self {
            since: Instant::now(),
            states: Arc::new(states.into_iter().collect()),
            errors: Arc::default(),
            asked: Arc::default(),
        }
    }

    /// The first requests are refused with these codes.
    pub(super) fn refusing(self, codes: impl IntoIterator<Item = &'static str>) -> Self {
        self.errors.lock().unwrap().extend(codes);
        self
    }

    pub(super) fn asked(&self) -> Vec<GetResourcesInput> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|(_, input)| input.clone()).collect()
    }

    /// When it was asked.
    pub(super) fn moments(&self) -> Vec<Instant> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|(at, _)| *at).collect()
    }

    pub(super) fn client(&self) -> Client {
        let index = self.clone();
        let rule = mock!(Client::get_resources).then_compute_response(move |it| index.answer(it));
        let mocks = MockResponseInterceptor::new().rule_mode(RuleMode::MatchAny);
        let config = Config::builder()
            .behavior_version_latest()
            .region(Region::new("us-east-1"))
            .credentials_provider(aws_credential_types::Credentials::for_tests())
            .http_client(create_mock_http_client())
            .interceptor(mocks.with_rule(&rule));
        Client::from_conf(config.build())
    }

    fn answer(&self, input: &GetResourcesInput) -> Response {
        let now = Instant::now();
        self.asked.lock().unwrap().push((now, input.clone()));
        let mut errors = self.errors.lock().unwrap();
        if !errors.is_empty() {
            return refused(errors.remove(0));
        }
        let restricted = input.tag_filters.is_some()
            || input.resource_type_filters.is_some()
            || input.resources_per_page.is_some()
            || input.pagination_token.is_some();
        if input.resource_arn_list.is_some() && restricted {
            return refused("InvalidParameterException");
        }
        let past = now - self.since;
        let shown = self.states.iter().rev().find(|(from, _)| *from <= past);
        let shown = shown.map(|(_, shown)| shown.as_slice()).unwrap_or_default();
        let matching = shown.iter().filter(|it| matches(input, it));
        page(input, matching.cloned().collect())
    }
}

fn refused(code: &str) -> Response {
    let error = ErrorMetadata::builder().code(code).build();
    MockResponse::Error(GetResourcesError::generic(error))
}

fn matches(input: &GetResourcesInput, resource: &ResourceTagMapping) -> bool {
    let arn = resource.resource_arn().unwrap().to_owned();
    let by_arn = input.resource_arn_list.as_ref();
    by_arn.is_none_or(|arns| arns.contains(&arn))
        && input
            .tag_filters()
            .iter()
            .all(|filter| has(resource, filter))
}

fn has(resource: &ResourceTagMapping, filter: &TagFilter) -> bool {
    resource.tags().iter().any(|tag| {
        let is_wanted = |value: &String| value == tag.value();
        let any = filter.values().is_empty();
        Some(tag.key()) == filter.key() && (any || filter.values().iter().any(is_wanted))
    })
}

/// The token is the number of those that were shown before, and an empty text at the end.
fn page(input: &GetResourcesInput, matching: Vec<ResourceTagMapping>) -> Response {
    let from = input
        .pagination_token()
        .map_or(0, |token| token.parse().unwrap());
    let size = input
        .resources_per_page()
        .map_or(50, |size| usize::try_from(size).unwrap());
    let end = matching.len().min(from + size);
    let token = if end < matching.len() {
        end.to_string()
    } else {
        String::new()
    };
    let output = GetResourcesOutput::builder()
        .pagination_token(token)
        .set_resource_tag_mapping_list(Some(matching[from..end].to_vec()));
    MockResponse::Output(output.build())
}

/// A resource with these tags.
pub(super) fn listed(arn: &str, tags: &[(&str, &str)]) -> ResourceTagMapping {
    let tags = tags
        .iter()
        .map(|(key, value)| Tag::builder().key(*key).value(*value).build());
    let tags = tags.collect::<Result<Vec<_>, _>>().unwrap();
    ResourceTagMapping::builder()
        .resource_arn(arn)
        .set_tags(Some(tags))
        .build()
}
