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

/// What is read. Its debug form hides what follows a `#`, as the SDK's hides what is sensitive.
#[derive(Clone, PartialEq)]
struct Name(String);

impl Debug for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = self.0.split('#').next().unwrap_or_default();
        f.write_str(shown)
    }
}

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

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn what_a_denied_batch_asked_for_is_read_singly_and_all_else_is_batched() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("AccessDeniedException");
    assert_eq!(together(&endpoint, ["a", "b"]).await, ["A", "B"]);
    *endpoint.refuses_many.lock() = None;
    together(&endpoint, ["b", "c", "a", "d", "a"]).await;
    let mut sent = endpoint.sent().split_off(3);
    sent.sort();
    assert_eq!(sent, ["a", "b", "c+d"]);
    tokio::time::advance(30 * SECOND).await;
    together(&endpoint, ["a", "b"]).await;
    assert_eq!(endpoint.sent().pop().unwrap(), "a+b");
}

/// How many batches were sent, and how many single requests.
fn requests(endpoint: &Endpoint) -> (usize, usize) {
    let sent = endpoint.sent();
    let batches = sent.iter().filter(|names| names.contains('+')).count();
    (batches, sent.len() - batches)
}

#[tokio::test(start_paused = true)]
async fn a_caller_without_the_right_to_batch_is_denied_a_few_times_an_hour() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("AccessDeniedException");
    for second in 0..3_600 {
        // Each time other names: no more is known of them than that they are not batched now.
        let names = [0, 1, 2, 3].map(|index| format!("{second}.{index}"));
        let names = [&*names[0], &*names[1], &*names[2], &*names[3]];
        assert_eq!(together(&endpoint, names).await, names);
        tokio::time::advance(SECOND).await;
    }
    // Three in a row, and one each after 30, 60, 120, 240, 480 and 960 seconds more.
    assert_eq!(requests(&endpoint).0, 3 + 6);
    assert_eq!(requests(&endpoint).1, 4 * 3_600);
    *endpoint.refuses_many.lock() = None;
    tokio::time::advance(1_800 * SECOND).await;
    for names in [["a", "b", "c"], ["d", "e", "f"]] {
        together(&endpoint, names).await;
        assert_eq!(endpoint.sent().pop().unwrap(), names.join("+"));
    }
}

#[tokio::test(start_paused = true)]
async fn batches_that_were_waiting_when_others_were_denied_are_not_sent() {
    let endpoint = Arc::<Endpoint>::default();
    *endpoint.refuses_many.lock() = Some("AccessDeniedException");
    // 40 batches, of which 8 can be under way at once.
    let names: Vec<String> = (0..120).map(|index| index.to_string()).collect();
    let terms = terms();
    let answers = join_all(names.iter().map(|name| poll(&terms, &endpoint, name))).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(requests(&endpoint), (ReadBudget::IN_FLIGHT, 120));
}

#[tokio::test(start_paused = true)]
async fn throttling_of_single_reads_after_a_denied_batch_slows_the_budget() {
    for (refuses_one, waited) in [(None, 0), (Some("ThrottlingException"), 200)] {
        let endpoint = Arc::<Endpoint>::default();
        *endpoint.refuses_many.lock() = Some("AccessDeniedException");
        *endpoint.refuses_one.lock() = refuses_one;
        let budget = Arc::new(Budget::new(ReadBudget::new(10, 10).unwrap()));
        let terms = Terms::new(budget, false);
        join_all(["a", "b"].map(|name| poll(&terms, &endpoint, name))).await;
        assert_eq!(endpoint.sent(), ["a+b", "a", "b"]);
        let began = Instant::now();
        // What is left of the burst, or a read at half the rate.
        let _ = poll(&terms, &endpoint, "c").await;
        let waited = Duration::from_millis(waited) + ROUND_TRIP + GATHERING;
        assert!(began.elapsed() <= waited, "{:?}", began.elapsed());
        assert!(
            began.elapsed() + 2 * GATHERING >= waited,
            "{:?}",
            began.elapsed()
        );
    }
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
fn the_digest_is_that_of_the_debug_form() {
    let digest_of = |name: &str| digest(&Name(name.to_owned()));
    assert_eq!(digest_of("a#1"), digest_of("a#2"));
    assert!(digest_of("a") != digest_of("b"));
}

#[tokio::test(start_paused = true)]
async fn requests_that_differ_only_in_what_the_debug_form_hides_share_no_answer() {
    let endpoint = Arc::default();
    assert_eq!(together(&endpoint, ["a#1", "a#2"]).await, ["A#1", "A#2"]);
    assert_eq!(endpoint.sent(), ["a#1+a#2"]);
    // The second takes the place of the first, which is then asked for once more.
    let answers = together(&endpoint, ["a#1", "a#2", "a#2", "a#1"]).await;
    assert_eq!(answers, ["A#1", "A#2", "A#2", "A#1"]);
    assert_eq!(endpoint.sent()[1..], ["a#1+a#2+a#1"]);
    let answers = together(&endpoint, ["single#1", "single#2"]).await;
    assert_eq!(answers, ["SINGLE#1", "SINGLE#2"]);
}
