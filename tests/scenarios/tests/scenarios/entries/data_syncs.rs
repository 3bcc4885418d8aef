//! Resource data syncs.

use aws_sdk_ssm::types::{
    ResourceDataSyncAwsOrganizationsSource, ResourceDataSyncOrganizationalUnit,
    ResourceDataSyncSource,
};
use serde_json::{Value, json};

use super::{Entry, Read, date, read, refused};
use crate::stage::Stage;

const NAME: &str = "sync";

type UpdateResourceDataSync = postcond::ssm::builders::UpdateResourceDataSyncFluentBuilder;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_of_a_type(),
        updated(),
        updated_to_all_sources(),
        updated_in_units(),
        updated_in_the_organization(),
        deleted(),
        deleted_of_a_type(),
    ]
}

fn syncs(syncs: &[Value]) -> Read {
    read(
        "ListResourceDataSync",
        json!({ "ResourceDataSyncItems": syncs }),
    )
}

/// A page without the sync, and not the last one.
fn other_syncs() -> Read {
    let others = json!([{"SyncName": "other"}]);
    read(
        "ListResourceDataSync",
        json!({"ResourceDataSyncItems": others, "NextToken": "2"}),
    )
}

fn of_type(sync_type: &str) -> Value {
    json!({"SyncName": NAME, "SyncType": sync_type})
}

fn refused_list() -> [Read; 1] {
    let code = "ResourceDataSyncInvalidConfigurationException";
    [refused("ListResourceDataSync", code)]
}

fn created() -> Entry {
    let create = Entry::ssm("CreateResourceDataSync", |stage| {
        let request = stage.ssm.create_resource_data_sync().sync_name(NAME);
        act!(request)
    });
    let created_at = |at: u64| syncs(&[json!({"SyncName": NAME, "SyncCreatedTime": at})]);
    create
        .satisfied("listed", [syncs(&[of_type("SyncToDestination")])])
        .satisfied(
            "listed without a type, made in the second of the write",
            [created_at(date::WRITTEN)],
        )
        .satisfied("listed, made later", [created_at(date::AFTER)])
        .satisfied(
            "listed, and its first run has failed",
            [syncs(&[json!({"SyncName": NAME, "LastStatus": "Failed"})])],
        )
        .satisfied(
            "listed on the second page",
            [other_syncs(), syncs(&[of_type("SyncToDestination")])],
        )
        .pending("one of an earlier life", [created_at(date::BEFORE)])
        .pending("one of another type", [syncs(&[of_type("SyncFromSource")])])
        .pending("nothing is listed", [syncs(&[])])
        .pending(
            "not on the last page",
            [other_syncs(), syncs(&[json!({"SyncName": "another"})])],
        )
        .stopped("the configuration is refused", refused_list())
}

fn created_of_a_type() -> Entry {
    let create = Entry::ssm("CreateResourceDataSync, of a type", |stage| {
        let request = stage.ssm.create_resource_data_sync().sync_name(NAME);
        let request = request.sync_type("SyncFromSource");
        act!(request)
    });
    create
        .satisfied("listed", [syncs(&[of_type("SyncFromSource")])])
        .satisfied(
            "listed behind one of another type",
            [syncs(&[
                of_type("SyncToDestination"),
                of_type("SyncFromSource"),
            ])],
        )
        .pending(
            "one of another type",
            [syncs(&[of_type("SyncToDestination")])],
        )
        .pending("one without a type", [syncs(&[json!({"SyncName": NAME})])])
        .pending("nothing is listed", [syncs(&[])])
}

/// A sync with this source, last changed then.
fn with_source(source: Value, changed: u64) -> Read {
    let mut sync = of_type("SyncFromSource");
    sync["SyncSource"] = source;
    sync["SyncLastModifiedTime"] = changed.into();
    syncs(&[sync])
}

/// The source as it is given.
fn given() -> Value {
    json!({
        "SourceType": "SingleAccountMultiRegions",
        "SourceRegions": ["us-west-2", "us-east-1"],
        "IncludeFutureRegions": true,
        "EnableAllOpsDataSources": false,
        "State": "ACTIVE",
    })
}

/// The source as it is given, but for one member.
fn except(member: &str, value: impl Into<Value>) -> Value {
    let mut source = given();
    source[member] = value.into();
    source
}

fn updated() -> Entry {
    let update = Entry::ssm("UpdateResourceDataSync", |stage| {
        let source = ResourceDataSyncSource::builder();
        let source = source.source_type("SingleAccountMultiRegions");
        let source = source.source_regions("us-east-1");
        let source = source.source_regions("us-west-2");
        let source = source.include_future_regions(true).build().unwrap();
        let request = stage.ssm.update_resource_data_sync().sync_name(NAME);
        let request = request.sync_type("SyncFromSource").sync_source(source);
        act!(request)
    });
    let update = update
        .satisfied("the new source", [with_source(given(), date::WRITTEN)])
        .satisfied(
            "the new source, on the second page",
            [other_syncs(), with_source(given(), date::BEFORE)],
        )
        .pending("no source", [syncs(&[of_type("SyncFromSource")])])
        .pending("nothing is listed", [syncs(&[])])
        .pending(
            "the source at a sync of another name, on the last page",
            [
                other_syncs(),
                syncs(&[json!({"SyncName": "another", "SyncSource": given()})]),
            ],
        )
        .pending(
            "the source at a sync of another type",
            [syncs(&[json!({
                "SyncName": NAME, "SyncType": "SyncToDestination", "SyncSource": given(),
            })])],
        )
        .stopped("the configuration is refused", refused_list());
    with_another_member(update)
}

/// The lines in which the source differs in one member.
fn with_another_member(update: Entry) -> Entry {
    let before = |source| [with_source(source, date::BEFORE)];
    let other_regions = || except("SourceRegions", json!(["us-east-1"]));
    let organization = json!({"OrganizationSourceType": "EntireOrganization"});
    update
        .satisfied(
            "with an organization, which was not given",
            before(except("AwsOrganizationsSource", organization)),
        )
        .superseded(
            "other regions, given later",
            [with_source(other_regions(), date::AFTER)],
        )
        .pending(
            "other regions, given in the second of the write",
            [with_source(other_regions(), date::WRITTEN)],
        )
        .pending("other regions", before(other_regions()))
        .pending(
            "another type of source",
            before(except("SourceType", "AwsOrganizations")),
        )
        .pending(
            "without future regions",
            before(except("IncludeFutureRegions", false)),
        )
        .pending(
            "with all sources of operational data",
            before(except("EnableAllOpsDataSources", true)),
        )
}

fn updated_to_all_sources() -> Entry {
    let update = Entry::ssm("UpdateResourceDataSync, to all sources", |stage| {
        let source = ResourceDataSyncSource::builder();
        let source = source.source_type("SingleAccountMultiRegions");
        let source = source.source_regions("us-east-1");
        let source = source.source_regions("us-west-2");
        let source = source.include_future_regions(false);
        let source = source.enable_all_ops_data_sources(true).build().unwrap();
        let request = stage.ssm.update_resource_data_sync().sync_name(NAME);
        let request = request.sync_type("SyncFromSource").sync_source(source);
        act!(request)
    });
    let seen = |future_regions: bool, all_sources: bool| {
        let mut source = except("IncludeFutureRegions", future_regions);
        source["EnableAllOpsDataSources"] = all_sources.into();
        [with_source(source, date::BEFORE)]
    };
    update
        .satisfied("all sources", seen(false, true))
        .pending("with future regions", seen(true, true))
        .pending("without all sources", seen(false, false))
}

/// The change to a source in AWS Organizations.
fn update_in(
    stage: &Stage,
    organization: ResourceDataSyncAwsOrganizationsSource,
) -> UpdateResourceDataSync {
    let source = ResourceDataSyncSource::builder();
    let source = source.source_type("AwsOrganizations");
    let source = source.source_regions("us-east-1");
    let source = source.aws_organizations_source(organization);
    let request = stage.ssm.update_resource_data_sync().sync_name(NAME);
    let request = request.sync_type("SyncFromSource");
    request.sync_source(source.build().unwrap())
}

/// A sync with these units of an organization.
fn in_organization(source_type: &str, units: &[&str]) -> [Read; 1] {
    let units: Vec<_> = units
        .iter()
        .map(|id| json!({ "OrganizationalUnitId": id }))
        .collect();
    let source = json!({
        "SourceType": "AwsOrganizations",
        "SourceRegions": ["us-east-1"],
        "AwsOrganizationsSource": {
            "OrganizationSourceType": source_type,
            "OrganizationalUnits": units,
        },
    });
    [with_source(source, date::WRITTEN)]
}

fn updated_in_units() -> Entry {
    let update = Entry::ssm("UpdateResourceDataSync, in units", |stage| {
        let unit = |id: &str| {
            let unit = ResourceDataSyncOrganizationalUnit::builder();
            unit.organizational_unit_id(id).build()
        };
        let organization = ResourceDataSyncAwsOrganizationsSource::builder();
        let organization = organization.organization_source_type("OrganizationalUnits");
        let organization = organization.organizational_units(unit("ou-a"));
        let organization = organization.organizational_units(unit("ou-b"));
        let request = update_in(stage, organization.build().unwrap());
        act!(request)
    });
    update
        .satisfied(
            "the units, in another order",
            in_organization("OrganizationalUnits", &["ou-b", "ou-a"]),
        )
        .pending(
            "fewer units",
            in_organization("OrganizationalUnits", &["ou-a"]),
        )
        .pending(
            "another type of source in the organization",
            in_organization("EntireOrganization", &["ou-a", "ou-b"]),
        )
        .pending(
            "no organization",
            [with_source(
                json!({"SourceType": "AwsOrganizations", "SourceRegions": ["us-east-1"]}),
                date::WRITTEN,
            )],
        )
}

fn updated_in_the_organization() -> Entry {
    let update = Entry::ssm("UpdateResourceDataSync, in the organization", |stage| {
        let organization = ResourceDataSyncAwsOrganizationsSource::builder();
        let organization = organization.organization_source_type("EntireOrganization");
        let request = update_in(stage, organization.build().unwrap());
        act!(request)
    });
    update
        .satisfied(
            "the organization, without units",
            in_organization("EntireOrganization", &[]),
        )
        .satisfied(
            "the organization, with units that were not given",
            in_organization("EntireOrganization", &["ou-a"]),
        )
        .pending("units", in_organization("OrganizationalUnits", &["ou-a"]))
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteResourceDataSync", |stage| {
        let request = stage.ssm.delete_resource_data_sync().sync_name(NAME);
        act!(request)
    });
    let made = |at: u64| syncs(&[json!({"SyncName": NAME, "SyncCreatedTime": at})]);
    delete
        .satisfied("nothing is listed", [syncs(&[])])
        .satisfied(
            "not on the last page",
            [other_syncs(), syncs(&[json!({"SyncName": "another"})])],
        )
        .satisfied("one of another type", [syncs(&[of_type("SyncFromSource")])])
        .superseded("made anew", [made(date::AFTER)])
        .pending("still listed", [made(date::BEFORE)])
        .pending(
            "listed, made in the second of the write",
            [made(date::WRITTEN)],
        )
        .pending(
            "still listed, on the second page, without a date",
            [other_syncs(), syncs(&[of_type("SyncToDestination")])],
        )
        .stopped("the configuration is refused", refused_list())
}

fn deleted_of_a_type() -> Entry {
    let delete = Entry::ssm("DeleteResourceDataSync, of a type", |stage| {
        let request = stage.ssm.delete_resource_data_sync().sync_name(NAME);
        let request = request.sync_type("SyncFromSource");
        act!(request)
    });
    delete
        .satisfied("nothing is listed", [syncs(&[])])
        .satisfied(
            "one of another type",
            [syncs(&[of_type("SyncToDestination")])],
        )
        .pending("still listed", [syncs(&[of_type("SyncFromSource")])])
        .pending(
            "still listed behind one of another type",
            [syncs(&[
                of_type("SyncToDestination"),
                of_type("SyncFromSource"),
            ])],
        )
}
