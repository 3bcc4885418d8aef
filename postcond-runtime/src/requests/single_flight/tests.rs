//! A stub service that answers with what it is asked, 20 ms later.

mod giving_up;
mod sharing;
mod waiting;

use std::sync::atomic::{AtomicBool, Ordering};

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use futures_util::future::join_all;

use super::*;
use crate::policy::read_budget::ReadBudget;
use crate::requests::budget::Budget;

const ROUND_TRIP: Duration = Duration::from_millis(20);

/// What was sent, and what is answered.
#[derive(Debug, Default)]
struct Endpoint {
    sent: Mutex<Vec<String>>,
    /// With which status.
    status: Mutex<Option<u16>>,
    resets: AtomicBool,
    hangs: AtomicBool,
}

impl Endpoint {
    fn sent(&self) -> Vec<String> {
        self.sent.lock().clone()
    }

    async fn answer(self: Arc<Self>, asked: String) -> Answer {
        self.sent.lock().push(asked.clone());
        sleep(ROUND_TRIP).await;
        if self.hangs.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        if self.resets.load(Ordering::Relaxed) {
            return Err(ConnectorError::io("reset".into()));
        }
        let status = StatusCode::try_from(self.status.lock().unwrap_or(200)).unwrap();
        Ok(HttpResponse::new(status, SdkBody::from(asked)))
    }
}

#[derive(Debug)]
struct Stub(Arc<Endpoint>);

impl HttpConnector for Stub {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let asked = std::str::from_utf8(request.body().bytes().unwrap()).unwrap();
        HttpConnectorFuture::new(Arc::clone(&self.0).answer(asked.to_owned()))
    }
}

/// A connector to a stub service.
fn connector() -> (Connector, Arc<Endpoint>) {
    let endpoint = Arc::<Endpoint>::default();
    let connector = Connector {
        inner: SharedHttpConnector::new(Stub(Arc::clone(&endpoint))),
        time_outs: [None; 2],
        waiting: Waiting::default(),
    };
    (connector, endpoint)
}

fn terms(budget: ReadBudget) -> Terms {
    Terms::new(Arc::new(Budget::new(budget)), false)
}

/// So many reads per second, and one at once.
fn slow(per_second: u32) -> Terms {
    terms(ReadBudget::new(per_second, 1).unwrap())
}

/// What a read says: the text, or the status or kind of the error.
async fn read(connector: &Connector, asked: &str) -> String {
    answer(connector, HttpRequest::new(SdkBody::from(asked))).await
}

/// The same of a read that may take so long from its transmission on.
async fn limited(connector: &Connector, limit: Duration) -> String {
    let mut request = HttpRequest::new(SdkBody::from("a"));
    request.add_extension(Limit(limit));
    answer(connector, request).await
}

async fn answer(connector: &Connector, request: HttpRequest) -> String {
    match connector.call(request).await {
        Ok(answer) if answer.status().is_success() => {
            String::from_utf8(answer.body().bytes().unwrap().to_vec()).unwrap()
        }
        Ok(answer) => answer.status().as_u16().to_string(),
        Err(error) if error.is_io() => "io".to_owned(),
        Err(error) if error.is_timeout() => "time-out".to_owned(),
        Err(error) => format!("{:?}", error.as_other()),
    }
}

/// A poll that makes this read on these terms.
async fn poll(terms: &Terms, connector: &Connector, asked: &str) -> String {
    on(terms, read(connector, asked)).await
}

/// A poll that reads so on these terms.
async fn on(terms: &Terms, read: impl Future<Output = String>) -> String {
    let deadline = Instant::now() + Duration::from_secs(3_600);
    let (answer, _waited) = terms.clone().run(deadline, deadline, read).await;
    answer.expect("in time")
}

/// What each of these reads says that are due together.
async fn together<const N: usize>(
    terms: &Terms,
    connector: &Connector,
    asked: [&str; N],
) -> Vec<String> {
    join_all(asked.map(|asked| poll(terms, connector, asked))).await
}
