#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    #[serde(deserialize_with = "date", serialize_with = "in_words")]
    pub at: DateTime,
    pub took_ms: u64,
    pub operation: String,
    pub body: Value,
    pub status: Option<u16>,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    #[serde(default)]
    pub answer: Value,
}

impl Exchange {
    pub fn name(&self) -> &str {}
    pub fn is_read(&self) -> bool {}
    pub fn has_succeeded(&self) -> bool {}
    pub fn sent_at(&self) -> SystemTime {}
}

#[derive(Clone)]
pub struct Recording();

#[dyn_dispatch_hint]
impl Intercept for Recording {}

impl Recording {
    pub fn create(path: impl AsRef<Path>) -> io::Result<Self> {}
    pub fn to(written: impl Write + Send + 'static) -> Self {}
    pub fn finish(&self) -> io::Result<usize> {}
}

impl fmt::Debug for Recording {}

#[derive(Clone, Debug)]
pub struct Replay();

impl HttpClient for Replay {}

impl HttpConnector for Replay {}

impl Replay {
    pub fn of(tape: Tape) -> Self {}
    pub fn next_write(&self) -> Option<&Exchange> {}
    pub fn last_answer_to(&self, operation: &str) -> Option<&Exchange> {}
    pub async fn until(&self, exchange: &Exchange) {}
    pub fn answered(&self) -> usize {}
    pub fn repeated(&self) -> usize {}
    pub fn problems(&self) -> Vec<String> {}
}

impl TimeSource for Replay {}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tape {}

impl From<Vec<Exchange>> for Tape {}

impl Tape {
    pub fn parse(text: &str) -> Result<Self, TapeError> {}
    pub fn exchanges(&self) -> &[Exchange] {}
}

#[derive(Debug)]
pub struct TapeError {}

impl Error for TapeError {}

impl fmt::Display for TapeError {}
