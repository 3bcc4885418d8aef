//! A server, as a child process of the test.

mod program;

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, ChildStderr, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use aws_config::{BehaviorVersion, Region, SdkConfig};
use parking_lot::Mutex;
use postcond::ssm::sdk::config::{Credentials, SharedCredentialsProvider};

pub(crate) use program::Program;

const ANSWERS_WITHIN: Duration = Duration::from_secs(30);
/// How often a port that somebody else took in the meantime is given up for another one.
const STARTS: usize = 3;

/// The regions that clients are given, each once: what one of them does, no other one sees.
const REGIONS: [&str; 17] = [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-south-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "me-south-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
];

/// The server of all tests of moto that run at the moment; the last one to finish ends it.
static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());
/// Two servers must not be handed the same free port.
static STARTING: Mutex<()> = Mutex::new(());

/// A running server, empty at first; dropping it ends it.
pub(crate) struct Server {
    program: Program,
    process: Child,
    address: SocketAddr,
    log: Log,
    regions_used: AtomicUsize,
}

/// What the server has written to its standard error.
type Log = Arc<Mutex<String>>;

impl Server {
    /// The server of moto that tests share; each client that they make has a region to itself.
    ///
    /// # Panics
    /// As [`start`](Self::start).
    pub(crate) fn shared_moto() -> Arc<Self> {
        let mut shared = SHARED.lock();
        shared.upgrade().unwrap_or_else(|| {
            let server = Arc::new(Self::start(Program::Moto));
            *shared = Arc::downgrade(&server);
            server
        })
    }

    /// A server of one's own. Returns once it answers.
    ///
    /// # Panics
    /// With what to do about it, if the server is not there or does not answer.
    pub(crate) fn start(program: Program) -> Self {
        let _one_at_a_time = STARTING.lock();
        for _ in 1..STARTS {
            if let Ok(server) = Self::start_once(program) {
                return server;
            }
        }
        Self::start_once(program).unwrap_or_else(|why| panic!("{}: {why}", program.title()))
    }

    fn start_once(program: Program) -> Result<Self, String> {
        let address = free_address().map_err(|error| format!("no port is free: {error}"))?;
        let mut process = program
            .command(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("it cannot be run: {error}"))?;
        let log = Log::default();
        if let Some(stderr) = process.stderr.take() {
            keep(stderr, Arc::clone(&log));
        }
        let mut server = Self {
            program,
            process,
            address,
            log,
            regions_used: AtomicUsize::new(0),
        };
        server.wait_until_it_answers()?;
        Ok(server)
    }

    fn wait_until_it_answers(&mut self) -> Result<(), String> {
        let give_up = Instant::now() + ANSWERS_WITHIN;
        loop {
            if let Ok(Some(status)) = self.process.try_wait() {
                return Err(format!("it has ended with {status}:\n{}", self.log()));
            }
            if answers(self.address).unwrap_or(false) {
                return Ok(());
            }
            if Instant::now() > give_up {
                let log = self.log();
                return Err(format!("no answer within {ANSWERS_WITHIN:?}:\n{log}"));
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Where it serves.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A configuration for this server, in a region that no other one has.
    ///
    /// The endpoint is set and nothing is taken from the environment, neither credentials nor a
    /// proxy, so that AWS itself is never reached.
    ///
    /// # Panics
    /// If there are no more regions.
    pub(crate) fn sdk_config(&self) -> SdkConfig {
        let used = self.regions_used.fetch_add(1, Ordering::Relaxed);
        let region = REGIONS.get(used).expect("a region for every client");
        let credentials = Credentials::new("test", "test", None, None, "moto");
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .endpoint_url(self.url())
            .region(Region::new(*region))
            .build()
    }

    /// Sends `body` to another one of the server's services, in the region of `config`: for what the
    /// tests need and the clients do not have.
    ///
    /// # Errors
    /// If the server cannot be reached or refuses the request.
    pub(crate) fn post(
        &self,
        config: &SdkConfig,
        service: &str,
        path: &str,
        body: &str,
    ) -> io::Result<()> {
        let region = config.region().map_or("us-east-1", Region::as_ref);
        // moto looks for the service in the scope, and at nothing else.
        let scope = format!("Credential=test/20260101/{region}/{service}/aws4_request");
        let content_type = match body.starts_with('{') {
            true => "application/json",
            false => "application/x-www-form-urlencoded",
        };
        let mut connection = TcpStream::connect(self.address)?;
        write!(
            connection,
            "POST {path} HTTP/1.0\r\nAuthorization: AWS4-HMAC-SHA256 {scope}\r\n\
             Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        let status = answer.split(' ').nth(1).unwrap_or_default();
        match status.starts_with('2') {
            true => Ok(()),
            false => Err(io::Error::other(answer)),
        }
    }

    fn log(&self) -> String {
        self.log.lock().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // An error means that it has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
        if thread::panicking() {
            let title = self.program.title();
            eprintln!("{title} at {}:\n{}", self.address, self.log());
        }
    }
}

fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

/// Whether something at `address` speaks HTTP.
fn answers(address: SocketAddr) -> io::Result<bool> {
    let patience = Duration::from_secs(1);
    let mut connection = TcpStream::connect_timeout(&address, patience)?;
    connection.set_read_timeout(Some(patience))?;
    connection.write_all(b"GET / HTTP/1.0\r\n\r\n")?;
    let mut answer = [0; 7];
    connection.read_exact(&mut answer)?;
    Ok(answer == *b"HTTP/1.")
}

/// Reads on in the background: a full pipe would stop the server.
fn keep(stderr: ChildStderr, log: Log) {
    thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            let mut log = log.lock();
            log.push_str(&line);
            log.push('\n');
        }
    });
}
