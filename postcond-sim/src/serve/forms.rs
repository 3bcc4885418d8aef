//! The forms that lags, faults and the like have as text: the same in flags, in a file and in requests.

use std::time::Duration;

use postcond_sim::{Calls, DatePrecision, Routing, Simulator};

use super::spelling::unknown;

mod answers;
mod figures;
mod lags;

use figures::portion;

pub(crate) use figures::{Meant, date, duration, number, within};
pub(crate) use lags::lag;

/// A share of some calls that gets an answer: `reads=throttled@20%`.
#[derive(Debug)]
pub(crate) struct Fault(Calls, postcond_sim::Answer, f64);

/// How many of some calls are taken: `PutParameter=3/10`.
#[derive(Debug)]
pub(crate) struct Limit(Calls, f64, u32);

/// What is refused for a while after what: `DeleteSecret,CreateSecret=400:ResourceExistsException@20s`.
#[derive(Debug)]
pub(crate) struct Refusal {
    earlier: String,
    refused: String,
    answer: postcond_sim::Answer,
    lasts: Duration,
}

/// An answer for the next calls of an operation: `GetParameter=denied@3`.
#[derive(Debug)]
pub(crate) struct Scripted {
    operation: String,
    answer: postcond_sim::Answer,
    /// None for always.
    times: Option<usize>,
}

impl Fault {
    /// What makes no sense is refused by `on`, which is changed.
    pub(crate) fn parse(text: &str, on: &Simulator) -> Meant<Self> {
        let form = "CALLS=ANSWER@SHARE, as `reads=throttled@20%`";
        let (given, answer, share) = assigned(text, form)?;
        let fault = Self(calls(given), answers::answer(answer)?, portion(share)?);
        fault.set(on).map(|()| fault)
    }

    pub(crate) fn set(&self, on: &Simulator) -> Meant<()> {
        let Self(calls, answer, share) = self;
        let set = on.fault_rate(calls.clone(), answer.clone(), *share);
        set.map_err(|error| error.to_string())
    }
}

impl Limit {
    /// What makes no sense is refused by `on`, which is changed.
    pub(crate) fn parse(text: &str, on: &Simulator) -> Meant<Self> {
        let form = "a rate limit has the form CALLS=PER_SECOND/BURST, as `PutParameter=3/10`";
        let parts = text.split_once('=').and_then(|(given, figures)| {
            let (per_second, burst) = figures.split_once('/')?;
            Some((given, per_second, burst))
        });
        let (given, per_second, burst) = parts.ok_or(form)?;
        let limit = Self(
            calls(given),
            number(per_second)?,
            within(burst, 0..=u32::MAX)?,
        );
        limit.set(on).map(|()| limit)
    }

    pub(crate) fn set(&self, on: &Simulator) -> Meant<()> {
        let Self(calls, per_second, burst) = self;
        let set = on.rate_limit(calls.clone(), *per_second, *burst);
        set.map_err(|error| error.to_string())
    }
}

impl Refusal {
    pub(crate) fn parse(text: &str, on: &Simulator) -> Meant<Self> {
        let form = "EARLIER,REFUSED=ANSWER@DURATION, as \
                    `DeleteSecret,CreateSecret=400:ResourceExistsException@20s`";
        let (operations, answer, lasts) = assigned(text, form)?;
        let (earlier, refused) = operations
            .split_once(',')
            .ok_or_else(|| format!("`{text}` is not of the form {form}"))?;
        Ok(Self {
            earlier: operation(earlier, on)?,
            refused: operation(refused, on)?,
            answer: answers::answer(answer)?,
            lasts: duration(lasts)?,
        })
    }

    pub(crate) fn set(&self, on: &Simulator) {
        on.refuse_after(
            &self.earlier,
            &self.refused,
            self.answer.clone(),
            self.lasts,
        );
    }
}

impl Scripted {
    pub(crate) fn parse(text: &str, on: &Simulator) -> Meant<Self> {
        let form = "OPERATION=ANSWER@TIMES, as `GetParameter=denied@3`, or `@always`";
        let (given, answer, times) = assigned(text, form)?;
        Ok(Self {
            operation: operation(given, on)?,
            answer: answers::answer(answer)?,
            times: match times {
                "always" => None,
                times => Some(within(times, 1..=1_000_000_000)?),
            },
        })
    }

    pub(crate) fn set(&self, on: &Simulator) {
        let script = on.script(&self.operation);
        let script = match self.times {
            Some(times) => script.next(times),
            None => script.always(),
        };
        script.answer(self.answer.clone());
    }
}

/// The parts of `a=b@c`, where b may have any of these signs.
fn assigned<'a>(text: &'a str, form: &str) -> Meant<(&'a str, &'a str, &'a str)> {
    let parts = text.split_once('=').and_then(|(to, what)| {
        let (answer, of) = what.rsplit_once('@')?;
        Some((to.trim(), answer.trim(), of.trim()))
    });
    parts.ok_or_else(|| format!("`{text}` is not of the form {form}"))
}

/// Which operations there are, the simulator knows.
fn calls(text: &str) -> Calls {
    match text.trim() {
        "all" => Calls::all(),
        "reads" => Calls::reads(),
        "writes" => Calls::writes(),
        operation => Calls::to(operation),
    }
}

fn operation(name: &str, of: &Simulator) -> Meant<String> {
    let known = of.operation(name.trim());
    known.map_err(|unknown| unknown.to_string())?;
    Ok(name.trim().to_owned())
}

pub(crate) fn routing(text: &str) -> Meant<Routing> {
    match text {
        "monotonic" => Ok(Routing::Monotonic),
        "non-monotonic" => Ok(Routing::NonMonotonic),
        _ => Err(unknown("routing", text, ["monotonic", "non-monotonic"])),
    }
}

pub(crate) fn date_precision(text: &str) -> Meant<DatePrecision> {
    match text {
        "milliseconds" => Ok(DatePrecision::Milliseconds),
        "seconds" => Ok(DatePrecision::Seconds),
        _ => Err(unknown("date precision", text, ["milliseconds", "seconds"])),
    }
}
