//! The simulator that is served, and those before it.

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
    simulator: Simulator,
    /// What those before it have served.
    earlier: Report,
}

impl Served {
    pub(crate) fn new(settings: Settings) -> Result<Self, String> {
        let current = Current {
            simulator: settings.simulator()?,
            earlier: Report::default(),
        };
        Ok(Self {
            settings,
            current: Mutex::new(current),
        })
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn simulator(&self) -> Simulator {
        self.current.lock().simulator.clone()
    }

    pub(crate) fn report(&self) -> Report {
        let current = self.current.lock();
        let earlier = current.earlier.clone();
        earlier.and(Report::of(&current.simulator))
    }

    /// Begins anew, as it was set up.
    pub(crate) fn reset(&self) -> Result<(), String> {
        let simulator = self.settings.simulator()?;
        let mut current = self.current.lock();
        let before = std::mem::replace(&mut current.simulator, simulator);
        let earlier = std::mem::take(&mut current.earlier);
        current.earlier = earlier.and(Report::of(&before));
        Ok(())
    }
}
