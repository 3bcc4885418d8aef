//! Which operations read, to judge by their names, and by the resources of the model.

use serde_json::{Value, json};

use super::{Draft, gone, lifecycle};
use crate::names::snake;
use crate::traits::{DOCUMENTATION, GUESSED, PENDING, READONLY};

/// First words of the names of operations that read.
const READING: &[&str] = &[
    "count", "describe", "get", "head", "list", "lookup", "query", "scan", "search", "simulate",
];

/// Words after `batch` that make it a batch of reads.
const READING_BATCHES: &[&str] = &["describe", "get", "list", "read"];

/// Operations that sound like reads and change something: the service's sdkId, the operation, and what
/// it changes.
const DECEPTIVE: &[(&str, &str, &str)] = &[
    (
        "AppConfigData",
        "GetLatestConfiguration",
        "spends the session's token: the next call needs the one that it returns",
    ),
    (
        "Cognito Identity",
        "GetId",
        "makes the identity if there is none for these logins",
    ),
    (
        "Cognito Identity",
        "GetOpenIdTokenForDeveloperIdentity",
        "registers the identity, and links logins to it",
    ),
    (
        "EC2",
        "GetFlowLogsIntegrationTemplate",
        "writes a template to a bucket",
    ),
    (
        "FraudDetector",
        "GetEventPrediction",
        "may store the event that it evaluates",
    ),
    (
        "Redshift",
        "GetClusterCredentials",
        "with AutoCreate, makes the database user",
    ),
    (
        "SageMaker",
        "GetScalingConfigurationRecommendation",
        "starts a job",
    ),
    (
        "SFN",
        "GetActivityTask",
        "hands the task to a worker, whose time begins to run",
    ),
    (
        "SSM",
        "GetExecutionPreview",
        "begins to retrieve the preview",
    ),
];

impl Draft {
    /// What the operation is, to judge by its name.
    pub(super) fn guess(&self, operation: &str) -> Value {
        if let Some(change) = deception(&self.sdk_id, operation) {
            let why = format!("It sounds like a read, and is none: it {change}.");
            return json!({PENDING: {}, DOCUMENTATION: why});
        }
        if let Some(why) = gone::lingering(&self.sdk_id, operation) {
            let why = format!("What it deletes is found for some time yet: it {why}.");
            return json!({PENDING: {}, DOCUMENTATION: why});
        }
        if reads(&self.sdk_id, operation) {
            return json!({GUESSED: {}, READONLY: {}});
        }
        if let Some(resource) = self.resource_read_by(operation) {
            let why = format!("Derived: the model's resource `{resource}` has it as a read.");
            return json!({READONLY: {}, DOCUMENTATION: why});
        }
        json!({PENDING: {}})
    }

    /// Whether the operation reads: by its name, or as the read or the list of a resource.
    pub(super) fn reads(&self, operation: &str) -> bool {
        reads(&self.sdk_id, operation) || self.resource_read_by(operation).is_some()
    }

    /// The resource that has the operation as its read or list, unless it is known to deceive.
    fn resource_read_by(&self, operation: &str) -> Option<&str> {
        let mut reads = lifecycle::reads(&self.model).into_iter();
        let (_, resource) = reads.find(|(name, _)| *name == operation)?;
        deception(&self.sdk_id, operation)
            .is_none()
            .then_some(resource)
    }
}

/// What an operation changes although it sounds like a read.
pub(super) fn deception(sdk_id: &str, operation: &str) -> Option<&'static str> {
    let mut deceptive = DECEPTIVE.iter();
    let found = deceptive.find(|(service, name, _)| (*service, *name) == (sdk_id, operation))?;
    Some(found.2)
}

fn reads(sdk_id: &str, operation: &str) -> bool {
    let name = snake(operation);
    let mut words = name.split('_');
    let reads = match words.next() {
        Some("batch") => words.next().is_some_and(|it| READING_BATCHES.contains(&it)),
        Some(first) => READING.contains(&first),
        None => false,
    };
    reads && deception(sdk_id, operation).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_is_guessed_by_the_first_word() {
        for (operation, expected) in [
            ("GetThing", true),
            ("ListThings", true),
            ("BatchGetThings", true),
            ("HeadObject", true),
            ("Query", true),
            ("GetawayPlan", false),
            ("BatchDeleteThings", false),
            ("Batch", false),
            ("PutThing", false),
            ("ReceiveMessage", false),
            ("TestThing", false),
        ] {
            assert_eq!(reads("Golden", operation), expected, "{operation}");
        }
    }

    #[test]
    fn what_is_known_to_deceive_is_not_guessed_of_its_service() {
        assert!(!reads("Cognito Identity", "GetId"));
        assert!(reads("Golden", "GetId"));
    }
}
