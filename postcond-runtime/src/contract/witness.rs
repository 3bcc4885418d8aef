//! When a write happened, in the server's time: what a check sees of it.

#[cfg(feature = "receipts")]
mod statement;

use std::cmp::Ordering;
use std::fmt;
use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use tokio::time::Instant;

use crate::sdk::clock::{DATE_HEADER_WIDTH, EndpointClock, Estimate, SLACK, ServerTime};

#[cfg(feature = "receipts")]
pub(crate) use statement::WitnessStatement;

/// How wrong the local clock may be, where no answer of the endpoint has had a `Date` header.
const LOCAL_CLOCK_SLACK: Duration = Duration::from_secs(30);

/// What a call has sent, as far as its own answer does not show it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sent {
    pub(crate) idempotency_token: Option<String>,
    pub(crate) secret: bool,
    pub(crate) access_key: AccessKey,
}

/// The access key that a request was signed with, if any. It belongs in no log.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct AccessKey(pub(crate) Option<String>);

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKey")
    }
}

/// When the write happened, in the server's time: a check's means of telling this life of a
/// resource from an earlier one, and a stale copy from a later change.
///
/// Two moments bracket the write: when the first attempt that may have landed was sent, and when the
/// answer arrived. What the server's clock showed then follows from the `Date` headers of all answers
/// that the client and its clones have had from the endpoint, to mutations and to read-backs. Each is
/// cut to the second, and narrows what is known; what is known widens again by 200 ppm of the time since,
/// as clocks drift. The hosts of an endpoint may differ by 50 ms.
///
/// With the first answer of an endpoint, the bracket begins up to 1 s and a round trip early. After
/// twenty answers that are spread over some seconds, that is 50 ms, two round trips and on average
/// another 50 ms. The date of an earlier life may lie in the bracket if that life began so shortly
/// before this one: then it cannot be told from this one. Dates in whole seconds add up to a second to
/// that, and so does one in a thousand of those in milliseconds, which looks like a whole second.
///
/// Where answers contradict each other, because a clock was set or hosts differ by more, what is known
/// begins anew with the last answer, and hosts are taken to differ by 2 s until the answers of ten
/// different seconds agree. A write that was made before has the brackets of both clocks then, so that
/// it is not taken for an older one. The local wall clock plays no part, unless no answer of the endpoint
/// has ever had a date: then it stands in, with 30 s of slack before, and no date counts as later.
///
/// Of a write that was not answered, the bracket ends 2 s after the call has failed, since it may have
/// been under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    bracket: Bracket,
    /// By the local clock, less what it may be wrong by.
    local: ServerTime,
    pub(crate) request_id: Option<String>,
    pub(crate) sent: Sent,
    /// The members that a receipt has left out of input and output.
    left_out: Vec<String>,
}

/// What brackets a write, in the server's time.
#[derive(Clone, Debug, PartialEq)]
enum Bracket {
    Unknown,
    Fixed(Between),
    Measured(Measured),
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Between {
    not_before: ServerTime,
    not_after: ServerTime,
}

impl Between {
    fn or(self, other: Self) -> Self {
        Self {
            not_before: self.not_before.min(other.not_before),
            not_after: self.not_after.max(other.not_after),
        }
    }
}

/// The moments of the local clock that bracket a write.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    /// When the first attempt was sent that may have landed.
    pub(crate) sent: Instant,
    /// When the answer arrived, or when none was waited for any more.
    pub(crate) ended: Instant,
}

impl Span {
    fn by(&self, clock: &Estimate) -> Between {
        Between {
            not_before: clock.earliest(self.sent),
            not_after: clock.latest(self.ended),
        }
    }
}

/// A bracket by the clock of the endpoint, as that was known when the write was made.
///
/// Answers since then do not narrow it, for the clock may have been set in between. If they contradict
/// what was known, it may have been set before, and what they say counts as well.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measured {
    clock: EndpointClock,
    span: Span,
    known: Option<Known>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Known {
    era: u32,
    between: Between,
}

impl Measured {
    /// `before` is what was known of the clock when the write was sent.
    pub(crate) fn new(clock: EndpointClock, span: Span, before: Option<Estimate>) -> Self {
        let known = clock.estimate().map(|now| Known {
            era: now.era(),
            between: match before {
                Some(before) if before.era() != now.era() => span.by(&before).or(span.by(&now)),
                Some(_) | None => span.by(&now),
            },
        });
        Self { clock, span, known }
    }

    fn between(&self) -> Option<Between> {
        let now = self.clock.estimate()?;
        Some(match self.known {
            Some(known) if known.era == now.era() => known.between,
            Some(known) => known.between.or(self.span.by(&now)),
            None => self.span.by(&now),
        })
    }
}

/// What a date says: the change that it dates was made between these.
struct Dated {
    earliest: ServerTime,
    /// Exclusively.
    latest: ServerTime,
}

impl From<&DateTime> for Dated {
    /// A date is as wide as its last digit, and is cut or rounded. One that shows none behind the second
    /// may have been finer, and is taken for a whole second all the same.
    fn from(date: &DateTime) -> Self {
        let date = ServerTime::from(date);
        let width = match date.0 {
            it if it % 1_000_000 == 0 => Duration::from_secs(1),
            it if it % 1_000 == 0 => Duration::from_millis(1),
            _ => Duration::from_micros(1),
        };
        Self {
            earliest: date.minus(width / 2),
            latest: date.plus(width),
        }
    }
}

impl Witness {
    /// The witness of a write whose response carried `date` and whose call took `took`, at an endpoint
    /// of which nothing else is known.
    #[must_use]
    pub fn dated(date: SystemTime, took: Duration) -> Self {
        let date = ServerTime::from(date);
        let between = Between {
            not_before: date.minus(took).minus(SLACK),
            not_after: date.plus(DATE_HEADER_WIDTH).plus(SLACK),
        };
        Self::bracketed(Bracket::Fixed(between), between.not_before)
    }

    /// The witness of a write to an endpoint whose answers carry no date, returned at `now` on the local
    /// clock.
    #[must_use]
    pub fn undated(now: SystemTime, took: Duration) -> Self {
        Self::bracketed(Bracket::Unknown, local(now, took))
    }

    /// The witness of a write that began `ago`, by the clock of its endpoint.
    pub(crate) fn measured(measured: Measured, ago: Duration) -> Self {
        let local = local(SystemTime::now(), ago);
        Self::bracketed(Bracket::Measured(measured), local)
    }

    /// Of what was sent and answered, nothing is known yet.
    fn bracketed(bracket: Bracket, local: ServerTime) -> Self {
        Self {
            bracket,
            local,
            request_id: None,
            sent: Sent::default(),
            left_out: Vec::new(),
        }
    }

    fn between(&self) -> Option<Between> {
        match &self.bracket {
            Bracket::Unknown => None,
            Bracket::Fixed(between) => Some(*between),
            Bracket::Measured(measured) => measured.between(),
        }
    }

    /// Whether `date` is surely from before the write, may be from while it was under way, or is surely
    /// from after it. `None` without a date, and where the server's clock is not known.
    pub(crate) fn place(&self, date: Option<&DateTime>) -> Option<Ordering> {
        let between = self.between()?;
        let date = Dated::from(date?);
        Some(if date.latest <= between.not_before {
            Ordering::Less
        } else if date.earliest > between.not_after {
            Ordering::Greater
        } else {
            Ordering::Equal
        })
    }

    /// Whether `date` may be this write's, or a later one's: it is not surely from before the write.
    /// `false` without a date.
    ///
    /// A date counts as wide as its last digit: a whole second where it shows none behind it.
    #[must_use]
    pub fn covers(&self, date: Option<&DateTime>) -> bool {
        match (self.place(date), date) {
            (Some(place), _) => place.is_ge(),
            (None, Some(date)) => Dated::from(date).latest > self.local,
            (None, None) => false,
        }
    }

    /// Whether `date` is surely from after the write: somebody has made a change since. `false` without
    /// a date, and where no answer of the endpoint had one.
    ///
    /// A date counts as wide as its last digit, rounded down or up.
    #[must_use]
    pub fn precedes(&self, date: Option<&DateTime>) -> bool {
        self.place(date).is_some_and(Ordering::is_gt)
    }

    /// The request id of the write.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The idempotency token that the call was sent with: the caller's own, or the one that the SDK
    /// has made up. `None` where the operation has none.
    #[must_use]
    pub fn idempotency_token(&self) -> Option<&str> {
        self.sent.idempotency_token.as_deref()
    }

    /// Whether the call was signed with this access key, as its read-backs are: a write that takes the key away
    /// has them refused.
    #[must_use]
    pub fn is_signed_with(&self, access_key_id: &str) -> bool {
        self.sent.access_key.0.as_deref() == Some(access_key_id)
    }

    /// Whether the call was sent with a secret in its input, which checks do not see.
    #[must_use]
    pub fn sent_secret(&self) -> bool {
        self.sent.secret
    }

    /// The members of the input and the output that the call had and checks do not see, because they are
    /// sensitive and the write is confirmed from a receipt: as in `in.Description` and
    /// `out.Description`. A check that compares one of them cannot say that the change is there.
    #[must_use]
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }
}

/// The earliest moment of a write that has returned at `now` on the local clock.
fn local(now: SystemTime, took: Duration) -> ServerTime {
    ServerTime::from(now).minus(took).minus(LOCAL_CLOCK_SLACK)
}

#[cfg(test)]
mod tests;
