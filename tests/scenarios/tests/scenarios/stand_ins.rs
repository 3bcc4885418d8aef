//! Endpoints that stand in for AWS: what they lack, how that is told, and the policy that accepts it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use aws_sdk_ssm::types::{ParameterType, ResourceTypeForTagging, Tag};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeDeserializationInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, Metadata};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use postcond::runtime::{Cause, Outcome};
use postcond::ssm::{ConsistentSsmClient, MutationError};
use postcond::{AmbiguousWrite, DeniedRead, Policy, UnshownWrite};
use postcond_sim::Answer;
use serde_json::{Value, json};

use crate::acted::Acted;
use crate::stage::{HOUR, MS, SECOND, Stage, every};

/// Answers one operation, so many times, with a page of HTML and nothing else: as moto does where it lacks
/// an operation, and a load balancer where it has lost what is behind it.
#[derive(Debug)]
struct Page {
    operation: &'static str,
    status: u16,
    left: AtomicU32,
}

impl Page {
    fn always(operation: &'static str) -> Self {
        Self::times(u32::MAX, 500, operation)
    }

    fn times(times: u32, status: u16, operation: &'static str) -> Self {
        Self {
            operation,
            status,
            left: AtomicU32::new(times),
        }
    }
}

#[dyn_dispatch_hint]
impl Intercept for Page {
    fn name(&self) -> &'static str {
        "Page"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let is_it = cfg.load::<Metadata>().map(Metadata::name) == Some(self.operation);
        let less_one = |left: u32| left.checked_sub(1);
        let order = Ordering::Relaxed;
        if is_it && self.left.fetch_update(order, order, less_one).is_ok() {
            let status = StatusCode::try_from(self.status)?;
            let mut page = HttpResponse::new(status, SdkBody::from("<html>s3cret</html>"));
            let headers = page.headers_mut();
            headers.insert("content-type", "text/html; charset=utf-8");
            *context.response_mut() = page;
        }
        Ok(())
    }
}

/// The stage's client, answered by these pages.
fn paged(stage: &Stage, pages: Page, policy: Policy) -> ConsistentSsmClient {
    let config = stage.plain_ssm.config().to_builder().interceptor(pages);
    let client = aws_sdk_ssm::Client::from_conf(config.build());
    ConsistentSsmClient::builder(client).policy(policy).build()
}

async fn put(ssm: &ConsistentSsmClient, name: &str) -> Acted {
    let request = ssm
        .put_parameter()
        .name(name)
        .value("new")
        .r#type(ParameterType::String);
    request.send_with_evidence().await.into()
}

/// A creation with a tag, which is listed by a second read.
async fn put_tagged(ssm: &ConsistentSsmClient) -> Acted {
    let tag = Tag::builder().key("team").value("blue").build().unwrap();
    let request = ssm
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String)
        .tags(tag);
    request.send_with_evidence().await.into()
}

/// Each way to say that there is no such operation.
fn not_implemented() -> [Answer; 6] {
    [
        Answer::error(501, "InternalFailure", "not yet"),
        Answer::error(501, "InvalidAction", ""),
        Answer::error(400, "InvalidAction", ""),
        Answer::error(400, "UnknownOperationException", ""),
        Answer::error(404, "UnknownOperation", ""),
        Answer::error(400, "ValidationError", "Unknown action: GetParameter"),
    ]
}

#[tokio::test(start_paused = true)]
async fn a_read_that_the_endpoint_does_not_have_ends_the_wait_at_once_and_is_named() {
    for answer in not_implemented() {
        let stage = Stage::behind(HOUR, Policy::default());
        let shown = format!("{answer:?}");
        stage.sim.script("GetParameter").always().answer(answer);
        let acted = put(&stage.ssm, "/a").await;
        let Some(Cause::NotImplemented { source, .. }) = &acted.cause else {
            panic!("{shown}: {:?}", acted.cause);
        };
        assert_eq!(source.operation(), Some("GetParameter"), "{shown}");
        assert_eq!(acted.evidence.polls_made(), 1, "{shown}");
        assert_eq!(acted.evidence.waited(), Duration::ZERO, "{shown}");
        assert!(stage.tap.has_told(&acted.output), "the output is kept");
    }
}

#[tokio::test(start_paused = true)]
async fn the_error_says_which_read_is_not_implemented_and_what_to_do() {
    let stage = Stage::prompt();
    let answer = Answer::error(501, "InternalFailure", "s3cret");
    stage.sim.script("ListTagsForResource").answer(answer);
    let acted = put_tagged(&stage.ssm).await;
    assert_eq!(
        acted.cause.unwrap().to_string(),
        "`version_and_tags_are_visible` cannot be met: this endpoint does not implement \
         ListTagsForResource (HTTP 501 InternalFailure). The write stands, so do not repeat it: read it \
         back in another way, leave the check out with `unconfirmed()`, or, where the endpoint stands in \
         for AWS, set `Policy::for_stand_ins()`"
    );
    assert!(!acted.said.contains("s3cret"), "{}", acted.said);
}

#[tokio::test(start_paused = true)]
async fn a_read_that_answers_with_nothing_but_a_bare_500_ends_well_before_the_deadline() {
    let stage = Stage::behind(Duration::ZERO, Policy::default());
    let ssm = paged(&stage, Page::always("GetParameter"), Policy::default());
    let acted = put(&ssm, "/a").await;
    let Some(Cause::NotImplemented { answers, .. }) = acted.cause else {
        panic!("{:?}", acted.cause);
    };
    assert!(answers >= 6, "{answers}");
    let waited = acted.evidence.waited();
    assert!((15 * SECOND..30 * SECOND).contains(&waited), "{waited:?}");
    let words = acted.cause_in_words();
    let expected = format!(
        "this endpoint may not implement GetParameter, which it has answered with HTTP 500 without an \
         error code (text/html) {answers} times in a row, and never otherwise"
    );
    assert!(words.contains(&expected), "{words}");
    assert!(!acted.said.contains("s3cret"), "{}", acted.said);
}

#[tokio::test(start_paused = true)]
async fn a_moment_of_bare_5xx_is_waited_out() {
    for status in [500, 502, 503, 504] {
        let stage = Stage::behind(Duration::ZERO, every(SECOND));
        // Over a quarter of a minute, but for the last.
        let pages = Page::times(15, status, "GetParameter");
        let acted = put(&paged(&stage, pages, every(SECOND)), "/a").await;
        assert!(acted.cause.is_none(), "{status}: {:?}", acted.cause);
        assert_eq!(acted.evidence.polls_made(), 16, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn that_one_read_is_missing_says_nothing_about_another() {
    let stage = Stage::behind(Duration::ZERO, every(SECOND));
    let tagged = Page::always("ListTagsForResource");
    let ssm = paged(&stage, tagged, every(SECOND));
    let tags = ssm.add_tags_to_resource().resource_id("/never");
    let tags = tags.resource_type(ResourceTypeForTagging::Parameter);
    let tag = Tag::builder().key("team").value("blue").build().unwrap();
    stage
        .sim
        .script("AddTagsToResource")
        .answer(Answer::json(200, json!({})));
    let acted: Acted = tags.tags(tag).send_with_evidence().await.into();
    assert!(matches!(acted.cause, Some(Cause::NotImplemented { .. })));
    assert!(put(&ssm, "/a").await.cause.is_none());
}

#[tokio::test(start_paused = true)]
async fn an_outage_after_an_answer_lasts_until_the_deadline() {
    /// The pages come once there was an answer.
    #[derive(Debug)]
    struct Later(Page, AtomicU32);

    #[dyn_dispatch_hint]
    impl Intercept for Later {
        fn name(&self) -> &'static str {
            "Later"
        }

        fn modify_before_deserialization(
            &self,
            context: &mut BeforeDeserializationInterceptorContextMut<'_>,
            components: &RuntimeComponents,
            cfg: &mut ConfigBag,
        ) -> Result<(), BoxError> {
            let is_it = cfg.load::<Metadata>().map(Metadata::name) == Some(self.0.operation);
            if is_it && self.1.fetch_add(1, Ordering::Relaxed) > 0 {
                return self
                    .0
                    .modify_before_deserialization(context, components, cfg);
            }
            Ok(())
        }
    }

    let stage = Stage::behind(HOUR, every(SECOND));
    let later = Later(Page::always("GetParameter"), AtomicU32::default());
    let config = stage.plain_ssm.config().to_builder().interceptor(later);
    let client = aws_sdk_ssm::Client::from_conf(config.build());
    let ssm = ConsistentSsmClient::builder(client);
    let acted = put(&ssm.policy(every(SECOND)).build(), "/a").await;
    let Some(Cause::Deadline {
        after, last_seen, ..
    }) = acted.cause
    else {
        panic!("{:?}", acted.cause);
    };
    assert_eq!(after, 60 * SECOND);
    let expected = "GetParameter answered HTTP 500 without an error code (text/html)";
    assert_eq!(last_seen, expected);
}

#[tokio::test(start_paused = true)]
async fn a_mutation_that_the_endpoint_does_not_have_has_not_landed_whatever_the_policy() {
    for answer in not_implemented() {
        let looking = Policy::builder().on_ambiguous(AmbiguousWrite::ReadBack);
        let stage = Stage::behind(Duration::ZERO, looking.build().unwrap());
        let shown = format!("{answer:?}");
        stage.sim.script("CreateDocument").always().answer(answer);
        let request = stage.ssm.create_document().name("restart").content("{}");
        let error = request.send().await.unwrap_err();
        assert!(
            matches!(error, MutationError::Failed(_)),
            "{shown}: {error:?}"
        );
        assert_eq!(stage.tap.operations(), ["CreateDocument"], "{shown}");
        assert_eq!(stage.sim.now(), Duration::ZERO, "{shown}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_last_seen_names_the_read_its_status_and_its_code() {
    let within = |deadline| Policy::builder().deadline(deadline).build().unwrap();
    let policy = || within(2 * SECOND).or(&every(300 * MS));
    let rows = [
        (
            Answer::error(400, "ParameterNotFound", ""),
            "/a is not found (GetParameter: HTTP 400 ParameterNotFound)",
        ),
        (
            Answer::json(200, json!({"Parameter": {"Name": "/a", "Version": 0}})),
            "version 0 of /a, not yet 1 (GetParameter: HTTP 200)",
        ),
        (
            Answer::error(500, "InternalServerError", ""),
            "GetParameter answered HTTP 500 InternalServerError",
        ),
        (
            Answer::throttled(),
            "GetParameter answered HTTP 400 ThrottlingException",
        ),
        (Answer::reset(), "GetParameter had no answer"),
    ];
    for (answer, expected) in rows {
        let stage = Stage::behind(Duration::ZERO, policy());
        stage.sim.script("GetParameter").always().answer(answer);
        let acted = put(&stage.ssm, "/a").await;
        let Some(Cause::Deadline { last_seen, .. }) = acted.cause else {
            panic!("{expected}: {:?}", acted.cause);
        };
        assert_eq!(last_seen, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_stays_the_last_thing_seen_where_later_polls_have_none() {
    let stage = Stage::behind(HOUR, every(SECOND));
    let not_found = Answer::error(400, "ParameterNotFound", "");
    stage.sim.script("GetParameter").answer(not_found);
    stage
        .sim
        .script("GetParameter")
        .always()
        .answer(Answer::reset());
    let acted = put(&stage.ssm, "/a").await;
    let Some(Cause::Deadline { last_seen, .. }) = acted.cause else {
        panic!("{:?}", acted.cause);
    };
    let expected = "/a is not found (GetParameter: HTTP 400 ParameterNotFound)";
    assert_eq!(last_seen, expected);
    let reads = acted.evidence.polls().iter().flat_map(|poll| &poll.reads);
    let codes: Vec<_> = reads.map(|read| read.code.as_deref()).collect();
    assert_eq!(codes[0], Some("ParameterNotFound"));
    assert!(codes[1..].iter().all(Option::is_none), "{codes:?}");
}

/// A creation with a tag under the policy for stand-ins, whose second read is answered so.
async fn accepted(answer: Answer) -> Acted {
    let stage = Stage::behind(Duration::ZERO, Policy::for_stand_ins());
    let script = stage.sim.script("ListTagsForResource").always();
    script.answer(answer);
    put_tagged(&stage.ssm).await
}

#[tokio::test(start_paused = true)]
async fn what_a_stand_in_lacks_or_refuses_is_accepted_and_said() {
    let check = "`version_and_tags_are_visible`";
    for (answer, expected) in [
        (
            Answer::error(501, "InternalFailure", ""),
            "this endpoint does not implement ListTagsForResource (HTTP 501 InternalFailure)",
        ),
        (
            Answer::error(400, "InvalidResourceType", ""),
            "ListTagsForResource answered HTTP 400 InvalidResourceType",
        ),
    ] {
        let acted = accepted(answer).await;
        assert!(acted.cause.is_none(), "{:?}", acted.cause);
        let unconfirmed = acted.evidence.unconfirmed().unwrap();
        assert_eq!(unconfirmed, format!("{check}: {expected}"));
        assert_eq!(acted.evidence.waited(), Duration::ZERO);
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_stand_in_never_shows_is_accepted_within_seconds_and_said() {
    let acted = accepted(Answer::json(200, json!({"TagList": []}))).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.evidence.waited(), 3 * SECOND);
    assert_eq!(
        acted.evidence.unconfirmed(),
        Some(
            "`version_and_tags_are_visible` was not met in 3 s; last seen: not listed, or with another \
             value: team (ListTagsForResource: HTTP 200)"
        )
    );
}

#[tokio::test(start_paused = true)]
async fn a_read_that_a_stand_in_answers_with_a_page_is_accepted_after_the_third() {
    let stage = Stage::behind(Duration::ZERO, Policy::default());
    let pages = Page::always("GetParameter");
    let acted = put(&paged(&stage, pages, Policy::for_stand_ins()), "/a").await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let unconfirmed = acted.evidence.unconfirmed().unwrap();
    assert!(unconfirmed.contains("3 times in a row"), "{unconfirmed}");
    assert_eq!(acted.evidence.polls_made(), 3);
    assert!(acted.evidence.waited() < 3 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn the_policy_for_stand_ins_accepts_nothing_else() {
    let policy = Policy::for_stand_ins;
    // An endpoint that has gone.
    let stage = Stage::behind(Duration::ZERO, policy());
    stage
        .sim
        .script("GetParameter")
        .always()
        .answer(Answer::reset());
    let acted = put(&stage.ssm, "/a").await;
    assert!(matches!(acted.cause, Some(Cause::Deadline { .. })));
    // A denied read.
    let stage = Stage::behind(Duration::ZERO, policy());
    stage.sim.script("GetParameter").answer(Answer::denied());
    let acted = put(&stage.ssm, "/a").await;
    assert!(matches!(acted.cause, Some(Cause::Denied { .. })));
    let accepting = Policy::builder().on_denied(DeniedRead::Accept);
    let accepting = accepting.build().unwrap().or(&policy());
    let stage = Stage::behind(Duration::ZERO, accepting);
    stage.sim.script("GetParameter").answer(Answer::denied());
    assert!(put(&stage.ssm, "/a").await.cause.is_none());
    // An answer to the call that cannot be read back.
    let stage = Stage::behind(Duration::ZERO, policy());
    stage
        .sim
        .script("PutParameter")
        .answer(Answer::json(200, json!({})));
    let acted = put(&stage.ssm, "/a").await;
    assert!(matches!(acted.cause, Some(Cause::Read { .. })));
    // A terminal state.
    let stage = Stage::behind(Duration::ZERO, policy());
    let failed = json!({"Name": "restart", "DocumentVersion": "1", "Status": "Failed"});
    let failed =
        json!({"Document": crate::entries::with(failed, json!({"CreatedDate": stage.date()}))});
    let created = json!({"DocumentDescription": {"DocumentVersion": "1"}});
    stage
        .sim
        .script("CreateDocument")
        .answer(Answer::json(200, created));
    stage
        .sim
        .script("DescribeDocument")
        .answer(Answer::json(200, failed));
    let request = stage.ssm.create_document().name("restart").content("{}");
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(
        matches!(acted.cause, Some(Cause::Failed { .. })),
        "{:?}",
        acted.cause
    );
}

#[tokio::test(start_paused = true)]
async fn what_does_not_show_is_accepted_by_the_policy_that_decides_it_and_by_no_other() {
    let refusing = Policy::builder().on_unshown(UnshownWrite::Fail).build();
    let refusing = refusing.unwrap();
    let stage = Stage::behind(HOUR, Policy::for_stand_ins());
    let request = || {
        stage
            .ssm
            .put_parameter()
            .name("/a")
            .value("new")
            .r#type(ParameterType::String)
            .overwrite(true)
    };
    let acted: Acted = request().send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes().last(), Some(&Outcome::Pending));
    // The call's own comes first, and leaves the deadline to the client's.
    let refused = request().confirm_with(refusing).send_with_evidence();
    let acted = Acted::from(refused.await);
    let Some(Cause::Deadline { after, .. }) = acted.cause else {
        panic!("{:?}", acted.cause);
    };
    assert_eq!(after, 3 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_name_with_one_slash_is_gone_where_the_answer_has_it_without() {
    let stage = Stage::behind(Duration::ZERO, every(SECOND));
    let answer = |operation: &str, json: Value| {
        stage.sim.script(operation).answer(Answer::json(200, json));
    };
    answer(
        "DeleteParameters",
        json!({"DeletedParameters": ["d1", "/app/d2"]}),
    );
    let still = json!({"Name": "d1", "LastModifiedDate": 0});
    answer(
        "GetParameters",
        json!({"Parameters": [still], "InvalidParameters": ["/app/d2"]}),
    );
    answer(
        "GetParameters",
        json!({"InvalidParameters": ["d1", "/app/d2"]}),
    );
    let request = stage.ssm.delete_parameters().names("/d1").names("/app/d2");
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let polls = acted.evidence.polls().iter();
    let seen: Vec<&str> = polls.map(|poll| poll.seen.as_str()).collect();
    assert_eq!(seen, ["still readable: /d1", "not found: /app/d2, /d1"]);
    let asked = stage.tap.bodies_of("GetParameters");
    assert_eq!(asked[0]["Names"], json!(["/app/d2", "/d1"]));
}

#[tokio::test(start_paused = true)]
async fn of_a_partial_arn_only_its_own_secret_counts() {
    let in_region = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
    let described = |name: &str, tags: Value| {
        let arn = format!("{in_region}{name}-AbCdEf");
        Answer::json(200, json!({"ARN": arn, "Name": name, "Tags": tags}))
    };
    let stage = Stage::behind(Duration::ZERO, every(SECOND));
    let script = |answer| stage.sim.script("DescribeSecret").answer(answer);
    stage
        .sim
        .script("UntagResource")
        .answer(Answer::json(200, json!({})));
    script(described("app-w", json!([])));
    script(described("app", json!([])));
    let request = stage
        .secrets
        .untag_resource()
        .secret_id(format!("{in_region}app"));
    let acted: Acted = request.tag_keys("team").send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Satisfied]);
    let expected = format!("another secret than {in_region}app: {in_region}app-w-AbCdEf");
    assert_eq!(acted.evidence.polls()[0].seen, expected);
}
