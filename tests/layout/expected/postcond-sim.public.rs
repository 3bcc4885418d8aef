#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer();

impl Answer {
    pub const fn throttled() -> Self {}
    pub const fn denied() -> Self {}
    pub const fn server_error() -> Self {}
    pub const fn never() -> Self {}
    pub const fn reset() -> Self {}
    pub const fn lost() -> Self {}
    pub const fn withheld() -> Self {}
    #[track_caller]
    pub fn error(
        status: u16,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {}
    #[track_caller]
    pub fn json(status: u16, body: Value) -> Self {}
}

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    #[error("a simulator needs at least one replica")]
    NoReplicas,
    #[error(transparent)]
    Lag(#[from] LagError),
    #[error(transparent)]
    FaultRate(#[from] FaultRateError),
    #[error("the simulator has two services called `{0}`")]
    SecondService(String),
    #[error("the models of the services: {0}")]
    Models(#[from] &'static serde_json::Error),
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    pub service: String,
    pub operation: String,
    pub at: Duration,
    pub replica: Option<usize>,
    pub outcome: Outcome,
    pub missed: Vec<String>,
    pub scripted: bool,
    pub injected: Option<Answer>,
    pub request_id: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calls();

impl Calls {
    pub const fn all() -> Self {}
    pub const fn reads() -> Self {}
    pub const fn writes() -> Self {}
    pub fn to(operation: impl Into<String>) -> Self {}
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the connection was reset by the service")]
pub struct ConnectionReset;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    pub calls: u64,
    pub faults: u64,
    pub reads: u64,
    pub stale_reads: u64,
    pub writes: u64,
}

impl AddAssign for Counts {}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum DatePrecision {
    #[default]
    Milliseconds,
    Seconds,
}

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FaultRateError {
    #[error("a fault rate is a share of the calls from 0 to 1, and {share} is not")]
    Share {
        share: f64,
    },
    #[error(transparent)]
    Operation(#[from] UnknownOperation),
}

#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Invocation<'a> {
    pub operation: &'a str,
    pub input: &'a Value,
    pub region: &'a str,
    pub date: f64,
}

impl<'a> Invocation<'a> {
    pub fn text(&self, member: &str) -> Result<&'a str, ServiceError> {}
}

#[derive(Debug, Clone, PartialEq)]
pub struct Lag();

impl Default for Lag {}

impl Lag {
    pub const fn zero() -> Self {}
    pub const fn fixed(lag: Duration) -> Self {}
    pub const fn uniform(range: Range<Duration>) -> Self {}
    pub const fn log_normal(median: Duration, sigma: f64) -> Self {}
    pub const fn exponential(mean: Duration) -> Self {}
    pub fn mixture(lags: impl IntoIterator<Item = (f64, Lag)>) -> Self {}
    pub fn draws(
        &self,
        seed: u64,
    ) -> Result<impl Iterator<Item = Duration> + use<>, LagError> {}
}

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LagError {
    #[error("a uniform lag needs a range that is not empty, and {start:?}..{end:?} is")]
    EmptyRange {
        start: Duration,
        end: Duration,
    },
    #[error("a log-normal lag needs a median above zero")]
    ZeroMedian,
    #[error(
        "a log-normal lag needs a finite sigma that is not negative, and {sigma} is not"
    )]
    Sigma {
        sigma: f64,
    },
    #[error("an exponential lag needs a mean above zero")]
    ZeroMean,
    #[error(
        "a mixture needs one lag or more, with weights above zero and a finite sum, and {weights:?} are not"
    )]
    Weights {
        weights: Vec<f64>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    Status(u16),
    Unanswered,
    Reset,
}

#[derive(Clone)]
pub struct OwnService();

impl OwnService {
    pub fn new(
        model: &str,
        overlay: &str,
        logic: impl ServiceLogic,
    ) -> Result<Self, OwnServiceError> {}
}

impl fmt::Debug for OwnService {}

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OwnServiceError {
    #[error("the {file} is not JSON: {source}")]
    NotJson {
        file: &'static str,
        source: serde_json::Error,
    },
    #[error("the model has no {0}")]
    Lacks(&'static str),
    #[error(
        "the overlay speaks of {0}, which is not in the model: is it that of another service?"
    )]
    OtherModel(String),
}

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RateLimitError {
    #[error(
        "a rate limit takes a rate above 0 and a burst of at least 1, not {per_second} and {burst}"
    )]
    Figures {
        per_second: f64,
        burst: u32,
    },
    #[error(transparent)]
    Operation(#[from] UnknownOperation),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Routing {
    #[default]
    Monotonic,
    NonMonotonic,
}

impl fmt::Debug for Script<'_> {}

impl<'a> Script<'a> {
    pub fn next(mut self, calls: usize) -> Self {}
    pub fn always(mut self) -> Self {}
    pub fn answer(self, answer: Answer) {}
}

pub struct Script<'a> {}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceError {}

impl ServiceError {
    #[track_caller]
    pub fn new(
        status: u16,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {}
    pub fn unsupported(operation: &str) -> Self {}
}

pub trait ServiceLogic: Send + Sync + 'static {
    fn answer(
        &self,
        call: &Invocation<'_>,
        state: &mut State,
    ) -> Result<Value, ServiceError>;
}

#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Shown {
    pub place: String,
    pub is_current: bool,
    pub thing: Option<Value>,
}

#[derive(Clone)]
pub struct Simulator {}

impl Simulator {
    #[track_caller]
    pub fn script(&self, operation: &str) -> Script<'_> {}
    pub fn operation(&self, name: &str) -> Result<Calls, UnknownOperation> {}
    pub fn clear_scripts(&self) {}
    pub fn fault_rate(
        &self,
        calls: Calls,
        answer: Answer,
        share: f64,
    ) -> Result<(), FaultRateError> {}
    pub fn rate_limit(
        &self,
        calls: Calls,
        per_second: f64,
        burst: u32,
    ) -> Result<(), RateLimitError> {}
    #[track_caller]
    pub fn refuse_after(
        &self,
        earlier: &str,
        refused: &str,
        answer: Answer,
        lasts: Duration,
    ) {}
    pub fn clear_fault_rates(&self) {}
    pub fn set_lag(&self, lag: Lag) -> Result<(), LagError> {}
    pub async fn converge(&self) {}
    pub fn calls(&self) -> Vec<Call> {}
    #[track_caller]
    pub fn calls_to(&self, operation: &str) -> Vec<Call> {}
    pub fn attempts(&self, invocation_id: &str) -> Vec<String> {}
    pub fn clear_calls(&self) {}
    pub fn writes(&self) -> Vec<Write> {}
    pub async fn shown(&self, write: &Write) -> Vec<Shown> {}
    pub fn statistics(&self) -> Statistics {}
    pub fn now(&self) -> Duration {}
    pub fn date(&self) -> SystemTime {}
    pub fn set_date(&self, date: SystemTime) {}
    pub fn converged_at(&self) -> Duration {}
}

impl Simulator {
    pub async fn serve(
        &self,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, ConnectionReset> {}
}

impl Simulator {
    pub fn builder() -> SimulatorBuilder {}
}

impl Simulator {
    pub fn sdk_config(&self) -> SdkConfig {}
    pub fn http_client(&self) -> SharedHttpClient {}
}

impl fmt::Debug for Simulator {}

#[derive(Debug, Clone)]
pub struct SimulatorBuilder {}

impl SimulatorBuilder {
    pub fn replicas(mut self, replicas: usize) -> Self {}
    pub fn lag(mut self, lag: Lag) -> Self {}
    pub fn routing(mut self, routing: Routing) -> Self {}
    pub fn round_trip(mut self, round_trip: Duration) -> Self {}
    pub fn seed(mut self, seed: u64) -> Self {}
    pub fn epoch(mut self, epoch: SystemTime) -> Self {}
    pub fn date_precision(mut self, precision: DatePrecision) -> Self {}
    pub fn on_record(mut self, calls: usize) -> Self {}
    pub fn fault_rate(mut self, calls: Calls, answer: Answer, share: f64) -> Self {}
    pub fn service(mut self, service: OwnService) -> Self {}
    pub fn build(self) -> Result<Simulator, BuildError> {}
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct State();

impl State {
    pub fn things(&mut self, collection: &str) -> &mut Map<String, Value> {}
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Statistics {
    pub operations: BTreeMap<String, Counts>,
}

impl AddAssign for Statistics {}

impl Statistics {
    pub fn total(&self) -> Counts {}
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub struct UnknownOperation {
    pub given: String,
    pub nearest: Option<String>,
}

impl fmt::Display for UnknownOperation {}

#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Write {
    pub service: String,
    pub operation: String,
    pub at: Duration,
    pub visible: Vec<Duration>,
    pub request_id: String,
    pub region: String,
}

impl Eq for Write {}

impl PartialEq for Write {}

impl Write {
    pub fn places(&self) -> impl Iterator<Item = String> {}
    pub fn visible_everywhere(&self) -> Duration {}
    pub fn visible_somewhere(&self) -> Duration {}
}
