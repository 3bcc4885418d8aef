//! A call that was refused, and may have changed something all the same.

use tokio::time::Instant;

use crate::consistency::{Call, collect};
use crate::enforce::Enforcement;
use crate::erased::{AnyMutation, Value};
use crate::look::Look;
use crate::write::{Sought, Write};
use crate::write_recorder::WitnessRecorder;
use crate::{
    Ambiguous, Cause, Check, Condition, Consistency, Finding, Verdict, pending, satisfied,
};

impl Consistency {
    /// Looks once whether a call that was refused has changed something all the same, where a check of
    /// the call says that its refusal may have. `error`, with what was seen if it has.
    pub(crate) async fn look_after_refusal(
        &self,
        mutation: &'static dyn AnyMutation,
        reader: &Value,
        call: &Call,
        input: &Value,
        error: Box<Value>,
        recorder: &WitnessRecorder,
    ) -> Result<Box<Value>, Box<Ambiguous<Box<Value>>>> {
        let code = recorder.write(|write| write.refusal().map(|refusal| refusal.code.clone()));
        let code = code.unwrap_or_default();
        let mut enforcements = self.enforcements(mutation, call).into_iter();
        let look = enforcements.find_map(|it| {
            let look = AfterRefusal::after(it.condition(), &code)?;
            Some((look, it.settings().clone()))
        });
        let Some((look, settings)) = look else {
            return Ok(error);
        };
        let failed = Instant::now();
        let sought = Sought::new(
            mutation,
            reader,
            input,
            call.customization,
            recorder,
            failed,
        );
        let mut enforcement = Enforcement::new(Look::AfterRefusal(&look), settings);
        let seen = enforcement.look_once(&sought.as_write(&self.shared)).await;
        let Some(Verdict::Satisfied(seen)) = seen else {
            return Ok(error);
        };
        let cause = Cause::Changed {
            check: look.name,
            seen: seen.into_owned(),
        };
        Err(Box::new(Ambiguous {
            error,
            cause,
            evidence: collect(Some(enforcement.log()), [], failed),
            operation: mutation.names().name,
            resource: sought.resource,
        }))
    }
}

/// One look after a refusal.
pub(crate) struct AfterRefusal<'a> {
    condition: &'a dyn Condition,
    name: &'static str,
}

impl<'a> AfterRefusal<'a> {
    /// The look that `condition` asks for after a refusal with this code, if it does.
    fn after(condition: &'a dyn Condition, code: &str) -> Option<Self> {
        let name = condition.changed_by()?;
        let applies = condition.refused_with().contains(&code);
        applies.then_some(Self { condition, name })
    }

    /// The check that knows how to look.
    pub(crate) fn condition(&self) -> &'a dyn Condition {
        self.condition
    }

    /// As it appears in evidence and errors.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Looks once, and judges what was found.
    pub(crate) async fn look(&self, write: &Write<'_>) -> Check {
        let (reader, input, witness) = (write.reader, write.input, write.witness);
        match self.condition.find_refused(reader, input, witness).await? {
            Finding::Found(_, seen) => satisfied(seen),
            Finding::Created(_, at, seen)
                if witness.covers(at.as_ref()) && !witness.precedes(at.as_ref()) =>
            {
                satisfied(seen)
            }
            Finding::Created(_, _, seen) | Finding::Absent(seen) => pending(seen),
            Finding::Unfindable(why) => pending(why),
        }
    }
}
