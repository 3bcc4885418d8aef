//! The models against the SDK crates, member by member.
//!
//! That this crate compiles is the test: it names every operation, every input member and every
//! output member of the models in the SDK crates, by the names that the generator derives. A model
//! that is ahead of the SDK, or a rule of naming that is not the SDK's, fails here with the name.

// The generated functions are never called: nobody reads them, or what they say of themselves.
#![allow(missing_docs, clippy::too_many_lines)]

/// AWS Identity and Access Management.
pub mod iam {
    include!(concat!(env!("OUT_DIR"), "/iam.rs"));
}

/// AWS Systems Manager.
pub mod ssm {
    include!(concat!(env!("OUT_DIR"), "/ssm.rs"));
}

/// AWS Secrets Manager.
pub mod secretsmanager {
    include!(concat!(env!("OUT_DIR"), "/secretsmanager.rs"));
}

#[cfg(test)]
mod tests {
    use super::{iam, secretsmanager, ssm};

    /// An empty module would compile against anything. The numbers are those of the models.
    #[test]
    fn everything_is_named() {
        let ssm = (ssm::OPERATIONS, ssm::INPUT_MEMBERS, ssm::OUTPUT_MEMBERS);
        assert_eq!(ssm, (152, 652, 391));
        let iam = (iam::OPERATIONS, iam::INPUT_MEMBERS, iam::OUTPUT_MEMBERS);
        assert_eq!(iam, (180, 427, 238));
        let secretsmanager = (
            secretsmanager::OPERATIONS,
            secretsmanager::INPUT_MEMBERS,
            secretsmanager::OUTPUT_MEMBERS,
        );
        assert_eq!(secretsmanager, (23, 82, 76));
    }

    /// As the generator has found them, too, so that it would leave nothing out.
    #[test]
    fn the_models_and_the_sdk_crates_have_the_same() {
        assert_eq!(ssm::WARNINGS, [""; 0]);
        assert_eq!(secretsmanager::WARNINGS, [""; 0]);
    }
}
