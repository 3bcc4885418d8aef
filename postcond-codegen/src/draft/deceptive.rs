//! Operations whose names deceive.

/// Operations that sound like reads and change something: the service's sdkId, the operation, and what
/// it changes, as the service's own documentation says.
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
        "GetOpenIdToken",
        "with several logins, links them to the identity",
    ),
    (
        "Cognito Identity",
        "GetOpenIdTokenForDeveloperIdentity",
        "registers the identity, and links logins to it",
    ),
    (
        "Cognito Identity Provider",
        "GetTokensFromRefreshToken",
        "where refresh tokens rotate, invalidates the one that it is given",
    ),
    (
        "Cognito Identity Provider",
        "GetUserAttributeVerificationCode",
        "sends a code to the user",
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
        "ImportExport",
        "GetShippingLabel",
        "makes a label that is paid for",
    ),
    ("Inspector", "GetAssessmentReport", "produces the report"),
    (
        "IoT",
        "DescribeEndpoint",
        "creates the account's endpoint when it is called for the first time",
    ),
    (
        "IoT",
        "GetRegistrationCode",
        "creates the code if there is none",
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
    (
        "STS",
        "GetDelegatedAccessToken",
        "exchanges the token that it is given",
    ),
    (
        "TaxSettings",
        "GetTaxRegistrationDocument",
        "writes the documents to a bucket",
    ),
    (
        "Timestream Query",
        "Query",
        "runs whatever statement it is given, and UNLOAD writes to a bucket",
    ),
    (
        "XRay",
        "GetSamplingTargets",
        "reports what was sampled, and takes a quota of what may be",
    ),
];

/// What an operation changes although it sounds like a read.
pub(super) fn deception(sdk_id: &str, operation: &str) -> Option<&'static str> {
    let mut deceptive = DECEPTIVE.iter();
    let found = deceptive.find(|(service, name, _)| (*service, *name) == (sdk_id, operation))?;
    Some(found.2)
}
