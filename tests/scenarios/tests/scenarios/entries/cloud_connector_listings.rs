//! Cloud connectors, until they are listed, or no longer are.

use postcond::ssm::on_request::{
    connector_is_listed, connector_is_listed_as_updated, connector_is_not_listed,
};
use serde_json::{Value, json};

use super::cloud_connectors::{ID, create};
use super::{Entry, Read, date, read, refused, with};

pub(super) fn entries() -> Vec<Entry> {
    vec![created(), updated(), deleted()]
}

fn connectors(connectors: Value) -> Read {
    read(
        "ListCloudConnectors",
        json!({ "CloudConnectors": connectors }),
    )
}

/// A page that is not the last one.
fn others() -> Read {
    read(
        "ListCloudConnectors",
        json!({"CloudConnectors": [{"CloudConnectorId": "other"}], "NextToken": "2"}),
    )
}

fn listed() -> Read {
    connectors(json!([{ "CloudConnectorId": ID }]))
}

fn created() -> Entry {
    let create = Entry::ssm("CreateCloudConnector, until it is listed", |stage| {
        let request = create(stage).unconfirmed().until(connector_is_listed);
        act!(request)
    });
    create
        .answered(json!({ "CloudConnectorId": ID }))
        .satisfied("listed", [listed()])
        .satisfied("listed, on the second page", [others(), listed()])
        .pending("nothing is listed", [connectors(json!([]))])
        .pending(
            "others only, on the last page, too",
            [others(), connectors(json!([]))],
        )
        .stopped(
            "the listing is refused",
            [refused("ListCloudConnectors", "ValidationException")],
        )
}

fn updated() -> Entry {
    let name = "UpdateCloudConnector, until it is listed as updated";
    let update = Entry::ssm(name, |stage| {
        let request = stage.ssm.update_cloud_connector().cloud_connector_id(ID);
        let request = request
            .display_name("new")
            .description("more")
            .unconfirmed();
        let request = request.until(connector_is_listed_as_updated);
        act!(request)
    });
    let connector = json!({
        "CloudConnectorId": ID,
        "DisplayName": "new",
        "Description": "more",
        "UpdatedAt": date::WRITTEN,
    });
    let but = |other| [connectors(json!([with(connector.clone(), other)]))];
    update
        .satisfied("as updated", but(json!({})))
        .superseded(
            "updated since",
            but(json!({"DisplayName": "newer", "UpdatedAt": date::AFTER})),
        )
        .pending("from before", but(json!({"UpdatedAt": date::BEFORE})))
        .pending("another name", but(json!({"DisplayName": "old"})))
        .pending("another description", but(json!({"Description": "less"})))
        .pending("not listed", [connectors(json!([]))])
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteCloudConnector, until it is not listed", |stage| {
        let request = stage.ssm.delete_cloud_connector().cloud_connector_id(ID);
        let request = request.unconfirmed().until(connector_is_not_listed);
        act!(request)
    });
    delete
        .satisfied("nothing is listed", [connectors(json!([]))])
        .satisfied(
            "others only, on the last page, too",
            [others(), connectors(json!([]))],
        )
        .pending("still listed", [listed()])
        .pending("still listed, on the second page", [others(), listed()])
}
