//! Smithy 2.0 models of the AWS services that postcond covers, and the overlays that say which of
//! their operations read.
//!
//! A model holds what AWS says about a service: shapes, operations, errors and the traits that a
//! client needs. An overlay holds what AWS does not say: a Smithy AST with nothing but `apply`
//! statements. Both are plain text here; this crate has no dependencies and parses nothing.
//!
//! ```
//! let ssm = &postcond_models::SSM;
//! assert_eq!(ssm.file, "ssm.json");
//! assert!(ssm.ast.contains("com.amazonaws.ssm#PutParameter"));
//! ```

/// The model of one service together with its overlay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceModel {
    /// The name of the service as in the name of its SDK crate, for instance `ssm` for
    /// `aws-sdk-ssm`.
    pub name: &'static str,
    /// The file name of the model, for error messages.
    pub file: &'static str,
    /// The model: a Smithy 2.0 JSON AST.
    pub ast: &'static str,
    /// The file name of the overlay, for error messages.
    pub overlay_file: &'static str,
    /// The overlay: a Smithy 2.0 JSON AST that holds only `apply` statements.
    pub overlay: &'static str,
}

/// AWS Identity and Access Management, `aws-sdk-iam`.
pub static IAM: ServiceModel = ServiceModel {
    name: "iam",
    file: "iam.json",
    ast: include_str!("../iam.json"),
    overlay_file: "iam.overlay.json",
    overlay: include_str!("../iam.overlay.json"),
};

/// AWS Systems Manager, `aws-sdk-ssm`.
pub static SSM: ServiceModel = ServiceModel {
    name: "ssm",
    file: "ssm.json",
    ast: include_str!("../ssm.json"),
    overlay_file: "ssm.overlay.json",
    overlay: include_str!("../ssm.overlay.json"),
};

/// AWS Secrets Manager, `aws-sdk-secretsmanager`.
pub static SECRETSMANAGER: ServiceModel = ServiceModel {
    name: "secretsmanager",
    file: "secretsmanager.json",
    ast: include_str!("../secretsmanager.json"),
    overlay_file: "secretsmanager.overlay.json",
    overlay: include_str!("../secretsmanager.overlay.json"),
};

/// Every model of this crate.
pub static ALL: &[&ServiceModel] = &[&SSM, &SECRETSMANAGER, &IAM];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_files_belong_together() {
        for model in ALL {
            assert_eq!(model.file, format!("{}.json", model.name));
            assert_eq!(model.overlay_file, format!("{}.overlay.json", model.name));
            let id = format!("\"com.amazonaws.{}#", model.name);
            assert!(model.ast.contains(&id) && model.overlay.contains(&id));
        }
    }
}
