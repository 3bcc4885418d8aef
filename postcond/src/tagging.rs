//! Tags as the Resource Groups Tagging API finds them: for calls that ask for it.
//!
//! Many programs read tags there, whatever service the resource is of. It is a system of its own, with a lag of its
//! own: that a service lists its tags says nothing of it.
//!
//! ```no_run
//! # #[cfg(feature = "ssm")]
//! # async fn run(config: aws_config::SdkConfig) -> Result<(), Box<dyn std::error::Error>> {
//! use postcond::ssm::sdk::types::ParameterType;
//! use postcond::ssm::{ConsistentSsmClient, sdk::types::Tag};
//! use postcond::tagging::{TagsAreFoundByTaggingApi, sdk};
//!
//! let ssm = ConsistentSsmClient::new(&config);
//! let tagging = sdk::Client::new(&config);
//! let put = ssm.put_parameter().name("/app/db").value("v1").r#type(ParameterType::String);
//! let put = put.tags(Tag::builder().key("stage").value("prod").build()?);
//! put.until(TagsAreFoundByTaggingApi::with(&tagging)).send().await?;
//! // Parameter Store lists the tag, and GetResources has found the parameter by it.
//! # Ok(())
//! # }
//! ```
//!
//! # For which calls
//!
//! | service | calls |
//! |---|---|
//! | SSM | `AddTagsToResource`, `RemoveTagsFromResource`; with tags, `CreateAssociation`, `CreateCloudConnector`, `CreateDocument`, `CreateMaintenanceWindow`, `CreateOpsItem`, `CreateOpsMetadata`, `CreatePatchBaseline`, `PutParameter`, `StartAutomationExecution`, `StartChangeRequestExecution` |
//! | Secrets Manager | `TagResource`, `UntagResource`; with tags, `CreateSecret` |
//! | IAM | those that tag and untag instance profiles, MFA devices, OpenID Connect providers, policies, SAML providers and server certificates; with tags, those that create them |
//!
//! Not for these, although they take tags:
//!
//! - `CreateRole`, `CreateUser`, and those that tag and untag roles and users: `GetResources` does not list them;
//! - `CreateActivation`: its tags are those of the nodes that will register, and AWS documents no ARN of an activation;
//! - `StartAccessRequest`: AWS documents no ARN of an access request, nor that its tags are those of the OpsItem by which
//!   it is looked up.
//!
//! # Where it looks
//! In the account and the region of the client that it is given, so that should be those of the write. **For IAM it is a
//! client of us-east-1**: no other region lists IAM's resources. Other partitions have a region of their own for that.
//! Replicas of a secret in other regions are not looked at.

mod api;
mod change;
mod resource;

use std::fmt;
use std::marker::PhantomData;

/// The SDK's client of the Resource Groups Tagging API.
pub use aws_sdk_resourcegroupstagging as sdk;

pub(crate) use change::{Lookup, TagChange, Tagging, changes_tags};
pub(crate) use resource::Resource;

use crate::runtime::{
    Check, CheckInfo, InputOf, OutputOf, PostCondition, ReaderOf, Witness, unverifiable,
};

/// The Resource Groups Tagging API finds the resource with each given tag, and with none of those that were removed.
/// Given 5 minutes.
///
/// The [module's page](self) lists the calls that it is for. It takes the right `tag:GetResources`; with
/// `TagResource` and `UntagResource` of Secrets Manager `secretsmanager:DescribeSecret`, too, as the check by default.
///
/// # What is asked
/// Where the ARN is known from the call or its answer, `GetResources` is asked for that resource. Else the resource is
/// looked for by its type and by the tags, over all pages, and known by service, type and name: the call has no account
/// in it. Values of tags are then sent as filters. The more resources of the type have the same tags, the more requests
/// that takes: a hundred resources are on a page.
///
/// # What counts
/// The API lists what is or once was tagged, and shows a resource without tags where it shows it at all. So a resource
/// that it **does not list has no tags**: after a call that gives tags that is not yet, and after one that removes them
/// it is what was asked for.
///
/// That has a catch where tags are removed soon after they were given: as long as the API has heard of neither, it
/// looks as if all were done. Wait for the tags with this check before they are removed.
///
/// A call without tags leaves nothing to look for, and succeeds with a note in
/// [`Evidence::unconfirmed`](crate::runtime::Evidence::unconfirmed).
///
/// # How often
/// AWS allows 15 calls of `GetResources` a second, for the whole account. Therefore polls are a second apart at
/// first, then up to ten, without retries by the SDK. The tags count once two polls in a row, over 5 seconds at
/// least, have seen them: an index that is fed by others may go back, and each further poll is one of the fifteen.
/// A policy of the call's may say otherwise.
pub struct TagsAreFoundByTaggingApi<O> {
    tagging: sdk::Client,
    of: PhantomData<fn() -> O>,
}

impl<O> TagsAreFoundByTaggingApi<O> {
    /// Looks with this client.
    #[must_use]
    pub fn with(tagging: &sdk::Client) -> Self {
        Self {
            tagging: tagging.clone(),
            of: PhantomData,
        }
    }
}

impl<O> fmt::Debug for TagsAreFoundByTaggingApi<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TagsAreFoundByTaggingApi")
            .finish_non_exhaustive()
    }
}

impl<O: Tagging> PostCondition for TagsAreFoundByTaggingApi<O> {
    type Operation = O;
    const INFO: CheckInfo = CheckInfo::new("tags_are_found_by_tagging_api", O::READS)
        .described(
            "The tagging API finds the tags that were given, and none that were removed.",
            O::RIGHTS,
        )
        .deadline(300)
        // Many pages.
        .poll_timeout(30)
        .pause(1)
        .confirmed_by(2, 5);

    async fn check(
        &self,
        reader: &ReaderOf<O>,
        input: &InputOf<O>,
        output: &OutputOf<O>,
        _: &Witness,
    ) -> Check {
        let change = O::change(input);
        if change.is_empty() {
            return unverifiable("the call has no tags");
        }
        match O::lookup(reader, input, output).await? {
            Lookup::For(resource) => api::shows(&self.tagging, &resource, &change).await,
            Lookup::None(why) => unverifiable(why),
        }
    }
}
