//! A call that was refused, and may have changed something all the same.

use std::sync::Arc;

use crate::confirm::after_refusal::AfterRefusal;
use crate::confirm::call::Call;
use crate::confirm::checks::collect;
use crate::confirm::consistency::Consistency;
use crate::confirm::enforce::Enforcement;
use crate::confirm::look::Look;
use crate::confirm::write::ReturnedCall;
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
        call: &Call,
        refused: &ReturnedCall,
        error: Box<Value>,
        recorder: &WitnessRecorder,
    ) -> Result<Box<Value>, Box<Ambiguous<Box<Value>>>> {
        let code = recorder.write(|write| write.refusal().map(|refusal| refusal.code.clone()));
        let code = code.unwrap_or_default();
        let mut enforcements = self.enforcements(refused.mutation, call).into_iter();
        let look = enforcements.find_map(|it| {
            let look = AfterRefusal::after(it.condition(), &code)?;
            Some((look, Arc::clone(it.settings())))
        });
        let Some((look, settings)) = look else {
            return Ok(error);
        };
        let write = refused.as_write(&(), &self.shared);
        let mut enforcement = Enforcement::new(Look::AfterRefusal(&look), settings);
        let Some(Verdict::Satisfied(seen)) = enforcement.look_once(&write).await else {
            return Ok(error);
        };
        let cause = Cause::Changed {
            check: look.name(),
            seen: seen.into_owned(),
        };
        Err(Box::new(Ambiguous {
            error,
            cause,
            evidence: collect(Some(enforcement.log()), [], refused.returned),
            operation: write.names().name,
            resource: write.resource,
        }))
    }
}
