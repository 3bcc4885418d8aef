//! What Parameter Store keeps of a parameter, and refuses.

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::{
    ParameterHistory, ParameterMetadata, ParameterStringFilter, ParameterTier, ParameterType,
    ParametersFilter, ParametersFilterKey, Tag,
};

use crate::{code, prompt, put, value};

fn client() -> Client {
    Client::new(&prompt().sdk_config())
}

async fn described(ssm: &Client) -> ParameterMetadata {
    let output = ssm.describe_parameters().send().await.unwrap();
    output.parameters()[0].clone()
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_put_is_refused() {
    let ssm = client();
    let valid = || {
        let put = ssm.put_parameter().name("/a").value("1");
        put.r#type(ParameterType::String)
    };
    let tag = Tag::builder().key("team").value("blue").build().unwrap();
    let rows = [
        (valid().name("/aws/a"), "ValidationException"),
        (valid().name("SSM-a"), "ValidationException"),
        (valid().r#type("Text".into()), "ValidationException"),
        (valid().tier("Free".into()), "ValidationException"),
        (valid().overwrite(true).tags(tag), "ValidationException"),
        (valid().value("v".repeat(4097)), "ValidationException"),
        (
            valid()
                .value("v".repeat(8193))
                .tier(ParameterTier::Advanced),
            "ValidationException",
        ),
        (
            valid().allowed_pattern("^[a-z]+$"),
            "ParameterPatternMismatchException",
        ),
        (
            valid().allowed_pattern("("),
            "InvalidAllowedPatternException",
        ),
        (
            valid().policies(r#"[{"Type":"Expiration"}]"#),
            "InvalidPolicyTypeException",
        ),
    ];
    for (request, expected) in rows {
        let name = request.get_name().clone().unwrap();
        let error = request.send().await.unwrap_err();
        assert_eq!(code(&error), expected, "{error:?}");
        let missing = Err("ParameterNotFound".to_owned());
        assert_eq!(value(&ssm, &name).await, missing);
    }
    valid().value("v".repeat(4096)).send().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_description_shows_what_was_given_until_another_is() {
    let ssm = client();
    let request = ssm.put_parameter().name("/a").value("one");
    let request = request.r#type(ParameterType::SecureString);
    let request = request.description("first").allowed_pattern("^[a-z]+$");
    let output = request.key_id("alias/mine").send().await.unwrap();
    assert_eq!(output.tier(), Some(&ParameterTier::Standard));
    let overwrite = || ssm.put_parameter().name("/a").overwrite(true);
    let mismatch = overwrite().value("2").send().await.unwrap_err();
    assert_eq!(code(&mismatch), "ParameterPatternMismatchException");
    overwrite()
        .value("two")
        .description("second")
        .send()
        .await
        .unwrap();
    let seen = described(&ssm).await;
    assert_eq!(seen.r#type(), Some(&ParameterType::SecureString));
    assert_eq!(seen.description(), Some("second"));
    assert_eq!(seen.allowed_pattern(), Some("^[a-z]+$"));
    assert_eq!(seen.key_id(), Some("alias/mine"));
    ssm.delete_parameter().name("/a").send().await.unwrap();
    put(&ssm, "/a", "3").await;
    let seen = described(&ssm).await;
    assert_eq!((seen.description(), seen.key_id()), (None, None));
}

#[tokio::test(start_paused = true)]
async fn a_large_value_takes_the_advanced_tier_and_stays_there() {
    let ssm = client();
    let request = || {
        ssm.put_parameter()
            .name("/a")
            .r#type(ParameterType::String)
            .overwrite(true)
    };
    let large = request()
        .value("v".repeat(4097))
        .tier(ParameterTier::IntelligentTiering);
    let output = large.send().await.unwrap();
    assert_eq!(output.tier(), Some(&ParameterTier::Advanced));
    let output = request().value("small").send().await.unwrap();
    assert_eq!(output.tier(), Some(&ParameterTier::Advanced));
    assert_eq!(described(&ssm).await.tier(), Some(&ParameterTier::Advanced));
    let back = request().value("small").tier(ParameterTier::Standard);
    assert_eq!(code(&back.send().await.unwrap_err()), "ValidationException");
}

#[tokio::test(start_paused = true)]
async fn a_hundred_versions_are_kept_and_the_oldest_goes_unless_it_has_a_label() {
    let ssm = client();
    for number in 1..=101 {
        put(&ssm, "/a", &number.to_string()).await;
    }
    let gone = Err("ParameterVersionNotFound".to_owned());
    assert_eq!(value(&ssm, "/a:1").await, gone);
    assert_eq!(value(&ssm, "/a:2").await, Ok("2".to_owned()));
    let label = ssm.label_parameter_version().name("/a").labels("live");
    label.parameter_version(2).send().await.unwrap();
    let put = ssm.put_parameter().name("/a").value("102").overwrite(true);
    let error = put.send().await.unwrap_err();
    assert_eq!(code(&error), "ParameterMaxVersionLimitExceeded");
    assert_eq!(value(&ssm, "/a").await, Ok("101".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn an_encrypted_parameter_shows_its_text_to_those_who_have_it_decrypted() {
    let ssm = client();
    let put = ssm.put_parameter().name("/a").value("s3cret");
    put.r#type(ParameterType::SecureString)
        .send()
        .await
        .unwrap();
    for decrypt in [false, true] {
        let one = ssm.get_parameter().name("/a").with_decryption(decrypt);
        let one = one
            .send()
            .await
            .unwrap()
            .parameter()
            .unwrap()
            .value()
            .unwrap()
            .to_owned();
        let several = ssm.get_parameters().names("/a").with_decryption(decrypt);
        let several = several.send().await.unwrap();
        let below = ssm
            .get_parameters_by_path()
            .path("/")
            .with_decryption(decrypt);
        let below = below.send().await.unwrap();
        let history = ssm
            .get_parameter_history()
            .name("/a")
            .with_decryption(decrypt);
        let history = history.send().await.unwrap();
        let shown = [
            Some(&*one),
            several.parameters()[0].value(),
            below.parameters()[0].value(),
            history.parameters()[0].value(),
        ];
        assert!(shown.iter().all(|it| *it == shown[0]), "{shown:?}");
        assert_eq!(one == "s3cret", decrypt, "{one}");
        assert_eq!(one.starts_with("AQICAH"), !decrypt, "{one}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_name_that_is_given_twice_is_refused() {
    let ssm = client();
    let error = ssm.get_parameters().names("/a").names("/a").send().await;
    assert_eq!(code(&error.unwrap_err()), "ValidationException");
}

#[tokio::test(start_paused = true)]
async fn parameters_below_a_path_come_in_order_and_in_pages_of_ten() {
    let ssm = client();
    let mut names: Vec<String> = (0..12).map(|number| format!("/a/{number:02}")).collect();
    for name in names.iter().rev() {
        put(&ssm, name, "1").await;
    }
    put(&ssm, "/b", "1").await;
    let listed = |from: Option<String>| {
        let request = ssm.get_parameters_by_path().path("/a");
        request.set_next_token(from).send()
    };
    let first = listed(None).await.unwrap();
    let rest = listed(first.next_token().map(str::to_owned)).await.unwrap();
    assert_eq!(first.parameters().len(), 10);
    assert_eq!(rest.next_token(), None);
    let found = first.parameters().iter().chain(rest.parameters());
    let found: Vec<_> = found.filter_map(|it| it.name()).collect();
    assert_eq!(found, names);
    let few = ssm.get_parameters_by_path().path("/a").max_results(3);
    names.truncate(3);
    let few = few.send().await.unwrap();
    let few: Vec<_> = few.parameters().iter().filter_map(|it| it.name()).collect();
    assert_eq!(few, names);
}

#[tokio::test(start_paused = true)]
async fn parameters_below_a_path_are_filtered_or_the_filter_refused() {
    let ssm = client();
    put(&ssm, "/a/1", "1").await;
    let filtered = |key: &str, value: &str| {
        let filter = ParameterStringFilter::builder().key(key).values(value);
        let request = ssm.get_parameters_by_path().path("/a");
        request.parameter_filters(filter.build().unwrap()).send()
    };
    let found = filtered("Type", "String").await.unwrap();
    assert_eq!(found.parameters().len(), 1);
    let found = filtered("Type", "StringList").await.unwrap();
    assert_eq!(found.parameters(), []);
    let error = filtered("Label", "live").await.unwrap_err();
    assert_eq!(code(&error), "InvalidFilterKey");
    let eleven = ssm.get_parameters_by_path().path("/a").max_results(11);
    let error = eleven.send().await.unwrap_err();
    assert_eq!(code(&error), "ValidationException");
    let error = ssm.get_parameters_by_path().path("a").send().await;
    assert_eq!(code(&error.unwrap_err()), "ValidationException");
}

#[tokio::test(start_paused = true)]
async fn a_history_comes_in_pages() {
    let ssm = client();
    for number in 1..=12 {
        put(&ssm, "/a", &number.to_string()).await;
    }
    let page = |from: Option<String>| {
        let request = ssm.get_parameter_history().name("/a").max_results(10);
        request.set_next_token(from).send()
    };
    let first = page(None).await.unwrap();
    let rest = page(first.next_token().map(str::to_owned)).await.unwrap();
    let found = first.parameters().iter().chain(rest.parameters());
    let found: Vec<i64> = found.map(ParameterHistory::version).collect();
    assert_eq!(found, (1..=12).collect::<Vec<i64>>());
    let error = ssm.get_parameter_history().name("/a").max_results(51);
    assert_eq!(
        code(&error.send().await.unwrap_err()),
        "ValidationException"
    );
}

#[tokio::test(start_paused = true)]
async fn the_outdated_filters_of_descriptions_are_refused() {
    let ssm = client();
    let filter = ParametersFilter::builder().key(ParametersFilterKey::Name);
    let filter = filter.values("/a").build().unwrap();
    let error = ssm.describe_parameters().filters(filter).send().await;
    assert_eq!(code(&error.unwrap_err()), "ValidationException");
}
