//! The language of histories: what a program does, and in which world. Displayed as a short script.

use std::fmt;
use std::time::Duration;

/// A program, and the world that it runs in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Program {
    pub(crate) world: Setting,
    pub(crate) steps: Vec<Step>,
}

/// How the world is set up. All times are in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting {
    /// What all draws follow from.
    pub(crate) seed: u64,
    pub(crate) home: Account,
    /// Where calls go whose configuration is overridden.
    pub(crate) away: Account,
    pub(crate) provider: Provider,
    /// Whether identities are cached.
    pub(crate) cached: bool,
    pub(crate) deadline: u64,
    pub(crate) confirmations: u32,
    /// Whether unanswered writes are looked up.
    pub(crate) look_up: bool,
    pub(crate) schedule: Pauses,
    pub(crate) budget: Option<(u32, u32)>,
    /// How many writes of the scope may be under way.
    pub(crate) writes_at_once: usize,
}

impl Setting {
    /// Whether a write of the scope waits for nothing once it is let in: neither for credentials, nor for its turn, as it
    /// does once others were throttled.
    pub(crate) fn sends_at_once(&self) -> bool {
        let throttles = |account: &Account| {
            let mut faults = account.faults.iter();
            account.rate.is_some() || faults.any(|it| it.kind == FaultKind::WritesThrottled)
        };
        let loads_at_once = !matches!(self.provider, Provider::Slow(_));
        loads_at_once && !throttles(&self.home) && !throttles(&self.away)
    }
}

/// An account: one simulator.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Account {
    pub(crate) lag: Lagging,
    pub(crate) replicas: usize,
    pub(crate) round_trip: u64,
    pub(crate) faults: Vec<Fault>,
    /// How many calls each operation takes.
    pub(crate) rate: Option<Rate>,
    pub(crate) refusals: Vec<Passing>,
}

/// A token bucket for each operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rate {
    pub(crate) per_second: u32,
    pub(crate) burst: u32,
    /// Whether it is one of reads, too.
    pub(crate) of_reads: bool,
}

/// What is refused for so long after an earlier write to the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Passing {
    pub(crate) kind: PassingKind,
    pub(crate) lasts: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PassingKind {
    /// Creating a secret after its deletion, which is under way.
    SecretIsScheduled,
    /// Creating a secret after its deletion, as if it still existed.
    SecretExists,
    /// Making a parameter after its deletion, as if it still existed.
    ParameterExists,
    /// Making a parameter after its deletion, of which something is left.
    ParameterIsStale,
    /// Tagging a parameter that was just made.
    ParameterIsUnknown,
    /// Tagging a secret that was just made.
    SecretIsUnknown,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Lagging {
    Fixed(u64),
    LogNormal { median: u64, sigma: f64 },
}

/// A share of some calls is answered otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fault {
    pub(crate) kind: FaultKind,
    pub(crate) percent: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FaultKind {
    ReadsThrottled,
    ReadsFail,
    ReadsUnanswered,
    WritesThrottled,
    WritesReset,
    WritesLost,
    WritesWithheld,
    WritesFail,
}

/// Where the client's credentials come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Provider {
    Prompt,
    /// Each load takes so long.
    Slow(u64),
    /// The load with this number fails, as when the token service answers 503.
    FailsOnce(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pauses {
    Learned,
    Fixed(u64),
    Exponential,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    /// One call.
    Call(Who, Op, Handling),
    /// So many creations of different names, joined.
    Many {
        who: Who,
        secrets: bool,
        count: usize,
        handling: Handling,
    },
    /// The scope is settled.
    Settle(Handling),
    /// One of the scope's writes is settled, counted from the last one.
    SettleOne(usize, Handling),
    /// The answer to the next write of each kind that can be looked up is lost, or never comes.
    LoseNext {
        withheld: bool,
    },
    Pause(u64),
    /// A held future is polled again, to its end.
    Resume(usize),
    /// A held future is dropped.
    Drop(usize),
}

/// Who makes a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// The SDK's own client, somebody else's.
    Plain,
    Consistent,
    Unconfirmed,
    /// In the scope.
    Scoped,
    ScopedUnconfirmed,
    /// Overridden to another account.
    Away,
    /// Overridden to another region.
    Region,
    /// In the scope, overridden to another account.
    ScopedAway,
    /// With an interceptor that changes nothing.
    Intercepted,
    /// With a configuration that is made from the client's own.
    Derived,
}

impl Who {
    pub(crate) fn is_scoped(self) -> bool {
        matches!(
            self,
            Self::Scoped | Self::ScopedUnconfirmed | Self::ScopedAway
        )
    }

    pub(crate) fn opts_out(self) -> bool {
        matches!(self, Self::Unconfirmed | Self::ScopedUnconfirmed)
    }
}

/// What a call does. Names are numbers: `/1`, `secret-1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// An overwrite takes no tags, whatever is asked for.
    Put {
        name: u16,
        overwrite: bool,
        tagged: bool,
    },
    Delete(u16),
    DeleteBoth(u16, u16),
    AddTag(u16, u8),
    RemoveTag(u16, u8),
    Label(u16),
    Create(u16),
    Update {
        name: u16,
        value: bool,
    },
    PutValue(u16),
    DeleteSecret {
        name: u16,
        forced: bool,
    },
    Restore(u16),
    Tag(u16, u8),
    Untag(u16, u8),
}

/// What becomes of the future of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handling {
    Await,
    /// Polled beside what follows.
    Background,
    /// Dropped after a while.
    GiveUp(u64),
    /// Polled for a while in a `select!`, then kept and not polled.
    Hold(u64),
}

pub(crate) fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "in {}", self.world)?;
        self.steps
            .iter()
            .try_for_each(|step| writeln!(f, "  {step}"))
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a world of seed {}: home {}; away {}; ",
            self.seed, self.home, self.away
        )?;
        let cached = if self.cached { "cached" } else { "not cached" };
        write!(
            f,
            "credentials {:?}, {cached}; deadline {} ms, ",
            self.provider, self.deadline
        )?;
        write!(
            f,
            "{} confirmation(s), {:?}",
            self.confirmations, self.schedule
        )?;
        if self.look_up {
            f.write_str(", unanswered writes are looked up")?;
        }
        match self.budget {
            Some((rate, burst)) => write!(f, ", {rate} reads/s, burst {burst}")?,
            None => f.write_str(", default budget")?,
        }
        write!(f, ", {} writes of the scope at once", self.writes_at_once)
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.lag {
            Lagging::Fixed(lag) => write!(f, "lag {lag} ms")?,
            Lagging::LogNormal { median, sigma } => {
                write!(f, "lag {median} ms (sigma {sigma:.1})")?;
            }
        }
        write!(f, " x{}, round trip {} ms", self.replicas, self.round_trip)?;
        let mut faults = self.faults.iter();
        faults.try_for_each(|fault| write!(f, ", {} % {:?}", fault.percent, fault.kind))?;
        if let Some(rate) = self.rate {
            let of = if rate.of_reads { "calls" } else { "writes" };
            let (per_second, burst) = (rate.per_second, rate.burst);
            write!(f, ", {per_second} {of}/s of each kind, burst {burst}")?;
        }
        let mut refusals = self.refusals.iter();
        refusals.try_for_each(|it| write!(f, ", {:?} for {} ms", it.kind, it.lasts))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(who, op, handling) => write!(f, "{who:?}: {op:?}{handling}"),
            Self::Many {
                who,
                secrets,
                count,
                handling,
            } => {
                let what = if *secrets { "secrets" } else { "parameters" };
                write!(f, "{who:?}: create {count} {what} at once{handling}")
            }
            Self::Settle(handling) => write!(f, "settle{handling}"),
            Self::SettleOne(index, handling) => {
                write!(f, "settle the last write but {index}{handling}")
            }
            Self::LoseNext { withheld: false } => {
                f.write_str("(the next answer to a write is lost)")
            }
            Self::LoseNext { withheld: true } => {
                f.write_str("(the next answer to a write never comes)")
            }
            Self::Pause(pause) => write!(f, "pause {pause} ms"),
            Self::Resume(index) => write!(f, "poll held future {index} to its end"),
            Self::Drop(index) => write!(f, "drop held future {index}"),
        }
    }
}

impl fmt::Display for Handling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Await => Ok(()),
            Self::Background => f.write_str(", in the background"),
            Self::GiveUp(after) => write!(f, ", dropped after {after} ms"),
            Self::Hold(after) => write!(f, ", polled for {after} ms and held"),
        }
    }
}
