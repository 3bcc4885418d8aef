//! When to look for something that will happen, given how likely it is to have happened by when.
//!
//! A read that comes too early costs a read; one that comes too late costs waiting. Given the
//! distribution of the time until a change is visible, and what a read is worth in waiting, there is
//! one best sequence of instants to read at. With `S(t)` the chance that the change is not visible at
//! `t`, the instants `s1 < s2 < ...`, at least one round trip apart, are those that minimise
//!
//! ```text
//! sum over k of (S(s[k-1]) - S(s[k])) * s[k]  +  cost weight * S(s[k-1])
//! ```
//!
//! that is, the expected time of the read that sees the change, and the cost weight of all reads. This is
//! the inspection problem of R. E. Barlow, L. C. Hunter and F. Proschan, "Optimum checking
//! procedures" (Journal of the Society for Industrial and Applied Mathematics 11, 1963); J. B. Keller,
//! "Optimum checking schedules for systems subject to random failure" (Management Science 21, 1974),
//! has the smooth approximation. Here the distribution is discrete, so that a dynamic programme gives
//! the exact answer: what is best after a read at one step does not depend on the reads before it.
//!
//! [`Schedule::learned`](crate::Schedule::learned) reads at these instants. Benches hold
//! schedules against them: the best that any schedule could do.
//!
//! ```
//! use std::time::Duration;
//! use postcond_runtime::__private::inspection::Distribution;
//!
//! let ms = Duration::from_millis;
//! // Visible at once nine times in ten, after a second otherwise.
//! let lag = Distribution::new([(ms(0), 0.9), (ms(1_000), 0.1)]);
//! assert_eq!(lag.inspections(ms(50), ms(15)), [ms(0), ms(1_000)]);
//! ```

use std::time::Duration;

/// Steps that are nearer to a gap than this keep it, in seconds.
const ROUNDING: f64 = 1e-9;

/// How likely a change is to become visible by when, counted from the return of the write.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    /// In seconds.
    at: f64,
    /// The chance of becoming visible after the step before, and by this one.
    chance: f64,
    /// The chance of becoming visible after this step.
    later: f64,
}

/// The best that can follow a read: what it costs, and at which step the next read is.
#[derive(Clone, Copy)]
struct Continuation {
    cost: f64,
    next: usize,
}

impl Distribution {
    /// Instants, each with the chance that the change becomes visible after the one before it and
    /// by this one. Chances need not add up to one; steps without a chance are left out.
    pub fn new(steps: impl IntoIterator<Item = (Duration, f64)>) -> Self {
        let mut steps: Vec<Step> = steps
            .into_iter()
            .filter(|(_, chance)| *chance > 0.0)
            .map(|(at, chance)| Step {
                at: at.as_secs_f64(),
                chance,
                later: 0.0,
            })
            .collect();
        steps.sort_by(|one, other| one.at.total_cmp(&other.at));
        let mut later = 0.0;
        for step in steps.iter_mut().rev() {
            step.later = later;
            later += step.chance;
        }
        Self { steps }
    }

    /// The best instants to read at, counted from the return of the write: the last of them is the
    /// last step, by which the change is visible if it ever is. None without a step.
    ///
    /// A read costs as much as waiting for `cost_weight`; a read begins at least `gap` after the one
    /// before. Takes time and memory in proportion to the square of the number of steps, and to it.
    #[must_use]
    pub fn inspections(&self, cost_weight: Duration, gap: Duration) -> Vec<Duration> {
        let (cost_weight, gap) = (cost_weight.as_secs_f64(), gap.as_secs_f64());
        let Some(last) = self.steps.len().checked_sub(1) else {
            return Vec::new();
        };
        let end = Continuation {
            cost: 0.0,
            next: last,
        };
        let mut after = vec![end; self.steps.len()];
        for from in (0..last).rev() {
            after[from] = self.best_after(Some(from), &after, cost_weight, gap);
        }
        let mut next = self.best_after(None, &after, cost_weight, gap).next;
        let mut instants = vec![self.steps[next].at];
        while next != last {
            let earliest = instants[instants.len() - 1] + gap;
            next = after[next].next;
            instants.push(self.steps[next].at.max(earliest));
        }
        instants.into_iter().map(Duration::from_secs_f64).collect()
    }

    /// The best that can follow a read at the step `from`, or the write itself.
    fn best_after(
        &self,
        from: Option<usize>,
        after: &[Continuation],
        cost_weight: f64,
        gap: f64,
    ) -> Continuation {
        let last = self.steps.len() - 1;
        let (first, earliest, open) = match from {
            None => (0, 0.0, self.steps[0].chance + self.steps[0].later),
            Some(from) => {
                let step = &self.steps[from];
                (from + 1, step.at + gap, step.later)
            }
        };
        let mut best = Continuation {
            cost: f64::INFINITY,
            next: last,
        };
        for (next, step) in self.steps.iter().enumerate().skip(first) {
            // Too soon; but what the last step covers must be read for at some time.
            if step.at + ROUNDING < earliest && next != last {
                continue;
            }
            let seen_here = (open - step.later) * step.at.max(earliest);
            let cost = cost_weight * open + seen_here + after[next].cost;
            if cost < best.cost {
                best = Continuation { cost, next };
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    /// What the instants cost, by the formula of the module, for whole milliseconds.
    fn cost(steps: &[(u64, f64)], instants: &[Duration], cost_weight: u64) -> f64 {
        let not_visible = |at: f64| -> f64 {
            let later = steps.iter().filter(|(step, _)| *step as f64 > at);
            later.map(|(_, chance)| chance).sum()
        };
        let mut before = -1.0;
        let mut total = 0.0;
        for instant in instants {
            let at = instant.as_nanos() as f64 / 1e6;
            total += (not_visible(before) - not_visible(at)) * at;
            total += cost_weight as f64 * not_visible(before);
            before = at;
        }
        total
    }

    #[test]
    fn where_reads_cost_nothing_every_step_is_read_at() {
        let steps = [(100, 0.2), (200, 0.5), (300, 0.3)];
        let lag = Distribution::new(steps.map(|(at, chance)| (ms(at), chance)));
        assert_eq!(
            lag.inspections(Duration::ZERO, ms(15)),
            [ms(100), ms(200), ms(300)]
        );
    }

    #[test]
    fn where_reads_are_dear_one_is_made_when_all_is_over() {
        let lag = Distribution::new([(ms(100), 0.5), (ms(200), 0.5)]);
        assert_eq!(lag.inspections(ms(1_000), ms(15)), [ms(200)]);
    }

    #[test]
    fn the_first_read_waits_where_nothing_is_ever_visible_at_once() {
        let lag = Distribution::new([(ms(300), 1.0)]);
        assert_eq!(lag.inspections(ms(50), ms(15)), [ms(300)]);
    }

    #[test]
    fn where_nothing_is_known_there_is_nothing_to_read_for() {
        assert!(Distribution::new([]).inspections(ms(50), ms(15)).is_empty());
    }

    #[test]
    fn steps_may_come_in_any_order_and_those_without_a_chance_are_none() {
        let lag = Distribution::new([
            (ms(300), 0.3),
            (ms(100), 0.2),
            (ms(400), 0.0),
            (ms(200), 0.5),
        ]);
        let in_order = [ms(100), ms(200), ms(300)];
        assert_eq!(lag.inspections(Duration::ZERO, ms(15)), in_order);
    }

    /// Better early nine times in ten, and a little late the tenth time, than always at the end.
    #[test]
    fn the_last_read_is_put_off_where_it_would_follow_too_closely() {
        let lag = Distribution::new([(ms(100), 0.9), (ms(110), 0.1)]);
        assert_eq!(lag.inspections(Duration::ZERO, ms(50)), [ms(100), ms(150)]);
    }

    /// In binary, 0.1 + 0.2 is more than 0.3.
    #[test]
    fn steps_that_are_exactly_a_gap_apart_can_all_be_read_at() {
        let lag = Distribution::new([(ms(100), 0.3), (ms(300), 0.4), (ms(600), 0.3)]);
        assert_eq!(
            lag.inspections(Duration::ZERO, ms(200)),
            [ms(100), ms(300), ms(600)]
        );
    }

    /// Every subset of the steps that ends with the last one and keeps the gap.
    fn all_plans(steps: &[(u64, f64)], gap: u64) -> Vec<Vec<Duration>> {
        let Some(((last, _), others)) = steps.split_last() else {
            return Vec::new();
        };
        let subsets = (0..1_u32 << others.len()).map(|chosen| {
            let picked = others.iter().enumerate();
            let picked = picked.filter(|(index, _)| chosen & (1 << index) != 0);
            let mut plan: Vec<u64> = picked.map(|(_, (at, _))| *at).collect();
            plan.push(*last);
            plan
        });
        subsets
            .filter(|plan| plan.windows(2).all(|pair| pair[1] - pair[0] >= gap))
            .map(|plan| plan.into_iter().map(ms).collect())
            .collect()
    }

    prop_compose! {
        fn a_lag()(
            gaps in prop::collection::vec(20_u64..200, 1..9),
            chances in prop::collection::vec(0.01_f64..1.0, 8),
        ) -> Vec<(u64, f64)> {
            let at = gaps.iter().scan(0, |at, gap| { *at += gap; Some(*at) });
            at.zip(chances).collect()
        }
    }

    proptest! {
        /// No other choice of steps is better.
        #[test]
        fn no_plan_is_better(steps in a_lag(), cost_weight in 0_u64..200, gap in 1_u64..150) {
            let lag = Distribution::new(steps.iter().map(|(at, chance)| (ms(*at), *chance)));
            let found = cost(&steps, &lag.inspections(ms(cost_weight), ms(gap)), cost_weight);
            for plan in all_plans(&steps, gap) {
                prop_assert!(found <= cost(&steps, &plan, cost_weight) + 1e-6, "{plan:?}");
            }
        }

        #[test]
        fn reads_are_a_gap_apart(steps in a_lag(), cost_weight in 0_u64..50, gap in 1_u64..400) {
            let lag = Distribution::new(steps.iter().map(|(at, chance)| (ms(*at), *chance)));
            let instants = lag.inspections(ms(cost_weight), ms(gap));
            let nearest = instants.windows(2).map(|pair| pair[1] - pair[0]).min();
            prop_assert!(nearest.is_none_or(|nearest| nearest + Duration::from_micros(1) >= ms(gap)));
        }
    }
}
