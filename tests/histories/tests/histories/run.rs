//! Runs a program in its world, on a paused clock.

use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::{LocalBoxFuture, join_all};
use postcond::runtime::Settlement;
use postcond_sim::Answer;
use tokio::task::{JoinHandle, LocalSet, spawn_local};
use tokio::time::{sleep, timeout};

use crate::activity::{Activity, Watched};
use crate::calls::perform;
use crate::program::{Handling, Op, Program, Step, Who, ms};
use crate::record::{Finish, Log, Settling};
use crate::world::World;

/// What takes longer is a hang: every wait of a program has a deadline of a few minutes.
const HANG: Duration = Duration::from_secs(3_600);

/// A program that has run, and what happened.
pub(crate) struct History<'a> {
    pub(crate) program: &'a Program,
    pub(crate) log: Log,
    /// The calls that both simulators have seen.
    pub(crate) served: Vec<postcond_sim::Call>,
    /// Which calls of the program made which requests, by the request id.
    pub(crate) made_by: HashMap<String, usize>,
    /// The writes of both simulators, in their order; whether they are the other account's.
    pub(crate) writes: Vec<(postcond_sim::Write, bool)>,
}

/// Runs a program to its end, or until it hangs.
pub(crate) fn run(program: &Program) -> History<'_> {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().start_paused(true).build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        let world = Rc::new(World::of(program));
        Run::new(&world).all(&program.steps).await;
        history(program, &world)
    })
}

fn history<'a>(program: &'a Program, world: &World) -> History<'a> {
    let mut served = world.home.calls();
    served.extend(world.away.calls());
    let log = std::mem::take(&mut *world.record.log());
    let sims = [&world.home, &world.away];
    let calls = log.exchanges.iter();
    let calls = calls.filter_map(|it| Some((it.invocation_id.as_str(), it.call?)));
    let made_by = calls.flat_map(|(id, call)| {
        let attempts = sims.iter().flat_map(|sim| sim.attempts(id));
        attempts
            .map(move |attempt| (attempt, call))
            .collect::<Vec<_>>()
    });
    let made_by = made_by.collect();
    let home = world.home.writes().into_iter().map(|it| (it, false));
    let away = world.away.writes().into_iter().map(|it| (it, true));
    History {
        program,
        log,
        served,
        made_by,
        writes: home.chain(away).collect(),
    }
}

/// The future of a step, and what it is about.
struct Task {
    what: String,
    calls: Vec<usize>,
    settling: Option<usize>,
    future: LocalBoxFuture<'static, ()>,
}

/// A program that is running.
struct Run {
    world: Rc<World>,
    held: Vec<Option<Task>>,
    background: Vec<(String, JoinHandle<()>)>,
    /// How many names have been made up.
    names: u16,
}

impl Run {
    fn new(world: &Rc<World>) -> Self {
        Self {
            world: Rc::clone(world),
            held: Vec::new(),
            background: Vec::new(),
            names: 0,
        }
    }

    async fn all(&mut self, steps: &[Step]) {
        for (index, step) in steps.iter().enumerate() {
            if !self.step(index, step).await {
                return;
            }
        }
        for task in std::mem::take(&mut self.held).into_iter().flatten() {
            if !self.to_its_end(task).await {
                return;
            }
        }
        for (what, task) in std::mem::take(&mut self.background) {
            match timeout(HANG, task).await {
                Ok(Ok(())) => {}
                Ok(Err(panic)) => std::panic::resume_unwind(panic.into_panic()),
                Err(_) => return self.hangs(what),
            }
        }
    }

    /// Whether the program goes on.
    async fn step(&mut self, index: usize, step: &Step) -> bool {
        let what = format!("step {index}: {step}");
        match *step {
            Step::Call(who, op, handling) => {
                let call = self.world.record.call(index, who, op);
                let future = Box::pin(perform(Rc::clone(&self.world), call));
                self.handle(task(what, vec![call], future), handling).await
            }
            Step::Many {
                who,
                secrets,
                count,
                handling,
            } => {
                let task = self.many(what, index, (who, secrets, count));
                self.handle(task, handling).await
            }
            Step::Settle(handling) => {
                let task = self.settling(what, index, None);
                self.handle(task, handling).await
            }
            Step::SettleOne(last_but, handling) => {
                let task = self.settling(what, index, Some(last_but));
                self.handle(task, handling).await
            }
            Step::LoseNext { withheld } => {
                let answer = if withheld {
                    Answer::withheld()
                } else {
                    Answer::lost()
                };
                self.world.lose_next(&answer);
                true
            }
            Step::Pause(pause) => {
                sleep(ms(pause)).await;
                true
            }
            Step::Resume(index) => match self.take_held(index) {
                Some(task) => self.to_its_end(task).await,
                None => true,
            },
            Step::Drop(index) => {
                if let Some(task) = self.take_held(index) {
                    self.given_up(task);
                }
                true
            }
        }
    }

    fn many(
        &mut self,
        what: String,
        step: usize,
        (who, secrets, count): (Who, bool, usize),
    ) -> Task {
        let calls: Vec<usize> = (0..count)
            .map(|_| {
                self.names += 1;
                let name = 1_000 + self.names;
                let op = match secrets {
                    true => Op::Create(name),
                    false => Op::Put {
                        name,
                        overwrite: false,
                        tagged: false,
                    },
                };
                self.world.record.call(step, who, op)
            })
            .collect();
        let futures = calls
            .iter()
            .map(|call| perform(Rc::clone(&self.world), *call));
        let futures = join_all(futures.collect::<Vec<_>>());
        task(what, calls, Box::pin(async { drop(futures.await) }))
    }

    fn settling(&self, what: String, step: usize, last_but: Option<usize>) -> Task {
        let mut log = self.world.record.log();
        log.settlings.push(Settling {
            step,
            steadily_polled: true,
            began: self.world.record.now(),
            ended: None,
            claims: None,
        });
        let settling = log.settlings.len() - 1;
        let future = Box::pin(settle(Rc::clone(&self.world), settling, last_but));
        let future = Watched::new(Activity::default(), future);
        Task {
            settling: Some(settling),
            ..task(what, Vec::new(), Box::pin(future))
        }
    }

    /// Whether the program goes on.
    async fn handle(&mut self, mut task: Task, handling: Handling) -> bool {
        match handling {
            Handling::Await => return self.to_its_end(task).await,
            Handling::Background => {
                let future = spawn_local(task.future);
                self.background.push((task.what, future));
            }
            Handling::GiveUp(after) => {
                if timeout(ms(after), &mut task.future).await.is_err() {
                    self.given_up(task);
                }
            }
            Handling::Hold(after) => {
                if timeout(ms(after), &mut task.future).await.is_err() {
                    self.is_not_polled(&task);
                    let now = self.world.record.now();
                    self.world.record.log().first_held.get_or_insert(now);
                    self.held.push(Some(task));
                }
            }
        }
        true
    }

    async fn to_its_end(&self, task: Task) -> bool {
        let ended = timeout(HANG, task.future).await.is_ok();
        if !ended {
            self.hangs(task.what);
        }
        ended
    }

    fn hangs(&self, what: String) {
        self.world.record.log().hung.push(what);
    }

    fn given_up(&self, task: Task) {
        self.is_not_polled(&task);
        self.world.record.log().has_dropped = true;
        drop(task);
    }

    fn is_not_polled(&self, task: &Task) {
        let mut log = self.world.record.log();
        for call in &task.calls {
            log.calls[*call].steadily_polled = false;
        }
        if let Some(settling) = task.settling {
            log.settlings[settling].steadily_polled = false;
        }
    }

    fn take_held(&mut self, index: usize) -> Option<Task> {
        let count = self.held.len();
        self.held.get_mut(index % count.max(1))?.take()
    }
}

fn task(what: String, calls: Vec<usize>, future: LocalBoxFuture<'static, ()>) -> Task {
    Task {
        what,
        calls,
        settling: None,
        future,
    }
}

/// Settles the scope, or the last of its writes but so many.
async fn settle(world: Rc<World>, settling: usize, last_but: Option<usize>) {
    let settlement = match last_but {
        None => Some(world.scope.settle().await),
        Some(last_but) => {
            let handles = world.handles.borrow().clone();
            if let Some((_, handle)) = handles.iter().rev().nth(last_but) {
                handle.settle_one(&world.scope).await;
            }
            None
        }
    };
    let ended = world.record.now();
    note_settled(&world).await;
    let without_complaint = settlement.filter(|it| it.counts().unconfirmed == 0);
    let claims = match without_complaint {
        Some(settlement) => Some((calls_of(&world, &settlement), world.landed().await)),
        None => None,
    };
    let mut log = world.record.log();
    let settling = &mut log.settlings[settling];
    settling.ended = Some(ended);
    settling.claims = claims;
}

/// The calls whose writes a settlement is about.
fn calls_of(world: &World, settlement: &Settlement) -> Vec<usize> {
    let handles = world.handles.borrow();
    let is_settled =
        |handle: &dyn crate::settled::Settleable| settlement.writes().any(|it| handle.is(it));
    let settled = handles.iter().filter(|(_, handle)| is_settled(&**handle));
    settled.map(|(call, _)| *call).collect()
}

/// Takes down what became of the writes of the scope that have been settled since the last time.
async fn note_settled(world: &World) {
    let handles = world.handles.borrow().clone();
    for (call, handle) in handles {
        let is_known = world.record.log().calls[call].settled.is_some();
        let Some((came_to, evidence)) = handle.outcome().filter(|_| !is_known) else {
            continue;
        };
        let finish = Finish {
            at: world.record.now(),
            came_to,
            evidence,
            shown: world.landed_of(call).await,
        };
        world.record.log().calls[call].settled = Some(finish);
    }
}
