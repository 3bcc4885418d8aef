//! The simulator that is served, and those before it.

use std::mem;
use std::sync::Arc;

use parking_lot::Mutex;
use postcond_sim::Simulator;

use super::report::Report;
use super::settings::Settings;

/// What all connections share.
pub(crate) struct Served {
    settings: Settings,
    current: Mutex<Current>,
}

struct Current {
    simulator: Arc<Simulator>,
    /// What those before it have served, in order.
    earlier: Vec<Earlier>,
}

enum Earlier {
    /// It still has calls under way.
    Serving(Arc<Simulator>),
    /// What one, or several one after the other, have served.
    Done(Report),
}

impl Served {
    pub(crate) fn new(settings: Settings) -> Result<Self, String> {
        let current = Current {
            simulator: Arc::new(settings.simulator()?),
            earlier: Vec::new(),
        };
        Ok(Self {
            settings,
            current: Mutex::new(current),
        })
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// To be held while it serves a call, so that the call is counted when it ends.
    pub(crate) fn simulator(&self) -> Arc<Simulator> {
        Arc::clone(&self.current.lock().simulator)
    }

    pub(crate) fn report(&self) -> Report {
        let mut current = self.current.lock();
        current.settle();
        let earlier = current.earlier.iter().map(|earlier| match earlier {
            Earlier::Serving(simulator) => Report::of(simulator),
            Earlier::Done(report) => report.clone(),
        });
        let all = earlier.chain([Report::of(&current.simulator)]);
        all.fold(Report::default(), Report::and)
    }

    /// Begins anew, as it was set up.
    pub(crate) fn reset(&self) -> Result<(), String> {
        let simulator = Arc::new(self.settings.simulator()?);
        let mut current = self.current.lock();
        let before = mem::replace(&mut current.simulator, simulator);
        current.earlier.push(Earlier::Serving(before));
        current.settle();
        Ok(())
    }
}

impl Current {
    /// Keeps the figures alone of those that nobody is served by any more, so that no number of resets adds up.
    fn settle(&mut self) {
        let mut settled = Vec::new();
        for earlier in mem::take(&mut self.earlier) {
            let earlier = match earlier {
                Earlier::Serving(simulator) if Arc::strong_count(&simulator) == 1 => {
                    Earlier::Done(Report::of(&simulator))
                }
                other => other,
            };
            match (settled.last_mut(), earlier) {
                (Some(Earlier::Done(before)), Earlier::Done(report)) => {
                    *before = mem::take(before).and(report);
                }
                (_, earlier) => settled.push(earlier),
            }
        }
        self.earlier = settled;
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use hyper::Request;

    use super::*;

    async fn reads(simulator: &Simulator) {
        let request = Request::post("/").header("x-amz-target", "AmazonSSM.GetParameter");
        let request = request.body(Bytes::from(r#"{"Name":"/a"}"#)).unwrap();
        simulator.serve(request).await.unwrap();
    }

    fn calls(served: &Served) -> u64 {
        served.report().statistics.total().calls
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_that_a_reset_overtakes_is_counted_when_it_ends() {
        let served = Served::new(Settings::parse(&[]).unwrap()).unwrap();
        reads(&served.simulator()).await;
        let under_way = served.simulator();
        served.reset().unwrap();
        reads(&under_way).await;
        assert_eq!(calls(&served), 2);
        drop(under_way);
        for _ in 0..2 {
            assert_eq!(calls(&served), 2);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_that_never_ends_holds_back_no_simulator_but_its_own() {
        let served = Served::new(Settings::parse(&[]).unwrap()).unwrap();
        let under_way = served.simulator();
        for _ in 0..100 {
            served.reset().unwrap();
            reads(&served.simulator()).await;
        }
        served.reset().unwrap();
        assert_eq!(calls(&served), 100);
        assert_eq!(served.current.lock().earlier.len(), 2);
        drop(under_way);
        assert_eq!(calls(&served), 100);
        assert_eq!(served.current.lock().earlier.len(), 1);
    }
}
