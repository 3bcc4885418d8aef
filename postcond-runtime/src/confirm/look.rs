//! What the loop looks for: the change that a check establishes, or a write that nothing has answered.

use crate::confirm::after_refusal::AfterRefusal;
use crate::confirm::lookup::Lookup;
use crate::confirm::write::Write;
use crate::contract::condition::{Condition, Polling};
use crate::contract::verdict::Check;

/// What the polls of one enforcement look for.
#[derive(Clone, Copy)]
pub(crate) enum Look<'a> {
    /// The change that a write has made.
    Change(&'a dyn Condition),
    /// A write that was not answered.
    Write(&'a Lookup<'a>),
    /// A change that a write has made although it was refused.
    AfterRefusal(&'a AfterRefusal<'a>),
}

impl<'a> Look<'a> {
    /// The check that looks, or knows how to.
    pub(crate) fn condition(self) -> &'a dyn Condition {
        match self {
            Self::Change(condition) => condition,
            Self::Write(lookup) => lookup.condition(),
            Self::AfterRefusal(look) => look.condition(),
        }
    }

    /// As it appears in evidence and errors.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Change(condition) => condition.info().name,
            Self::Write(lookup) => lookup.name(),
            Self::AfterRefusal(look) => look.name(),
        }
    }

    /// Looks once, and judges the answer.
    pub(crate) fn poll<'w>(self, write: &'w Write<'_>) -> Polling<'w, Check>
    where
        'a: 'w,
    {
        match self {
            Self::Change(condition) => {
                let (reader, witness) = (&*write.call.reader, &write.call.witness);
                condition.check(reader, write.input, write.output, witness)
            }
            Self::Write(lookup) => Box::pin(lookup.look(write)),
            Self::AfterRefusal(look) => Box::pin(look.look(write)),
        }
    }
}
