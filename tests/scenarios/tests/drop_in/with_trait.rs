// A trait of a program's own, implemented for the SDK's client: a store that tests replace by a map.

use std::collections::HashMap;
use std::sync::Mutex;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::operation::get_parameter::GetParameterError;
use aws_sdk_ssm::types::ParameterType;

pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Keeps texts by key.
pub(crate) trait Store {
    async fn set(&self, key: &str, text: &str) -> Result<(), Failure>;
    async fn get(&self, key: &str) -> Result<Option<String>, Failure>;
    async fn unset(&self, key: &str) -> Result<bool, Failure>;

    /// Sets a key that must be free.
    async fn claim(&self, key: &str, text: &str) -> Result<bool, Failure>;
}

impl Store for Client {
    async fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        let put = self
            .put_parameter()
            .name(key)
            .value(text)
            .r#type(ParameterType::String);
        put.r#type(ParameterType::String)
            .overwrite(true)
            .send()
            .await?;
        Ok(())
    }

    async fn get(&self, key: &str) -> Result<Option<String>, Failure> {
        match self.get_parameter().name(key).send().await {
            Ok(read) => Ok(read.parameter.and_then(|parameter| parameter.value)),
            Err(error) => match error.into_service_error() {
                GetParameterError::ParameterNotFound(_) => Ok(None),
                other => Err(other.into()),
            },
        }
    }

    async fn unset(&self, key: &str) -> Result<bool, Failure> {
        match self.delete_parameter().name(key).send().await {
            Ok(_) => Ok(true),
            Err(error) => match error.into_service_error() {
                error if error.is_parameter_not_found() => Ok(false),
                other => Err(other.into()),
            },
        }
    }

    async fn claim(&self, key: &str, text: &str) -> Result<bool, Failure> {
        let put = self
            .put_parameter()
            .name(key)
            .value(text)
            .r#type(ParameterType::String);
        match put.r#type(ParameterType::String).send().await {
            Ok(_) => Ok(true),
            Err(error) => match error.into_service_error() {
                error if error.is_parameter_already_exists() => Ok(false),
                other => Err(other.into()),
            },
        }
    }
}

/// The store of this program's own tests.
#[derive(Default)]
pub(crate) struct InMemory(Mutex<HashMap<String, String>>);

impl Store for InMemory {
    async fn set(&self, key: &str, text: &str) -> Result<(), Failure> {
        self.0.lock().unwrap().insert(key.into(), text.into());
        Ok(())
    }

    async fn get(&self, key: &str) -> Result<Option<String>, Failure> {
        Ok(self.0.lock().unwrap().get(key).cloned())
    }

    async fn unset(&self, key: &str) -> Result<bool, Failure> {
        Ok(self.0.lock().unwrap().remove(key).is_some())
    }

    async fn claim(&self, key: &str, text: &str) -> Result<bool, Failure> {
        let mut texts = self.0.lock().unwrap();
        let is_free = !texts.contains_key(key);
        texts.entry(key.into()).or_insert(text.into());
        Ok(is_free)
    }
}

/// Goes through the store's life; how many reads were stale.
pub(crate) async fn run(store: &impl Store) -> Result<usize, Failure> {
    let mut stale = 0;
    for round in 0..3 {
        let key = format!("/store/{round}");
        stale += usize::from(!store.claim(&key, "claimed").await?);
        stale += usize::from(store.get(&key).await?.as_deref() != Some("claimed"));
        store.set(&key, "set").await?;
        stale += usize::from(store.get(&key).await?.as_deref() != Some("set"));
        stale += usize::from(!store.unset(&key).await?);
        stale += usize::from(store.get(&key).await?.is_some());
    }
    Ok(stale)
}
