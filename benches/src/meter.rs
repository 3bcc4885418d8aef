//! What a client takes for itself: heap and processor time, less what the simulator takes.
//!
//! The simulator runs in the same process and on the same thread. It is told apart at the HTTP
//! client: from the moment when it is handed a request until it hands out the answer, allocations
//! are not counted and the clock is stopped. Both are copied on the way, so that whoever has
//! allocated something is the one who frees it.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use allocation_counter::opt_out;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::HttpError;
use aws_smithy_types::body::SdkBody;
use futures_util::future::{Either, select};
use parking_lot::Mutex;
use postcond_sim::Simulator;
use tokio::runtime::Runtime;
use tokio::sync::Notify;
use tokio::task::yield_now;

/// An HTTP client that passes requests on to a simulator, and keeps it out of the account.
#[derive(Clone, Debug)]
pub struct Meter {
    simulator: Simulator,
    account: Arc<Mutex<Account>>,
    at_rest: Arc<Notify>,
}

#[derive(Debug, Default)]
struct Account {
    under_way: usize,
    simulating: Duration,
    requests: Vec<Request>,
}

/// A request that was passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// When it was sent, since the start of the simulator.
    pub at: Duration,
    /// The operation, as in the API.
    pub operation: String,
    /// How many names it asks for at once; 1 where the operation takes but one.
    pub names: usize,
}

/// What a client takes for itself. Heap is in bytes, beyond what was allocated before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consumption {
    /// The most heap at any moment.
    pub peak: i64,
    /// The most heap at any moment when no request was under way: what is kept for the writes, less
    /// what the SDK needs for its calls.
    pub at_rest: i64,
    /// The heap that is left in the end.
    pub left: i64,
    /// Time of the processor, or of those who were given it instead.
    pub time: Duration,
}

impl Meter {
    /// Nothing has been asked of this simulator yet.
    #[must_use]
    pub fn new(simulator: Simulator) -> Self {
        Self {
            simulator,
            account: Arc::default(),
            at_rest: Arc::default(),
        }
    }

    /// Runs `work`, whose requests all go through this client.
    pub fn measure<T>(&self, runtime: &Runtime, work: impl Future<Output = T>) -> (T, Consumption) {
        let mut work = std::pin::pin!(work);
        let (mut total, mut result) = (Consumption::default(), None);
        let simulated_before = self.account.lock().simulating;
        loop {
            let started = Instant::now();
            // In stretches that end when no request is under way: what is allocated can be told at
            // their ends only.
            let stretch = allocation_counter::measure(|| {
                result = runtime.block_on(self.until_at_rest(work.as_mut()));
            });
            total.time += started.elapsed();
            let highest = i64::try_from(stretch.bytes_max).unwrap_or(i64::MAX);
            total.peak = total.peak.max(total.left.saturating_add(highest));
            total.left += stretch.bytes_current;
            if let Some(result) = result.take() {
                let simulated = self.account.lock().simulating - simulated_before;
                total.time = total.time.saturating_sub(simulated);
                return (result, total);
            }
            // The work may have gone on at once, with another request.
            if self.account.lock().under_way == 0 {
                total.at_rest = total.at_rest.max(total.left);
            }
        }
    }

    /// Goes on with the work until it is done, or no request is under way.
    async fn until_at_rest<T>(&self, work: impl Future<Output = T> + Unpin) -> Option<T> {
        let at_rest = std::pin::pin!(self.at_rest.notified());
        match select(work, at_rest).await {
            Either::Left((result, _)) => Some(result),
            Either::Right(_) => {
                // Tokio wakes what has used up its budget at the end of a turn, and forgets it if the
                // runtime stops before.
                yield_now().await;
                None
            }
        }
    }

    /// What was passed on, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.account.lock().requests.clone()
    }

    /// What the simulator does, rather than the client.
    fn simulate(&self, work: impl FnOnce()) {
        let started = Instant::now();
        opt_out(work);
        self.account.lock().simulating += started.elapsed();
    }

    fn note(&self, request: &HttpRequest) {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let mut account = self.account.lock();
        account.under_way += 1;
        account.requests.push(Request {
            at: self.simulator.now(),
            operation,
            names: names_in(request),
        });
    }
}

/// How many names a request asks for at once.
fn names_in(request: &HttpRequest) -> usize {
    let body = request.body().bytes().unwrap_or_default();
    let body = serde_json::from_slice::<serde_json::Value>(body).unwrap_or_default();
    body["Names"].as_array().map_or(1, Vec::len)
}

impl HttpClient for Meter {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let simulator = self.simulator.http_client();
        SharedHttpConnector::new(Metered {
            meter: self.clone(),
            simulator: simulator.http_connector(settings, components),
        })
    }
}

#[derive(Debug)]
struct Metered {
    meter: Meter,
    simulator: SharedHttpConnector,
}

impl HttpConnector for Metered {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let meter = self.meter.clone();
        let mut exchange = Exchange {
            meter: meter.clone(),
            at_simulator: None,
        };
        meter.simulate(|| {
            meter.note(&request);
            exchange.at_simulator = Some(match copy_of_request(&request) {
                Ok(copy) => self.simulator.call(copy),
                Err(error) => HttpConnectorFuture::ready(Err(error)),
            });
        });
        HttpConnectorFuture::new(async move {
            let answer = exchange.await?;
            let copy = copy_of_answer(&answer);
            meter.simulate(|| drop(answer));
            Ok(copy)
        })
    }
}

/// A request at the simulator, which is polled, and dropped, on the simulator's account.
struct Exchange {
    meter: Meter,
    at_simulator: Option<HttpConnectorFuture>,
}

impl Future for Exchange {
    type Output = Result<HttpResponse, ConnectorError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Self {
            meter,
            at_simulator,
        } = self.get_mut();
        let mut answer = Poll::Pending;
        if let Some(exchange) = at_simulator {
            meter.simulate(|| answer = Pin::new(exchange).poll(context));
        }
        answer
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.meter.simulate(|| drop(self.at_simulator.take()));
        let mut account = self.meter.account.lock();
        account.under_way -= 1;
        if account.under_way == 0 {
            self.meter.at_rest.notify_one();
        }
    }
}

fn copy_of_request(request: &HttpRequest) -> Result<HttpRequest, ConnectorError> {
    let user = |error: HttpError| ConnectorError::user(error.into());
    let mut copy = HttpRequest::new(copy_of_body(request.body()));
    copy.set_method(request.method()).map_err(user)?;
    copy.set_uri(request.uri()).map_err(user)?;
    for (name, value) in request.headers() {
        let headers = copy.headers_mut();
        headers.append(name.to_owned(), value.to_owned());
    }
    Ok(copy)
}

fn copy_of_answer(answer: &HttpResponse) -> HttpResponse {
    let mut copy = HttpResponse::new(answer.status(), copy_of_body(answer.body()));
    for (name, value) in answer.headers() {
        let headers = copy.headers_mut();
        headers.append(name.to_owned(), value.to_owned());
    }
    copy
}

/// Both sides have theirs in memory.
fn copy_of_body(body: &SdkBody) -> SdkBody {
    SdkBody::from(body.bytes().unwrap_or_default().to_vec())
}

#[cfg(test)]
mod tests {
    use aws_sdk_ssm::types::ParameterType;
    use aws_sdk_ssm::{Client, Config};
    use futures_util::future::join_all;
    use tokio::runtime::Builder;
    use tokio::time::sleep;

    use super::*;
    use crate::endpoint::ROUND_TRIP;

    fn setup() -> (Runtime, Simulator, Meter, Client) {
        let runtime = Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap();
        let simulator = runtime
            .block_on(async { Simulator::builder().round_trip(ROUND_TRIP).build() })
            .unwrap();
        let meter = Meter::new(simulator.clone());
        let config = simulator.sdk_config().into_builder();
        let config = config.http_client(meter.clone()).build();
        (
            runtime,
            simulator,
            meter,
            Client::from_conf(Config::from(&config)),
        )
    }

    async fn write(client: &Client, writes: usize) {
        for write in 0..writes {
            let name = format!("/app/{write}");
            let call = client
                .put_parameter()
                .name(name)
                .value("v".repeat(1_000))
                .r#type(ParameterType::String);
            call.overwrite(true).send().await.unwrap();
        }
    }

    #[test]
    fn what_the_simulator_keeps_is_on_nobodys_account() {
        let (runtime, simulator, meter, client) = setup();
        meter.measure(&runtime, write(&client, 1));
        let ((), few) = meter.measure(&runtime, write(&client, 10));
        let ((), many) = meter.measure(&runtime, write(&client, 100));
        assert_eq!(simulator.writes().len(), 111);
        assert_eq!(many.left, 0);
        assert!(many.peak < few.peak * 11 / 10, "{many:?} and {few:?}");
    }

    #[test]
    fn what_the_client_keeps_is_on_its_account() {
        let (runtime, _simulator, meter, client) = setup();
        meter.measure(&runtime, write(&client, 1));
        let work = async || {
            write(&client, 1).await;
            let kept = vec![0u8; 50_000];
            write(&client, 1).await;
            sleep(ROUND_TRIP).await;
            drop(kept);
        };
        let ((), consumption) = meter.measure(&runtime, work());
        assert!(
            (50_000..52_000).contains(&consumption.at_rest),
            "{consumption:?}"
        );
        assert!(consumption.peak > consumption.at_rest);
        assert_eq!(consumption.left, 0);
    }

    #[test]
    fn work_is_done_however_many_requests_are_under_way_at_once() {
        let (runtime, simulator, meter, client) = setup();
        let reads = (0..300).map(async |_| {
            let read = client.get_parameters().names("/app/0");
            read.send().await.unwrap();
            sleep(ROUND_TRIP).await;
        });
        meter.measure(&runtime, join_all(reads));
        assert_eq!(simulator.calls().len(), 300);
    }

    #[test]
    fn a_request_tells_how_many_names_it_asks_for() {
        let (runtime, _simulator, meter, client) = setup();
        let work = async || {
            write(&client, 1).await;
            let batch = client.get_parameters().names("/app/0").names("/app/1");
            batch.send().await.unwrap();
        };
        meter.measure(&runtime, work());
        let told = meter.requests();
        let told: Vec<_> = told
            .iter()
            .map(|it| (it.operation.as_str(), it.names))
            .collect();
        assert_eq!(told, [("PutParameter", 1), ("GetParameters", 2)]);
    }
}
