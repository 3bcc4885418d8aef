//! A stub service that answers `Get` with the name in capitals, and up to three of them as `GetMany`.

mod batching;
mod giving_up;
mod refused;

use std::sync::atomic::{AtomicBool, Ordering};

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
use futures_util::future::join_all;

use super::*;
use crate::contract::batch::BatchItem;
use crate::contract::operation::{Generated, Operation, Read, Service};
use crate::policy::read_budget::ReadBudget;
use crate::requests::budget::Budget;
use crate::sdk::cloned_error;

#[derive(Clone, Copy, Debug)]
enum Stub {}

impl Generated for Stub {}

impl Service for Stub {
    const NAME: &'static str = "stub";
    const SDK_ID: &'static str = "Stub";
    const IAM_PREFIX: &'static str = "stub";
    type Reader = Arc<Endpoint>;
}

impl Generated for Arc<Endpoint> {}

impl crate::contract::operation::ServiceReader for Arc<Endpoint> {}

/// What was sent, and what is answered.
#[derive(Default)]
struct Endpoint {
    loader: Loader<Get>,
    sent: Mutex<Vec<Vec<String>>>,
    /// The code with which `GetMany` is refused, and `Get`.
    refuses_many: Mutex<Option<&'static str>>,
    refuses_one: Mutex<Option<&'static str>>,
    hangs: AtomicBool,
}

const ROUND_TRIP: Duration = Duration::from_millis(20);

impl Endpoint {
    async fn answer(&self, names: &[&str], refuses: &Mutex<Option<&'static str>>) -> Answer<()> {
        let names = names.iter().map(|name| (*name).to_owned());
        self.sent.lock().push(names.collect());
        tokio::time::sleep(ROUND_TRIP).await;
        if self.hangs.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        let refused = *refuses.lock();
        match refused {
            Some(code) => Err(refusal(code)),
            None => Ok(()),
        }
    }

    fn sent(&self) -> Vec<String> {
        let sent = self.sent.lock();
        sent.iter().map(|names| names.join("+")).collect()
    }
}

type Answer<T> = Result<T, SdkError<ErrorMetadata, HttpResponse>>;

fn error(code: &str) -> ErrorMetadata {
    ErrorMetadata::builder().code(code).build()
}

fn refusal(code: &str) -> SdkError<ErrorMetadata, HttpResponse> {
    SdkError::service_error(
        error(code),
        cloned_error::refusal(Some("id-of-the-request")),
    )
}

#[derive(Clone, Copy, Debug)]
enum Get {}

/// What is read. Its debug form hides what follows a `#`, as the SDK's hides what is sensitive.
#[derive(Clone, PartialEq)]
struct Name(String);

impl Debug for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = self.0.split('#').next().unwrap_or_default();
        f.write_str(shown)
    }
}

impl Generated for Get {}

impl Operation for Get {
    type Service = Stub;
    type Input = String;
    type Output = String;
    const NAME: &'static str = "Get";
}

impl Read for Get {}

impl Coalesced for Get {
    type Request = Name;
    type Error = ErrorMetadata;
    type Batch = Many;

    async fn send(reader: &Arc<Endpoint>, Name(name): Name) -> Answer<String> {
        reader.answer(&[&name], &reader.refuses_one).await?;
        Ok(name.to_uppercase())
    }

    fn repeat(error: &ErrorMetadata) -> ErrorMetadata {
        error.clone()
    }

    fn generic(metadata: ErrorMetadata) -> ErrorMetadata {
        metadata
    }
}

enum Many {}

impl Batch<Get> for Many {
    const LARGEST: usize = 3;
    type Error = ErrorMetadata;

    fn fits(_others: &[Name], Name(name): &Name) -> bool {
        !name.starts_with("single")
    }

    async fn send(reader: &Arc<Endpoint>, names: &[Name]) -> Answer<Vec<BatchItem<Get>>> {
        let names: Vec<&str> = names.iter().map(|Name(name)| name.as_str()).collect();
        reader.answer(&names, &reader.refuses_many).await?;
        let items = names.iter().map(|name| match *name {
            "missing" => Some(Err(error("NotFound"))),
            "forgotten" => None,
            name => Some(Ok(name.to_uppercase())),
        });
        Ok(items.collect())
    }
}

fn terms() -> Terms {
    Terms::new(Arc::new(Budget::new(ReadBudget::default())), false)
}

async fn load(endpoint: &Arc<Endpoint>, name: &str) -> Answer<String> {
    let (reader, request) = (Arc::clone(endpoint), Name(name.to_owned()));
    let sent = request.clone();
    let alone =
        || -> BoxFuture<'static, _> { Box::pin(async move { Get::send(&reader, sent).await }) };
    endpoint.loader.load(endpoint, &request, alone).await
}

/// A poll that reads `name` on these terms.
async fn poll(terms: &Terms, endpoint: &Arc<Endpoint>, name: &str) -> Answer<String> {
    let deadline = Instant::now() + Duration::from_secs(60);
    let read = load(endpoint, name);
    let (answer, _queued) = terms.clone().run(deadline, deadline, read).await;
    answer.expect("in time")
}

/// What each of these reads says that are due together: the answer, or the code of the error.
async fn together<const N: usize>(endpoint: &Arc<Endpoint>, names: [&str; N]) -> [String; N] {
    let terms = terms();
    let answers = join_all(names.map(|name| poll(&terms, endpoint, name))).await;
    let in_words = |answer: Answer<String>| match answer {
        Ok(answer) => answer,
        Err(error) => error.meta().code().unwrap_or("no code").to_owned(),
    };
    let mut answers = answers.into_iter().map(in_words);
    std::array::from_fn(|_| answers.next().unwrap())
}
