// A library that takes the SDK's client: seeds settings, and checks what it has seeded.

use std::collections::BTreeMap;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::{ParameterType, ResourceTypeForTagging, Tag};

/// Settings under a prefix, all of one owner.
pub(crate) struct Settings<'a> {
    ssm: &'a Client,
    prefix: String,
    owner: String,
}

impl<'a> Settings<'a> {
    pub(crate) fn new(ssm: &'a Client, prefix: &str, owner: &str) -> Self {
        Self {
            ssm,
            prefix: prefix.to_owned(),
            owner: owner.to_owned(),
        }
    }

    fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.prefix)
    }

    /// Puts a setting, and marks it as the owner's where it is new.
    async fn put(&self, name: &str, value: &str) -> Result<i64, aws_sdk_ssm::Error> {
        let put = self
            .ssm
            .put_parameter()
            .name(self.path(name))
            .r#type(ParameterType::String)
            .value(value);
        let version = put.overwrite(true).send().await?.version();
        if version == 1 {
            let owner = Tag::builder().key("owner").value(&self.owner).build()?;
            self.ssm
                .add_tags_to_resource()
                .resource_type(ResourceTypeForTagging::Parameter)
                .resource_id(self.path(name))
                .tags(owner)
                .send()
                .await?;
        }
        Ok(version)
    }

    /// What a read shows of a setting, if anything.
    async fn get(&self, name: &str) -> Option<(i64, String)> {
        let read = self.ssm.get_parameter().name(self.path(name)).send().await;
        let parameter = read.ok()?.parameter?;
        Some((parameter.version, parameter.value.unwrap_or_default()))
    }

    /// The owner that a setting is marked with.
    async fn owner_of(&self, name: &str) -> Option<String> {
        let tags = self
            .ssm
            .list_tags_for_resource()
            .resource_type(ResourceTypeForTagging::Parameter)
            .resource_id(self.path(name));
        let tags = tags.send().await.ok()?.tag_list.unwrap_or_default();
        let owner = tags.into_iter().find(|tag| tag.key == "owner")?;
        Some(owner.value)
    }

    /// Seeds all settings; how many reads right after their writes were stale.
    pub(crate) async fn seed(
        &self,
        settings: &BTreeMap<&str, &str>,
    ) -> Result<usize, aws_sdk_ssm::Error> {
        let mut stale = 0;
        for (name, value) in settings {
            let version = self.put(name, value).await?;
            let seen = self.get(name).await;
            stale += usize::from(seen != Some((version, (*value).to_owned())));
            stale += usize::from(self.owner_of(name).await.as_deref() != Some(&*self.owner));
        }
        Ok(stale)
    }

    /// Removes a setting; how many reads right after that were stale.
    pub(crate) async fn remove(&self, name: &str) -> Result<usize, aws_sdk_ssm::Error> {
        let deletion = self.ssm.delete_parameter().name(self.path(name));
        deletion.send().await?;
        Ok(usize::from(self.get(name).await.is_some()))
    }
}

/// Seeds twice, changes all in between, and removes one; how many reads were stale.
pub(crate) async fn run(ssm: &Client) -> Result<usize, aws_sdk_ssm::Error> {
    let settings = Settings::new(ssm, "/library", "blue");
    let first = BTreeMap::from([("url", "http://one"), ("retries", "3"), ("mode", "fast")]);
    let second = BTreeMap::from([("url", "http://two"), ("retries", "5"), ("mode", "slow")]);
    let mut stale = settings.seed(&first).await?;
    stale += settings.seed(&second).await?;
    stale += settings.remove("mode").await?;
    Ok(stale)
}
