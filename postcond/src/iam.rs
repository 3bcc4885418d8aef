//! AWS Identity and Access Management.
//!
//! ```no_run
//! # async fn run(trust_policy: &str) -> Result<(), postcond::iam::sdk::Error> {
//! use aws_config::BehaviorVersion;
//! use postcond::iam::ConsistentIamClient;
//!
//! let iam = ConsistentIamClient::new(&aws_config::load_defaults(BehaviorVersion::latest()).await);
//! iam.create_role().role_name("app").assume_role_policy_document(trust_policy).send().await?;
//! iam.attach_role_policy().role_name("app").policy_arn("arn:aws:iam::aws:policy/ReadOnlyAccess").send().await?;
//! // A read-back has found the role, and its policy.
//! # Ok(())
//! # }
//! ```
//!
//! # The record, not yet the right
//! What is read back is IAM's own record. That a role can be assumed, that a key signs, that a policy has
//! effect and that EC2 knows an instance profile comes later: as a rule 10 to 30 seconds, and rarely minutes.
//! No read of IAM shows it; [`by_use`] has checks that try it.

mod access_keys;
mod account_aliases;
mod account_settings;
mod assumable;
mod attachments;
mod boundaries;
mod boundary;
pub mod by_use;
mod credential_status;
mod delegation_requests;
mod documents;
mod entities;
mod groups;
mod inline_policies;
mod instance_profiles;
mod login_profiles;
mod memberships;
mod mfa_devices;
mod oidc_providers;
mod organizations;
mod pages;
mod password_policies;
mod policies;
mod policy_reads;
mod policy_versions;
mod renaming;
mod reports;
mod roles;
mod saml_providers;
mod server_certificates;
mod service_credentials;
mod service_linked_roles;
mod signing_certificates;
mod simulation;
mod ssh_public_keys;
mod tag_listings;
#[cfg(feature = "tagging-api")]
mod tagging;
mod tags;
mod trust;
mod trust_policies;
mod users;

include!(concat!(env!("OUT_DIR"), "/iam.rs"));
