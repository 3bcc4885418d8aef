//! Generated clients of services that are hard to generate, against their SDK crates.
//!
//! That they compile without a warning is the test: see `check.sh`. What is hard about them: streams of
//! bytes (S3, Lambda) and of events (Polly, CloudWatch Logs, Kinesis), members and operations with awkward
//! names (Step Functions, KMS, STS), deprecated operations (Lambda, KMS), XML and query protocols (S3,
//! CloudFront, Route 53, SNS, STS), recursive types (DynamoDB), members whose names begin as setters do (IoT),
//! very many or very large types (MediaLive, Pinpoint), services that name things in their own ways (SWF,
//! Rekognition, DataBrew), and a model that is not of the SDK crate's day.

#![deny(warnings)]
#![warn(clippy::all)]

/// `aws-sdk-cloudfront`.
#[cfg(feature = "cloudfront")]
pub mod cloudfront {
    include!(concat!(env!("OUT_DIR"), "/cloudfront.rs"));
}

/// `aws-sdk-cloudwatchlogs`.
#[cfg(feature = "cloudwatchlogs")]
pub mod cloudwatchlogs {
    include!(concat!(env!("OUT_DIR"), "/cloudwatchlogs.rs"));
}

/// `aws-sdk-databrew`.
#[cfg(feature = "databrew")]
pub mod databrew {
    include!(concat!(env!("OUT_DIR"), "/databrew.rs"));
}

/// `aws-sdk-dynamodb`.
#[cfg(feature = "dynamodb")]
pub mod dynamodb {
    include!(concat!(env!("OUT_DIR"), "/dynamodb.rs"));
}

/// `aws-sdk-iot`.
#[cfg(feature = "iot")]
pub mod iot {
    include!(concat!(env!("OUT_DIR"), "/iot.rs"));
}

/// `aws-sdk-kinesis`.
#[cfg(feature = "kinesis")]
pub mod kinesis {
    include!(concat!(env!("OUT_DIR"), "/kinesis.rs"));
}

/// `aws-sdk-kms`.
#[cfg(feature = "kms")]
pub mod kms {
    include!(concat!(env!("OUT_DIR"), "/kms.rs"));
}

/// `aws-sdk-lambda`.
#[cfg(feature = "lambda")]
pub mod lambda {
    include!(concat!(env!("OUT_DIR"), "/lambda.rs"));
}

/// `aws-sdk-medialive`.
#[cfg(feature = "medialive")]
pub mod medialive {
    include!(concat!(env!("OUT_DIR"), "/medialive.rs"));
}

/// `aws-sdk-pinpoint`.
#[cfg(feature = "pinpoint")]
pub mod pinpoint {
    include!(concat!(env!("OUT_DIR"), "/pinpoint.rs"));
}

/// `aws-sdk-polly`.
#[cfg(feature = "polly")]
pub mod polly {
    include!(concat!(env!("OUT_DIR"), "/polly.rs"));
}

/// `aws-sdk-rekognition`.
#[cfg(feature = "rekognition")]
pub mod rekognition {
    include!(concat!(env!("OUT_DIR"), "/rekognition.rs"));
}

/// `aws-sdk-route53`.
#[cfg(feature = "route53")]
pub mod route53 {
    include!(concat!(env!("OUT_DIR"), "/route53.rs"));
}

/// `aws-sdk-s3`.
#[cfg(feature = "s3")]
pub mod s3 {
    include!(concat!(env!("OUT_DIR"), "/s3.rs"));
}

/// `aws-sdk-sfn`.
#[cfg(feature = "sfn")]
pub mod sfn {
    include!(concat!(env!("OUT_DIR"), "/sfn.rs"));
}

/// `aws-sdk-sns`.
#[cfg(feature = "sns")]
pub mod sns {
    include!(concat!(env!("OUT_DIR"), "/sns.rs"));
}

/// `aws-sdk-sqs`.
#[cfg(feature = "sqs")]
pub mod sqs {
    include!(concat!(env!("OUT_DIR"), "/sqs.rs"));
}

/// `aws-sdk-sts`.
#[cfg(feature = "sts")]
pub mod sts {
    include!(concat!(env!("OUT_DIR"), "/sts.rs"));
}

/// `aws-sdk-swf`.
#[cfg(feature = "swf")]
pub mod swf {
    include!(concat!(env!("OUT_DIR"), "/swf.rs"));
}
