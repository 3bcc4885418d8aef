//! A stub service that answers `Get` with the name in capitals, and up to three of them as `GetMany`.

use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::join_all;

use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};

use super::*;
use crate::budget::Budget;
use crate::echo;
use crate::{BatchItem, Operation, Read, ReadBudget, Service};

#[derive(Clone, Copy, Debug)]
enum Stub {}

impl Service for Stub {
    const NAME: &'static str = "stub";
    const SDK_ID: &'static str = "Stub";
    const IAM_PREFIX: &'static str = "stub";
    type Reader = Arc<Endpoint>;
}

impl crate::ServiceReader for Arc<Endpoint> {}

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
    SdkError::service_error(error(code), echo::refusal(Some("id-of-the-request")))
}

#[derive(Clone, Copy, Debug)]
enum Get {}

impl Operation for Get {
    type Service = Stub;
    type Input = String;
    type Output = String;
    const NAME: &'static str = "Get";
}

impl Read for Get {}

impl Coalesced for Get {
    type Request = String;
    type Error = ErrorMetadata;
    type Batch = Many;

    async fn send(reader: &Arc<Endpoint>, name: String) -> Answer<String> {
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

    fn fits(_others: &[String], name: &String) -> bool {
        !name.starts_with("single")
    }

    async fn send(reader: &Arc<Endpoint>, names: &[String]) -> Answer<Vec<BatchItem<Get>>> {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
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
    let (reader, request) = (Arc::clone(endpoint), name.to_owned());
    let alone =
        || -> BoxFuture<'static, _> { Box::pin(async move { Get::send(&reader, request).await }) };
    endpoint
        .loader
        .load(endpoint, &name.to_owned(), alone)
        .await
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

#[tokio::test(start_paused = true)]
async fn reads_that_are_due_together_are_one_request() {
    let endpoint = Arc::default();
    let answers = together(&endpoint, ["a", "b", "c", "d", "e"]).await;
    assert_eq!(answers, ["A", "B", "C", "D", "E"]);
    assert_eq!(endpoint.sent(), ["a+b+c", "d+e"]);
}

#[tokio::test(start_paused = true)]
async fn who_asks_for_the_same_shares_one_answer() {
    let endpoint = Arc::default();
    let answers = together(&endpoint, ["a", "b", "a", "a", "b"]).await;
    assert_eq!(answers, ["A", "B", "A", "A", "B"]);
    assert_eq!(endpoint.sent(), ["a+b"]);
}

#[tokio::test(start_paused = true)]
async fn one_alone_is_read_by_the_single_form() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("not to be asked");
    assert_eq!(together(&endpoint, ["a", "a"]).await, ["A", "A"]);
    assert_eq!(endpoint.sent(), ["a"]);
}

#[tokio::test(start_paused = true)]
async fn what_fits_in_no_batch_goes_by_itself() {
    let endpoint = Arc::default();
    together(&endpoint, ["single a", "b", "single c", "single a", "d"]).await;
    let mut sent = endpoint.sent();
    sent.sort();
    assert_eq!(sent, ["b+d", "single a", "single c"]);
}

#[tokio::test(start_paused = true)]
async fn a_full_batch_does_not_wait_for_more() {
    let (endpoint, began) = (Arc::default(), Instant::now());
    together(&endpoint, ["a", "b", "c"]).await;
    assert_eq!(began.elapsed(), ROUND_TRIP);
    together(&endpoint, ["a", "b"]).await;
    assert_eq!(began.elapsed(), ROUND_TRIP * 2 + GATHERING);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_on_its_way_is_not_joined() {
    let endpoint = Arc::default();
    let terms = terms();
    let late = async {
        tokio::time::sleep(ROUND_TRIP / 2).await;
        poll(&terms, &endpoint, "a").await
    };
    let (first, second) = tokio::join!(poll(&terms, &endpoint, "a"), late);
    assert_eq!(
        (first.unwrap(), second.unwrap()),
        ("A".to_owned(), "A".to_owned())
    );
    assert_eq!(endpoint.sent(), ["a", "a"]);
}

#[tokio::test(start_paused = true)]
async fn outside_a_poll_nothing_is_shared() {
    let endpoint = Arc::default();
    let (one, other) = tokio::join!(load(&endpoint, "a"), load(&endpoint, "a"));
    assert_eq!(
        (one.unwrap(), other.unwrap()),
        ("A".to_owned(), "A".to_owned())
    );
    assert_eq!(endpoint.sent(), ["a", "a"]);
}

#[tokio::test(start_paused = true)]
async fn the_error_of_one_is_that_of_one_alone() {
    let endpoint = Arc::default();
    let answers = together(&endpoint, ["a", "missing", "b"]).await;
    assert_eq!(answers, ["A", "NotFound", "B"]);
    assert_eq!(endpoint.sent(), ["a+missing+b"]);
}

#[tokio::test(start_paused = true)]
async fn what_a_batch_says_nothing_about_is_read_by_itself() {
    let endpoint = Arc::default();
    let answers = together(&endpoint, ["a", "forgotten"]).await;
    assert_eq!(answers, ["A", "FORGOTTEN"]);
    assert_eq!(endpoint.sent(), ["a+forgotten", "forgotten"]);
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_is_refused_as_a_whole_is_read_one_by_one() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("ValidationException");
    assert_eq!(together(&endpoint, ["a", "b"]).await, ["A", "B"]);
    assert_eq!(endpoint.sent(), ["a+b", "a", "b"]);
    // It may have been for one of them only.
    together(&endpoint, ["c", "d"]).await;
    assert_eq!(endpoint.sent()[3], "c+d");
}

#[tokio::test(start_paused = true)]
async fn who_may_not_use_the_batched_form_is_not_asked_to_again() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("AccessDeniedException");
    assert_eq!(together(&endpoint, ["a", "b"]).await, ["A", "B"]);
    assert_eq!(together(&endpoint, ["c", "d"]).await, ["C", "D"]);
    assert_eq!(endpoint.sent(), ["a+b", "a", "b", "c", "d"]);
}

#[tokio::test(start_paused = true)]
async fn who_may_not_read_singly_either_is_told_so() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("AccessDeniedException");
    *endpoint.refuses_one.lock() = Some("AccessDeniedException");
    assert_eq!(
        together(&endpoint, ["a", "b"]).await,
        ["AccessDeniedException"; 2]
    );
    assert_eq!(endpoint.sent(), ["a+b", "a", "b"]);
}

#[tokio::test(start_paused = true)]
async fn failures_that_would_befall_each_are_not_multiplied() {
    for code in [
        "ThrottlingException",
        "InternalServerError",
        "ExpiredTokenException",
    ] {
        let endpoint = Arc::<Endpoint>::default();
        *endpoint.refuses_many.lock() = Some(code);
        assert_eq!(together(&endpoint, ["a", "b", "c"]).await, [code; 3]);
        assert_eq!(endpoint.sent(), ["a+b+c"]);
    }
}

#[tokio::test(start_paused = true)]
async fn everybody_has_the_request_id_of_the_shared_answer() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("ThrottlingException");
    let terms = terms();
    let answers = join_all(["a", "b"].map(|name| poll(&terms, &endpoint, name))).await;
    for answer in answers {
        let error = crate::ReadError::from(answer.unwrap_err());
        assert_eq!(error.request_id(), Some("id-of-the-request"));
    }
}

#[tokio::test(start_paused = true)]
async fn members_that_are_given_up_leave_the_others_their_answer() {
    let (endpoint, terms) = (Arc::default(), terms());
    let mut first = Box::pin(poll(&terms, &endpoint, "a"));
    let mut second = Box::pin(poll(&terms, &endpoint, "b"));
    for elapsed in [0, 5] {
        // The first drives the request: it is dropped while that is being gathered, and under way.
        let driven = tokio::time::timeout(Duration::from_millis(elapsed), &mut first).await;
        assert!(driven.is_err());
        assert!((&mut second).now_or_never().is_none());
    }
    drop(first);
    assert_eq!(second.await.unwrap(), "B");
    assert_eq!(endpoint.sent(), ["a+b"]);
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_all_have_given_up_is_gone() {
    let (endpoint, terms) = (Arc::<Endpoint>::default(), terms());
    endpoint.hangs.store(true, Ordering::Relaxed);
    for waits in [0, 10] {
        let reads = join_all(["a", "b"].map(|name| poll(&terms, &endpoint, name)));
        let waits = Duration::from_millis(waits);
        assert!(tokio::time::timeout(waits, reads).await.is_err());
    }
    endpoint.hangs.store(false, Ordering::Relaxed);
    assert_eq!(together(&endpoint, ["a", "c"]).await, ["A", "C"]);
    assert_eq!(endpoint.sent(), ["a+b", "a+c"]);
    // Nobody keeps the reader, and the budget is whole.
    assert_eq!(Arc::strong_count(&endpoint), 1);
}

#[tokio::test(start_paused = true)]
async fn a_shared_request_costs_the_budget_one_read() {
    let endpoint = Arc::default();
    let budget = Arc::new(Budget::new(ReadBudget::new(10, 2).unwrap()));
    let terms = Terms::new(budget, false);
    let began = Instant::now();
    for _ in 0..2 {
        join_all(["a", "b", "c"].map(|name| poll(&terms, &endpoint, name))).await;
    }
    assert_eq!(began.elapsed(), ROUND_TRIP * 2);
    join_all(["a", "b", "c"].map(|name| poll(&terms, &endpoint, name))).await;
    assert_eq!(began.elapsed(), Duration::from_millis(100) + ROUND_TRIP);
}

#[tokio::test(start_paused = true)]
async fn who_comes_while_the_budget_keeps_a_batch_waiting_can_join_it() {
    let endpoint = Arc::default();
    let budget = Arc::new(Budget::new(ReadBudget::new(10, 1).unwrap()));
    let terms = Terms::new(budget, false);
    poll(&terms, &endpoint, "x").await.unwrap();
    let late = async {
        tokio::time::sleep(ROUND_TRIP).await;
        poll(&terms, &endpoint, "b").await
    };
    let (one, other) = tokio::join!(poll(&terms, &endpoint, "a"), late);
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(endpoint.sent(), ["x", "a+b"]);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_left_of_reads_that_were_given_up_before_they_were_sent() {
    let (endpoint, terms) = (Arc::<Endpoint>::default(), terms());
    for index in 0..100 {
        let names = [format!("a{index}"), format!("single {index}")];
        let reads = join_all(names.iter().map(|name| poll(&terms, &endpoint, name)));
        assert!(reads.now_or_never().is_none());
    }
    let state = endpoint.loader.0.lock();
    assert!(state.waiting.is_empty() && state.filling.is_none());
}

#[test]
fn what_the_debug_form_hides_is_compared() {
    #[derive(Clone, PartialEq)]
    struct Redacted(&'static str);

    impl Debug for Redacted {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("*** Sensitive Data Redacted ***")
        }
    }

    assert_eq!(digest(&Redacted("a")), digest(&Redacted("b")));
    assert!(digest(&"a") != digest(&"b"));
}
