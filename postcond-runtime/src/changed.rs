//! A call that was refused, and may have changed something all the same.

use tokio::time::Instant;

use crate::consistency::collect;
use crate::destination::Destination;
use crate::enforce::Enforcement;
use crate::look::{AsCondition, Look};
use crate::write::Write;
use crate::write_recorder::WitnessRecorder;
use crate::{
    Ambiguous, CallOptions, Cause, Check, Condition, Consistency, Finding, Mutation, ReaderOf,
    Verdict, Witness, pending, satisfied,
};

impl Consistency {
    /// Looks once whether a call that was refused has changed something all the same, where a check of
    /// the call says that its refusal may have. `error`, with what was seen if it has.
    pub(crate) async fn look_after_refusal<O: Mutation, E>(
        &self,
        reader: &ReaderOf<O>,
        call: &CallOptions<O>,
        input: &O::Input,
        error: E,
        recorder: &WitnessRecorder,
    ) -> Result<E, Box<Ambiguous<E>>> {
        let (code, place) = recorder.write(|write| {
            let code = write.refusal().map(|refusal| refusal.code.clone());
            (code.unwrap_or_default(), write.place().cloned())
        });
        let mut enforcements = self.enforcements(call).into_iter();
        let look = enforcements.find_map(|it| {
            let look = AfterRefusal::after(it.condition(), &code)?;
            Some((look, it.settings().clone()))
        });
        let Some((look, settings)) = look else {
            return Ok(error);
        };
        let look = AsCondition(look);
        let (returned, resource) = (Instant::now(), O::resource(input));
        let write = Write {
            reader,
            input,
            output: &(),
            witness: &recorder.unanswered(returned),
            destination: &Destination::of(call.customization(), place),
            resource: resource.as_deref(),
            returned,
            waiting_since: returned,
            shared: &self.shared,
        };
        let mut enforcement = Enforcement::new(&look, settings);
        let seen = enforcement.look_once(&write).await;
        let Some(Verdict::Satisfied(seen)) = seen else {
            return Ok(error);
        };
        let cause = Cause::Changed {
            check: look.0.name,
            seen: seen.into_owned(),
        };
        Err(Box::new(Ambiguous {
            error,
            cause,
            evidence: collect(Some(enforcement.log()), [], returned),
            operation: O::NAME,
            resource,
        }))
    }
}

/// One look after a refusal.
struct AfterRefusal<'a, O: Mutation> {
    condition: &'a dyn Condition<O>,
    name: &'static str,
}

impl<'a, O: Mutation> AfterRefusal<'a, O> {
    /// The look that `condition` asks for after a refusal with this code, if it does.
    fn after(condition: &'a dyn Condition<O>, code: &str) -> Option<Self> {
        let name = condition.changed_by()?;
        let applies = condition.refused_with().contains(&code);
        applies.then_some(Self { condition, name })
    }
}

impl<O: Mutation> Look<O> for AfterRefusal<'_, O> {
    const BEST_EFFORT: bool = true;

    fn condition(&self) -> &dyn Condition<O> {
        self.condition
    }

    fn name(&self) -> &'static str {
        self.name
    }

    async fn look(&self, reader: &ReaderOf<O>, input: &O::Input, witness: &Witness) -> Check {
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
