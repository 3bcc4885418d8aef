//! Cloud connectors.

use aws_sdk_ssm::types::builders::AzureConfigurationBuilder;
use aws_sdk_ssm::types::{
    AzureConfiguration, AzureSubscription, CloudConnectorConfiguration, ConfigurationTargets, Tag,
};
use postcond::ssm::builders::CreateCloudConnectorFluentBuilder;
use serde_json::{Value, json};

use super::{Entry, Read, date, read, refused};
use crate::sentinel::sentinel;
use crate::stage::Stage;

pub(super) const ID: &str = "cc-0123456789abcdef0";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        updated(),
        updated_in_its_configuration(),
        updated_in_its_ids_only(),
        updated_to_no_subscriptions(),
        updated_in_its_description_only(),
        updated_with_an_empty_description(),
        deleted(),
    ]
}

fn connector(connector: Value) -> Read {
    read("GetCloudConnector", connector)
}

fn not_found() -> Read {
    refused("GetCloudConnector", "ResourceNotFoundException")
}

fn not_valid() -> [Read; 1] {
    [refused("GetCloudConnector", "ValidationException")]
}

/// An Azure tenant and two of its subscriptions, one of them with a name.
fn azure() -> CloudConnectorConfiguration {
    let subscription = |id| AzureSubscription::builder().id(id);
    let subscriptions = [subscription("s1").display_name("first"), subscription("s2")];
    let subscriptions = subscriptions.map(|it| it.build().unwrap()).to_vec();
    let configuration = AzureConfiguration::builder()
        .tenant_id("t")
        .tenant_display_name("tenant")
        .application_id("a")
        .application_display_name("application")
        .targets(ConfigurationTargets::Subscriptions(subscriptions));
    CloudConnectorConfiguration::AzureConfiguration(configuration.build().unwrap())
}

/// The same as it is read, after `change`; the service has named the second subscription.
fn read_azure(change: impl FnOnce(&mut Value)) -> Value {
    let mut azure = json!({
        "TenantId": "t",
        "TenantDisplayName": "tenant",
        "ApplicationId": "a",
        "ApplicationDisplayName": "application",
        "Targets": {"Subscriptions": [
            {"Id": "s2", "DisplayName": "second"},
            {"Id": "s1", "DisplayName": "first"},
        ]},
    });
    change(&mut azure);
    json!({ "AzureConfiguration": azure })
}

fn remove(it: &mut Value, member: &str) {
    it.as_object_mut().unwrap().remove(member);
}

pub(super) fn create(stage: &Stage) -> CreateCloudConnectorFluentBuilder {
    let request = stage.ssm.create_cloud_connector().display_name("c");
    let request = request.role_arn("r").configuration(azure());
    request.config_connector_arn("cca")
}

fn created() -> Entry {
    let create = Entry::ssm("CreateCloudConnector", |stage| {
        let request = create(stage);
        act!(request)
    });
    create
        .answered(json!({"CloudConnectorId": ID}))
        .satisfied("the connector", [connector(json!({"DisplayName": "c"}))])
        .pending("not found", [not_found()])
        .stopped("the id is not valid", not_valid())
}

fn created_with_tags() -> Entry {
    let create = Entry::ssm("CreateCloudConnector, with tags", |stage| {
        let request = create(stage);
        let tag = Tag::builder()
            .key("team")
            .value(sentinel("blue"))
            .build()
            .unwrap();
        let request = request.tags(tag);
        act!(request)
    });
    create
        .answered(json!({"CloudConnectorId": ID}))
        .tagged_at_creation(&connector(json!({"DisplayName": "c"})))
        .pending("not found", [not_found()])
}

fn updated() -> Entry {
    let update = Entry::ssm("UpdateCloudConnector", |stage| {
        let request = stage.ssm.update_cloud_connector().cloud_connector_id(ID);
        let request = request.display_name("new").description("text");
        let request = request.configuration(azure());
        act!(request)
    });
    let seen = |at, change: fn(&mut Value)| {
        let mut seen = json!({
            "DisplayName": "new",
            "Description": "text",
            "Configuration": read_azure(|_| {}),
            "UpdatedAt": at,
        });
        change(&mut seen);
        [connector(seen)]
    };
    update
        .satisfied("the new settings", seen(date::WRITTEN, |_| {}))
        .satisfied("the new settings, updated again", seen(date::AFTER, |_| {}))
        .superseded(
            "other settings, from later",
            seen(date::AFTER, |it| it["DisplayName"] = "newer".into()),
        )
        .pending("the new settings, from before", seen(date::BEFORE, |_| {}))
        .pending(
            "the new settings without a date",
            seen(date::WRITTEN, |it| remove(it, "UpdatedAt")),
        )
        .pending(
            "another name",
            seen(date::WRITTEN, |it| it["DisplayName"] = "old".into()),
        )
        .pending(
            "another description",
            seen(date::WRITTEN, |it| it["Description"] = "old".into()),
        )
        .pending(
            "another configuration",
            seen(date::WRITTEN, |it| {
                it["Configuration"] = read_azure(|it| it["TenantId"] = "u".into());
            }),
        )
        .pending(
            "no configuration",
            seen(date::WRITTEN, |it| remove(it, "Configuration")),
        )
        .pending("not found", [not_found()])
        .stopped("the id is not valid", not_valid())
}

fn updated_in_its_configuration() -> Entry {
    let update = Entry::ssm("UpdateCloudConnector, in its configuration", |stage| {
        let request = stage.ssm.update_cloud_connector().cloud_connector_id(ID);
        let request = request.configuration(azure());
        act!(request)
    });
    let seen = |change: fn(&mut Value)| {
        [connector(json!({
            "DisplayName": "never asked for",
            "Configuration": read_azure(change),
            "UpdatedAt": date::WRITTEN,
        }))]
    };
    update
        .satisfied("the same, in another order", seen(|_| {}))
        .satisfied(
            "a subscription twice",
            seen(|it| {
                let twice = json!({"Id": "s2"});
                let list = it["Targets"]["Subscriptions"].as_array_mut();
                list.unwrap().push(twice);
            }),
        )
        .pending("another tenant", seen(|it| it["TenantId"] = "u".into()))
        .pending(
            "another name of the tenant",
            seen(|it| it["TenantDisplayName"] = "other".into()),
        )
        .pending(
            "another application",
            seen(|it| it["ApplicationId"] = "b".into()),
        )
        .pending(
            "no name of the application",
            seen(|it| remove(it, "ApplicationDisplayName")),
        )
        .pending("no targets", seen(|it| remove(it, "Targets")))
        .pending(
            "a subscription less",
            seen(|it| {
                it["Targets"]["Subscriptions"] = json!([{"Id": "s1", "DisplayName": "first"}]);
            }),
        )
        .pending(
            "a subscription more",
            seen(|it| {
                let list = it["Targets"]["Subscriptions"].as_array_mut();
                list.unwrap().push(json!({"Id": "s3"}));
            }),
        )
        .pending(
            "another name of a subscription",
            seen(|it| it["Targets"]["Subscriptions"][1]["DisplayName"] = "other".into()),
        )
}

/// The connector with a configuration that has this change.
fn configured(change: fn(&mut Value)) -> [Read; 1] {
    let at = date::WRITTEN;
    [connector(
        json!({"Configuration": read_azure(change), "UpdatedAt": at}),
    )]
}

/// A configuration of which only what the service demands is set.
fn bare_azure() -> AzureConfigurationBuilder {
    AzureConfiguration::builder()
        .tenant_id("t")
        .application_id("a")
}

fn updated_in_its_ids_only() -> Entry {
    let update = Entry::ssm("UpdateCloudConnector, in its ids only", |stage| {
        let request = stage.ssm.update_cloud_connector().cloud_connector_id(ID);
        let azure = bare_azure().build().unwrap();
        let azure = CloudConnectorConfiguration::AzureConfiguration(azure);
        let request = request.configuration(azure);
        act!(request)
    });
    update
        .satisfied(
            "names and targets that were there before",
            configured(|_| {}),
        )
        .pending(
            "another tenant",
            configured(|it| it["TenantId"] = "u".into()),
        )
        .pending(
            "another application",
            configured(|it| it["ApplicationId"] = "b".into()),
        )
}

fn updated_to_no_subscriptions() -> Entry {
    let update = Entry::ssm("UpdateCloudConnector, to no subscriptions", |stage| {
        let request = stage.ssm.update_cloud_connector().cloud_connector_id(ID);
        let none = ConfigurationTargets::Subscriptions(Vec::new());
        let azure = bare_azure().targets(none).build().unwrap();
        let azure = CloudConnectorConfiguration::AzureConfiguration(azure);
        let request = request.configuration(azure);
        act!(request)
    });
    update
        .satisfied(
            "an empty list",
            configured(|it| it["Targets"] = json!({"Subscriptions": []})),
        )
        .satisfied("no targets", configured(|it| remove(it, "Targets")))
        .pending("the subscriptions from before", configured(|_| {}))
}

fn updated_in_its_description_only() -> Entry {
    let update = Entry::ssm("UpdateCloudConnector, in its description only", |stage| {
        let request = stage.ssm.update_cloud_connector().cloud_connector_id(ID);
        let request = request.description("text");
        act!(request)
    });
    let seen = |description| {
        [connector(json!({
            "DisplayName": "never asked for",
            "Description": description,
            "Configuration": read_azure(|_| {}),
            "UpdatedAt": date::WRITTEN,
        }))]
    };
    update
        .satisfied("the description", seen("text"))
        .pending("another description", seen("old"))
}

fn updated_with_an_empty_description() -> Entry {
    let update = Entry::ssm("UpdateCloudConnector, with an empty description", |stage| {
        let request = stage.ssm.update_cloud_connector().cloud_connector_id(ID);
        let request = request.description("");
        act!(request)
    });
    let seen = |description| {
        let at = date::WRITTEN;
        [connector(
            json!({"Description": description, "UpdatedAt": at}),
        )]
    };
    update
        .satisfied("an empty description", seen(""))
        .satisfied(
            "no description",
            [connector(json!({"UpdatedAt": date::WRITTEN}))],
        )
        .pending("the old description", seen("old"))
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteCloudConnector", |stage| {
        let request = stage.ssm.delete_cloud_connector().cloud_connector_id(ID);
        act!(request)
    });
    delete
        .answered(json!({"CloudConnectorId": ID}))
        .satisfied("not found", [not_found()])
        .pending("the connector", [connector(json!({"DisplayName": "c"}))])
        .stopped("the id is not valid", not_valid())
}

#[tokio::test(start_paused = true)]
async fn what_differs_is_named_and_not_quoted() {
    let differing = read_azure(|it| {
        it["TenantDisplayName"] = "s3cret".into();
        it["Targets"]["Subscriptions"][0]["Id"] = "s3cret".into();
    });
    let stage = Stage::prompt();
    let seen = json!({"Configuration": differing, "UpdatedAt": stage.date()});
    let entry = updated_in_its_configuration().pending("differences", [connector(seen)]);
    let lines = [&entry.lines[entry.lines.len() - 1], &entry.lines[0]];
    let acted = entry.played(&stage, &lines).await;
    let seen = &acted.evidence.polls()[0].seen;
    let expected =
        format!("{ID} differs in TenantDisplayName (another is shown), Targets (another is shown)");
    assert_eq!(*seen, expected);
}
