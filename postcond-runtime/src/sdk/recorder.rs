//! Notes every read that a poll makes: which operation, how it was answered, under which request id.

use std::time::Duration;

use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
    BeforeDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextRef,
    BeforeTransmitInterceptorContextMut, BeforeTransmitInterceptorContextRef,
    FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, Metadata};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::retry::RetryConfig;
use aws_types::request_id::RequestId;
use parking_lot::Mutex;
use tokio::time::Instant;

use crate::sdk::answer::{error_code, refuse_broken};
use crate::sdk::clock::{Answer, EndpointClock, ServerClocks};
use crate::sdk::error_codes::{self, ErrorCodes};
use crate::sdk::read_record::ReadRecord;
use crate::sdk::transmission::Untransmitted;
use crate::sdk::{destination, time_outs};

tokio::task_local! {
    /// The reads of the poll that the current task is making.
    static READS: Mutex<Reads>;
}

/// The reads of a poll, or of a request that several polls share.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reads {
    records: Vec<ReadRecord>,
}

impl Reads {
    /// The request id of the last answer.
    pub(crate) fn last_request_id(&self) -> Option<&str> {
        self.records.last()?.request_id.as_deref()
    }
}

/// Which of the poll's reads a request is.
#[derive(Clone, Copy, Debug)]
struct Index(usize);

/// A request that a poll makes, or several that share it.
#[derive(Debug)]
struct ReadOfPoll {
    /// `None` where no record is kept.
    index: Option<Index>,
    /// `None` if it waits on no poll's account.
    untransmitted: Option<Untransmitted>,
}

impl Storable for ReadOfPoll {
    type Storer = StoreReplace<Self>;
}

/// Which of the poll's reads the request with this configuration is. `None` if it is none of a poll's.
fn index_of(cfg: &ConfigBag) -> Option<Index> {
    cfg.load::<ReadOfPoll>()?.index
}

/// When a request was transmitted that others could share, for the answer to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TransmittedAt(pub(crate) Instant);

/// When a request was sent, and to the endpoint of which clock.
#[derive(Debug)]
struct Transmission {
    sent: Instant,
    clock: EndpointClock,
}

impl Storable for Transmission {
    type Storer = StoreReplace<Self>;
}

/// An interceptor that notes each read for the evidence of the poll that makes it, switches its retries
/// off, since the loop around the check is the one that retries, lifts its time-outs for as long as it
/// waits to be sent, and sees to it that it goes where the write went. It notes the date of each answer.
///
/// Generated clients install it. Reads made outside a poll, or on a task that the check has spawned,
/// are not in the evidence, and are sent as they are.
#[derive(Clone, Debug, Default)]
pub struct ReadRecorder {
    clocks: ServerClocks,
    error_codes: Option<&'static ErrorCodes>,
}

/// Who has waited for longer than this says too little of the service's clock.
const TELLS_THE_TIME: Duration = Duration::from_secs(1);

impl ReadRecorder {
    const NAME: &'static str = "postcond::ReadRecorder";

    /// One that notes the dates of answers in `clocks`.
    #[must_use]
    pub fn new(clocks: ServerClocks) -> Self {
        Self {
            clocks,
            error_codes: None,
        }
    }

    /// The same, for a service with error codes of its own.
    #[must_use]
    pub fn with_error_codes(self, codes: &'static ErrorCodes) -> Self {
        Self {
            error_codes: Some(codes),
            ..self
        }
    }
}

/// Whether this is one of the interceptors that generated clients install: a read noted twice would be two.
pub(crate) fn is_of_ours(interceptor: &SharedInterceptor) -> bool {
    [ReadRecorder::NAME, WRITE_RECORDER].contains(&interceptor.name())
}

/// The name of the interceptor that notes writes.
pub(crate) const WRITE_RECORDER: &str = "postcond::WriteRecorder";

/// Runs one poll; returns its result with the reads that it made.
pub(crate) async fn record_reads<T>(poll: impl Future<Output = T>) -> (T, Vec<ReadRecord>) {
    let (result, Reads { mut records }) = record(poll).await;
    // They are kept, and most polls make one.
    records.shrink_to_fit();
    (result, records)
}

/// Makes some reads; returns their result, and what is to be noted of them.
pub(crate) async fn record<T>(reading: impl Future<Output = T>) -> (T, Reads) {
    READS
        .scope(Mutex::default(), async {
            let result = reading.await;
            (
                result,
                READS.with(|reads| std::mem::take(&mut *reads.lock())),
            )
        })
        .await
}

/// Notes reads that were made for several polls, each of which has `asked_for` that, as the current poll's.
pub(crate) fn note_shared(shared: &Reads, asked_for: &'static str) {
    with_reads(|reads| {
        let records = shared.records.iter().cloned();
        let records = records.map(|read| ReadRecord {
            shared: true,
            stands_for: Some(asked_for),
            ..read
        });
        reads.records.extend(records);
    });
}

/// Notes that the request of the current poll is one that others can share.
pub(crate) fn note_shared_request(request: &HttpRequest) {
    let Some(Index(index)) = request.extension() else {
        return;
    };
    with_reads(|reads| {
        if let Some(read) = reads.records.get_mut(*index) {
            read.shared = true;
        }
    });
}

/// `None` outside a poll, where no record is kept.
fn with_reads<T>(note: impl FnOnce(&mut Reads) -> T) -> Option<T> {
    READS.try_with(|reads| note(&mut reads.lock())).ok()
}

#[dyn_dispatch_hint]
impl Intercept for ReadRecorder {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        with_reads(|_| time_outs::lift(cfg));
        Ok(())
    }

    // Before it is sent, so that a read that is never answered is in the evidence, too; not sooner,
    // because the operation's name is not known to earlier hooks.
    fn read_before_serialization(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(operation) = cfg.load::<Metadata>().map(Metadata::name) else {
            return Ok(());
        };
        let index = with_reads(|reads| {
            reads.records.push(ReadRecord::sent(operation));
            Index(reads.records.len() - 1)
        });
        let untransmitted = Untransmitted::begin();
        if index.is_some() || untransmitted.is_some() {
            cfg.interceptor_state().store_put(ReadOfPoll {
                index,
                untransmitted,
            });
        }
        Ok(())
    }

    // For the HTTP client, which knows of none of this.
    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(index) = index_of(cfg) {
            context.request_mut().add_extension(index);
            time_outs::bring_limit(cfg, context.request_mut());
            if let Some(codes) = self.error_codes {
                error_codes::note_in_request(codes, context.request_mut());
            }
        }
        Ok(())
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(read) = cfg.load::<ReadOfPoll>()
            && read.index.is_some()
        {
            destination::check(context, cfg)?;
            if let Some(request) = &read.untransmitted {
                request.transmit();
            }
            // Not before: how long the SDK lets credentials load follows from its retries.
            let once = RetryConfig::disabled();
            cfg.interceptor_state().store_put(once);
        }
        if let Some(clock) = self.clocks.of(context.request().uri()) {
            let sent = Instant::now();
            let transmission = Transmission { sent, clock };
            cfg.interceptor_state().store_put(transmission);
        }
        Ok(())
    }

    // The SDK takes the time for which a request has waited in the HTTP client for that of its way. Not
    // later: its own interceptors come before those that are configured.
    fn read_after_transmit(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let transmitted = context.response().extension();
        if let (Some(transmission), Some(TransmittedAt(at))) =
            (cfg.load::<Transmission>(), transmitted)
            && at.saturating_duration_since(transmission.sent) > TELLS_THE_TIME
        {
            let unmeasured = DisableClockSkewCorrection::from(true);
            cfg.interceptor_state().store_put(unmeasured);
        }
        Ok(())
    }

    // For triage, which is given an error and its answer, and knows no service.
    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _runtime_components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(codes) = self.error_codes {
            error_codes::note_in_response(codes, context.response_mut());
        }
        Ok(())
    }

    // Not sooner, so that other interceptors have seen to the answer.
    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let response = context.response();
        if let Some(Transmission { sent, clock }) = cfg.load::<Transmission>() {
            // It may have waited in the HTTP client.
            let sent = response.extension().map_or(*sent, |TransmittedAt(at)| *at);
            if let Some(answer) = Answer::arrived(response, sent) {
                clock.note(answer);
            }
        }
        Ok(())
    }

    // Here, because the body has arrived only now.
    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match cfg.load::<ReadOfPoll>() {
            Some(_) => refuse_broken(context),
            None => Ok(()),
        }
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let (Some(Index(index)), Some(response)) = (index_of(cfg), context.response()) {
            let status = response.status();
            let code = error_code(response).filter(|_| !status.is_success());
            let request_id = response.headers().request_id();
            with_reads(|reads| {
                if let Some(read) = reads.records.get_mut(index) {
                    read.answered(status.as_u16(), code, request_id);
                }
            });
        }
        Ok(())
    }
}
