//! How accounts are drawn.

use proptest::prelude::*;
use proptest::strategy::Union;

use super::{Choice, Class};
use crate::program::{Account, Fault, FaultKind, Lagging, Passing, PassingKind, Rate};

pub(super) fn account(without: &[Class]) -> impl Strategy<Value = Account> + use<> {
    let lag = prop_oneof![
        3 => prop::sample::select(vec![0, 100, 1_500, 5_000]).prop_map(Lagging::Fixed),
        3 => (50..2_000_u64, 0.3..1.2_f64).prop_map(|(median, sigma)| Lagging::LogNormal { median, sigma }),
    ];
    let fault = Choice::new(without)
        .or(1, Just(FaultKind::ReadsFail))
        .or(1, Just(FaultKind::ReadsUnanswered))
        .or(1, Just(FaultKind::WritesReset))
        .or(1, Just(FaultKind::WritesFail))
        .or_if(Class::Throttled, 2, Just(FaultKind::ReadsThrottled))
        .or_if(Class::Throttled, 1, Just(FaultKind::WritesThrottled))
        .or_if(Class::Lost, 1, Just(FaultKind::WritesLost))
        .or_if(Class::Lost, 1, Just(FaultKind::WritesWithheld))
        .done();
    let fault = (fault, 5..40_u8).prop_map(|(kind, percent)| Fault { kind, percent });
    let faults = prop_oneof![
        3 => Just(Vec::new()),
        1 => prop::collection::vec(fault, 1..3),
    ];
    let round_trips = prop::sample::select(vec![20, 5, 200, 300, 600, 1_000]);
    let copies = (lag, 1..4_usize);
    let answers = (faults, rates(without), refusals(without));
    (copies, round_trips, answers).prop_map(
        |((lag, replicas), round_trip, (faults, rate, refusals))| Account {
            lag,
            replicas,
            round_trip,
            faults,
            rate,
            refusals,
        },
    )
}

fn rates(without: &[Class]) -> Union<BoxedStrategy<Option<Rate>>> {
    let bursts = prop::sample::select(vec![20, 10, 5, 1]);
    let rate = (3..=40_u32, bursts, prop::bool::weighted(0.3));
    let rate = rate.prop_map(|(per_second, burst, of_reads)| Rate {
        per_second,
        burst,
        of_reads,
    });
    Choice::new(without)
        .or(3, Just(None))
        .or_if(Class::Rates, 1, rate.prop_map(Some))
        .done()
}

fn refusals(without: &[Class]) -> Union<BoxedStrategy<Vec<Passing>>> {
    use PassingKind::{
        ParameterExists, ParameterIsStale, ParameterIsUnknown, SecretExists, SecretIsScheduled,
        SecretIsUnknown,
    };
    // Some outlast deadlines.
    let lasts = || prop::sample::select(vec![500, 100, 3_000, 25_000]);
    let one_of = |kinds: Vec<PassingKind>| {
        let passing = (prop::sample::select(kinds), lasts());
        passing.prop_map(|(kind, lasts)| Passing { kind, lasts })
    };
    let of_secrets = one_of(vec![SecretIsScheduled, SecretExists]);
    let of_parameters = one_of(vec![ParameterExists, ParameterIsStale]);
    let of_tags = one_of(vec![ParameterIsUnknown, SecretIsUnknown]);
    let refusals = (of_secrets, of_parameters, of_tags);
    let refusals = refusals.prop_map(|(one, other, third)| vec![one, other, third]);
    Choice::new(without)
        .or(2, Just(Vec::new()))
        .or_if(Class::Refusals, 1, refusals)
        .done()
}
