//! A write that failed, indeterminate whether it landed, and its resolution by read-back.

use std::fmt;
use std::sync::Arc;

use tracing::Instrument;

use crate::confirm::call::Call;
use crate::confirm::checks::collect;
use crate::confirm::consistency::Consistency;
use crate::confirm::enforce::Enforcement;
use crate::confirm::look::Look;
use crate::confirm::lookup::Lookup;
use crate::confirm::write::{Landed, ReturnedCall, Write};
use crate::contract::erased::restored;
use crate::contract::value::Value;
use crate::policy::confirmations::Confirmations;
use crate::policy::settings::{AmbiguousWrite, Settings};
use crate::report::error::{Cause, Conclusion, Unconfirmed};
use crate::report::evidence::Evidence;
use crate::report::resent::Resent;
use crate::report::telemetry;
use crate::report::words::{not_implemented, polls_in_words, seconds, write_in_words};
use crate::requests::write_recorder::WitnessRecorder;

/// A write that failed, indeterminate whether it landed, and was looked for in vain; or one that was
/// refused, and has changed something all the same: then the cause is [`Cause::Changed`].
///
/// It may have landed, and it may land yet: a program that repeats it may do it twice.
#[non_exhaustive]
pub struct Ambiguous<E> {
    /// The SDK's own error, untouched.
    pub error: E,
    /// Why the write was not found; or that it has changed something although it was refused.
    pub cause: Cause,
    /// What was seen.
    pub evidence: Evidence,
    /// The mutation, as in `PutParameter`.
    pub operation: &'static str,
    /// The name or id of what it was to change.
    pub resource: Option<String>,
}

impl<E> fmt::Display for Ambiguous<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let write = write_in_words(self.operation, self.resource.as_deref());
        let polls = polls_in_words(self.evidence.polls_made());
        let check = self.cause.check();
        if let Cause::Changed { seen, .. } = &self.cause {
            return write!(
                f,
                "{write} was refused, and has changed something all the same ({polls}): `{check}` \
                 saw: {seen}. Look at it before the call is repeated"
            );
        }
        write!(
            f,
            "{write} failed, and it is not known whether it landed ({polls}): `{check}` "
        )?;
        not_found(f, &self.cause)
    }
}

/// Why the look for a write did not find it, and what to do; after the name of the check.
fn not_found(f: &mut fmt::Formatter<'_>, cause: &Cause) -> fmt::Result {
    match cause {
        Cause::Deadline {
            after, last_seen, ..
        } => write!(
            f,
            "did not find it within {} s; last seen: {last_seen}. \
                 Look again before the call is repeated: it may land yet",
            seconds(*after)
        ),
        Cause::Denied { actions, .. } => write!(
            f,
            "may not read. Allow `{}` to this caller, and look before the call is repeated",
            actions.join("`, `")
        ),
        Cause::Credentials { source, .. } => write!(
            f,
            "has no valid credentials to read with: {}. See to them, and look before \
                 the call is repeated",
            source.in_words()
        ),
        Cause::Failed { state, .. } | Cause::Changed { seen: state, .. } => {
            write!(f, "saw a terminal state: {state}")
        }
        Cause::NotImplemented {
            answers, source, ..
        } => write!(
            f,
            "could not look: {}. Look in another way before the call is repeated",
            not_implemented(source, *answers)
        ),
        Cause::Read { source, .. } => {
            write!(
                f,
                "could not go on: {}. Look before the call is repeated",
                source.in_words()
            )
        }
    }
}

/// The SDK's error in its own short form: its debug form may hold a response as it came.
impl<E: fmt::Display> fmt::Debug for Ambiguous<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ambiguous")
            .field("operation", &self.operation)
            .field("resource", &self.resource)
            .field("error", &format_args!("{}", self.error))
            .field("cause", &self.cause)
            .field("evidence", &self.evidence)
            .finish_non_exhaustive()
    }
}

/// The source is the SDK's error; why the write was not found is in the text.
impl<E: std::error::Error + 'static> std::error::Error for Ambiguous<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

impl<E> Ambiguous<E> {
    /// The same with another error.
    pub(crate) fn map_error<F>(self, map: impl FnOnce(E) -> F) -> Ambiguous<F> {
        Ambiguous {
            error: map(self.error),
            cause: self.cause,
            evidence: self.evidence,
            operation: self.operation,
            resource: self.resource,
        }
    }
}

/// What became of a write that failed, other than that it was found and confirmed.
pub enum Unresolved<E, T> {
    /// It was not looked up: the SDK's own error, untouched.
    Failed(E),
    /// It was looked for in vain.
    Ambiguous(Box<Ambiguous<E>>),
    /// It was found, and could not be confirmed.
    Unconfirmed(Box<Unconfirmed<T>>),
}

/// As that of the error inside.
impl<E: fmt::Debug + fmt::Display, T> fmt::Debug for Unresolved<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(error) => fmt::Debug::fmt(error, f),
            Self::Ambiguous(error) => fmt::Debug::fmt(error, f),
            Self::Unconfirmed(error) => fmt::Debug::fmt(error, f),
        }
    }
}

impl<E, T> Unresolved<E, T> {
    /// Adds to the evidence how often the call was sent again. The SDK's own error has none.
    pub(crate) fn sent_again(mut self, resent: Option<Box<Resent>>) -> Self {
        match &mut self {
            Self::Failed(_) => {}
            Self::Ambiguous(error) => error.evidence.resent = resent,
            Self::Unconfirmed(error) => error.evidence.resent = resent,
        }
        self
    }
}

/// [`Unresolved`], the types of error and output forgotten.
pub(crate) type UnresolvedAny = Unresolved<Box<Value>, Box<Value>>;

impl UnresolvedAny {
    /// Of what it was made of.
    pub(crate) fn restored<E, T>(self) -> Unresolved<E, T>
    where
        E: Send + Sync + 'static,
        T: Send + Sync + 'static,
    {
        match self {
            Self::Failed(error) => Unresolved::Failed(restored(error)),
            Self::Ambiguous(error) => {
                let error = (*error).map_error(restored);
                Unresolved::Ambiguous(Box::new(error))
            }
            Self::Unconfirmed(error) => {
                let error = (*error).map_output(restored);
                Unresolved::Unconfirmed(Box::new(error))
            }
        }
    }
}

impl Consistency {
    /// Looks up a write that failed with `error`, where nothing says whether it landed, the policy
    /// is [`AmbiguousWrite::ReadBack`] and a check that applies to the call permits it.
    ///
    /// # Errors
    /// `error` itself if the write was not looked up, with what was seen if it was not found.
    pub(crate) async fn find(
        &self,
        call: &Call,
        failed: ReturnedCall,
        error: Box<Value>,
        recorder: &WitnessRecorder,
    ) -> Result<Landed, UnresolvedAny> {
        let search = self.search(call, &failed, recorder);
        let Some((lookup, settings)) = search else {
            return Err(Unresolved::Failed(error));
        };
        let mut enforcement = Enforcement::new(Look::Write(&lookup), settings);
        let result = look_up(&mut enforcement, &failed.as_write(&(), &self.shared)).await;
        let search = enforcement.into_log();
        if let Some((output, witness)) = lookup.into_landed() {
            return Ok(Landed {
                search: Some(Box::new(search)),
                ..Landed::answered(ReturnedCall { witness, ..failed }, output)
            });
        }
        let Err(cause) = result else {
            // Nothing can be looked up.
            return Err(Unresolved::Failed(error));
        };
        let evidence = collect(Some(&search), [], failed.returned);
        Err(in_vain(&failed, error, cause, evidence))
    }

    /// The first check of the call that can look for its write, and is asked to.
    fn search<'a>(
        &'a self,
        call: &'a Call,
        failed: &ReturnedCall,
        recorder: &'a WitnessRecorder,
    ) -> Option<(Lookup<'a>, Arc<Settings>)> {
        if !recorder.may_have_landed() {
            return None;
        }
        let enforcements = self.enforcements(failed.mutation, call);
        enforcements.into_iter().find_map(|enforcement| {
            let settings = enforcement.settings();
            if settings.on_ambiguous != AmbiguousWrite::ReadBack {
                return None;
            }
            let lookup = Lookup::with(enforcement.condition(), recorder, failed.returned)?;
            // Found once is found: how sure to be is for the confirmation.
            let settings = Settings {
                confirmations: Confirmations::count(1),
                ..(**settings).clone()
            };
            Some((lookup, Arc::new(settings)))
        })
    }
}

/// What a search has come to that has not found its write.
fn in_vain(
    failed: &ReturnedCall,
    error: Box<Value>,
    cause: Cause,
    evidence: Evidence,
) -> UnresolvedAny {
    let mutation = failed.mutation;
    telemetry::not_found(mutation.names(), &evidence);
    Unresolved::Ambiguous(Box::new(Ambiguous {
        error,
        cause,
        evidence,
        operation: mutation.names().name,
        resource: mutation.resource(&*failed.input),
    }))
}

/// Runs the search in a span of its own. `Ok(Some(why))` if nothing can be looked up.
async fn look_up(enforcement: &mut Enforcement<'_>, write: &Write<'_>) -> Conclusion {
    let search = enforcement.name();
    let span = telemetry::span(search, &write.about());
    let conclusion = enforcement.run(write).instrument(span.clone()).await;
    if !matches!(conclusion, Ok(Some(_))) {
        telemetry::concluded(
            &span,
            search,
            &write.about(),
            enforcement.log(),
            &conclusion,
        );
    }
    conclusion
}
