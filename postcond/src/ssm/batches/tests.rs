use super::*;

fn get(name: &str) -> GetParameterInputBuilder {
    GetParameterInputBuilder::default().name(name)
}

#[test]
fn each_parameter_is_asked_for_once_and_decrypted_ones_apart() {
    let fits = |others: &[&str], name| {
        let others: Vec<_> = others.iter().map(|it| get(it)).collect();
        ParametersByName::fits(&others, &get(name))
    };
    assert!(fits(&[], "/a"));
    assert!(fits(&["/a", "/b"], "/c"));
    assert!(fits(&["/a:1"], "/ab:1"));
    assert!(!fits(&["/a", "/b:1"], "/b"));
    assert!(!fits(&["/a:1"], "/a:2"));
    assert!(!fits(&[], ""));
    let decrypted = get("/b").with_decryption(true);
    assert!(!ParametersByName::fits(&[get("/a")], &decrypted));
    assert!(ParametersByName::fits(&[], &decrypted));
    let said_so = get("/b").with_decryption(false);
    assert!(ParametersByName::fits(&[get("/a")], &said_so));
}

#[test]
fn each_gets_its_own_answer() {
    let arn = "arn:aws:ssm:eu-west-1:1:parameter/shared";
    let found = |name: &str, selector: Option<&str>, version| {
        Parameter::builder()
            .name(name)
            .arn(format!("arn:aws:ssm:eu-west-1:1:parameter{name}"))
            .set_selector(selector.map(str::to_owned))
            .version(version)
            .build()
    };
    let read = GetParametersOutput::builder()
        .parameters(found("/a", None, 1))
        .parameters(found("/b", Some(":live"), 2))
        .parameters(found("/shared", None, 3))
        .invalid_parameters("/gone")
        .invalid_parameters("/b2:7")
        .build();
    let version = |name| {
        let output = item(name, &read).unwrap().unwrap();
        output.parameter().unwrap().version()
    };
    assert_eq!(version("/a"), 1);
    assert_eq!(version("/b:live"), 2);
    assert_eq!(version(arn), 3);
    let error = |name| item(name, &read).unwrap().unwrap_err();
    assert!(error("/gone").is_parameter_not_found());
    assert_eq!(error("/gone").meta().code(), Some("ParameterNotFound"));
    assert!(error("/b2:7").is_parameter_version_not_found());
    // Without its label, and not mentioned at all: these are to be read by themselves.
    assert!(item("/b", &read).is_none());
    assert!(item("/c", &read).is_none());
}

fn describe<const N: usize>(names: [&str; N]) -> DescribeParametersInputBuilder {
    let filter = ParameterStringFilter::builder()
        .key("Name")
        .set_values(Some(names.map(str::to_owned).to_vec()));
    DescribeParametersInputBuilder::default().parameter_filters(filter.build().unwrap())
}

#[test]
fn listings_by_name_are_joined_up_to_fifty_names() {
    let many: Vec<String> = (0..49).map(|n| format!("/{n}")).collect();
    let others: Vec<_> = many.iter().map(|name| describe([name])).collect();
    let fits = |request| ParametersFilteredByName::fits(&others, &request);
    assert!(fits(describe(["/a"])));
    assert!(fits(describe(["/0", "/1", "/a"])));
    assert!(!fits(describe(["/a", "/b"])));
}

#[test]
fn other_listings_go_by_themselves() {
    let by = |key: &str, option: &str| {
        let filter = ParameterStringFilter::builder().key(key).option(option);
        let filter = filter.values("/a").build().unwrap();
        DescribeParametersInputBuilder::default().parameter_filters(filter)
    };
    let fits = |request| ParametersFilteredByName::fits(&[], &request);
    assert!(fits(by("Name", "Equals")));
    for request in [
        DescribeParametersInputBuilder::default(),
        by("Type", "Equals"),
        by("Name", "BeginsWith"),
        describe([]),
        describe(["/a"]).max_results(10),
        describe(["/a"]).next_token("more"),
    ] {
        assert!(!fits(request.clone()), "{request:?}");
    }
}

#[test]
fn each_listing_has_what_it_asked_for() {
    let found = ["/a", "/b", "/c"].map(|name| ParameterMetadata::builder().name(name).build());
    let listed = listed(&describe(["/c", "/a", "/x"]), &found);
    let listed = listed.unwrap().unwrap();
    let names: Vec<_> = listed
        .parameters()
        .iter()
        .filter_map(ParameterMetadata::name)
        .collect();
    assert_eq!(names, ["/a", "/c"]);
    assert!(listed.next_token().is_none());
}
