//! What may be set, and what the server is then to be, known to make sense.

use std::fmt;
use std::path::PathBuf;
use std::time::SystemTime;

use postcond_sim::{Simulator, SimulatorBuilder};

use super::forms::{self, Fault, Limit, Refusal, Scripted, within};

/// What the server is to be.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) port: u16,
    /// In bytes.
    pub(crate) body_limit: usize,
    seed: u64,
    replicas: usize,
    /// As it was given.
    lag: String,
    epoch: Option<SystemTime>,
    builder: SimulatorBuilder,
    faults: Vec<Fault>,
    limits: Vec<Limit>,
    refusals: Vec<Refusal>,
    scripts: Vec<Scripted>,
}

/// Settings while they are read.
pub(crate) struct Draft {
    settings: Settings,
    /// Refuses what makes no sense. Not made before it is needed: it reads the models of the services.
    on: Option<Simulator>,
}

/// One thing that may be set, under the same name in a flag and in a file.
pub(crate) struct Setting {
    pub(crate) name: &'static str,
    /// What stands for its value where it is explained.
    pub(crate) value: &'static str,
    pub(crate) help: &'static str,
    /// Whether it may be given several times.
    pub(crate) repeats: bool,
    /// Reads a value.
    pub(crate) read: fn(&mut Draft, &str) -> Result<(), String>,
}

/// A value as it was given.
pub(crate) struct Given {
    pub(crate) setting: &'static Setting,
    pub(crate) text: String,
    /// None for the command line.
    pub(crate) file: Option<PathBuf>,
}

/// All that is wrong with what was given.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Problems(pub(crate) Vec<String>);

impl Given {
    /// With where it stands, and what is wrong with it.
    pub(crate) fn problem(&self, what: &str) -> String {
        let Self { setting, text, .. } = self;
        match &self.file {
            None => format!("--{} {text}: {what}", setting.name),
            Some(file) => format!("{}: {} = {text}: {what}", file.display(), setting.name),
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0[..] {
            [one] => write!(f, "{one}"),
            several => {
                write!(f, "{} problems", several.len())?;
                several.iter().try_for_each(|it| write!(f, "\n  {it}"))
            }
        }
    }
}

/// Everything that may be set.
pub(crate) static OPTIONS: [Setting; 14] = [
    Setting {
        name: "port",
        value: "PORT",
        help: "The port on 127.0.0.1; 0 for a free one [default: 4568]",
        repeats: false,
        read: |draft, text| {
            draft.settings.port = within(text, 0..=u16::MAX)
                .map_err(|_| format!("`{text}` is no port, which is a number from 0 to 65535"))?;
            Ok(())
        },
    },
    Setting {
        name: "replicas",
        value: "NUMBER",
        help: "How many replicas serve reads [default: 1]",
        repeats: false,
        read: |draft, text| {
            let replicas = within(text, 1..=1_000)?;
            draft.settings.replicas = replicas;
            draft.build(|builder| builder.replicas(replicas));
            Ok(())
        },
    },
    Setting {
        name: "lag",
        value: "LAG",
        help: "How long a write takes to reach a replica: zero, never, fixed:300ms, uniform:0s:1s, \
               log-normal:200ms:1, exponential:50ms, or several, as 9*exponential:50ms+1*fixed:5s \
               [default: zero]",
        repeats: false,
        read: |draft, text| {
            let lag = forms::lag(text)?;
            text.clone_into(&mut draft.settings.lag);
            draft.build(|builder| builder.lag(lag));
            Ok(())
        },
    },
    Setting {
        name: "routing",
        value: "ROUTING",
        help: "Whether reads may go back in time: monotonic, non-monotonic [default: monotonic]",
        repeats: false,
        read: |draft, text| {
            let routing = forms::routing(text)?;
            draft.build(|builder| builder.routing(routing));
            Ok(())
        },
    },
    Setting {
        name: "round-trip",
        value: "DURATION",
        help: "How long a request and its answer are under way, beside the real network [default: 0s]",
        repeats: false,
        read: |draft, text| {
            let round_trip = forms::duration(text)?;
            draft.build(|builder| builder.round_trip(round_trip));
            Ok(())
        },
    },
    Setting {
        name: "seed",
        value: "NUMBER",
        help: "What all draws follow from; random for a new one in every run [default: 0]",
        repeats: false,
        read: |draft, text| {
            let seed = match text {
                "random" => rand::random(),
                text => within(text, 0..=u64::MAX)?,
            };
            draft.settings.seed = seed;
            draft.build(|builder| builder.seed(seed));
            Ok(())
        },
    },
    Setting {
        name: "epoch",
        value: "DATE",
        help: "The date that the service shows at the start [default: the machine's own]",
        repeats: false,
        read: |draft, text| {
            draft.settings.epoch = Some(forms::date(text)?);
            Ok(())
        },
    },
    Setting {
        name: "date-precision",
        value: "PRECISION",
        help: "How finely parameters are dated: milliseconds, seconds [default: milliseconds]",
        repeats: false,
        read: |draft, text| {
            let precision = forms::date_precision(text)?;
            draft.build(|builder| builder.date_precision(precision));
            Ok(())
        },
    },
    Setting {
        name: "fault",
        value: "CALLS=ANSWER@SHARE",
        help: "Gives a share of some calls an answer in place of the service's own: \
               reads=throttled@20%, ssm:PutParameter=lost@0.1. Calls: all, reads, writes, or an \
               operation. Answers: throttled, denied, server-error, never, reset, lost, withheld, \
               400:Code:message, 200:{}",
        repeats: true,
        read: |draft, text| {
            let fault = Fault::parse(text, draft.on()?)?;
            draft.settings.faults.push(fault);
            Ok(())
        },
    },
    Setting {
        name: "rate-limit",
        value: "CALLS=PER_SECOND/BURST",
        help: "Throttles what is beyond a rate: PutParameter=3/10",
        repeats: true,
        read: |draft, text| {
            let limit = Limit::parse(text, draft.on()?)?;
            draft.settings.limits.push(limit);
            Ok(())
        },
    },
    Setting {
        name: "refuse-after",
        value: "EARLIER,REFUSED=ANSWER@DURATION",
        help: "Refuses a call for a while after another to the same thing: \
               DeleteSecret,CreateSecret=400:ResourceExistsException@20s",
        repeats: true,
        read: |draft, text| {
            let refusal = Refusal::parse(text, draft.on()?)?;
            draft.settings.refusals.push(refusal);
            Ok(())
        },
    },
    Setting {
        name: "script",
        value: "OPERATION=ANSWER@TIMES",
        help: "Gives the next calls of an operation an answer: GetParameter=denied@3, or @always",
        repeats: true,
        read: |draft, text| {
            let script = Scripted::parse(text, draft.on()?)?;
            draft.settings.scripts.push(script);
            Ok(())
        },
    },
    Setting {
        name: "body-limit",
        value: "BYTES",
        help: "The largest body of a request that is read [default: 1048576]",
        repeats: false,
        read: |draft, text| {
            draft.settings.body_limit = within(text, 1..=1 << 30)?;
            Ok(())
        },
    },
    Setting {
        name: "on-record",
        value: "NUMBER",
        help: "How many calls and writes are remembered, to tell of stale reads and to refuse \
               what follows too closely [default: 10000]",
        repeats: false,
        read: |draft, text| {
            let calls = within(text, 1..=1_000_000_000)?;
            draft.build(|builder| builder.on_record(calls));
            Ok(())
        },
    },
];

impl Settings {
    /// What was given, with all that is wrong with it.
    pub(crate) fn parse(given: &[Given]) -> Result<Self, Problems> {
        let mut draft = Draft::new();
        let mut problems = Vec::new();
        for given in given {
            if let Err(problem) = (given.setting.read)(&mut draft, &given.text) {
                problems.push(given.problem(&problem));
            }
        }
        if problems.is_empty() {
            Ok(draft.settings)
        } else {
            Err(Problems(problems))
        }
    }

    /// A simulator that has seen nothing yet.
    pub(crate) fn simulator(&self) -> Result<Simulator, String> {
        let epoch = self.epoch.unwrap_or_else(SystemTime::now);
        let simulator = self.builder.clone().epoch(epoch).build();
        let simulator = simulator.map_err(|error| error.to_string())?;
        self.faults.iter().try_for_each(|it| it.set(&simulator))?;
        self.limits.iter().try_for_each(|it| it.set(&simulator))?;
        self.refusals.iter().for_each(|it| it.set(&simulator));
        self.scripts.iter().for_each(|it| it.set(&simulator));
        Ok(simulator)
    }

    /// As in `seed 0, replicas 3, lag log-normal:200ms:1`.
    pub(crate) fn in_words(&self) -> String {
        let Self {
            seed,
            replicas,
            lag,
            ..
        } = self;
        format!("seed {seed}, replicas {replicas}, lag {lag}")
    }
}

impl Draft {
    fn new() -> Self {
        let builder = Simulator::builder().on_record(10_000);
        let settings = Settings {
            port: 4568,
            body_limit: 1 << 20,
            seed: 0,
            replicas: 1,
            lag: "zero".to_owned(),
            epoch: None,
            builder,
            faults: Vec::new(),
            limits: Vec::new(),
            refusals: Vec::new(),
            scripts: Vec::new(),
        };
        Self { settings, on: None }
    }

    fn on(&mut self) -> Result<&Simulator, String> {
        let on = match self.on.take() {
            Some(on) => on,
            None => Simulator::builder()
                .build()
                .map_err(|error| error.to_string())?,
        };
        Ok(self.on.insert(on))
    }

    fn build(&mut self, with: impl FnOnce(SimulatorBuilder) -> SimulatorBuilder) {
        self.settings.builder = with(self.settings.builder.clone());
    }
}
