//! The programs that serve an endpoint, and how each is started.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = "POSTCOND_ENDPOINTS";
/// The versions that are installed.
const REQUIREMENTS: &str = include_str!("../../../requirements.txt");

/// A program that serves an endpoint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Program {
    Moto,
    Ministack,
    /// The simulator of this workspace, with a lag.
    Simulator,
}

impl Program {
    /// What `docs/stand-ins.md` calls it: with the version, if it is not this workspace's own.
    pub(crate) fn title(self) -> String {
        match self {
            Self::Moto => format!("moto {}", pinned("moto[server]==")),
            Self::Ministack => format!("ministack {}", pinned("ministack==")),
            Self::Simulator => "postcond-sim serve".to_owned(),
        }
    }

    /// The command that serves at `address`, and at no other one.
    ///
    /// # Panics
    /// With what to do about it, if the program is not there.
    pub(super) fn command(self, address: SocketAddr) -> Command {
        let mut command = Command::new(self.path());
        let (host, port) = (address.ip().to_string(), address.port().to_string());
        match self {
            Self::Moto => command.args(["-H", &host, "-p", &port]),
            Self::Ministack => command
                .env("BIND_HOST", host)
                .env("GATEWAY_PORT", port)
                .env("SERVICES", "ssm,secretsmanager")
                // Listeners with fixed ports, the latter at all addresses.
                .env("SFTP_ENABLED", "0")
                .env("IOT_MTLS_ENABLED", "0"),
            Self::Simulator => command.args(["serve", "--port", &port]).args([
                "--replicas",
                "2",
                "--lag",
                "fixed:100ms",
            ]),
        };
        command
    }

    fn path(self) -> PathBuf {
        match self {
            Self::Moto => installed("moto_server"),
            Self::Ministack => installed("ministack"),
            Self::Simulator => built("postcond-sim"),
        }
    }
}

fn pinned(requirement: &str) -> &'static str {
    let mut lines = REQUIREMENTS.lines();
    let version = lines.find_map(|line| line.strip_prefix(requirement));
    version.expect("a version of each server is pinned")
}

/// Where `install.sh` has put it.
fn installed(name: &str) -> PathBuf {
    let folder = std::env::var_os(FOLDER).unwrap_or_else(|| {
        panic!(
            "{FOLDER} is not set. These tests need {name}; install it, and say where, with\n\n    \
             export {FOLDER}=\"$(tests/endpoints/install.sh)\"\n\n\
             or leave out --include-ignored."
        )
    });
    let path = Path::new(&folder).join(name);
    let found = path.is_file();
    assert!(found, "{FOLDER} is {folder:?}, and {name} is not in it");
    path
}

/// Where cargo has put it: beside the folder that this test is in.
fn built(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    let mut folders = test.ancestors().skip(1);
    let folder = folders.find(|it| !it.ends_with("deps"));
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = folder.unwrap_or(Path::new("")).join(file);
    let found = path.is_file();
    assert!(found, "{path:?} is not there: `cargo build -p {name}`");
    path
}
