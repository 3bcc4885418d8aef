//! A call that was refused, and may have changed something all the same.

use std::sync::Arc;

use tokio::time::Instant;

use crate::confirm::after_refusal::AfterRefusal;
use crate::confirm::consistency::{Call, Consistency, collect};
use crate::confirm::enforce::Enforcement;
use crate::confirm::look::Look;
use crate::confirm::write::Sought;
use crate::contract::erased::AnyMutation;
use crate::contract::value::Value;
use crate::contract::verdict::Verdict;
use crate::report::error::Cause;
use crate::requests::write_recorder::WitnessRecorder;
use crate::sending::indeterminate::Ambiguous;

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
            Some((look, Arc::clone(it.settings())))
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
            check: look.name(),
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
