//! Which members hold what may be read by anyone.

use serde_json::{Map, Value};

/// Members whose strings are kept, without what identifies an account.
const KEPT: [&str; 33] = [
    "__type",
    "ARN",
    "ClientRequestToken",
    "code",
    "Code",
    "DataType",
    "DeletedParameters",
    "InvalidLabels",
    "InvalidParameters",
    "Key",
    "Labels",
    "MoveToVersionId",
    "Name",
    "Names",
    "Option",
    "OwningService",
    "PrimaryRegion",
    "Region",
    "RemoveFromVersionId",
    "ResourceId",
    "ResourceType",
    "SecretId",
    "SecretVersionsToStages",
    "SourceResult",
    "Status",
    "TagKeys",
    "Tier",
    "Type",
    "VersionId",
    "VersionIdsToStages",
    "VersionStage",
    "VersionStages",
    "VersionToStage",
];

/// What a service says to a person, and may quote what it was given in.
const MESSAGES: [&str; 2] = ["message", "Message"];

/// The keys of filters whose values are names and words of the API: by any other, values of tags and descriptions
/// are looked for.
const FILTERS_BY_NAMES: [&str; 10] = [
    "DataType",
    "Label",
    "name",
    "Name",
    "owning-service",
    "Path",
    "primary-region",
    "tag-key",
    "Tier",
    "Type",
];

/// Maps whose keys the service has made.
const MAPS_OF_THE_SERVICE: [&str; 5] = [
    "AssociationStatusAggregatedCount",
    "InstanceAssociationStatusAggregatedCount",
    "SecretVersionsToStages",
    "StepPreviews",
    "VersionIdsToStages",
];

/// Maps whose keys a user has made: one that is called as a member is does not hold what the member does.
const MAPS: [&str; 14] = [
    "Context",
    "Data",
    "Details",
    "Inputs",
    "Metadata",
    "MetadataToUpdate",
    "OperationalData",
    "Outputs",
    "OverriddenParameters",
    "Parameters",
    "Payload",
    "TaskParameters",
    "Values",
    "Variables",
];

/// Lists of such maps.
const LISTS_OF_MAPS: [&str; 6] = [
    "Content",
    "Entries",
    "Properties",
    "Summary",
    "TargetMaps",
    "TaskParameters",
];

/// Where a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Member<'a> {
    name: &'a str,
    /// Whether it is one of a list.
    is_item: bool,
}

impl<'a> Member<'a> {
    /// One of which nothing is known.
    pub(crate) const UNKNOWN: Self = Self {
        name: "",
        is_item: false,
    };

    /// The one of this name in a structure.
    pub(crate) fn of(structure: &Map<String, Value>, name: &'a str) -> Self {
        let is_item = false;
        match structure.get("Key").and_then(Value::as_str) {
            Some(key) if name == "Values" && FILTERS_BY_NAMES.contains(&key) => Self {
                name: "Names",
                is_item,
            },
            _ => Self { name, is_item },
        }
    }

    /// One of the list that this is.
    pub(crate) fn item(self) -> Self {
        Self {
            is_item: true,
            ..self
        }
    }

    /// Where an entry is, if this is a map.
    pub(crate) fn of_an_entry(self) -> Option<Self> {
        let of_users = if self.is_item {
            &LISTS_OF_MAPS[..]
        } else {
            &MAPS
        };
        if MAPS_OF_THE_SERVICE.contains(&self.name) {
            Some(self)
        } else {
            of_users.contains(&self.name).then_some(Self::UNKNOWN)
        }
    }

    pub(crate) fn is_kept(self) -> bool {
        KEPT.contains(&self.name)
    }

    pub(crate) fn is_message(self) -> bool {
        MESSAGES.contains(&self.name)
    }

    pub(crate) fn is_binary(self) -> bool {
        self.name == "SecretBinary"
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The shapes of a service that has maps.
    fn shapes(model: &str) -> Value {
        let mut model: Value = serde_json::from_str(model).unwrap();
        model["shapes"].take()
    }

    /// The members that are maps, and those that are lists of maps.
    fn maps(shapes: &Value) -> [BTreeSet<&str>; 2] {
        let kind = |id: &Value| shapes[id.as_str().unwrap()]["type"].as_str();
        let mut found: [BTreeSet<&str>; 2] = Default::default();
        let structures = shapes.as_object().unwrap().values();
        for members in structures.filter_map(|it| it["members"].as_object()) {
            for (name, member) in members {
                let target = &member["target"];
                let [maps, lists] = &mut found;
                match kind(target) {
                    Some("map") => maps.insert(name.as_str()),
                    Some("list") => {
                        let item = &shapes[target.as_str().unwrap()]["member"]["target"];
                        kind(item) == Some("map") && lists.insert(name.as_str())
                    }
                    _ => false,
                };
            }
        }
        found
    }

    #[test]
    fn every_map_of_the_models_is_known_as_one() {
        let ssm = shapes(postcond_models::SSM.ast);
        let secrets = shapes(postcond_models::SECRETSMANAGER.ast);
        let [mut maps_in_all, mut lists_in_all] = maps(&ssm);
        let [maps, lists] = maps(&secrets);
        maps_in_all.extend(maps);
        lists_in_all.extend(lists);
        let known = MAPS.into_iter().chain(MAPS_OF_THE_SERVICE);
        assert_eq!(maps_in_all, known.collect());
        assert_eq!(lists_in_all, LISTS_OF_MAPS.into_iter().collect());
    }
}
