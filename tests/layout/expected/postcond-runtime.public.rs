#[non_exhaustive]
pub struct Ambiguous<E> {
    pub error: E,
    pub cause: Cause,
    pub evidence: Evidence,
    pub operation: &'static str,
    pub resource: Option<String>,
}

impl<E: fmt::Display> fmt::Debug for Ambiguous<E> {}

impl<E: std::error::Error + 'static> std::error::Error for Ambiguous<E> {}

impl<E> fmt::Display for Ambiguous<E> {}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize, serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum AmbiguousWrite {
    #[default]
    Fail,
    ReadBack,
}

pub trait Batch<O: Coalesced>: 'static {
    const LARGEST: usize;
    type Error: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static;
    fn fits(others: &[O::Request], request: &O::Request) -> bool;
    fn send(
        reader: &ReaderOf<O>,
        requests: &[O::Request],
    ) -> impl Future<
        Output = Result<Vec<BatchItem<O>>, SdkError<Self::Error, HttpResponse>>,
    > + Send;
}

pub type BatchItem<O> = Option<
    Result<<O as crate::contract::operation::Operation>::Output, <O as Coalesced>::Error>,
>;

#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    Deadline {
        check: &'static str,
        after: Duration,
        last_seen: String,
    },
    Denied {
        check: &'static str,
        actions: Vec<String>,
        source: ReadError,
    },
    Credentials {
        check: &'static str,
        source: ReadError,
    },
    Failed {
        check: &'static str,
        state: String,
    },
    Changed {
        check: &'static str,
        seen: String,
    },
    NotImplemented {
        check: &'static str,
        answers: u32,
        source: ReadError,
    },
    Read {
        check: &'static str,
        source: ReadError,
    },
}

impl Cause {
    pub fn check(&self) -> &'static str {}
    pub fn iam_statement(&self) -> Option<String> {}
}

impl fmt::Display for Cause {}

impl std::error::Error for Cause {}

pub type Check = Result<Verdict, ReadError>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckInfo {
    pub name: &'static str,
    pub reads: &'static [&'static str],
    pub batched: Option<&'static str>,
    pub deadline: Option<Duration>,
    pub poll_timeout: Option<Duration>,
    pub confirmed_by: Option<(u32, Duration)>,
    pub pause: Option<Duration>,
    pub best_effort: bool,
    pub found_by: Option<&'static str>,
    pub refused_with: &'static [&'static str],
    pub changed_by: Option<&'static str>,
    pub establishes: &'static str,
    pub iam_actions: &'static [&'static str],
    pub optional_iam_actions: &'static [&'static str],
    pub on_request: bool,
}

impl CheckInfo {
    pub const fn new(name: &'static str, reads: &'static [&'static str]) -> Self {}
    pub fn declares(&self, read: &str) -> bool {}
    pub const fn batched(mut self, read: &'static str) -> Self {}
    pub const fn deadline(mut self, secs: u64) -> Self {}
    pub const fn poll_timeout(mut self, secs: u64) -> Self {}
    pub const fn confirmed_by(mut self, count: u32, over_secs: u64) -> Self {}
    pub const fn pause(mut self, secs: u64) -> Self {}
    pub const fn best_effort(mut self) -> Self {}
    pub const fn found_by(mut self, function: &'static str) -> Self {}
    pub const fn changed_by(
        mut self,
        function: &'static str,
        refused_with: &'static [&'static str],
    ) -> Self {}
}

#[derive(Clone, Copy, Debug)]
pub struct CheckLags<'a> {}

impl<'a> CheckLags<'a> {
    pub fn operation(&self) -> &'a str {}
    pub fn check(&self) -> &'a str {}
    pub fn writes(&self) -> usize {}
    pub fn latest(&self) -> Option<SystemTime> {}
    pub fn distribution(&self) -> Option<LagDistribution> {}
}

pub trait Coalesced: Read<Output: Clone> {
    type Request: Clone + Debug + PartialEq + Send + Sync + 'static;
    type Error: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static;
    type Batch: Batch<Self>;
    fn send(
        reader: &ReaderOf<Self>,
        request: Self::Request,
    ) -> impl Future<
        Output = Result<Self::Output, SdkError<Self::Error, HttpResponse>>,
    > + Send;
    fn repeat(error: &Self::Error) -> Self::Error;
    fn generic(metadata: ErrorMetadata) -> Self::Error;
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confirmations {}

impl Confirmations {
    pub const fn count(count: u32) -> Self {}
    pub const fn for_replicas(replicas: u32, risk: f64) -> Self {}
    pub const fn for_non_monotonic_reads() -> Self {}
    pub const fn after_staleness(mut self, count: u32) -> Self {}
    pub const fn spanning(mut self, span: Duration) -> Self {}
}

impl From<u32> for Confirmations {}

impl Serialize for Confirmations {}

impl<'de> Deserialize<'de> for Confirmations {}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Confirmed<T> {
    pub output: T,
    pub evidence: Evidence,
}

impl<T> fmt::Debug for Confirmed<T> {}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ConfirmedWrite {
    pub operation: &'static str,
    pub resource: Option<String>,
    pub request_id: Option<String>,
    pub evidence: Evidence,
}

#[derive(Default)]
pub struct Consistency {}

impl Consistency {
    pub fn set_read_budget(&mut self, budget: ReadBudget) {}
    pub fn set_history(&mut self, history: History) {}
    pub async fn save_history(&self) -> Result<(), HistoryError> {}
    pub fn set_policy(&mut self, policy: Policy) {}
    pub fn set_operation_policy<O: Mutation>(&mut self, policy: Policy) {}
    pub fn add<P: PostCondition>(&mut self, check: P) {}
    pub async fn confirm(
        &self,
        operation: &OperationInfo,
        reader: Arc<dyn Any + Send + Sync>,
        input: Box<dyn Any + Send + Sync>,
        output: Box<dyn Any + Send + Sync>,
        witness: Witness,
    ) -> Result<
        Confirmed<Box<dyn Any + Send + Sync>>,
        Unconfirmed<Box<dyn Any + Send + Sync>>,
    > {}
}

impl fmt::Debug for Consistency {}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize, serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum DeniedRead {
    #[default]
    Fail,
    Accept,
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    Gone,
    Set {
        facet: Cow<'static, str>,
        key: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EndpointKind {
    Aws,
    Local,
    Other,
}

impl EndpointKind {
    pub fn as_str(self) -> &'static str {}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorCodes {
    pub throttled: &'static [&'static str],
    pub transient: &'static [&'static str],
    pub denied: &'static [&'static str],
    pub credentials: &'static [&'static str],
}

impl ErrorCodes {
    pub const NONE: Self = Self {
        throttled: &[],
        transient: &[],
        denied: &[],
        credentials: &[],
    };
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {}

impl Evidence {
    pub fn polls(&self) -> &[Poll] {}
    pub fn polls_made(&self) -> usize {}
    pub fn is_checked(&self) -> bool {}
    pub fn waited(&self) -> Duration {}
    pub fn lag(&self) -> Option<ObservedLag> {}
    pub fn unconfirmed(&self) -> Option<&str> {}
    pub fn undeclared_reads(&self) -> Vec<(&'static str, &str)> {}
    #[track_caller]
    pub fn assert_reads_are_declared(&self) {}
    pub fn resent(&self) -> Option<&Resent> {}
    #[cfg(feature = "receipts")]
    pub fn receipt(&self) -> Option<&Receipt> {}
}

#[derive(Clone, Debug, Default)]
pub struct EvidenceLog();

impl EvidenceLog {
    pub fn take(&self) -> Vec<ConfirmedWrite> {}
}

#[derive(Clone, Debug, PartialEq)]
pub struct Exponential {}

impl Default for Exponential {}

impl Exponential {
    pub fn first(mut self, first: Duration) -> Self {}
    pub fn factor(mut self, factor: f32) -> Self {}
    pub fn max(mut self, max: Duration) -> Self {}
    pub fn jitter(mut self, jitter: bool) -> Self {}
    pub fn seed(mut self, seed: u64) -> Self {}
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {}

impl Fact {
    pub fn gone(resource: Resource) -> Self {}
    pub fn set(resource: Resource, facet: impl Into<Cow<'static, str>>) -> Self {}
    pub fn set_key(
        resource: Resource,
        facet: impl Into<Cow<'static, str>>,
        key: impl Into<String>,
    ) -> Self {}
    pub fn within(mut self, owner: Resource) -> Self {}
    pub fn resource(&self) -> &Resource {}
    pub fn effect(&self) -> &Effect {}
    pub fn is_superseded_by(&self, later: &Self) -> bool {}
}

impl fmt::Display for Fact {}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Finding<T> {
    Found(T, Cow<'static, str>),
    Created(T, Option<DateTime>, Cow<'static, str>),
    Absent(Cow<'static, str>),
    Unfindable(Cow<'static, str>),
}

impl<T> fmt::Debug for Finding<T> {}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint {}

impl Extend<Fact> for Footprint {}

impl Footprint {
    pub fn facts(&self) -> &[Fact] {}
    pub fn is_empty(&self) -> bool {}
}

impl FromIterator<Fact> for Footprint {}

impl<O: Mutation> Clone for Handle<O> {}

impl<O: Mutation> Handle<O> {
    pub fn output(&self) -> &O::Output {}
    pub fn into_output(self) -> O::Output
    where
        O::Output: Clone,
    {}
    pub fn name(&self) -> &WriteName {}
    pub fn operation(&self) -> &'static str {}
    pub fn resource(&self) -> Option<&str> {}
    pub fn confirmation(&self) -> Option<&SettledWrite> {}
    #[cfg(feature = "receipts")]
    pub fn receipt(&self) -> Option<Receipt> {}
}

impl<O: Mutation> fmt::Debug for Handle<O> {}

pub struct Handle<O: Mutation> {}

#[derive(Clone, Debug)]
pub struct History {}

impl History {
    pub fn new(store: impl HistoryStore + 'static) -> Self {}
    #[cfg(feature = "history")]
    pub fn file(path: impl Into<PathBuf>) -> Self {}
    #[cfg(feature = "history")]
    pub fn folder(path: impl Into<PathBuf>) -> Self {}
    #[cfg(feature = "history")]
    pub fn in_cache() -> Self {}
    pub fn account(mut self, account: impl Into<String>) -> Self {}
    pub fn time_source(mut self, clock: impl TimeSource + 'static) -> Self {}
}

#[derive(Debug)]
pub struct HistoryError();

impl Error for HistoryError {}

impl fmt::Display for HistoryError {}

#[derive(Clone, Debug)]
pub struct HistoryFile {}

impl HistoryFile {
    pub fn at(path: impl Into<PathBuf>) -> Self {}
    pub fn in_folder(path: impl Into<PathBuf>) -> Self {}
    pub fn in_cache() -> Self {}
    pub fn cache_folder() -> io::Result<PathBuf> {}
    pub fn read(path: &Path) -> Result<Option<StoredHistory>, HistoryFileError> {}
}

impl HistoryStore for HistoryFile {}

#[derive(Clone, Debug)]
pub struct HistoryFileError {}

impl Error for HistoryFileError {}

impl HistoryFileError {
    pub fn path(&self) -> &Path {}
}

impl fmt::Display for HistoryFileError {}

#[derive(Clone, Debug, Default)]
pub struct HistoryInMemory();

impl HistoryInMemory {
    pub fn histories(&self) -> Vec<(HistoryKey, LagHistory)> {}
}

impl HistoryStore for HistoryInMemory {}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HistoryKey {}

impl HistoryKey {
    pub fn service(&self) -> &str {}
    pub fn region(&self) -> Option<&str> {}
    pub fn endpoint(&self) -> EndpointKind {}
    pub fn account(&self) -> Option<&str> {}
    pub fn name(&self) -> String {}
}

impl fmt::Display for HistoryKey {}

pub trait HistoryStore: fmt::Debug + Send + Sync {
    fn load(&self, key: &HistoryKey) -> BoxFuture<'static, Result<LagHistory, BoxError>>;
    fn merge(
        &self,
        key: &HistoryKey,
        added: LagHistory,
        now: SystemTime,
    ) -> BoxFuture<'static, Result<(), BoxError>>;
    fn location(&self, key: &HistoryKey) -> String;
}

pub type InputOf<O> = <O as Operation>::Input;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    Read,
    Checked {
        checks: &'static [CheckInfo],
    },
    Pending,
    Unobservable {
        reason: &'static str,
    },
}

#[derive(Clone, Debug)]
pub struct LagDistribution {}

impl LagDistribution {
    pub fn writes(&self) -> usize {}
    pub fn quantile(&self, chance: f64) -> Option<Duration> {}
    pub fn shown_by(&self, time: Duration) -> f64 {}
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LagHistory {}

impl LagHistory {
    pub fn is_empty(&self) -> bool {}
    pub fn writes(&self) -> usize {}
    pub fn checks(&self) -> impl Iterator<Item = CheckLags<'_>> {}
    pub fn merge(&mut self, added: Self, now: SystemTime) {}
}

#[derive(Clone, Debug, PartialEq)]
pub struct Learned {}

impl Default for Learned {}

impl Learned {
    pub fn cost_weight(mut self, cost_weight: Duration) -> Self {}
    pub fn seed(mut self, seed: u64) -> Self {}
}

#[derive(Debug)]
#[non_exhaustive]
pub enum Looked {
    Confirmed(Evidence),
    Pending {
        next_look_in: Duration,
        evidence: Evidence,
    },
    Unconfirmed(Box<Unconfirmed<()>>),
}

impl<E: ProvideErrorMetadata> fmt::Debug for MarkedError<E> {}

impl<T, E> ReadBack<T, E> for Result<T, MarkedError<E>>
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{}

pub struct MarkedError<E> {}

#[diagnostic::on_unimplemented(
    message = "`{Self}` is a read: it changes nothing, so it has no post-condition",
    label = "a read",
    note = "name the operation whose effect the check establishes"
)]
pub trait Mutation: Operation {
    type Error: ServiceError;
    fn sdk_configuration() -> Option<FrozenLayer> {}
    const BUILT_IN: &'static [&'static dyn Condition] = &[];
    fn resource(input: &Self::Input) -> Option<String>;
    fn idempotency_token(_input: &Self::Input) -> Option<&str> {}
    fn take_idempotency_token(_input: &mut Self::Input) {}
    fn has_secret(_input: &Self::Input) -> bool {}
    fn kept(input: &Self::Input) -> Option<Self::Input>;
    const REFUSED_AFTER: &'static [RefusedAfter] = &[];
    fn subjects(_input: &Self::Input, _output: Option<&Self::Output>) -> Vec<Resource> {}
    fn may_refuse_later(_input: &Self::Input) -> bool {}
    fn footprint(_input: &Self::Input, _output: &Self::Output) -> Footprint {}
    #[cfg(feature = "receipts")]
    const ON_REQUEST: &'static [&'static dyn Condition] = &[];
    #[cfg(feature = "receipts")]
    fn portable(_input: &Self::Input, _output: &Self::Output) -> Option<PortableCall> {}
    #[cfg(feature = "receipts")]
    fn carried(
        _input: Json,
        _output: Json,
    ) -> Result<(Self::Input, Self::Output), Unportable> {}
    fn without(
        _input: &Self::Input,
        _output: &Self::Output,
        _superseded: &dyn Fn(&Fact) -> bool,
    ) -> Option<(Self::Input, Self::Output)> {}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ObservedLag {
    pub not_before: Duration,
    pub by: Duration,
}

pub trait Operation: Generated + Send + Sync + Sized + 'static {
    type Service: Service;
    type Input: Debug + Send + Sync + 'static;
    type Output: Debug + Send + Sync + 'static;
    const NAME: &'static str;
}

#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OperationInfo {
    pub name: &'static str,
    pub kind: Kind,
    pub refused_after: &'static [RefusedAfter],
}

impl Eq for OperationInfo {}

impl OperationInfo {
    pub const fn checks(&self) -> &'static [CheckInfo] {}
    pub fn checks_by_default(&self) -> impl Iterator<Item = &'static CheckInfo> {}
    pub fn checks_on_request(&self) -> impl Iterator<Item = &'static CheckInfo> {}
    pub const fn is_read(&self) -> bool {}
    pub const fn is_checked(&self) -> bool {}
    pub const fn is_pending(&self) -> bool {}
    pub const fn is_unobservable(&self) -> bool {}
    pub fn can_be_found(&self) -> bool {}
    pub fn iam_actions(&self) -> Vec<&'static str> {}
    pub fn optional_iam_actions(&self) -> Vec<&'static str> {}
}

impl PartialEq for OperationInfo {}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    Satisfied,
    Superseded,
    Unverifiable,
    Pending,
    Failing,
    Failed,
    Transient,
    Throttled,
    TimedOut,
    Denied,
    Credentials,
    Fatal,
}

impl From<Triage> for Outcome {}

impl fmt::Display for Outcome {}

pub type OutputOf<O> = <O as Operation>::Output;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {}

impl Policy {
    pub const DEFAULT_DEADLINE: Duration = DEFAULT_DEADLINE;
    pub const DEFAULT_CONFIRMATIONS: Confirmations = Confirmations::count(1);
    pub const DEFAULT_POLL_TIMEOUT: Duration = Duration::from_secs(5);
    pub const DEFAULT_PATIENCE: Duration = Duration::from_secs(30);
    pub const LONGEST: Duration = LONGEST;
    pub fn builder() -> PolicyBuilder {}
    pub fn for_stand_ins() -> Self {}
    pub fn or(self, fallback: &Self) -> Self {}
}

impl Serialize for Policy {}

impl TryFrom<Table> for Policy {}

impl<'de> Deserialize<'de> for Policy {}

#[derive(Clone, Debug, Default)]
pub struct PolicyBuilder {}

impl From<Policy> for PolicyBuilder {}

impl PolicyBuilder {
    pub fn deadline(mut self, deadline: Duration) -> Self {}
    pub fn schedule(mut self, schedule: impl Into<Schedule>) -> Self {}
    pub fn confirmations(mut self, confirmations: impl Into<Confirmations>) -> Self {}
    pub fn poll_timeout(mut self, poll_timeout: Duration) -> Self {}
    pub fn patience(mut self, patience: Duration) -> Self {}
    pub fn on_denied(mut self, on_denied: DeniedRead) -> Self {}
    pub fn on_ambiguous(mut self, on_ambiguous: AmbiguousWrite) -> Self {}
    pub fn on_refused(mut self, on_refused: RefusedWrite) -> Self {}
    pub fn on_unshown(mut self, on_unshown: UnshownWrite) -> Self {}
    pub fn build(self) -> Result<Policy, PolicyError> {}
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {}

impl From<Problems> for PolicyError {}

impl PolicyError {
    pub fn problems(&self) -> &[PolicyProblem] {}
}

impl fmt::Display for PolicyError {}

impl std::error::Error for PolicyError {}

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PolicyProblem {
    pub field: Cow<'static, str>,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Poll {
    pub check: &'static str,
    pub at: Duration,
    pub took: Duration,
    pub outcome: Outcome,
    pub seen: String,
    pub reads: Vec<ReadRecord>,
}

#[diagnostic::on_unimplemented(
    message = "this is not a post-condition",
    label = "not a post-condition",
    note = "a function becomes one with `#[post_condition(service = ..., op = ...)]` above it"
)]
pub trait PostCondition: Send + Sync + 'static {
    type Operation: Mutation;
    const INFO: CheckInfo;
    fn check(
        &self,
        reader: &ReaderOf<Self::Operation>,
        input: &InputOf<Self::Operation>,
        output: &OutputOf<Self::Operation>,
        witness: &Witness,
    ) -> impl Future<Output = Check> + Send;
    fn find(
        &self,
        _reader: &ReaderOf<Self::Operation>,
        _input: &InputOf<Self::Operation>,
        _witness: &Witness,
    ) -> impl Future<Output = Search<OutputOf<Self::Operation>>> + Send {}
    fn find_refused(
        &self,
        _reader: &ReaderOf<Self::Operation>,
        _input: &InputOf<Self::Operation>,
        _witness: &Witness,
    ) -> impl Future<Output = Search<OutputOf<Self::Operation>>> + Send {}
}

#[derive(Clone)]
pub struct Progress {}

impl Progress {
    pub fn counts(&self) -> WriteCounts {}
    pub fn settled(&self) -> usize {}
    pub fn outstanding(&self) -> usize {}
    pub fn total(&self) -> usize {}
    pub fn slowest(&self) -> Option<&WriteName> {}
    pub fn oldest_wait(&self) -> Option<Duration> {}
}

impl fmt::Debug for Progress {}

impl fmt::Display for Progress {}

#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a read: a check can never change anything",
    label = "a mutation",
    note = "`reads` and `batched` name read operations"
)]
pub trait Read: Operation {}

impl<T, E> ReadBack<T, E> for Result<T, SdkError<E, HttpResponse>>
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{}

pub trait ReadBack<T, E>: OfRead + Sized
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    fn marked(self) -> Result<T, MarkedError<E>>;
    fn absent_if(
        self,
        is_not_found: impl FnOnce(&E) -> bool,
    ) -> Result<Option<T>, ReadError> {}
    fn denial_may_lift(self, when: bool) -> Result<T, MarkedError<E>> {}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReadBudget {}

impl Default for ReadBudget {}

impl ReadBudget {
    pub const IN_FLIGHT: usize = 8;
    pub fn new(per_second: u32, burst: u32) -> Result<Self, PolicyError> {}
    pub const fn unlimited() -> Self {}
    pub fn per_second(&self) -> Option<u32> {}
    pub fn burst(&self) -> Option<u32> {}
}

impl Serialize for ReadBudget {}

impl TryFrom<Value> for ReadBudget {}

impl<'de> Deserialize<'de> for ReadBudget {}

impl Error for ReadError {}

impl ReadError {
    pub fn fatal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {}
    pub fn pending(seen: impl Into<Cow<'static, str>>) -> Self {}
    pub fn triage(&self) -> Triage {}
    pub fn operation(&self) -> Option<&str> {}
    pub fn status(&self) -> Option<u16> {}
    pub fn code(&self) -> Option<&str> {}
    pub fn request_id(&self) -> Option<&str> {}
    pub fn sdk_error(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {}
    pub fn for_want_of(self, action: &'static str) -> Self {}
}

impl fmt::Debug for ReadError {}

impl fmt::Display for ReadError {}

impl<E> From<MarkedError<E>> for ReadError
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{}

impl<E> From<SdkError<E, HttpResponse>> for ReadError
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{}

pub struct ReadError {}

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadRecord {
    pub operation: String,
    pub status: Option<u16>,
    pub code: Option<String>,
    pub request_id: Option<String>,
    pub shared: bool,
    pub declared: bool,
}

pub type ReaderOf<O> = <<O as Operation>::Service as Service>::Reader;

#[derive(Clone, PartialEq)]
pub struct Receipt();

impl FromStr for Receipt {}

impl Receipt {
    pub const LONGEST: Duration = Duration::from_secs(14 * 86_400);
    pub const CLOCKS_DIFFER_BY: Duration = Duration::from_secs(60 * 60);
    pub fn from_json(json: &str) -> Result<Self, UnusableReceipt> {}
    pub fn to_json(&self) -> String {}
    pub fn service(&self) -> &str {}
    pub fn operation(&self) -> &str {}
    pub fn resource(&self) -> Option<&str> {}
    pub fn region(&self) -> Option<&str> {}
    pub fn account(&self) -> Option<&str> {}
    pub fn request_id(&self) -> Option<&str> {}
    pub fn written(&self) -> SystemTime {}
    pub fn until(&self) -> SystemTime {}
    pub fn awaits(&self) -> impl Iterator<Item = &str> {}
}

impl Serialize for Receipt {}

impl fmt::Debug for Receipt {}

impl fmt::Display for Receipt {}

impl<'de> Deserialize<'de> for Receipt {}

#[derive(Debug)]
#[non_exhaustive]
pub enum ReceiptError {
    Unusable(UnusableReceipt),
    Unconfirmed(Box<Unconfirmed<()>>),
}

impl From<UnusableReceipt> for ReceiptError {}

impl fmt::Display for ReceiptError {}

impl std::error::Error for ReceiptError {}

#[derive(Clone)]
pub struct Refusal();

impl Error for Refusal {}

impl Refusal {
    pub fn code(&self) -> Option<&str> {}
}

impl fmt::Debug for Refusal {}

impl fmt::Display for Refusal {}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusedAfter {}

impl RefusedAfter {
    pub fn after(&self) -> &'static [&'static str] {}
    pub fn is_certain(&self) -> bool {}
}

impl fmt::Display for RefusedAfter {}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize, serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum RefusedWrite {
    Fail,
    #[default]
    RetryAfterOwn,
    Retry,
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resent {
    pub times: u32,
    pub code: String,
    pub after: Option<WriteName>,
    pub over: Duration,
}

impl fmt::Display for Resent {}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {}

impl Resource {
    pub fn new(kind: impl Into<Cow<'static, str>>, id: &str) -> Self {}
    pub fn with_random_suffix(kind: impl Into<Cow<'static, str>>, id: &str) -> Self {}
    pub fn kind(&self) -> &str {}
    pub fn id(&self) -> &str {}
    pub fn is_same_as(&self, other: &Self) -> bool {}
}

impl fmt::Display for Resource {}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Schedule {
    Learned(Learned),
    Exponential(Exponential),
    Fixed(Duration),
}

impl Default for Schedule {}

impl From<Exponential> for Schedule {}

impl From<Learned> for Schedule {}

impl Schedule {
    pub fn learned() -> Learned {}
    pub fn exponential() -> Exponential {}
    pub fn fixed(pause: Duration) -> Self {}
    pub fn pauses(&self) -> impl Iterator<Item = Duration> + Send + Sync + use<> {}
}

impl Serialize for Schedule {}

impl<'de> Deserialize<'de> for Schedule {}

impl Default for Scope {}

impl Drop for Scope {}

impl Scope {
    pub async fn settle(&self) -> Settlement {}
    pub async fn settle_with(&self, report: impl FnMut(&Progress)) -> Settlement {}
    pub async fn settle_one<O: Mutation>(
        &self,
        handle: &Handle<O>,
    ) -> Arc<SettledWrite> {}
}

impl Scope {
    pub const DEFAULT_CONCURRENT_WRITES: usize = 10;
    pub fn new() -> Self {}
    pub fn builder() -> ScopeBuilder {}
    pub fn outstanding(&self) -> usize {}
    #[cfg(feature = "receipts")]
    pub fn into_receipts(self) -> Vec<Receipt> {}
}

impl fmt::Debug for Scope {}

pub struct Scope {}

#[derive(Clone, Debug, Default)]
pub struct ScopeBuilder {}

impl ScopeBuilder {
    pub fn concurrent_writes(mut self, writes: usize) -> Self {}
    pub fn deadline(mut self, deadline: Duration) -> Self {}
    pub fn build(self) -> Result<Scope, PolicyError> {}
}

#[derive(Clone, Default)]
pub struct SdkCalls {}

#[dyn_dispatch_hint]
impl Intercept for SdkCalls {}

impl SdkCalls {
    pub fn new() -> Self {}
    pub fn policy(mut self, policy: Policy) -> Self {}
    pub fn unconfirmed(mut self) -> Self {}
    pub fn until<P: PostCondition>(mut self, check: P) -> Self {}
    pub fn evidence(mut self, log: &EvidenceLog) -> Self {}
    pub async fn scope<F: Future>(self, calls: F) -> F::Output {}
}

impl Storable for SdkCalls {}

impl fmt::Debug for SdkCalls {}

impl<O: Mutation> From<CallOptions<O>> for SdkCalls {}

impl SdkOutput {
    pub fn downcast_ref<T: Any>(&self) -> Option<&T> {}
}

impl fmt::Debug for SdkOutput {}

pub struct SdkOutput();

pub type Search<T> = Result<Finding<T>, ReadError>;

pub trait Service: Generated + Send + Sync + Sized + 'static {
    const NAME: &'static str;
    const SDK_ID: &'static str;
    const IAM_PREFIX: &'static str;
    const ERROR_CODES: &'static ErrorCodes = &ErrorCodes::NONE;
    type Reader: ServiceReader;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceInfo {
    pub name: &'static str,
    pub sdk_id: &'static str,
    pub operations: &'static [OperationInfo],
    pub error_codes: &'static ErrorCodes,
}

impl ServiceInfo {
    pub fn operation(&self, name: &str) -> Option<&'static OperationInfo> {}
}

impl SettledWrite {
    pub fn name(&self) -> &WriteName {}
    pub fn operation(&self) -> &'static str {}
    pub fn resource(&self) -> Option<&str> {}
    pub fn request_id(&self) -> Option<&str> {}
    pub fn output<O: Mutation>(&self) -> Option<&O::Output> {}
    pub fn outcome(&self) -> &WriteOutcome {}
    pub fn evidence(&self) -> &Evidence {}
    pub fn superseded(&self) -> &[SupersededFact] {}
    pub fn is_unconfirmed(&self) -> bool {}
}

impl fmt::Debug for SettledWrite {}

impl fmt::Display for SettledWrite {}

pub struct SettledWrite {}

#[derive(Clone, Debug, Default)]
pub struct Settlement {}

impl Settlement {
    pub fn writes(&self) -> impl Iterator<Item = &SettledWrite> {}
    pub fn counts(&self) -> WriteCounts {}
    pub fn confirmed(&self) -> impl Iterator<Item = &SettledWrite> {}
    pub fn superseded(&self) -> impl Iterator<Item = &SettledWrite> {}
    pub fn unverified(&self) -> impl Iterator<Item = &SettledWrite> {}
    pub fn unconfirmed(&self) -> impl Iterator<Item = &SettledWrite> {}
    pub fn took(&self) -> Duration {}
    pub fn slowest(&self) -> Option<&SettledWrite> {}
    pub fn into_result(self) -> Result<Self, UnconfirmedWrites> {}
}

impl fmt::Display for Settlement {}

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredHistory {
    pub key: HistoryKey,
    pub lags: LagHistory,
}

impl StoredHistory {
    pub fn new(key: HistoryKey, lags: LagHistory) -> Self {}
    pub fn from_json(text: &[u8]) -> Result<Self, UnreadableHistory> {}
    pub fn of(self, key: &HistoryKey) -> Result<LagHistory, UnreadableHistory> {}
    pub fn to_json(&self) -> Vec<u8> {}
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SupersededFact {
    pub fact: Fact,
    pub by: WriteName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Triage {
    Transient,
    Throttled,
    Denied,
    CredentialsUnavailable,
    Credentials,
    NotImplemented,
    Fatal,
}

#[non_exhaustive]
pub struct Unconfirmed<T> {
    pub output: T,
    pub cause: Cause,
    pub evidence: Evidence,
    pub operation: &'static str,
    pub resource: Option<String>,
    pub request_id: Option<String>,
}

impl<T> RequestId for Unconfirmed<T> {}

impl<T> Unconfirmed<T> {
    pub fn into_output(self) -> T {}
    pub fn without_output(self) -> Unconfirmed<()> {}
}

impl<T> Unconfirmed<T> {
    pub fn receipt(&self) -> Option<&Receipt> {}
}

impl<T> fmt::Debug for Unconfirmed<T> {}

impl<T> fmt::Display for Unconfirmed<T> {}

impl<T> std::error::Error for Unconfirmed<T> {}

impl UnconfirmedWrites {
    pub fn settlement(&self) -> &Settlement {}
    pub fn into_settlement(self) -> Settlement {}
}

impl fmt::Debug for UnconfirmedWrites {}

impl fmt::Display for UnconfirmedWrites {}

impl std::error::Error for UnconfirmedWrites {}

pub struct UnconfirmedWrites {}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableHistory();

impl Error for UnreadableHistory {}

impl fmt::Display for UnreadableHistory {}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize, serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum UnshownWrite {
    #[default]
    Fail,
    Accept,
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnusableReceipt {
    NotJson {
        why: String,
    },
    NotAReceipt,
    Newer {
        version: u64,
    },
    Changed,
    Malformed {
        why: String,
    },
    OtherService {
        receipt: String,
        client: &'static str,
    },
    OtherRegion {
        receipt: String,
        client: Option<String>,
    },
    Elsewhere {
        why: String,
    },
    UnknownOperation {
        operation: String,
    },
    UnknownCheck {
        operation: String,
        check: String,
    },
    TooOld {
        age: Duration,
    },
    Ahead {
        by: Duration,
    },
}

impl fmt::Display for UnusableReceipt {}

impl std::error::Error for UnusableReceipt {}

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    Satisfied(Cow<'static, str>),
    Superseded(Cow<'static, str>),
    Unverifiable(Cow<'static, str>),
    Pending(Cow<'static, str>),
    Failing(Cow<'static, str>),
    Failed(Cow<'static, str>),
}

impl Verdict {
    pub fn seen(&self) -> &str {}
    pub fn is_visible(&self) -> bool {}
    pub fn and(self, other: Self) -> Self {}
}

#[derive(Clone, Debug, PartialEq)]
pub struct Witness {}

impl Witness {
    pub fn dated(date: SystemTime, took: Duration) -> Self {}
    pub fn undated(now: SystemTime, took: Duration) -> Self {}
    pub fn covers(&self, date: Option<&DateTime>) -> bool {}
    pub fn precedes(&self, date: Option<&DateTime>) -> bool {}
    pub fn request_id(&self) -> Option<&str> {}
    pub fn idempotency_token(&self) -> Option<&str> {}
    pub fn is_signed_with(&self, access_key_id: &str) -> bool {}
    pub fn sent_secret(&self) -> bool {}
    pub fn left_out(&self) -> &[String] {}
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct WriteCounts {
    pub confirmed: usize,
    pub superseded: usize,
    pub unverified: usize,
    pub unconfirmed: usize,
}

impl WriteCounts {
    pub fn total(&self) -> usize {}
}

impl fmt::Display for WriteCounts {}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct WriteName {
    pub operation: &'static str,
    pub resource: Option<String>,
}

impl fmt::Display for WriteName {}

#[derive(Debug)]
#[non_exhaustive]
pub enum WriteOutcome {
    Confirmed,
    Superseded {
        by: WriteName,
    },
    Unverified {
        why: String,
    },
    Unconfirmed(Cause),
}

impl fmt::Display for WriteOutcome {}

pub fn absent<T>(seen: impl Into<Cow<'static, str>>) -> Search<T> {}

pub async fn all_pages<P, E, F>(
    request: impl Fn(Option<String>) -> F,
    next_token: impl Fn(&P) -> Option<&str>,
) -> Result<Vec<P>, SdkError<E, HttpResponse>>
where
    E: ProvideErrorMetadata,
    F: Future<Output = Result<P, SdkError<E, HttpResponse>>>,
{}

pub fn ambiguous<'a>(
    error: &'a (dyn Error + 'static),
) -> Option<&'a Ambiguous<Refusal>> {}

pub fn created<T>(
    output: T,
    at: Option<&DateTime>,
    seen: impl Into<Cow<'static, str>>,
) -> Search<T> {}

pub fn failed(state: impl Into<Cow<'static, str>>) -> Check {}

pub fn failing(state: impl Into<Cow<'static, str>>) -> Check {}

pub async fn find_in_pages<P, E, T, F>(
    request: impl Fn(Option<String>) -> F,
    next_token: impl Fn(&P) -> Option<&str>,
    mut find: impl FnMut(P) -> Option<T>,
) -> Result<Option<T>, SdkError<E, HttpResponse>>
where
    E: ProvideErrorMetadata,
    F: Future<Output = Result<P, SdkError<E, HttpResponse>>>,
{}

pub fn found<T>(output: T, seen: impl Into<Cow<'static, str>>) -> Search<T> {}

pub fn pending(seen: impl Into<Cow<'static, str>>) -> Check {}

pub fn satisfied(seen: impl Into<Cow<'static, str>>) -> Check {}

pub fn superseded(seen: impl Into<Cow<'static, str>>) -> Check {}

pub fn unconfirmed<'a>(
    error: &'a (dyn Error + 'static),
) -> Option<&'a Unconfirmed<SdkOutput>> {}

pub fn unfindable<T>(why: impl Into<Cow<'static, str>>) -> Search<T> {}

pub fn unverifiable(why: impl Into<Cow<'static, str>>) -> Check {}

pub mod compare {
    impl Comparable for String {}
    impl Comparable for Vec<String> {}
    impl Comparable for aws_smithy_types::DateTime {}
    impl Comparable for bool {}
    impl Comparable for i32 {}
    impl Comparable for i64 {}
    impl Comparable for str {}
    impl<T: Eq + Hash> Comparable for [T] {}
    impl<V: PartialEq> Comparable for HashMap<String, V> {}
    pub trait Comparable: PartialEq {
        fn same(&self, other: &Self) -> bool {}
        fn is_empty(&self) -> bool {}
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum KeyComparison {
        Same,
        Different,
        Unknown,
    }
    #[derive(Debug, Default)]
    pub struct Members {}
    impl Members {
        pub fn set<T: Comparable + ?Sized>(
            self,
            name: &'static str,
            asked: Option<&T>,
            seen: Option<&T>,
        ) -> Self {}
        pub fn compared<T: Comparable + ?Sized>(
            self,
            is_compared: bool,
            name: &'static str,
            wanted: Option<&T>,
            seen: Option<&T>,
        ) -> Self {}
        pub fn compared_by<T: ?Sized>(
            self,
            same: impl FnOnce(&T, &T) -> bool,
            is_compared: bool,
            name: &'static str,
            wanted: Option<&T>,
            seen: Option<&T>,
        ) -> Self {}
        pub fn holds(self, name: &'static str, same: bool) -> Self {}
        pub fn holds_or_is_absent(
            self,
            name: &'static str,
            same: bool,
            is_shown: bool,
        ) -> Self {}
        pub fn differing(&self) -> Option<String> {}
    }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum PolicyComparison {
        Same,
        ShownById(Vec<String>),
        Different,
        Incomparable,
    }
    pub fn compare_documents(given: &str, shown: &str) -> PolicyComparison {}
    pub fn compare_keys(one: &str, other: &str) -> KeyComparison {}
    pub fn compare_policies(given: &str, attached: &str) -> PolicyComparison {}
    pub fn differing_keys<'a, K, V>(
        given: Option<&'a HashMap<K, V>>,
        deleted: &'a [K],
        seen: &HashMap<K, V>,
        same: impl Fn(&str, &V, &V) -> bool,
    ) -> Vec<&'a str>
    where
        K: AsRef<str> + Eq + Hash,
    {}
    pub fn is_not_before(seen: Option<&DateTime>, wanted: Option<&DateTime>) -> bool {}
    pub fn is_text_not_before(seen: &str, wanted: &str) -> bool {}
    pub fn same_id(one: &str, other: &str) -> bool {}
    pub fn same_instant(one: &str, other: &str) -> bool {}
    pub fn same_set<T: Eq + Hash>(one: &[T], other: &[T]) -> bool {}
    pub fn tags_are_listed<'a>(
        wanted: impl IntoIterator<Item = (&'a str, &'a str)>,
        listed: &[(&str, &str)],
    ) -> Check {}
    pub fn tags_are_not_listed(keys: &[String], listed: &[(&str, &str)]) -> Check {}
}

pub mod documents {
    pub fn counts(
        services: &[&ServiceInfo],
        name: impl Fn(&ServiceInfo) -> String,
    ) -> String {}
    pub fn coverage(services: &[&ServiceInfo]) -> String {}
    pub fn read_back_policy(services: &[&ServiceInfo]) -> String {}
    pub fn rights(services: &[&ServiceInfo]) -> String {}
}
