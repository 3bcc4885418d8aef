//! The calls whose tags the Resource Groups Tagging API shows, too.
//!
//! Those of roles and users are not among them: `GetResources` does not list these.

use super::Reader;
use super::op::{
    CreateInstanceProfile, CreateOpenIDConnectProvider, CreatePolicy, CreateSAMLProvider,
    CreateVirtualMFADevice, TagInstanceProfile, TagMFADevice, TagOpenIDConnectProvider, TagPolicy,
    TagSAMLProvider, TagServerCertificate, UntagInstanceProfile, UntagMFADevice,
    UntagOpenIDConnectProvider, UntagPolicy, UntagSAMLProvider, UntagServerCertificate,
    UploadServerCertificate,
};
use super::sdk::types::{
    InstanceProfile, Policy, ServerCertificateMetadata, Tag, VirtualMfaDevice,
};
use crate::answer::named;
use crate::runtime::{InputOf, OutputOf, ReadError};
use crate::tagging::{Lookup, Resource, TagChange, Tagging, changes_tags};

const INSTANCE_PROFILE: &str = "instance-profile";
const SERVER_CERTIFICATE: &str = "server-certificate";

changes_tags!(CreateInstanceProfile: |input| given(input.tags()), |_, output| {
    let arn = output.instance_profile().map(InstanceProfile::arn);
    by_arn(named("InstanceProfile.Arn", arn)?)
});
changes_tags!(CreateOpenIDConnectProvider: |input| given(input.tags()), |_, output| {
    by_arn(named("OpenIDConnectProviderArn", output.open_id_connect_provider_arn())?)
});
changes_tags!(CreatePolicy: |input| given(input.tags()), |_, output| {
    by_arn(named("Policy.Arn", output.policy().and_then(Policy::arn))?)
});
changes_tags!(CreateSAMLProvider: |input| given(input.tags()), |_, output| {
    by_arn(named("SAMLProviderArn", output.saml_provider_arn())?)
});
changes_tags!(CreateVirtualMFADevice: |input| given(input.tags()), |_, output| {
    let serial = output.virtual_mfa_device().map(VirtualMfaDevice::serial_number);
    by_arn(named("VirtualMFADevice.SerialNumber", serial)?)
});
changes_tags!(UploadServerCertificate: |input| given(input.tags()), |_, output| {
    let arn = output.server_certificate_metadata().map(ServerCertificateMetadata::arn);
    by_arn(named("ServerCertificateMetadata.Arn", arn)?)
});

changes_tags!(TagInstanceProfile: |input| given(input.tags()), |input, _| {
    Resource::behind_path(INSTANCE_PROFILE, input.instance_profile_name().unwrap_or_default())
});
changes_tags!(UntagInstanceProfile: |input| removed(input.tag_keys()), |input, _| {
    Resource::behind_path(INSTANCE_PROFILE, input.instance_profile_name().unwrap_or_default())
});
changes_tags!(TagMFADevice: |input| given(input.tags()), |input, _| {
    by_arn(input.serial_number().unwrap_or_default())
});
changes_tags!(UntagMFADevice: |input| removed(input.tag_keys()), |input, _| {
    by_arn(input.serial_number().unwrap_or_default())
});
changes_tags!(TagOpenIDConnectProvider: |input| given(input.tags()), |input, _| {
    by_arn(input.open_id_connect_provider_arn().unwrap_or_default())
});
changes_tags!(UntagOpenIDConnectProvider: |input| removed(input.tag_keys()), |input, _| {
    by_arn(input.open_id_connect_provider_arn().unwrap_or_default())
});
changes_tags!(TagPolicy: |input| given(input.tags()), |input, _| {
    by_arn(input.policy_arn().unwrap_or_default())
});
changes_tags!(UntagPolicy: |input| removed(input.tag_keys()), |input, _| {
    by_arn(input.policy_arn().unwrap_or_default())
});
changes_tags!(TagSAMLProvider: |input| given(input.tags()), |input, _| {
    by_arn(input.saml_provider_arn().unwrap_or_default())
});
changes_tags!(UntagSAMLProvider: |input| removed(input.tag_keys()), |input, _| {
    by_arn(input.saml_provider_arn().unwrap_or_default())
});
changes_tags!(TagServerCertificate: |input| given(input.tags()), |input, _| {
    Resource::behind_path(SERVER_CERTIFICATE, input.server_certificate_name().unwrap_or_default())
});
changes_tags!(UntagServerCertificate: |input| removed(input.tag_keys()), |input, _| {
    Resource::behind_path(SERVER_CERTIFICATE, input.server_certificate_name().unwrap_or_default())
});

fn given(tags: &[Tag]) -> TagChange<'_> {
    let pairs = tags.iter().map(|tag| (tag.key(), tag.value()));
    TagChange::Given(pairs.collect())
}

fn removed(keys: &[String]) -> TagChange<'_> {
    TagChange::Removed(keys)
}

fn by_arn(arn: &str) -> Resource {
    Resource::Arn(arn.to_owned())
}
