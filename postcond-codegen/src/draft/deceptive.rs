//! Operations whose names deceive.

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

/// What an operation changes although it sounds like a read.
pub(super) fn deception(sdk_id: &str, operation: &str) -> Option<&'static str> {
    let mut deceptive = DECEPTIVE.iter();
    let found = deceptive.find(|(service, name, _)| (*service, *name) == (sdk_id, operation))?;
    Some(found.2)
}
