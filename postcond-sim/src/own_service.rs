//! A service that the simulator does not have by itself.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use aws_smithy_types::DateTime;
use parking_lot::Mutex;
use serde_json::{Map, Value, json};
use winterbaume_core::auth::extract_region_from_uri;
use winterbaume_core::{MockRequest, MockResponse, StateViewError};

use crate::backend::{Backend, Pending};
use crate::model::{self, Operations};
use crate::protocol::{Protocol, Query};
use crate::replication::Place;
use crate::service::Service;

/// A service of one's own for the [simulator](crate::SimulatorBuilder::service): its model, its overlay, and what its
/// operations do.
///
/// ```
/// use postcond_sim::{Invocation, OwnService, ServiceError, ServiceLogic, Simulator, State};
/// use serde_json::{Value, json};
///
/// /// A service of notes, which have a text each.
/// struct Notes;
///
/// impl ServiceLogic for Notes {
///     fn answer(&self, call: &Invocation<'_>, state: &mut State) -> Result<Value, ServiceError> {
///         let name = call.text("Name")?;
///         let notes = state.things("notes");
///         match call.operation {
///             "PutNote" => {
///                 notes.insert(name.to_owned(), call.input["Text"].clone());
///                 Ok(json!({}))
///             }
///             "GetNote" => match notes.get(name) {
///                 Some(text) => Ok(json!({ "Text": text })),
///                 None => Err(ServiceError::new(400, "NoteNotFound", "There is no such note")),
///             },
///             other => Err(ServiceError::unsupported(other)),
///         }
///     }
/// }
///
/// # const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
/// #     "com.amazonaws.notes#Notes": {"type": "service", "traits": {
/// #         "aws.auth#sigv4": {"name": "notes"}, "aws.protocols#awsJson1_1": {}}},
/// #     "com.amazonaws.notes#GetNote": {"type": "operation"},
/// #     "com.amazonaws.notes#PutNote": {"type": "operation"}}}"#;
/// # const OVERLAY: &str = r#"{"smithy": "2.0", "shapes": {
/// #     "com.amazonaws.notes#GetNote": {"type": "apply", "traits": {"smithy.api#readonly": {}}}}}"#;
/// // The files that the client is generated from: `include_str!("../models/notes.json")`.
/// let sim = Simulator::builder().service(OwnService::new(MODEL, OVERLAY, Notes)?).build()?;
/// assert_eq!(sim.calls_to("notes:GetNote").len(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is called what its requests are signed for, as `states` for Step Functions, and speaks the protocol of its model:
/// `awsJson1_0`, `awsJson1_1` or `awsQuery`.
#[derive(Clone)]
pub struct OwnService(Arc<Service>);

/// What a service answers to a call, and what the call makes of its state.
///
/// The simulator has several copies of the state: one that takes the writes, and one for each replica. A read, as the
/// overlay has it, must change nothing. What follows from chance or from the machine's clock differs between runs.
pub trait ServiceLogic: Send + Sync + 'static {
    /// Answers a call with its output, in JSON with the members of the model.
    ///
    /// # Errors
    /// Those of the service. The state is then as it was.
    fn answer(&self, call: &Invocation<'_>, state: &mut State) -> Result<Value, ServiceError>;
}

/// A call as a service sees it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Invocation<'a> {
    /// The operation, as in `GetParameter`.
    pub operation: &'a str,
    /// Its input, an object with the members of the model. Those that are required at its top level are there.
    pub input: &'a Value,
    /// As in `us-east-1`.
    pub region: &'a str,
    /// The simulator's date, in seconds since 1970, as answers in JSON have it.
    pub date: f64,
}

impl<'a> Invocation<'a> {
    /// A member of the input that is a text.
    ///
    /// # Errors
    /// A `ValidationException` where it is none.
    pub fn text(&self, member: &str) -> Result<&'a str, ServiceError> {
        let text = self.input[member].as_str();
        text.ok_or_else(|| {
            let message = format!("Value at '{member}' must be a text");
            ServiceError::new(400, "ValidationException", message)
        })
    }
}

/// The state of a service in one region: things by their keys, in collections.
///
/// A write reaches the replicas thing by thing: what belongs together is one thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State(BTreeMap<String, Map<String, Value>>);

impl State {
    /// The things of a collection by their keys; none of one that nothing was put into.
    pub fn things(&mut self, collection: &str) -> &mut Map<String, Value> {
        self.0.entry(collection.to_owned()).or_default()
    }

    fn exported(&self) -> Value {
        let collections = self.0.iter();
        let collections = collections.map(|(name, things)| (name.clone(), things.clone().into()));
        Value::Object(collections.collect())
    }

    fn imported(state: Value) -> Self {
        let Value::Object(collections) = state else {
            return Self::default();
        };
        let collections = collections
            .into_iter()
            .filter_map(|(name, things)| match things {
                Value::Object(things) => Some((name, things)),
                _ => None,
            });
        Self(collections.collect())
    }
}

/// An error that a service answers with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceError {
    status: u16,
    code: String,
    message: String,
}

impl ServiceError {
    /// One with this HTTP status, code and message.
    ///
    /// The code is what the SDK tells the error by. As a rule that is the name of its shape; of a service that has
    /// spoken the query protocol before, such as SQS, it is the code of that: `AWS.SimpleQueueService.NonExistentQueue`.
    ///
    /// # Panics
    /// When the status is not one of errors, from 400 to 599.
    #[track_caller]
    pub fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        assert!(
            matches!(status, 400..=599),
            "an error has an HTTP status from 400 to 599, and {status} is not"
        );
        Self {
            status,
            code: code.into(),
            message: message.into(),
        }
    }

    /// For an operation that is not simulated. To a client this is an endpoint that does not have it.
    pub fn unsupported(operation: &str) -> Self {
        let message = format!("{operation} is not simulated");
        Self::new(501, "NotImplemented", message)
    }
}

/// Why a service cannot be simulated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OwnServiceError {
    /// The model or the overlay is no JSON.
    #[error("the {file} is not JSON: {source}")]
    NotJson {
        /// Which of the two.
        file: &'static str,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The model lacks something.
    #[error("the model has no {0}")]
    Lacks(&'static str),
    /// The overlay is of another model.
    #[error("the overlay speaks of {0}, which is not in the model: is it that of another service?")]
    OtherModel(String),
}

impl OwnService {
    /// The service of a Smithy model, which its overlay belongs to: the files that its client is generated from.
    ///
    /// # Errors
    /// When one of them is no JSON, the overlay is of another model, or the model does not say how the service is
    /// spoken to.
    pub fn new(
        model: &str,
        overlay: &str,
        logic: impl ServiceLogic,
    ) -> Result<Self, OwnServiceError> {
        let json = |file, text| {
            serde_json::from_str::<Value>(text)
                .map_err(|source| OwnServiceError::NotJson { file, source })
        };
        let (model, overlay) = (json("model", model)?, json("overlay", overlay)?);
        let shapes = overlay["shapes"].as_object().into_iter().flatten();
        let mut unknown = shapes.filter(|(id, _)| model["shapes"][id.as_str()].is_null());
        if let Some((id, _)) = unknown.next() {
            return Err(OwnServiceError::OtherModel(id.clone()));
        }
        let operations = model::operations(&model, &overlay);
        Self::described(&model, operations, Arc::new(logic))
    }

    fn described(
        model: &Value,
        operations: Operations,
        logic: Arc<dyn ServiceLogic>,
    ) -> Result<Self, OwnServiceError> {
        let lacks = OwnServiceError::Lacks;
        let shapes = model["shapes"].as_object().into_iter().flatten();
        let mut services = shapes.filter(|(_, shape)| shape["type"] == "service");
        let (id, service) = services.next().ok_or(lacks("service"))?;
        let name = service["traits"]["aws.auth#sigv4"]["name"].as_str();
        let name = name.ok_or(lacks(
            "name that requests are signed for, in aws.auth#sigv4",
        ))?;
        let protocol_of_copies = Arc::new(protocol(id, service, model)?);
        let copy = move || -> Box<dyn Backend> {
            Box::new(Copy {
                protocol: Arc::clone(&protocol_of_copies),
                logic: Arc::clone(&logic),
                state: Mutex::default(),
            })
        };
        Ok(Self(Arc::new(Service {
            name: name.to_owned().into(),
            protocol: protocol(id, service, model)?,
            internal_error: "InternalFailure",
            is_global: false,
            operations,
            copy: Box::new(copy),
            subject: |_, _| None,
        })))
    }

    pub(crate) fn service(&self) -> Arc<Service> {
        Arc::clone(&self.0)
    }
}

impl fmt::Debug for OwnService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OwnService").field(&self.0.name).finish()
    }
}

/// How the service with this shape is spoken to.
fn protocol(id: &str, service: &Value, model: &Value) -> Result<Protocol, OwnServiceError> {
    let (namespace, name) = id.split_once('#').unwrap_or_default();
    let speaks = |protocol: &str| service["traits"].get(protocol).is_some();
    if speaks("aws.protocols#awsJson1_0") || speaks("aws.protocols#awsJson1_1") {
        return Ok(Protocol::json(name, model));
    }
    if speaks("aws.protocols#awsQuery") {
        let version = service["version"].as_str().unwrap_or_default();
        let namespace = namespace.rsplit('.').next().unwrap_or_default();
        return Ok(Protocol::Query(Query::new(
            version,
            namespace,
            model.clone(),
        )));
    }
    let protocols = "protocol that the simulator speaks: awsJson1_0, awsJson1_1 or awsQuery";
    Err(OwnServiceError::Lacks(protocols))
}

/// One copy of a service.
struct Copy {
    protocol: Arc<Protocol>,
    logic: Arc<dyn ServiceLogic>,
    state: Mutex<State>,
}

impl Copy {
    fn answer(&self, request: &MockRequest, date: DateTime) -> MockResponse {
        let Some(operation) = self.protocol.operation(request) else {
            let message = "The request names no operation";
            return self
                .protocol
                .error(400, "UnknownOperationException", message);
        };
        let input = self.protocol.input(&operation, request);
        let call = Invocation {
            operation: &operation,
            input: &input,
            region: &extract_region_from_uri(&request.uri),
            date: date.as_secs_f64(),
        };
        let mut state = self.state.lock();
        let mut changed = state.clone();
        match self.logic.answer(&call, &mut changed) {
            Ok(output) => {
                *state = changed;
                let output = if output.is_null() { json!({}) } else { output };
                self.protocol.output(&operation, 200, &output)
            }
            Err(error) => self
                .protocol
                .error(error.status, &error.code, &error.message),
        }
    }
}

impl Backend for Copy {
    fn handle(&self, request: MockRequest, date: DateTime) -> Pending<'_, MockResponse> {
        Box::pin(async move { self.answer(&request, date) })
    }

    fn subject(&self, _request: &MockRequest) -> Option<Vec<Place>> {
        None
    }

    fn export<'a>(&'a self, _region: &'a str) -> Pending<'a, Result<Value, StateViewError>> {
        Box::pin(async move { Ok(self.state.lock().exported()) })
    }

    fn import<'a>(
        &'a self,
        _region: &'a str,
        state: Value,
    ) -> Pending<'a, Result<(), StateViewError>> {
        Box::pin(async move {
            *self.state.lock() = State::imported(state);
            Ok(())
        })
    }
}
