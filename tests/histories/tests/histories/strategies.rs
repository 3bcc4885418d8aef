//! How programs and worlds are drawn. What comes first is simpler, and what failures shrink to.

mod accounts;

use std::env;

use proptest::prelude::*;
use proptest::strategy::Union;

use crate::program::{Handling, Op, Pauses, Program, Provider, Setting, Step, Who};
use accounts::account;

/// A class of steps or worlds that can be left out, to get past a failure that is known: by its name, in
/// `HISTORIES_WITHOUT=overridden,held`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Calls whose configuration is overridden.
    Overridden,
    /// Writes of the scope that opted out.
    OptedOut,
    /// Futures that are held and not polled.
    Held,
    /// Settling while the program goes on, and may write in the scope.
    SentMeanwhile,
    /// Dozens of writes at once.
    Bursts,
    SlowCredentials,
    FailingCredentials,
    /// Deletions: names that live more than once.
    Lives,
    /// Writes whose answers are lost.
    Lost,
    /// Answers that ask for fewer requests.
    Throttled,
    /// Limits on how many calls an operation takes per second.
    Rates,
    /// Refusals that pass some time after an earlier write.
    Refusals,
}

impl Class {
    const ALL: [(Self, &str); 12] = [
        (Self::Overridden, "overridden"),
        (Self::OptedOut, "opted_out"),
        (Self::Held, "held"),
        (Self::SentMeanwhile, "sent_meanwhile"),
        (Self::Bursts, "bursts"),
        (Self::SlowCredentials, "slow_credentials"),
        (Self::FailingCredentials, "failing_credentials"),
        (Self::Lives, "lives"),
        (Self::Lost, "lost"),
        (Self::Throttled, "throttled"),
        (Self::Rates, "rates"),
        (Self::Refusals, "refusals"),
    ];

    /// Those that the environment leaves out.
    pub(crate) fn left_out() -> Vec<Self> {
        let given = env::var("HISTORIES_WITHOUT").unwrap_or_default();
        let names = given
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        let parse = |name| match Self::ALL.iter().find(|(_, known)| *known == name) {
            Some((class, _)) => *class,
            None => panic!(
                "HISTORIES_WITHOUT: `{name}` is none of {:?}",
                Self::ALL.map(|it| it.1)
            ),
        };
        names.map(parse).collect()
    }
}

/// What programs are drawn from.
pub(crate) fn programs(without: &[Class]) -> impl Strategy<Value = Program> + use<> {
    let settings = settings(without);
    let steps = themes(without).prop_flat_map(|step| prop::collection::vec(step, 1..9));
    let begins_with = Choice::new(without)
        .or(24, Just(Vec::new()))
        .or_if(Class::Lives, 4, new_lives())
        .or_if(Class::Lives, 4, new_lives_of_a_secret())
        .or_if(Class::Bursts, 1, burst())
        .or_if(Class::Held, 2, settling_that_is_held(without))
        .done();
    let steps = (begins_with, steps).prop_map(|(before, after)| [before, after].concat());
    (settings, steps).prop_map(|(world, steps)| Program { world, steps })
}

/// A parameter that is made, deleted and made anew, by the program or by somebody else.
fn new_lives() -> impl Strategy<Value = Vec<Step>> {
    let by = || prop::sample::select(vec![Who::Consistent, Who::Plain, Who::Scoped]);
    (by(), by(), by(), any::<bool>()).prop_map(|(one, other, third, overwrite)| {
        let put = Op::Put {
            name: 1,
            overwrite,
            tagged: false,
        };
        let ops = [(one, put), (other, Op::Delete(1)), (third, put)];
        let calls = ops.map(|(who, op)| Step::Call(who, op, Handling::Await));
        calls.to_vec()
    })
}

/// The same of a secret, which is deleted by force.
fn new_lives_of_a_secret() -> impl Strategy<Value = Vec<Step>> {
    let by = || prop::sample::select(vec![Who::Consistent, Who::Plain, Who::Scoped]);
    (by(), by(), by()).prop_map(|(one, other, third)| {
        let delete = Op::DeleteSecret {
            name: 1,
            forced: true,
        };
        let ops = [
            (one, Op::Create(1)),
            (other, delete),
            (third, Op::Create(1)),
        ];
        let calls = ops.map(|(who, op)| Step::Call(who, op, Handling::Await));
        calls.to_vec()
    })
}

/// More writes of the scope than a limit on their rate lets through at once.
fn burst() -> impl Strategy<Value = Vec<Step>> {
    let many = (any::<bool>(), 20..30_usize);
    many.prop_map(|(secrets, count)| {
        vec![Step::Many {
            who: Who::Scoped,
            secrets,
            count,
            handling: Handling::Await,
        }]
    })
}

/// Writes of the scope whose settling is begun, then held and not polled, while another waits for them.
fn settling_that_is_held(without: &[Class]) -> impl Strategy<Value = Vec<Step>> + use<> {
    let writes = prop::collection::vec(parameters(without), 1..4);
    let after = prop::sample::select(vec![100, 10, 1_000]);
    let again = prop_oneof![
        (0..2_usize).prop_map(|last_but| Step::SettleOne(last_but, Handling::Await)),
        Just(Step::Settle(Handling::Await)),
    ];
    (writes, after, again).prop_map(|(writes, after, again)| {
        let writes = writes.into_iter();
        let writes = writes.map(|op| Step::Call(Who::Scoped, op, Handling::Await));
        writes
            .chain([Step::Settle(Handling::Hold(after)), again])
            .collect()
    })
}

/// Alternatives with their weights, those left out that are of a class that is.
struct Choice<T> {
    without: Vec<Class>,
    options: Vec<(u32, BoxedStrategy<T>)>,
}

impl<T: std::fmt::Debug + 'static> Choice<T> {
    fn new(without: &[Class]) -> Self {
        Self {
            without: without.to_vec(),
            options: Vec::new(),
        }
    }

    fn or(mut self, weight: u32, option: impl Strategy<Value = T> + 'static) -> Self {
        self.options.push((weight, option.boxed()));
        self
    }

    fn or_if(self, class: Class, weight: u32, option: impl Strategy<Value = T> + 'static) -> Self {
        match self.without.contains(&class) {
            true => self,
            false => self.or(weight, option),
        }
    }

    fn done(self) -> Union<BoxedStrategy<T>> {
        Union::new_weighted(self.options)
    }
}

fn settings(without: &[Class]) -> impl Strategy<Value = Setting> + use<> {
    let providers = Choice::new(without)
        .or(8, Just(Provider::Prompt))
        .or_if(
            Class::SlowCredentials,
            1,
            (500..8_000_u64).prop_map(Provider::Slow),
        )
        .or_if(
            Class::FailingCredentials,
            1,
            (1..5_usize).prop_map(Provider::FailsOnce),
        );
    let schedules = prop_oneof![
        4 => Just(Pauses::Learned),
        1 => Just(Pauses::Exponential),
        1 => Just(Pauses::Fixed(200)),
        1 => Just(Pauses::Fixed(1_000)),
    ];
    let deadlines = prop::sample::select(vec![60_000, 20_000, 120_000, 5_000, 2_000]);
    let budgets = prop_oneof![4 => Just(None), 1 => Just(Some((20, 10))), 1 => Just(Some((5, 5)))];
    let policy = (
        deadlines,
        1..4_u32,
        prop::bool::weighted(0.4),
        schedules,
        budgets,
    );
    let world = (
        any::<u16>(),
        account(without),
        account(without),
        providers.done(),
        prop::bool::weighted(0.7),
    );
    (world, policy, prop::sample::select(vec![10, 2, 1])).prop_map(
        |(world, policy, writes_at_once)| {
            let (seed, home, away, provider, cached) = world;
            let (deadline, confirmations, look_up, schedule, budget) = policy;
            Setting {
                seed: seed.into(),
                home,
                away,
                provider,
                cached,
                deadline,
                confirmations,
                look_up,
                schedule,
                budget,
                writes_at_once,
            }
        },
    )
}

/// What a program's steps are drawn from: it is about parameters, about secrets, or about both.
fn themes(without: &[Class]) -> impl Strategy<Value = BoxedStrategy<Step>> + use<> {
    let both = prop_oneof![parameters(without), secrets(without)];
    let themes = [
        steps(without, parameters(without).boxed()),
        steps(without, secrets(without).boxed()),
        steps(without, both.boxed()),
    ];
    prop::sample::select(themes.to_vec())
}

fn steps(without: &[Class], ops: BoxedStrategy<Op>) -> BoxedStrategy<Step> {
    let handlings = handlings(without).boxed();
    let call = (whos(without), ops, handlings.clone());
    let call = call.prop_map(|(who, op, handling)| match who {
        // Of somebody else's calls, there is nothing to be learnt by dropping them.
        Who::Plain => Step::Call(who, op, Handling::Await),
        who => Step::Call(who, op, handling),
    });
    let many_by = prop::sample::select(vec![Who::Scoped, Who::Consistent]);
    let many = (many_by, any::<bool>(), 2..40_usize, handlings.clone());
    let many = many.prop_map(|(who, secrets, count, handling)| Step::Many {
        who,
        secrets,
        count,
        handling,
    });
    let settle_one = (0..3_usize, handlings.clone());
    Choice::new(without)
        .or(24, call)
        .or(2, Just(Step::Settle(Handling::Await)))
        .or_if(Class::SentMeanwhile, 3, handlings.prop_map(Step::Settle))
        .or(
            1,
            settle_one.prop_map(|(last_but, handling)| Step::SettleOne(last_but, handling)),
        )
        .or(
            3,
            prop::sample::select(vec![10, 200, 1_000, 2_500]).prop_map(Step::Pause),
        )
        .or_if(
            Class::Lost,
            2,
            any::<bool>().prop_map(|withheld| Step::LoseNext { withheld }),
        )
        .or_if(Class::Bursts, 1, many)
        .or_if(Class::Held, 1, (0..3_usize).prop_map(Step::Resume))
        .or_if(Class::Held, 1, (0..3_usize).prop_map(Step::Drop))
        .done()
        .boxed()
}

fn whos(without: &[Class]) -> Union<BoxedStrategy<Who>> {
    Choice::new(without)
        .or(6, Just(Who::Consistent))
        .or(5, Just(Who::Scoped))
        .or(3, Just(Who::Plain))
        .or(1, Just(Who::Unconfirmed))
        .or_if(Class::OptedOut, 2, Just(Who::ScopedUnconfirmed))
        .or_if(Class::Overridden, 1, Just(Who::Away))
        .or_if(Class::Overridden, 1, Just(Who::Region))
        .or_if(Class::Overridden, 1, Just(Who::ScopedAway))
        .or_if(Class::Overridden, 1, Just(Who::Intercepted))
        .or_if(Class::Overridden, 1, Just(Who::Derived))
        .done()
}

fn handlings(without: &[Class]) -> Union<BoxedStrategy<Handling>> {
    let after = prop::sample::select(vec![100, 10, 1_000]);
    Choice::new(without)
        .or(8, Just(Handling::Await))
        .or(2, Just(Handling::Background))
        .or(1, after.clone().prop_map(Handling::GiveUp))
        .or_if(Class::Held, 1, after.prop_map(Handling::Hold))
        .done()
}

fn parameters(without: &[Class]) -> Union<BoxedStrategy<Op>> {
    let name = || 1..3_u16;
    let put = (name(), any::<bool>(), prop::bool::weighted(0.2));
    let put = put.prop_map(|(name, overwrite, tagged)| Op::Put {
        name,
        overwrite,
        tagged,
    });
    Choice::new(without)
        .or(8, put)
        .or(
            1,
            (name(), 0..2_u8).prop_map(|(name, key)| Op::AddTag(name, key)),
        )
        .or(
            1,
            (name(), 0..2_u8).prop_map(|(name, key)| Op::RemoveTag(name, key)),
        )
        .or(1, name().prop_map(Op::Label))
        .or_if(Class::Lives, 3, name().prop_map(Op::Delete))
        .or_if(Class::Lives, 1, Just(Op::DeleteBoth(1, 2)))
        .done()
}

fn secrets(without: &[Class]) -> Union<BoxedStrategy<Op>> {
    let name = || 1..3_u16;
    let delete = (name(), any::<bool>());
    Choice::new(without)
        .or(6, name().prop_map(Op::Create))
        .or(
            2,
            (name(), any::<bool>()).prop_map(|(name, value)| Op::Update { name, value }),
        )
        .or(3, name().prop_map(Op::PutValue))
        .or(
            1,
            (name(), 0..2_u8).prop_map(|(name, key)| Op::Tag(name, key)),
        )
        .or(
            1,
            (name(), 0..2_u8).prop_map(|(name, key)| Op::Untag(name, key)),
        )
        .or_if(
            Class::Lives,
            2,
            delete.prop_map(|(name, forced)| Op::DeleteSecret { name, forced }),
        )
        .or_if(Class::Lives, 1, name().prop_map(Op::Restore))
        .done()
}
