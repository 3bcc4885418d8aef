//! Equal requests of polls that are due together are sent once: an HTTP client under the reader.
//!
//! It is that of the SDK's client which everything is sent with, around the one that this was given, or
//! would have had by itself. While several checks of a client are open, a read of theirs waits there for a
//! moment, and then for the read budget; who asks for the same meanwhile shares its answer. A request that
//! is on its way is never joined: its answer may be from before the write that is being confirmed. All
//! else, a write, the read of a lone check or one outside a poll, is passed on at once.
//!
//! Equal is what is the same on the wire: see [`key`]. Several different requests become one before they
//! get here, where the service has a batch for them: see [`crate::requests::coalesce`].
//!
//! No task is waited for and none is spawned: any of those that share a request drives it when polled,
//! so that each of them may be dropped at any time.

mod answer;
mod key;

use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::ErrorKind;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};
use parking_lot::Mutex;
use tokio::time::{Instant, sleep, timeout};

use crate::requests::coalesce::GATHERING;
use crate::requests::sharing::{Terms, unshared};
use crate::sdk::error_codes;
use crate::sdk::in_memory::in_memory;
use crate::sdk::marked_client;
use crate::sdk::recorder;
use crate::sdk::recorder::TransmittedAt;
use crate::sdk::time_outs::{Limit, SIGNATURE_HOLDS};

use answer::{Answer, outcome, repeat};
use key::Key;

type Answering = Shared<BoxFuture<'static, Arc<Answer>>>;
/// Requests that have not been transmitted yet.
type Waiting = Arc<Mutex<HashMap<Key, Flight>>>;

/// An HTTP client that sends equal requests of polls once. Generated clients install it.
#[derive(Clone, Debug)]
pub struct SingleFlight {
    inner: SharedHttpClient,
    waiting: Waiting,
}

/// A request that can be joined. It keeps nothing alive: if all who share it are dropped, so is it.
#[derive(Clone, Debug)]
struct Flight {
    answering: WeakShared<BoxFuture<'static, Arc<Answer>>>,
    transmitted: Arc<OnceLock<Instant>>,
}

#[derive(Clone, Debug)]
struct Connector {
    inner: SharedHttpConnector,
    /// Which of the client's connectors it is.
    time_outs: [Option<Duration>; 2],
    waiting: Waiting,
}

impl SingleFlight {
    /// In front of `inner`.
    #[must_use]
    pub fn new(inner: SharedHttpClient) -> Self {
        Self {
            inner,
            waiting: Waiting::default(),
        }
    }
}

/// Whether this HTTP client is a [`SingleFlight`].
pub fn is_single_flight(http_client: &SharedHttpClient) -> bool {
    marked_client::is::<SingleFlight>(http_client)
}

impl HttpClient for SingleFlight {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector {
            inner: self.inner.http_connector(settings, components),
            time_outs: [settings.connect_timeout(), settings.read_timeout()],
            waiting: Arc::clone(&self.waiting),
        })
    }

    fn validate_base_client_config(
        &self,
        components: &RuntimeComponentsBuilder,
        cfg: &ConfigBag,
    ) -> Result<(), BoxError> {
        if marked_client::answered::<Self>(cfg) {
            return Ok(());
        }
        HttpClient::validate_base_client_config(&self.inner, components, cfg)
    }

    fn validate_final_config(
        &self,
        components: &RuntimeComponents,
        cfg: &ConfigBag,
    ) -> Result<(), BoxError> {
        HttpClient::validate_final_config(&self.inner, components, cfg)
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.inner.connector_metadata()
    }
}

impl HttpConnector for Connector {
    // Called on the task, and within the poll, of the read.
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let terms = Terms::current();
        let shared = terms.and_then(|terms| Some((Key::of(&request, self.time_outs)?, terms)));
        if let Some((key, terms)) = shared {
            recorder::note_shared_request(&request);
            return HttpConnectorFuture::new(self.clone().share(key, request, terms));
        }
        if Limit::of(&request).is_none() {
            return self.inner.call(request);
        }
        let connector = self.clone();
        HttpConnectorFuture::new(async move { connector.transmit(request).await })
    }
}

impl Connector {
    /// The answer to a request that is shared.
    async fn share(self, key: Key, request: HttpRequest, terms: Terms) -> Answer {
        let (answering, transmitted) = self.join(key, request, &terms);
        let answer = terms.wait_for(&transmitted, answering).await;
        let mut answer = repeat(&answer)?;
        if let Some(&transmitted) = transmitted.get() {
            answer.add_extension(TransmittedAt(transmitted));
        }
        Ok(answer)
    }

    /// An equal request that has not been transmitted yet, or else this one.
    fn join(
        &self,
        key: Key,
        request: HttpRequest,
        terms: &Terms,
    ) -> (Answering, Arc<OnceLock<Instant>>) {
        let mut waiting = self.waiting.lock();
        let joined = waiting
            .get(&key)
            .and_then(|flight| Some((flight.answering.upgrade()?, &flight.transmitted)));
        if let Some((answering, transmitted)) = joined {
            return (answering, Arc::clone(transmitted));
        }
        let transmitted = Arc::<OnceLock<Instant>>::default();
        let open = OpenFlight {
            waiting: Arc::clone(&self.waiting),
            key: key.clone(),
            transmitted: Arc::clone(&transmitted),
        };
        let answering = self.clone().fly(open, request, terms.clone());
        let answering = answering.boxed().shared();
        // `None` only once it has been answered, and it has not been polled yet.
        if let Some(weak) = answering.downgrade() {
            let flight = Flight {
                answering: weak,
                transmitted: Arc::clone(&transmitted),
            };
            waiting.insert(key, flight);
        }
        (answering, transmitted)
    }

    /// Waits for others to join and for the budget, and sends the request.
    async fn fly(self, open: OpenFlight, request: HttpRequest, terms: Terms) -> Arc<Answer> {
        sleep(GATHERING).await;
        // A read that comes while the budget keeps the request waiting can still join it.
        let admission = terms.budget.admit(terms.is_first);
        // Only a budget of a few reads a minute keeps a request so long; it is made anew then.
        let Ok(admission) = timeout(SIGNATURE_HOLDS, admission).await else {
            let stale = "the request has waited for longer than its signature holds";
            let transient = Some(ErrorKind::TransientError);
            return Arc::new(Err(ConnectorError::other(stale.into(), transient)));
        };
        open.close();
        let began = Instant::now();
        let _ = open.transmitted.set(began);
        // Another of these may be underneath.
        let codes = error_codes::of_request(&request);
        let sending = pin!(unshared(self.transmit(request)));
        let answer = admission.run(sending).await;
        terms.budget.answered(outcome(&answer, codes), began);
        Arc::new(answer)
    }

    /// Sends the request, and reads all of its answer.
    async fn transmit(&self, request: HttpRequest) -> Answer {
        let limit = Limit::of(&request);
        let answer = async { in_memory(self.inner.call(request).await?, None).await };
        let Some(limit) = limit else {
            return answer.await;
        };
        let late = |_| ConnectorError::timeout(format!("no answer within {limit:?}").into());
        timeout(limit, answer).await.map_err(late)?
    }
}

/// A request that can be joined, until it is transmitted or all who share it have gone.
struct OpenFlight {
    waiting: Waiting,
    key: Key,
    transmitted: Arc<OnceLock<Instant>>,
}

impl OpenFlight {
    /// No read can join any more.
    fn close(&self) {
        let mut waiting = self.waiting.lock();
        let flight = waiting.get(&self.key);
        if flight.is_some_and(|it| Arc::ptr_eq(&it.transmitted, &self.transmitted)) {
            waiting.remove(&self.key);
        }
    }
}

impl Drop for OpenFlight {
    fn drop(&mut self) {
        self.close();
    }
}

#[cfg(test)]
mod tests;
