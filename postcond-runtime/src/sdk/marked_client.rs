//! Telling our own HTTP clients from others: the SDK's type hides which one it holds, but for what that
//! validates.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::{ConfigBag, Layer, Storable, StoreReplace};

/// A configuration that asks an HTTP client whether it is a `T`, or around one.
struct Asked<T>(Arc<AtomicBool>, PhantomData<fn() -> T>);

impl<T> fmt::Debug for Asked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asked")
    }
}

impl<T: 'static> Storable for Asked<T> {
    type Storer = StoreReplace<Self>;
}

/// Whether this HTTP client is a `T`, or passes on to one what it is asked to validate.
pub(crate) fn is<T: 'static>(http_client: &SharedHttpClient) -> bool {
    let is_one = Arc::<AtomicBool>::default();
    let mut asking = Layer::new("postcond");
    asking.store_put(Asked::<T>(Arc::clone(&is_one), PhantomData));
    let cfg = ConfigBag::of_layers(vec![asking]);
    let components = RuntimeComponentsBuilder::new("postcond");
    let _ = HttpClient::validate_base_client_config(http_client, &components, &cfg);
    is_one.load(Ordering::Relaxed)
}

/// Says that there is a `T` here, if that is what the configuration asks. Whether it was.
pub(crate) fn answered<T: 'static>(cfg: &ConfigBag) -> bool {
    let asked = cfg.load::<Asked<T>>();
    if let Some(Asked(is_one, _)) = asked {
        is_one.store(true, Ordering::Relaxed);
    }
    asked.is_some()
}
