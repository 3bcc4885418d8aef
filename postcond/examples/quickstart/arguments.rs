//! The command line.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use http::Uri;
use lexopt::Arg::Long;
use lexopt::ValueExt;

pub(crate) const HELP: &str = "\
Runs one script twice, with the SDK's clients and with postcond's, and shows every read that was
stale or wrong, how long each write waited and how many read-backs it took.

Usage: cargo run --example quickstart [-- OPTION]

  (none)              on a simulated, eventually consistent AWS: no account, no network
  --endpoint-url URL  on any HTTP endpoint, with credentials that mean nothing (moto, LocalStack)
  --aws               in the account of the default credentials: writes a few parameters and secrets
                      under a random name prefix and deletes them again
  --record FILE       writes what the consistent clients ask and are answered to a new file, without
                      account ids, values and credentials: see docs/recording.md
  --help              this text

Exits with 0 if no read was wrong under the consistent clients.";

#[derive(Debug)]
pub(crate) enum Arguments {
    Help,
    Run {
        target: Target,
        /// The file that the session is recorded to.
        record: Option<PathBuf>,
    },
}

/// Where the script runs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Simulator,
    Endpoint(String),
    Aws,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Simulator => f.write_str("on a simulated AWS"),
            Self::Endpoint(url) => write!(f, "on {url}"),
            Self::Aws => f.write_str("in the account of the default credentials"),
        }
    }
}

pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Arguments, lexopt::Error> {
    let mut parser = lexopt::Parser::from_iter(arguments);
    let (mut target, mut record) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") => return Ok(Arguments::Help),
            Long("endpoint-url") => {
                let endpoint = endpoint(parser.value()?.string()?)?;
                only_one(&mut target, Target::Endpoint(endpoint))?;
            }
            Long("aws") => only_one(&mut target, Target::Aws)?,
            Long("record") => record = Some(parser.value()?.into()),
            other => return Err(other.unexpected()),
        }
    }
    let target = target.unwrap_or(Target::Simulator);
    Ok(Arguments::Run { target, record })
}

/// Who names an endpoint does not want the script to run in an account after all.
fn only_one(target: &mut Option<Target>, given: Target) -> Result<(), lexopt::Error> {
    match target.replace(given) {
        None => Ok(()),
        Some(_) => Err("the script runs in one place: give --aws or one --endpoint-url".into()),
    }
}

/// An address that requests can be sent to, as it was given.
fn endpoint(given: String) -> Result<String, lexopt::Error> {
    let problem = match given.parse::<Uri>() {
        Err(error) => error.to_string(),
        Ok(uri) if !matches!(uri.scheme_str(), Some("http" | "https")) => {
            "neither http nor https".to_owned()
        }
        Ok(uri) if uri.host().is_none_or(str::is_empty) => "no host".to_owned(),
        // Not told: they would be shown.
        Ok(uri) if has_credentials(&uri) => {
            return Err("--endpoint-url takes an address without credentials".into());
        }
        Ok(uri) if !has_sound_port(&uri) => "no valid port after the colon".to_owned(),
        Ok(_) => return Ok(given),
    };
    Err(lexopt::Error::from(format!(
        "--endpoint-url takes an address like http://localhost:5000, and {given:?} is none: {problem}"
    )))
}

fn has_credentials(uri: &Uri) -> bool {
    let authority = uri.authority();
    authority.is_some_and(|authority| authority.as_str().contains('@'))
}

/// Whether there is a port, or no colon that one would have to follow: the parser lets it be.
fn has_sound_port(uri: &Uri) -> bool {
    let host_is_last = uri
        .authority()
        .is_some_and(|authority| authority.as_str().ends_with(authority.host()));
    host_is_last || uri.port_u16().is_some_and(|port| port > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(arguments: &[&str]) -> Result<(Target, Option<PathBuf>), String> {
        let program = OsString::from("quickstart");
        let arguments = arguments.iter().map(OsString::from);
        match parse([program].into_iter().chain(arguments)) {
            Ok(Arguments::Run { target, record }) => Ok((target, record)),
            Ok(Arguments::Help) => Err("help".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn target(arguments: &[&str]) -> Result<Target, String> {
        run(arguments).map(|(target, _)| target)
    }

    #[test]
    fn a_session_is_recorded_wherever_it_runs_if_a_file_is_given() {
        let file = || Some(PathBuf::from("tape.jsonl"));
        let on_aws = run(&["--aws", "--record", "tape.jsonl"]);
        assert_eq!(on_aws, Ok((Target::Aws, file())));
        let simulated = run(&["--record", "tape.jsonl"]);
        assert_eq!(simulated, Ok((Target::Simulator, file())));
        assert_eq!(run(&["--aws"]), Ok((Target::Aws, None)));
        assert!(run(&["--record"]).is_err(), "a file is missing");
    }

    #[test]
    fn an_address_that_requests_can_be_sent_to_is_taken_as_it_is() {
        let addresses = [
            "http://localhost:5000",
            "https://ssm.example.com",
            "http://[::1]:80",
            "http://127.0.0.1:4566/path",
        ];
        for address in addresses {
            let endpoint = Target::Endpoint(address.to_owned());
            assert_eq!(target(&["--endpoint-url", address]), Ok(endpoint));
        }
    }

    #[test]
    fn any_other_address_is_refused_with_what_is_wrong_with_it() {
        let rows = [
            ("", "empty string"),
            ("notaurl", "neither http nor https"),
            ("localhost:5000", "neither http nor https"),
            ("ftp://localhost", "neither http nor https"),
            ("http://", "empty string"),
            ("http://:80", "no host"),
            ("http://localhost:", "no valid port after the colon"),
            ("http://localhost:0", "no valid port after the colon"),
            ("http://localhost:99999", "no valid port after the colon"),
            ("http://local host", "invalid uri character"),
        ];
        for (address, problem) in rows {
            let expected = format!(
                "--endpoint-url takes an address like http://localhost:5000, and {address:?} is none: \
                 {problem}"
            );
            assert_eq!(target(&["--endpoint-url", address]), Err(expected));
        }
    }

    #[test]
    fn an_address_with_credentials_is_refused_without_showing_them() {
        let refused = target(&["--endpoint-url", "http://user:password@localhost"]).unwrap_err();
        assert_eq!(
            refused,
            "--endpoint-url takes an address without credentials"
        );
    }

    #[test]
    fn a_second_place_is_refused_and_not_preferred() {
        let endpoint = ["--endpoint-url", "http://localhost:5000"];
        for second in [&["--aws"][..], &endpoint] {
            let refused = target(&[&endpoint, second].concat()).unwrap_err();
            assert!(refused.contains("in one place"), "{refused}");
        }
    }

    #[test]
    fn without_arguments_it_runs_on_the_simulator() {
        assert_eq!(target(&[]), Ok(Target::Simulator));
        assert_eq!(target(&["--aws"]), Ok(Target::Aws));
    }
}
